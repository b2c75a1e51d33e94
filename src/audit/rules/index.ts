/** Every rule, in the order in which reports and the README list them. */
import type { RuleInfo } from '../../model.js';
import { backdated } from './backdated.js';
import { blankColumn } from './blank-column.js';
import { bulkUpload } from './bulk-upload.js';
import { cadenceOverdue } from './cadence-overdue.js';
import { columnDateDisagrees } from './column-date-disagrees.js';
import { contradictedDate } from './contradicted-date.js';
import { dateWitnessesDisagree } from './date-witnesses-disagree.js';
import { deadlineExceeded } from './deadline-exceeded.js';
import { deadLinks } from './dead-links.js';
import { duplicateItems } from './duplicate-items.js';
import { directoryDateDisagrees } from './directory-date-disagrees.js';
import { futureDate } from './future-date.js';
import { itemVanished } from './item-vanished.js';
import { missingPeriod } from './missing-period.js';
import { reDated } from './re-dated.js';
import { realtimeSilence } from './realtime-silence.js';
import { pairMissing } from './pair-missing.js';
import { requiredMissing } from './required-missing.js';
import { reposted } from './reposted.js';
import { shownTooBriefly } from './shown-too-briefly.js';
import { undatedItems } from './undated-items.js';
import { unreadable } from './unreadable.js';

export const rules: RuleInfo[] = [
  cadenceOverdue,
  realtimeSilence,
  missingPeriod,
  requiredMissing,
  pairMissing,
  deadlineExceeded,
  shownTooBriefly,
  blankColumn,
  futureDate,
  columnDateDisagrees,
  directoryDateDisagrees,
  dateWitnessesDisagree,
  undatedItems,
  backdated,
  contradictedDate,
  reDated,
  bulkUpload,
  reposted,
  duplicateItems,
  itemVanished,
  deadLinks,
  unreadable,
];
