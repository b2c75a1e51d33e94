/**
 * The chapters of a page about columns, in the order in which they are handed around, and what its table of contents
 * says of them.
 */
import type { VNode } from 'preact';
import type { RunRecord, Words } from '../../model.js';
import type { Figures } from '../figures.js';
import { findingRows, partFindings } from '../findingRows.js';
import { nothingWasOpen } from '../summarise.js';
import type { UnitRow } from '../unitTable.js';
import type { Say } from '../words.js';
import { AllColumns } from './allColumns.js';
import { ChangesPart } from './changesPart.js';
import { DismissedPart } from './dismissedPart.js';
import { Doubts, Resolved, StandingFindings } from './findingsParts.js';
import { LedgerPicture } from './ledgerPicture.js';
import type { HrefOf } from './ledgerTable.js';
import { SiteLines } from './siteLines.js';
import { UnitsPart } from './unitsPart.js';
import { UnreadablePart } from './unreadablePart.js';
import { WaiversPart } from './waiversPart.js';

/** In which language, and where more is told of a column. */
export interface ChapterForm {
  say: Say;
  /** The page that shows a column's page as it was. */
  evidenceOf: HrefOf;
}

/** What was found, put right, doubted, set aside or not seen. */
export function findingChapters(record: RunRecord, { summary }: Figures, { say, evidenceOf }: ChapterForm): VNode[] {
  const parts = partFindings(findingRows(record));
  const isBrief = isToldInBrief(record);
  return [
    <ChangesPart parts={parts} isFirst={nothingWasOpen(summary)} say={say} />,
    <StandingFindings rows={parts.publisher} summary={summary} hrefOf={evidenceOf} isBrief={isBrief} say={say} />,
    <Resolved rows={parts.resolved} day={record.run.day} say={say} />,
    <Doubts rows={parts.doubts} hrefOf={evidenceOf} isBrief={isBrief} say={say} />,
    <DismissedPart record={record} say={say} />,
    <WaiversPart record={record} say={say} />,
    <UnreadablePart record={record} rows={parts.unreadable} hrefOf={evidenceOf} say={say} />,
  ];
}

/** What is said of sites and units as a whole. */
export function wholeChapters(record: RunRecord, say: Say, hrefOf?: (row: UnitRow) => string | null): VNode[] {
  return [
    <SiteLines record={record} say={say} />,
    <UnitsPart record={record} {...(hrefOf && { hrefOf })} say={say} />,
  ];
}

/** Every column, with its periods and with what was read from it. */
export function columnChapters(record: RunRecord, { say, evidenceOf }: ChapterForm): VNode[] {
  const isBrief = isToldInBrief(record);
  return [
    <LedgerPicture record={record} hrefOf={evidenceOf} isBrief={isBrief} say={say} />,
    <AllColumns record={record} isBrief={isBrief} say={say} />,
  ];
}

const names = {
  findings: { zh: '问题清单', en: 'Findings' },
  dismissed: { zh: '人工认定', en: 'Human verdicts' },
  waivers: { zh: '豁免', en: 'Waivers' },
  unreadable: { zh: '无法监测', en: 'Unreadable' },
  'site-lines': { zh: '国办检查线', en: 'Inspection lines' },
  sites: { zh: '站点', en: 'Sites' },
  units: { zh: '责任单位', en: 'Units' },
  ledger: { zh: '周期台账', en: 'Ledger' },
  columns: { zh: '全部栏目', en: 'All columns' },
  rules: { zh: '检查规则', en: 'Rules' },
} satisfies Record<string, Words>;

export type ChapterId = keyof typeof names;

/** `ids` in their order, without the chapters that are not drawn because there is nothing in them. */
export function contentsOf(ids: readonly ChapterId[], figures: Figures): [id: string, name: Words][] {
  const isDrawn: Partial<Record<ChapterId, boolean>> = {
    dismissed: figures.setAside.dismissed > 0,
    waivers: figures.waivers > 0,
    'site-lines': figures.sites > 0,
    units: figures.summary.configured > 0,
  };
  return ids.filter((id) => isDrawn[id] !== false).map((id) => [id, names[id]]);
}

export const FINDING_CHAPTERS = ['findings', 'dismissed', 'waivers', 'unreadable'] as const satisfies ChapterId[];
export const WHOLE_CHAPTERS = ['site-lines', 'units'] as const satisfies ChapterId[];
export const COLUMN_CHAPTERS = ['ledger', 'columns'] as const satisfies ChapterId[];

/**
 * Of so many columns every cell of the ledger says on hovering what fills it and every finding lists all of its evidence;
 * of more, cells that are on time say nothing and the list is short where a page of its own tells all, so that a thousand
 * columns still are one page of 2 MB.
 */
const COLUMNS_TOLD_IN_FULL = 250;

function isToldInBrief({ columns }: RunRecord): boolean {
  return columns.length > COLUMNS_TOLD_IN_FULL;
}
