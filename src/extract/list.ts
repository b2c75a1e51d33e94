/**
 * The generic list reader: which of the repeated structures of a page is the column's own list.
 *
 * Rows that hang from one parent are a group. Groups of the same make (five `ul`s of five rows, four blocks of a section
 * page) are read together. The group that looks most like the column's list wins; what stands in navigation, side boxes
 * (热点, 推荐, 相关, 排行) or footers is set aside, so that a fresh side list cannot make a dead column look alive.
 */
import type { Day, Item } from '../model.js';
import { dateInUrl, fold } from './dates.js';
import { joinTexts, resolveUrl, type Box, type Page, type TextPiece } from './document.js';
import { findMarks, type Mark } from './marks.js';
import { countTitles, findRows, linkTitles, titleOfRow, toItem, type Row } from './rows.js';

export interface FoundList {
  items: Item[];
  /** CSS-like path of the container. */
  container: string;
  /** More than one block of rows was read: a section page rather than one list. */
  blocks: number;
  dated: number;
  why: string;
  /** The text pieces that the list takes up, as half-open ranges: labels in there are its rows', not the page's. */
  ranges: [number, number][];
}

/** Groups that were seen and not taken, for `inspect`. */
export interface SetAside {
  container: string;
  rows: number;
  why: string;
}

export interface ListSearch {
  list: FoundList | null;
  setAside: SetAside[];
}

interface Group {
  container: number;
  rows: Row[];
  /** Row boxes as children of the container, one for each row; equal to the container for paired rows. */
  rowBoxes: number[];
  signature: string;
  /** Shapes of row, title link and date cell; null where no class tells this make from any other. */
  make: string | null;
  score: number;
  side: string | null;
  heading: string;
  isBlock: boolean;
}

export function findList(page: Page, today: Day): ListSearch {
  const marks = findMarks(page, today);
  const titles = linkTitles(page, marks);
  const rows = findRows(page, marks, titles);
  const groups = groupRows(page, rows, titles);
  for (const group of groups) weigh(page, group, titles);
  const setAside = groups
    .filter((group) => group.side)
    .map((group) => ({ container: pathOf(page, group.container), rows: group.rows.length, why: group.side as string }));
  const main = groups.filter((group) => !group.side).sort((one, two) => two.score - one.score);
  const best = main[0];
  if (!best) return { list: findUndatedList(page, titles, today), setAside };
  const undated = best.rows.length < 3 ? findUndatedList(page, titles, today) : null;
  if (undated && undated.items.length >= 5 && undated.items.length > best.rows.length * 3 && best.isBlock) return { list: undated, setAside };
  const taken = together(page, best, main);
  for (const group of main) {
    if (!taken.includes(group)) setAside.push({ container: pathOf(page, group.container), rows: group.rows.length, why: 'another list of the page' });
  }
  return { list: read(page, taken, rows, titles, today), setAside };
}

// ---------------------------------------------------------------------------------------------------------------------
// Groups

const boxAt = (page: Page, number: number) => page.boxes[number] as Box;

/** Each row is widened to the largest box that holds no other row; the parent of those boxes is the list's container. */
function groupRows(page: Page, rows: Row[], titles: { isTitle: boolean }[]): Group[] {
  const counts = countTitles(titles);
  const titlesIn = (box: number) => (counts[boxAt(page, box).linkTo] as number) - (counts[boxAt(page, box).linkFrom] as number);
  const rowsIn = new Map<number, number>();
  for (const row of rows) {
    for (let box = row.box; box >= 0; box = boxAt(page, box).parent) rowsIn.set(box, (rowsIn.get(box) ?? 0) + 1);
  }
  const groups = new Map<number, Group>();
  for (const row of rows) {
    let widest = row.box;
    if (!row.paired) {
      let box = row.box;
      for (;;) {
        const { parent } = boxAt(page, box);
        if (parent < 0 || rowsIn.get(parent) !== 1 || titlesIn(parent) > 6) break;
        box = parent;
      }
      // A row that is alone up to a large part of the page is a list of one: widening would lose its own shape.
      const { parent } = boxAt(page, box);
      widest = parent >= 0 && (rowsIn.get(parent) ?? 0) > 1 ? box : row.box;
    }
    const container = row.paired ? row.box : boxAt(page, widest).parent;
    if (container < 0) continue;
    const group = groups.get(container) ?? {
      container, rows: [], rowBoxes: [], signature: '', make: null, score: 0, side: null, heading: '', isBlock: false,
    };
    group.rows.push(row);
    group.rowBoxes.push(widest);
    groups.set(container, group);
  }
  for (const group of groups.values()) {
    group.signature = `${shapeOf(page, group.container)}>${shapeOf(page, group.rowBoxes[0] as number)}>${shapeOf(page, (group.rows[0] as Row).box)}`;
    group.make = makeOf(page, group.rows[0] as Row);
  }
  return [...groups.values()];
}

