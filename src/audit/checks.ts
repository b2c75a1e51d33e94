/** What is checked of a column that was read, besides its cadence. */
import type { Finding } from '../model.js';
import type { ColumnFacts } from './facts.js';
import { backdatedFindings } from './rules/backdated.js';
import { bulkUploadFindings } from './rules/bulk-upload.js';
import { contradictedDateFindings } from './rules/contradicted-date.js';
import { dateWitnessesFindings } from './rules/date-witnesses-disagree.js';
import { deadlineExceededFindings } from './rules/deadline-exceeded.js';
import { deadLinksFindings } from './rules/dead-links.js';
import { duplicateItemsFindings } from './rules/duplicate-items.js';
import { itemVanishedFindings } from './rules/item-vanished.js';
import { reDatedFindings } from './rules/re-dated.js';
import { pairMissingFindings } from './rules/pair-missing.js';
import { requiredMissingFindings } from './rules/required-missing.js';
import { repostedFindings } from './rules/reposted.js';
import { shownTooBrieflyFindings } from './rules/shown-too-briefly.js';

/** One check: its findings, in an order that does not depend on how the items are stored; none where all is well. */
export type Check = (facts: ColumnFacts) => Finding[];

/** In the order in which their findings are shown. */
const checks: Check[] = [
  requiredMissingFindings,
  pairMissingFindings,
  deadlineExceededFindings,
  shownTooBrieflyFindings,
  dateWitnessesFindings,
  backdatedFindings,
  contradictedDateFindings,
  reDatedFindings,
  bulkUploadFindings,
  repostedFindings,
  duplicateItemsFindings,
  itemVanishedFindings,
  deadLinksFindings,
];

/** Only for columns whose last visit could be read and is believed. */
export function furtherFindings(facts: ColumnFacts): Finding[] {
  return checks.flatMap((check) => check(facts));
}
