/** What was read from a page, as a table for a person at a terminal. */
import Table from 'cli-table3';
import type { InspectedItem, Inspection } from '../visit/inspectPage.js';
import type { Language, UnreadableReason, Words } from '../model.js';
import { plainText } from '../report/pageText.js';
import { unreadableName, unreadableRemedy } from '../report/words.js';

/** Lines without a line end. Everything that came from the page is made harmless for a terminal. */
export function inspectionLines(inspection: Inspection, language: Language): string[] {
  const { source, kind, reader, why, items, itemCount, latestDate } = inspection;
  const { nextPages, container, listAt, setAside, itemPages } = inspection;
  const label = (key: keyof typeof LABELS) => LABELS[key][language];
  const lines = [
    plainText(source, 200),
    [
      `${label('kind')}: ${KINDS[kind][language]}`,
      `${label('reader')}: ${plainText(reader, 40)}`,
      `${label('why')}: ${plainText(why, 160)}`,
    ].join('   '),
    ...unreadableLines(inspection, language),
    ...articleLines(inspection, language),
  ];
  if (items.length > 0) {
    lines.push(itemTable(items, language));
    if (container !== null) lines.push(`${label('container')}: ${plainText(container, 160)}`);
    lines.push(`${label('items')}: ${itemCount}   ${label('newest')}: ${latestDate ?? NONE}`);
  }
  if (reader === 'generic-blocks') lines.push(PORTAL[language]);
  for (const { container: where, rows, newest, why: because } of setAside) {
    const what = `${rows} ${label('rows')}, ${label('newest')} ${newest ?? NONE}`;
    lines.push(`${label('setAside')}: ${plainText(where, 100)} (${what}): ${plainText(because, 100)}`);
  }
  lines.push(...pageLines(inspection, language));
  if (inspection.gathers) lines.push(label('gathers'));
  if (listAt !== null) lines.push(`${label('listAt')}: ${plainText(listAt, 300)}`);
  const [next] = nextPages;
  if (next !== undefined) lines.push(`${label('nextPage')}: ${plainText(next, 160)}  (${nextPages.length})`);
  const [itemPage] = itemPages;
  if (itemPage !== undefined) lines.push(`${label('itemPages')}: ${plainText(itemPage, 160)}  (${itemPages.length})`);
  return lines;
}

const NONE = '—';

const PORTAL: Words = {
  zh: '本页是汇总页：各板块各列一个栏目的最新信息，不是单独一个栏目。请改为监测各板块“更多”所指的栏目页。',
  en: 'This is a portal page: each block shows the newest of another column. Watch the pages behind its 更多 links.',
};

const KINDS: Record<Inspection['kind'], Words> = {
  list: { zh: '列表', en: 'list' },
  article: { zh: '单篇文章', en: 'article' },
  blank: { zh: '空白栏目', en: 'blank' },
  unreadable: { zh: '无法读取', en: 'unreadable' },
};

const LABELS = {
  kind: { zh: '判断', en: 'kind' },
  reader: { zh: '读取器', en: 'reader' },
  why: { zh: '依据', en: 'why' },
  reason: { zh: '原因', en: 'reason' },
  title: { zh: '标题', en: 'title' },
  published: { zh: '发布日期', en: 'published' },
  written: { zh: '成文日期', en: 'written' },
  otherDay: { zh: '另一处写明的日期', en: 'another witness says' },
  number: { zh: '序号', en: 'no' },
  date: { zh: '日期', en: 'date' },
  readBy: { zh: '读自', en: 'read by' },
  words: { zh: '依据文字', en: 'words' },
  implied: { zh: '推断', en: 'implied' },
  pinned: { zh: '置顶', en: 'pinned' },
  items: { zh: '条数', en: 'items' },
  newest: { zh: '最新日期', en: 'newest' },
  nextPage: { zh: '下一页', en: 'next page' },
  itemPages: { zh: '行上没有日期，将读其内容页', en: 'rows without a date, own pages to be read' },
  rows: { zh: '行', en: 'rows' },
  setAside: { zh: '未采用', en: 'set aside' },
  pageName: { zh: '页面自称', en: 'name of the page' },
  columnDate: { zh: '页面自述更新时间', en: 'update day shown by the page' },
  directory: { zh: '栏目目录，条数', en: 'directory of columns, lines' },
  container: { zh: '列表位置', en: 'container' },
  gathers: {
    zh: '注意：这是上级栏目，列出的是下级各栏目的信息，下级栏目长期不更新会被掩盖。请改为监测最末级栏目。',
    en: 'Mind: this is a parent column. It lists what its children publish, and a fresh child hides a stale one. ' +
      'Watch the last-level columns instead.',
  },
  listAt: { zh: '列表接口', en: 'endpoint of the list' },
} satisfies Record<string, Words>;

