/**
 * What the dashboard shares with the report. All of it is a pure function of stored facts (`RunColumn`, `FindingRow`,
 * `UnitRow`) and of `say`, the reader's language (`speaker(language)`); nothing of it needs a script, and no style stands
 * in an attribute, so that a policy of `style-src 'self'` is enough where `stylesheet` is served as a file.
 *
 * - `StatusBadge`, `LevelBadge`, `EventMark`: what a column, a finding, a change is
 * - `LedgerLegend`, `LedgerTable`: the calendar picture of any columns, of one as well
 * - `UnitBars`, `StatusBar`, `countWords`: how columns stand, as bars and in words
 * - `Evidence`, `EvidenceList`: what a finding rests on, folded away or open
 * - `evidenceDocument`: a whole page that shows a column's page as it was, harmlessly (see `reportFiles/seenPages.ts` for its facts)
 * - `PagesSeen`: that part of it alone
 * - `PageText`, `PageLink`, `Address`, `ColumnPath`, `OwnPage`: the only ways for text of pages to come in
 * - `Wide`: what goes around a table that may be wider than the screen
 *
 * They look as `stylesheet` says, light and dark.
 */
export { Evidence, EvidenceList } from './evidence.js';
export { evidenceDocument, markedWords, PagesSeen, type EvidenceFacts, type SeenPages } from './evidenceDocument.js';
export { LedgerLegend, LedgerTable, type HrefOf, type LedgerTableProps } from './ledgerTable.js';
export { Address, ColumnPath, OwnPage, PageLink, PageText } from './pageText.js';
export { EventMark, LevelBadge, StatusBadge } from './statusBadge.js';
export { countWords, StatusBar, type StatusCounts } from './statusBar.js';
export { stylesheet } from './stylesheet.js';
export { UnitBars, type LinkedUnit } from './unitBars.js';
export { Wide } from './wide.js';
