import { Document, isMap, isSeq, type Node } from 'yaml';
import type { AssembledSite, Branch } from './assemble.js';
import type { UnderstoodRow } from './understandRow.js';

/** What stands in the file besides the columns. */
export interface Around {
  /** The file that was imported. */
  source: string;
  /** Settings of the whole configuration. */
  settings: Readonly<Record<string, unknown>>;
  /** Stands where the settings name no contact. */
  contact: string | undefined;
  /** Rows that are not in it, with why. */
  leftOut: readonly { row: UnderstoodRow; why: string }[];
}

const PLACEHOLDER = 'mailto:office@example.invalid';

/** The text of a configuration, each column under a comment that says from which sheet and row it comes. */
export function importedYaml(sites: readonly AssembledSite[], { source, settings, contact, leftOut }: Around): string {
  const hasCrawl = Object.hasOwn(settings, 'crawl');
  const value = {
    ...settings,
    ...(!hasCrawl && { crawl: { contact: contact ?? PLACEHOLDER } }),
    sites: sites.map(({ written, columns }) => ({ ...written, columns: columns.map(columnValue) })),
  };
  const document = new Document(value, { aliasDuplicateObjects: false, schema: 'core' });
  document.commentBefore = ` 由 shixian import 从 ${oneLine(source)} 生成。行首的空格表示层级，请用空格，不要用 Tab 键。`;
  if (!hasCrawl && contact === undefined) {
    const crawl = document.getIn(['crawl'], true);
    if (isMap(crawl)) crawl.commentBefore = ' 【须换】网站管理员有事时用的联系邮箱';
  }
  sites.forEach(({ columns }, at) => comment(document.getIn(['sites', at, 'columns'], true), columns));
  const lines = leftOut.map(({ row, why }) => ` 没有导入：${oneLine(row.row.sheet)} 第 ${row.row.number} 行 ${oneLine(row.row.path.join(' > '))}：${oneLine(why)}`);
  if (lines.length > 0) document.comment = lines.join('\n');
  return document.toString({ lineWidth: 0 });
}

function columnValue({ written, below }: Branch): Record<string, unknown> {
  return below.length === 0 ? written : { ...written, columns: below.map(columnValue) };
}

function comment(list: unknown, columns: readonly Branch[]): void {
  if (!isSeq(list)) return;
  columns.forEach(({ row, below }, at) => {
    const node = list.items[at];
    if (!isMap(node)) return;
    if (row) setComment(node, ` ${oneLine(row.row.sheet)} 第 ${row.row.number} 行`);
    comment(node.get('columns', true), below);
  });
}

function setComment(node: Node, text: string): void {
  Object.assign(node, { commentBefore: text });
}

/** Names of sheets and cells come from a file: none may begin a line of its own. */
function oneLine(text: string): string {
  const line = text.replace(/[\s\u0085\u2028\u2029]+/g, ' ').replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '').trim();
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}
