/** The pieces of evidence that several rules show. A text is what was seen; what we say of it is the label. */
import type { Cell, CellItem, DateEvidence, Deadline, Evidence, Implied, Sureness, Words } from '../../model.js';
import type { ColumnFacts, DatedItem } from '../facts.js';

/** The column's address and when it was last seen: what every finding begins with. */
export function pageSeen({ column, history }: ColumnFacts): Evidence[] {
  const { lastVisit } = history;
  const page: Evidence = { label: { zh: '栏目网址', en: 'Column address' }, text: column.url, url: column.url };
  if (lastVisit === null) return [page];
  const answered: Evidence[] =
    lastVisit.finalUrl === column.url
      ? []
      : [{ label: { zh: '实际打开的网址', en: 'Address that answered' }, text: lastVisit.finalUrl, url: lastVisit.finalUrl }];
  return [page, ...answered, { label: { zh: '最近监测日期', en: 'Last visited' }, text: lastVisit.day }];
}

/** The newest item that counts. */
export function newestItem({ latest }: ColumnFacts): Evidence[] {
  return latest === null ? [] : [datedItem({ zh: '最新信息', en: 'Newest item' }, latest)];
}

/** The days that the page and the site's directory give for its last update, with the words that they were read from. */
export function ownUpdate(facts: ColumnFacts): Evidence[] {
  const own = facts.history.lastVisit?.columnDate;
  if (!own) return directoryUpdate(facts);
  const label = { zh: '页面自述更新时间', en: 'Update day shown by the page' };
  return [{ label, text: `${own.day} “${own.text}” [${own.by}]` }, ...directoryUpdate(facts)];
}

/** The day that the site's directory page gives for the column's last update, or that the directory was not read. */
export function directoryUpdate({ history }: ColumnFacts): Evidence[] {
  const told = history.lastVisit?.directoryDate;
  if (told === undefined) return [];
  if (told === null) return [{ label: { zh: '栏目更新情况页（本次未能读取）', en: "The site's directory (not read this time)" }, text: '—' }];
  const label = { zh: '栏目更新情况页所列', en: "The site's directory says" };
  return [{ label, text: `${told.day} “${told.name} ${told.text}” [${told.by}]`, url: told.url }];
}

/** One item: its day, the words that the day was read from, who read them, and its title. */
export function datedItem(label: Words, { title, url, date }: Pick<DatedItem, 'title' | 'url' | 'date'>): Evidence {
  const implied = impliedWords(date.implied);
  const place = placeWords(date.by);
  return {
    label: { zh: label.zh + place.zh + implied.zh, en: label.en + place.en + implied.en },
    text: `${date.day} “${date.text}” [${date.by}] ${title}`,
    url,
  };
}

/** One of an item's dates, as it was read; nothing where it was not. */
export function dateShown(
  label: Words,
  date: DateEvidence | null | undefined,
  { title, url }: Pick<DatedItem, 'title' | 'url'>,
): Evidence[] {
  return date ? [datedItem(label, { title, url, date })] : [];
}

/** The document and article of a deadline, and how sure we are of its text. */
export function deadlineSource({ id, source, sure }: Pick<Deadline, 'id' | 'source' | 'sure'>): Evidence {
  const how = id.startsWith('own:') ? { zh: '本单位配置', en: 'configured' } : sureWords[sure];
  return { label: { zh: `依据（${how.zh}）`, en: `Source (${how.en})` }, text: source.zh };
}

export const sureWords: Record<Sureness, Words> = {
  law: { zh: '已核对法律文本', en: 'read in the law' },
  original: { zh: '已核对原文', en: 'read in the original document' },
  'second-hand': { zh: '据第三方转载，引用前请核对原文', en: 'third-party copy: check the original before quoting' },
  unverified: { zh: '未核对，不作依据', en: 'not verified: no basis yet' },
};

/** The item that fills a cell. */
export function filledCell(label: Words, cell: Cell | undefined): Evidence[] {
  if (!cell?.filledBy) return [];
  const { now } = cell.filledBy;
  return [
    datedItem({ zh: `${label.zh}（${cell.period.id}）`, en: `${label.en} (${cell.period.id})` }, cell.filledBy),
    ...(now ? [changedSince(now)] : []),
  ];
}

/** What an item is called and dated now that filled a cell under what it was before. */
function changedSince({ title, date }: NonNullable<CellItem['now']>): Evidence {
  return { label: { zh: '该条信息现显示为', en: 'The same item as it is shown now' }, text: `${date?.day ?? ''} ${title}`.trim() };
}

/** 依据: the document and clause that the promise comes from, where the office wrote one down. */
export function promise({ column }: ColumnFacts): Evidence[] {
  const { source } = column.cadence;
  return source === undefined ? [] : [{ label: { zh: '公开时限依据', en: 'Source of the promise' }, text: source }];
}

/** The 依据 of a cadence in a few words: what the office wrote, or that the configuration promises it. */
export function promiseBasis({ column }: ColumnFacts, cadence: Words): Words {
  const { source } = column.cadence;
  if (source !== undefined) return { zh: source, en: source };
  return { zh: `本单位承诺：${cadence.zh}公开`, en: `The unit's promise: ${cadence.en}` };
}

/** `2026-09 (2026-09-30), 2026-10 (2026-10-31)`: periods with the last day on which they could be filled in time. */
export function deadlines(cells: readonly Cell[]): Evidence {
  const told = cells.map(({ period, deadline }) => (deadline === null ? period.id : `${period.id} (${deadline})`));
  return { label: { zh: '缺少的周期（期限）', en: 'Periods without an item (deadline)' }, text: told.join(', ') };
}

/** The periods that were not judged since the working calendar ends before them, with what it covers. */
export function uncoveredPeriods(cells: readonly Cell[]): Evidence[] {
  const uncovered = cells.filter((cell) => cell.state === 'unknown' && cell.uncovered);
  const known = uncovered[0]?.uncovered;
  if (!known) return [];
  const label = { zh: `${known.zh}，未作判定的周期`, en: `Periods not judged, ${known.en}` };
  return [{ label, text: uncovered.map(({ period }) => period.id).join(', ') }];
}

/** Said only where the day does not stand on the list. */
function placeWords(by: string): Words {
  if (!by.startsWith('page:')) return { zh: '', en: '' };
  return { zh: '（列表未注明日期，读自信息内容页）', en: ' (no day on the list; read on the item’s own page)' };
}

function impliedWords(implied: readonly Implied[]): Words {
  if (implied.length === 0) return { zh: '', en: '' };
  return {
    zh: `（页面未写明、由程序推定：${implied.map((part) => impliedNames[part].zh).join('、')}）`,
    en: ` (not on the page, inferred: ${implied.map((part) => impliedNames[part].en).join(', ')})`,
  };
}

const impliedNames: Record<Implied, Words> = {
  year: { zh: '年份', en: 'year' },
  century: { zh: '世纪', en: 'century' },
  day: { zh: '日', en: 'day of the month' },
  relative: { zh: '由“今天、昨天”等推算', en: 'reckoned from words such as "yesterday"' },
};

/** `Finding.facts` from its parts, which must hold nothing that changes by days passing. */
export function factsOf(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}