function makeOf(page: Page, row: Row): string | null {
  const link = page.links[row.link];
  const shapes = [row.box, link?.box ?? row.box, row.marks[0]?.box ?? row.box].map((box) => shapeOf(page, box));
  return shapes.slice(1).some((shape) => shape.includes('.')) ? shapes.join('|') : null;
}

/** Tag and first class, without what tells one row from its neighbour: numbers, first/last, odd/even, current. */
function shapeOf(page: Page, number: number): string {
  const { element } = boxAt(page, number);
  const classes = (element.attribs['class'] ?? '')
    .split(/\s+/)
    .map((name) => name.replace(/\d+/g, ''))
    .filter((name) => name && !/^(?:first|last|odd|even|on|active|cur|current|hover|top|bg|line|nth|li|item|row)[-_]?$/i.test(name));
  return [element.name, ...classes.slice(0, 1)].join('.');
}

// ---------------------------------------------------------------------------------------------------------------------
// Which group is the column's list

// “nav” and “menu” only as whole class names: 龙讯 calls its list itself xxgk_nav_con and xxgk_nav_list.
const SIDE_NAME = /(?:^|[-_\s])(?:side-?bar|aside|hot|hots|rank|ranking|ph|paihang|recommend|tuijian|related|relate|xgxw|xgyd|xgwd|xglj|foot|footer|copyright|friendlink|yqlj|breadcrumb)(?:[-_\s\d]|$)|(?:^|\s)(?:nav|navbar|topnav|top-nav|mainnav|main-nav|subnav|sub-nav|menu|mainmenu|submenu)(?:\s|$)/i;
const SIDE_TAG = new Set(['nav', 'footer', 'aside']);
const SIDE_HEADING = /热点|热门|推荐|排行|相关(?:阅读|文章|新闻|信息|链接|内容|报道|政策|解读|文件|稿件)|点击|最热|精彩|猜你|延伸阅读|关联|友情链接|浏览记录|最新(?:信息|动态|文章|发布|新闻|公开|文件|更新|资讯|内容)|上一篇|下一篇|专题(?:专栏|推荐)/;
const MORE = /^(?:更多|查看更多|more|\+?\s*更多\s*\+?|[>＞»]{1,3}|\+|更多[>＞».…]+|\[?更多\]?)\s*[>＞»+…]*$/i;
const PAGER = /下一页|下页|尾页|末页|上一页|共\s*\d+\s*页|第\s*\d+\s*页|createPageHTML/;

function weigh(page: Page, group: Group, titles: { text: string }[]): void {
  const lengths = group.rows.map((row) => Math.min(titles[row.link]?.text.length ?? 0, 40));
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  group.heading = headingBefore(page, group);
  group.isBlock = hasMoreLink(page, group);
  group.side = sideOf(page, group);
  const inTextOnly = group.rows.every((row) => row.marks.every((mark) => mark.by === 'in-text'));
  let score = group.rows.length * (10 + average);
  if (inTextOnly) score *= 0.15;
  if (group.rows.every((row) => row.marks.every((mark) => mark.role === 'other'))) score *= 0.05;
  if (hasPager(page, group.container)) score *= 2;
  if (group.isBlock) score *= 0.4;
  if (isHeaderRegion(page, group.container)) score *= 0.2;
  group.score = score;
}

/** Why a group stands beside the page's own list, or null. */
function sideOf(page: Page, group: Group): string | null {
  for (let box = group.container, steps = 0; box >= 0 && steps < 12; box = boxAt(page, box).parent, steps++) {
    const { element } = boxAt(page, box);
    if (element.name === 'body') break;
    const names = `${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`;
    if (SIDE_TAG.has(element.name) || (SIDE_NAME.test(names) && boxAt(page, box).textLength < wholeText(page) * 0.6)) {
      return `inside <${element.name}${names.trim() ? ` ${fold(names)}` : ''}>`;
    }
  }
  return SIDE_HEADING.test(group.heading) ? `under the heading “${group.heading}”` : null;
}

const wholeText = (page: Page) => boxAt(page, 0)?.textLength ?? 0;

