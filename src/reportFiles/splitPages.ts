/**
 * The pages of a large report: an index, a page or several for each site, and one for each configured unit of which
 * something is to be said. At most one site is held, and of the others what stands on one page of the index.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Language, RuleInfo, RunRecord } from '../model.js';
import { figuresOf, type Figures } from '../report/figures.js';
import { findingRows, unitName } from '../report/findingRows.js';
import { groupBy } from '../report/groupBy.js';
import type { HrefOf } from '../report/html/ledgerTable.js';
import type { LinkedUnit } from '../report/html/unitBars.js';
import type { Way } from '../report/html/trail.js';
import { keepFirst } from '../report/keepFirst.js';
import type { PageLimits } from '../report/pageLimits.js';
import { renderFurtherIndex, renderIndex, UNITS_LISTED, WORST_SITES_LISTED } from '../report/renderIndex.js';
import { sitePages, unitPages } from '../report/renderPart.js';
import { byFindings, siteRow, type SiteRow } from '../report/siteRow.js';
import { unitOrder, unitTable } from '../report/unitTable.js';
import type { RunHead } from '../store/runReader.js';
import { indexPageName, sitePageName, unitPageName } from './partNames.js';

export interface SplitPages {
  /** @param record  the run with the columns and the verdict of one site */
  addSite(record: RunRecord): Promise<void>;
  /** Writes what is left of the index. @param figures  of the whole run */
  close(figures: Figures): Promise<void>;
}

export interface PageForm {
  limits: PageLimits;
  language: Language;
  /** The page of a column's evidence, seen from the report's folder; null where it has none. */
  evidenceOf: HrefOf;
}

/** @param folder  is there already and holds no page */
export async function createSplitPages(
  folder: string,
  { run, trend }: RunHead,
  { limits, language, rules, evidenceOf }: PageForm & { rules: RuleInfo[] },
): Promise<SplitPages> {
  const write = (name: string, text: string) => writeFile(path.join(folder, name), text);
  for (const name of ['sites', 'units']) await mkdir(path.join(folder, name));

  let total = 0;
  let firstRows: readonly SiteRow[] = [];
  let rows: SiteRow[] = [];
  let worstSites: readonly SiteRow[] = [];
  let units = 0;
  let bestUnits: readonly LinkedUnit[] = [];
  let worstUnits: readonly LinkedUnit[] = [];

  async function endIndexPage(hasNext: boolean): Promise<void> {
    const page = Math.ceil(total / limits.sites);
    if (page <= 1) {
      firstRows = rows;
    } else {
      const first = (page - 1) * limits.sites + 1;
      const next = hasNext ? indexPageName(page + 1) : null;
      const further = { run, rows, first, previous: indexPageName(page - 1), next };
      await write(indexPageName(page), renderFurtherIndex(further, language));
    }
    rows = [];
  }

  return {
    async addSite(record) {
      if (rows.length === limits.sites) await endIndexPage(true);
      total += 1;
      const { row, unitRows, files } = sitePart(record, { number: total, limits, language, evidenceOf });
      for (const [name, text] of files) await write(name, text);
      rows.push(row);
      worstSites = row.standing === 0 ? worstSites : keepFirst(worstSites, row, byFindings, WORST_SITES_LISTED);
      for (const unit of unitRows) {
        units += 1;
        bestUnits = keepFirst(bestUnits, unit, (one, other) => unitOrder(one.row, other.row), UNITS_LISTED);
        worstUnits = keepFirst(worstUnits, unit, (one, other) => unitOrder(other.row, one.row), UNITS_LISTED / 2);
      }
    },
    async close(figures) {
      await endIndexPage(false);
      const next = total > firstRows.length ? indexPageName(2) : null;
      const sites = { rows: firstRows, total, worst: worstSites, next };
      const found = { total: units, best: bestUnits, worst: worstUnits };
      await write('index.html', renderIndex({ run, trend, rules, figures, sites, units: found }, language));
    },
  };
}

interface SitePart {
  row: SiteRow;
  unitRows: LinkedUnit[];
  /** Names and texts of its pages and of those of its units. */
  files: [name: string, text: string][];
}

function sitePart(record: RunRecord, { number, limits, language, evidenceOf }: PageForm & { number: number }): SitePart {
  const [{ siteKey, siteName }] = record.columns as [RunRecord['columns'][number]];
  const pageName = (page: number) => sitePageName(number, siteKey, page);
  const unitRecords = unitsToShow(record);
  const unitPage = (unit: string) => (unitRecords.has(unit) ? unitPageName(siteKey, unit, 1) : null);
  const ways = waysUp(number, limits);
  const outside: HrefOf = (column) => inFolder(evidenceOf(column));

  const pages = sitePages(
    record,
    { ways, hrefOf: (page) => `../${pageName(page)}`, unitHref: ({ unit }) => inFolder(unitPage(unit)), limits, evidenceOf: outside },
    language,
  );
  const toSite: Way = { href: `../${pageName(1)}`, name: { zh: siteName, en: siteName } };
  const ofUnits = [...unitRecords].flatMap(([unit, columns]) => {
    const place = { ways: [...ways, toSite], hrefOf: (page: number) => `../${unitPageName(siteKey, unit, page)}`, limits, evidenceOf: outside };
    return unitPages({ ...record, columns, sites: [] }, place, language)
      .map((text, index): [string, string] => [unitPageName(siteKey, unit, index + 1), text]);
  });
  return {
    row: siteRow(record, { href: pageName(1), pages: pages.length }),
    unitRows: unitTable(record).map((row) => ({ row, href: unitPage(row.unit) ?? pageName(1) })),
    files: [...pages.map((text, index): [string, string] => [pageName(index + 1), text]), ...ofUnits],
  };
}

function waysUp(siteNumber: number, limits: PageLimits): Way[] {
  const page = Math.ceil(siteNumber / limits.sites);
  return [
    { href: '../index.html', name: { zh: '‹ 总览', en: '‹ Overview' } },
    ...(page === 1 ? [] : [{ href: `../${indexPageName(page)}`, name: { zh: '站点目录', en: 'List of sites' } }]),
  ];
}

function inFolder(name: string | null): string | null {
  return name === null ? null : `../${name}`;
}

/** Configured units of which there is something to say, unless all of the site is theirs: then its page says it. */
function unitsToShow(record: RunRecord): Map<string, RunRecord['columns']> {
  const byUnit = groupBy(record.columns.filter(({ column }) => column.unit !== undefined), unitName);
  return new Map([...byUnit].filter(([, columns]) => {
    const ofUnit = { ...record, columns, sites: [] };
    const { summary, setAside, waivers } = figuresOf(ofUnit);
    const isFound = findingRows(ofUnit).length + summary.unreadable + setAside.dismissed + waivers > 0;
    return isFound && columns.length < record.columns.length;
  }));
}
