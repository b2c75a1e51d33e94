import type { Words } from '../../model.js';
import type { UnderstoodRow } from './understandRow.js';

/** Which site a row belongs to, and what had to be supposed for it. */
export interface SiteChoice {
  site(row: UnderstoodRow): { name: string; id: string };
  /** The unit of rows that name none: the sheet's name, where each sheet is a unit. */
  unit(row: UnderstoodRow): string | undefined;
  notes: Words[];
}

/** Names of sheets that say what the table is and not whose. */
const NO_NAME = /^(?:sheet|工作表|表格?)\s*\d*$|任务|分解|目录|清单|台账|汇总|栏目|一览|附件|总表|时限|\.(?:csv|xlsx?|txt)$/i;

/**
 * A row's site is what its cell under 网站 says, else what the command line says. Where neither does: sheets that all lead to one
 * host are units of one site, which is called by its host; other sheets are sites under their own names; and rows of a sheet
 * without a name that says whose it is are sorted by their hosts.
 *
 * @param given  the name from the command line
 */
export function siteOfRows(rows: readonly UnderstoodRow[], given: string | undefined): SiteChoice {
  const unnamed = rows.filter(({ row }) => row.site.trim() === '');
  const sheets = [...new Set(unnamed.map(({ row }) => row.sheet))];
  const hosts = new Set(unnamed.map(hostOf).filter((host) => host !== ''));
  const [firstHost = ''] = hosts;
  const isUnitASheet = sheets.length > 1 && (hosts.size === 1 || given !== undefined);
  const isNamed = (sheet: string) => !NO_NAME.test(sheet.trim());
  const name = (row: UnderstoodRow) => {
    if (given !== undefined) return given;
    if (!isUnitASheet && isNamed(row.row.sheet)) return row.row.sheet.trim();
    return hostOf(row) || firstHost || row.row.sheet.trim();
  };
  return {
    site: (one) => (one.row.site.trim() === '' ? { name: name(one), id: '' } : { name: one.row.site.trim(), id: one.row.siteId.trim() }),
    unit: ({ row, said }) => (said.unit ?? (isUnitASheet && row.site.trim() === '' && isNamed(row.sheet) ? row.sheet.trim() : undefined)),
    notes: unnamed.length === 0 || given !== undefined ? [] : [notNamed([...new Set(unnamed.map(name))])],
  };
}

function hostOf({ said }: UnderstoodRow): string {
  return said.url === undefined ? '' : new URL(said.url).host;
}

function notNamed(names: readonly string[]): Words {
  const shown = names.slice(0, 5);
  return {
    zh: `表里没有“网站”一列，网站名称取为：${shown.join('、')}${names.length > 5 ? '…' : ''}。要改的请加“网站”列，或加 --site 名称（以后再改名会另起记录）`,
    en: `no column 网站: the sites are called ${shown.join(', ')}${names.length > 5 ? ' …' : ''}. Add such a column or --site NAME (a later change of name begins a new record)`,
  };
}