function isHeaderRegion(page: Page, number: number): boolean {
  for (let box = number; box >= 0; box = boxAt(page, box).parent) {
    const { element } = boxAt(page, box);
    if (element.name === 'header' || /(?:^|\s)(?:header|head|top)(?:\s|$)/i.test(element.attribs['class'] ?? '')) return true;
  }
  return false;
}

/** The short words that stand directly before the group: its heading, without a 更多 link. */
function headingBefore(page: Page, group: Group): string {
  const first = Math.min(...group.rows.map((row) => row.order));
  const words: string[] = [];
  for (let index = first - 1; index >= 0 && index > first - 5 && words.length < 2; index--) {
    const text = fold((page.texts[index] as TextPiece).text);
    if (text.length > 16) break;
    if (!MORE.test(text) && !/^[\d\-/.:：\s|]+$/.test(text)) words.unshift(text);
  }
  return words.join(' ');
}

/** A block of a section page has its own 更多 link, right before or right after its rows. */
function hasMoreLink(page: Page, group: Group): boolean {
  const first = Math.min(...group.rows.map((row) => row.order));
  const container = boxAt(page, group.container);
  for (let index = Math.max(0, first - 4); index < first; index++) {
    if (MORE.test(fold((page.texts[index] as TextPiece).text))) return true;
  }
  for (let index = container.textTo; index < Math.min(page.texts.length, container.textTo + 2); index++) {
    if (MORE.test(fold((page.texts[index] as TextPiece).text))) return true;
  }
  return false;
}

function hasPager(page: Page, container: number): boolean {
  let box = container;
  for (let steps = 0; steps < 4 && box >= 0; steps++) {
    const { textTo, parent, textLength } = boxAt(page, box);
    const behind = joinTexts(page, textTo, Math.min(page.texts.length, textTo + 30), 160);
    if (PAGER.test(behind) || (textLength < 60_000 && PAGER.test(joinTexts(page, Math.max(0, textTo - 20), textTo, 160)))) return true;
    box = parent;
  }
  return false;
}

/** The winner and the groups that belong to it: of the same make, and none of them large enough to stand alone. */
function together(page: Page, best: Group, groups: Group[]): Group[] {
  const parent = boxAt(page, best.container).parent;
  const alike = groups.filter((group) => group.signature === best.signature);
  const siblings = alike.filter((group) => boxAt(page, group.container).parent === parent && group.isBlock === best.isBlock && (group === best || !group.heading || group.heading === best.heading || !best.isBlock));
  const rows = siblings.reduce((sum, group) => sum + group.rows.length, 0);
  const all = alike.reduce((sum, group) => sum + group.rows.length, 0);
  const chosen = rows >= 10 && rows >= all * 0.6 ? siblings : alike;
  // Unclosed tables and blocks of one row tear single rows out of the list: their make still says where they belong.
  const strays = groups.filter((group) => group.rows.length <= 2 && best.make !== null && group.make === best.make && !chosen.includes(group));
  const taken = [...chosen, ...strays];
  return taken.sort((one, two) => (one.rows[0] as Row).order - (two.rows[0] as Row).order);
}

// ---------------------------------------------------------------------------------------------------------------------
// From groups to items

function read(page: Page, groups: Group[], dated: Row[], titles: { text: string; isTitle: boolean }[], today: Day): FoundList {
  const blocks = groups.length > 1 && groups.some((group) => group.isBlock) ? groups.length : 1;
  const rows = groups.flatMap((group) => [...group.rows, ...undatedSiblings(page, group, dated, titles)]);
  rows.sort((one, two) => one.order - two.order);
  applyColumnHeads(page, groups);
  const inferYears = blocks === 1 && monthDaysDescend(rows);
  const items = rows.map((row) => toItem(page, row, titles, today, inferYears)).filter((item) => item.title || item.url);
  const first = groups[0] as Group;
  return {
    items,
    container: pathOf(page, first.container),
    blocks,
    dated: items.filter((item) => item.date).length,
    ranges: groups.flatMap((group) => rangesOf(page, group)),
    why: `${items.length} rows in ${groups.length} container(s)${first.heading ? ` under “${first.heading}”` : ''}`,
  };
}

/** The container's texts. A single row is left out: the date line of an article looks just like one. */
function rangesOf(page: Page, group: Group): [number, number][] {
  return group.rows.length > 1 ? [[boxAt(page, group.container).textFrom, boxAt(page, group.container).textTo]] : [];
}

