/** Every rule, in the order in which reports and the README list them. */
import type { RuleInfo } from '../../model.js';
import { blankColumn } from './blank-column.js';
import { cadenceOverdue } from './cadence-overdue.js';
import { columnDateDisagrees } from './column-date-disagrees.js';
import { futureDate } from './future-date.js';
import { missingPeriod } from './missing-period.js';
import { realtimeSilence } from './realtime-silence.js';
import { undatedItems } from './undated-items.js';
import { unreadable } from './unreadable.js';

export const rules: RuleInfo[] = [
  cadenceOverdue,
  realtimeSilence,
  missingPeriod,
  blankColumn,
  futureDate,
  columnDateDisagrees,
  undatedItems,
  unreadable,
];
