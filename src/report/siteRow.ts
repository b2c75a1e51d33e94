/** What the index of a report says of a site. */
import type { RunRecord } from '../model.js';
import { summarise, type Summary } from './summarise.js';
import { isHeldAgainst } from './unitTable.js';

export interface SiteRow {
  name: string;
  /** Of its first page, seen from the index. */
  href: string;
  pages: number;
  summary: Summary;
  /** Findings held against the publisher that stand, without doubts and what could not be read. */
  standing: number;
  /** 国办检查线 that it is over, and those that it comes near; null where the site was not judged as a whole. */
  lines: { over: number; near: number } | null;
}

/** @param record  the run with the columns and the verdict of the site alone */
export function siteRow(record: RunRecord, { href, pages }: Pick<SiteRow, 'href' | 'pages'>): SiteRow {
  const findings = record.columns.flatMap(({ verdict }) => verdict.findings);
  const [judged] = record.sites;
  const withState = (wanted: string) => judged?.lines.filter(({ state }) => state === wanted).length ?? 0;
  return {
    name: record.columns[0]?.siteName ?? '',
    href,
    pages,
    summary: summarise(record),
    standing: findings.filter(({ level }) => isHeldAgainst(level)).length,
    lines: judged === undefined ? null : { over: withState('over'), near: withState('near') },
  };
}

/** Those with the most findings first, then those over the most lines, then in the order of the configuration. */
export function byFindings(one: SiteRow, other: SiteRow): number {
  return other.standing - one.standing || (other.lines?.over ?? 0) - (one.lines?.over ?? 0);
}