/** Month-days without a year may be completed only where they run downwards, with at most a few turns of the year. */
function monthDaysDescend(rows: Row[]): boolean {
  const keys = rows.flatMap((row) => row.marks.flatMap((mark) => (mark.date.form === 'month-day' ? [mark.date.month * 100 + mark.date.dayOfMonth] : [])));
  let rises = 0;
  for (let index = 1; index < keys.length; index++) if ((keys[index] as number) > (keys[index - 1] as number)) rises++;
  return rises <= Math.max(1, Math.floor(keys.length / 12));
}

/** Rows of the same container and make that show no date: they are items too, and their missing date is a fact. */
function undatedSiblings(page: Page, group: Group, dated: Row[], titles: { text: string; isTitle: boolean }[]): Row[] {
  if (group.rows.some((row) => row.paired)) return [];
  const container = boxAt(page, group.container);
  const known = new Set(group.rowBoxes);
  const shapes = new Set(group.rowBoxes.map((box) => shapeOf(page, box)));
  const linkShapes = new Set(group.rows.map((row) => linkShape(page, row.link)));
  const rows: Row[] = [];
  const datedBoxes = dated.map((row) => row.box).sort((one, two) => one - two);
  let next = 0;
  for (let box = group.container + 1; box < container.end; box = boxAt(page, box).end) {
    while (next < datedBoxes.length && (datedBoxes[next] as number) < box) next++;
    const holdsRow = next < datedBoxes.length && (datedBoxes[next] as number) < boxAt(page, box).end;
    if (holdsRow || known.has(box) || !shapes.has(shapeOf(page, box))) continue;
    const { linkFrom, linkTo, textLength, textFrom, element } = boxAt(page, box);
    if (!/^(?:li|tr|dd|dl|div|p|ul)$/.test(element.name) || textLength > 600) continue;
    let link = -1;
    let count = 0;
    for (let candidate = linkFrom; candidate < linkTo; candidate++) {
      if (!titles[candidate]?.isTitle) continue;
      count++;
      if (link < 0 || (titles[candidate]?.text.length ?? 0) > (titles[link]?.text.length ?? 0)) link = candidate;
    }
    if (link < 0 || count > 3 || (titles[link]?.text.length ?? 0) < 4 || PAGER.test(joinTexts(page, textFrom, textFrom + 6, 80))) continue;
    if (!linkShapes.has(linkShape(page, link))) continue;
    rows.push({ box, marks: [], link, paired: false, order: textFrom });
  }
  return rows;
}

/** The link's own shape and that of what it stands in, so that a block's heading is not taken for a row. */
function linkShape(page: Page, number: number): string {
  const link = page.links[number];
  return link ? `${shapeOf(page, Math.max(0, boxAt(page, link.box).parent))}>${shapeOf(page, link.box)}` : '';
}

/** In a table, the head of a date's column says what the date is: 发布日期 is taken before 成文日期 and 生成日期. */
function applyColumnHeads(page: Page, groups: Group[]): void {
  for (const group of groups) {
    const cellsOf = (box: number) => childBoxes(page, box).filter((child) => /^t[dh]$/.test(boxAt(page, child).element.name));
    const firstRow = group.rowBoxes[0] as number;
    if (boxAt(page, firstRow).element.name !== 'tr') continue;
    const heads = headCells(page, group.container, new Set(group.rowBoxes), cellsOf);
    if (heads.length === 0) continue;
    for (const [index, row] of group.rows.entries()) {
      const cells = cellsOf(group.rowBoxes[index] as number);
      for (const mark of row.marks) {
        const column = cells.findIndex((cell) => cell <= mark.box && mark.box < boxAt(page, cell).end);
        const head = heads[column];
        if (mark.role === 'unsaid' && head && cells.length === heads.length) mark.role = roleOfHead(head);
      }
    }
  }
}

function roleOfHead(head: string): Mark['role'] {
  if (/发布|公开|发表|上网|公布|更新/.test(head)) return 'published';
  if (/成文|发文|印发|生成|签发/.test(head)) return 'written';
  if (/截止|生效|失效|废止|施行|实施/.test(head)) return 'other';
  return 'unsaid';
}

function headCells(page: Page, container: number, rows: Set<number>, cellsOf: (box: number) => number[]): string[] {
  const table = boxAt(page, container).element.name === 'tbody' ? boxAt(page, container).parent : container;
  for (let box = table + 1; box < boxAt(page, table).end; box++) {
    if (boxAt(page, box).element.name !== 'tr') continue;
    if (rows.has(box)) return [];
    const heads = cellsOf(box).map((cell) => joinTexts(page, boxAt(page, cell).textFrom, boxAt(page, cell).textTo, 40));
    if (heads.some((head) => /日期|时间|标题|名称/.test(head))) return heads;
  }
  return [];
}