function unreadableLines({ kind, reason }: Inspection, language: Language): string[] {
  if (kind !== 'unreadable' || reason === null) return [];
  // A reading's reason is of the closed list; only its printed shape says `string`.
  const known = reason as UnreadableReason;
  return [`${LABELS.reason[language]}: ${unreadableName(known)[language]}`, unreadableRemedy(known)[language]];
}

const LINES_SHOWN = 3;

/** What the page says of itself, beside its list. */
function pageLines({ pageName, columnDate, directory }: Inspection, language: Language): string[] {
  const lines: string[] = [];
  if (pageName !== null) lines.push(`${LABELS.pageName[language]}: ${plainText(pageName.name, 60)} (${pageName.by})`);
  if (columnDate !== null) {
    lines.push(`${LABELS.columnDate[language]}: ${columnDate.day} (${columnDate.by}: ${plainText(columnDate.text, 60)})`);
  }
  if (directory.length > 0) {
    const first = directory.slice(0, LINES_SHOWN).map(({ name, updated }) => `${plainText(name, 40)} ${updated}`);
    const more = directory.length > LINES_SHOWN ? ' …' : '';
    lines.push(`${LABELS.directory[language]}: ${directory.length}   ${first.join('   ')}${more}`);
  }
  return lines;
}

function articleLines({ article }: Inspection, language: Language): string[] {
  if (article === null) return [];
  const { title, publishDate, writtenDate, dateText, dateBy, others } = article;
  const evidence = `${plainText(dateBy ?? NONE, 40)}: ${plainText(dateText ?? NONE, 60)}`;
  const published = `${LABELS.published[language]}: ${publishDate ?? NONE} (${evidence})`;
  const written = `${LABELS.written[language]}: ${writtenDate ?? NONE}`;
  const told = others.map(
    ({ date, by, text }) => `${LABELS.otherDay[language]}: ${date} (${plainText(by, 40)}: ${plainText(text, 60)})`,
  );
  return [`${LABELS.title[language]}: ${plainText(title ?? NONE, 120)}`, `${published}   ${written}`, ...told];
}

function itemTable(items: InspectedItem[], language: Language): string {
  const head = (['number', 'date', 'title', 'readBy', 'words'] as const).map((key) => LABELS[key][language]);
  const table = new Table({
    head, colWidths: [6, 12, 56, 20, 24], wordWrap: false, style: { head: [], border: [] },
  });
  for (const [index, { date, title, pinned, dateBy, dateText, implied }] of items.entries()) {
    const mark = pinned ? `[${LABELS.pinned[language]}] ` : '';
    const inferred = implied.length > 0 ? ` (${LABELS.implied[language]}: ${implied.join(',')})` : '';
    table.push([
      String(index + 1),
      date ?? NONE,
      `${mark}${plainText(title, 200)}`,
      // The name of a field or of a meta element is the page's own word.
      `${plainText(dateBy ?? NONE, 40)}${inferred}`,
      plainText(dateText ?? NONE, 80),
    ]);
  }
  return table.toString();
}