function childBoxes(page: Page, number: number): number[] {
  const children: number[] = [];
  for (let box = number + 1; box < boxAt(page, number).end; box = boxAt(page, box).end) children.push(box);
  return children;
}

/** `div.main > ul.list`: the container and up to three boxes above it. */
export function pathOf(page: Page, number: number): string {
  const parts: string[] = [];
  for (let box = number; box >= 0 && parts.length < 4; box = boxAt(page, box).parent) {
    const { element } = boxAt(page, box);
    const id = element.attribs['id'];
    const classes = (element.attribs['class'] ?? '').trim().split(/\s+/).filter(Boolean).slice(0, 3);
    parts.unshift([element.name, ...(id ? [`#${id}`] : []), ...classes.map((name) => `.${name}`)].join(''));
    if (id) break;
  }
  return parts.join(' > ');
}

// ---------------------------------------------------------------------------------------------------------------------
// Lists that show no dates

/**
 * Rows of links without any date text: dated by their addresses where those carry days, else an undated list. Only a
 * structure that can hardly be navigation is taken: long titles, outside menus and footers.
 */
function findUndatedList(page: Page, titles: { text: string; isTitle: boolean }[], today: Day): FoundList | null {
  const counts = countTitles(titles);
  const titlesIn = (box: number) => (counts[boxAt(page, box).linkTo] as number) - (counts[boxAt(page, box).linkFrom] as number);
  const byContainer = new Map<number, Row[]>();
  for (const [number, link] of page.links.entries()) {
    if (!titles[number]?.isTitle) continue;
    let box = link.box;
    while (boxAt(page, box).parent >= 0 && titlesIn(boxAt(page, box).parent) === 1) box = boxAt(page, box).parent;
    const container = boxAt(page, box).parent;
    if (container < 0) continue;
    const row: Row = { box, marks: [], link: number, paired: false, order: boxAt(page, box).textFrom };
    const rows = byContainer.get(container);
    if (rows) rows.push(row);
    else byContainer.set(container, [row]);
  }
  const groups: (Group & { average: number; inUrls: number })[] = [];
  for (const [container, rows] of byContainer) {
    const average = rows.reduce((sum, row) => sum + Math.min(titles[row.link]?.text.length ?? 0, 40), 0) / rows.length;
    const inUrls = rows.filter((row) => dateInUrl(page.links[row.link]?.href ?? '')).length;
    // Links that stand in sentences are no rows.
    if (boxAt(page, container).linkTextLength < boxAt(page, container).textLength * 0.5) continue;
    if (rows.length < 2 || (average < 8 && inUrls < rows.length * 0.6)) continue;
    const group: Group = {
      container, rows, rowBoxes: rows.map((row) => row.box), make: null, score: 0, side: null, heading: '', isBlock: false,
      signature: `${shapeOf(page, container)}>${shapeOf(page, (rows[0] as Row).box)}`,
    };
    group.heading = headingBefore(page, group);
    group.isBlock = hasMoreLink(page, group);
    if (sideOf(page, group) || isHeaderRegion(page, container)) continue;
    group.score = rows.length * average * (hasPager(page, container) ? 2 : 1) * (inUrls > rows.length / 2 ? 2 : 1);
    groups.push({ ...group, average, inUrls });
  }
  groups.sort((one, two) => two.score - one.score);
  const best = groups[0];
  if (!best || (best.inUrls === 0 && best.rows.length < 3)) return null;
  const taken = together(page, best, groups);
  const items = taken.flatMap((group) => group.rows).map((row) => undatedItem(page, row, titles));
  const dated = items.filter((item) => item.date && item.date.day <= today).length;
  return {
    items, container: pathOf(page, best.container), blocks: taken.length, dated, ranges: taken.flatMap((group) => rangesOf(page, group)),
    why: `${items.length} linked rows without a date on the row${dated ? ', dated by their addresses' : ''}`,
  };
}

function undatedItem(page: Page, row: Row, titles: { text: string }[]): Item {
  const href = page.links[row.link]?.href ?? '';
  const url = resolveUrl(href, page.base);
  const day = dateInUrl(url ?? href);
  return {
    title: titleOfRow(page, row, titles).slice(0, 500),
    url,
    date: day ? { day, by: 'url', text: url ?? href, implied: [] } : null,
    pinned: false,
  };
}
