/**
 * Rows: which date belongs to which title. A row is the smallest part of the page that holds a date and a title link;
 * where dates and titles stand side by side without an element around each pair, they are paired in reading order.
 */
import { boxAt, type Link, type Page } from '../layout/document.js';
import { titleAmong, type Titles } from './titles.js';
import type { Mark, Row } from './row.js';

const MOST_LINKS_IN_ROW = 6;
const LONGEST_ROW = 2500;
const ROW_TAG = /^(?:li|tr|td|dl|dd)$/;
// 成文, 发布, 生效, 失效. More dates are rows without links, which a single link around them all does not title.
const MOST_DATES_IN_ROW = 4;

/** Groups marks and title links into dated rows, in page order. */
export function findRows(page: Page, marks: Mark[], titles: Titles): Row[] {
  const rows: Row[] = [];
  for (const [box, held] of marksByRowBox(page, marks, titles)) {
    const { name, linkFrom, linkTo, textLength, textFrom } = boxAt(page, box);
    const links: number[] = [];
    for (let link = linkFrom; link < linkTo; link++) if (titles.of[link]?.isTitle) links.push(link);
    const cells = held.filter((mark) => mark.by !== 'in-text');
    // “2024年8月” above several titles is their heading.
    const isHeading = links.length > 1 && !ROW_TAG.test(name);
    if (isHeading && held.every(({ date }) => date.form === 'year-month')) continue;
    const pairs = cells.length > 1 && links.length > 1 ? pairInOrder(page, cells, links) : null;
    if (pairs) {
      for (const [mark, link] of pairs) {
        rows.push({ box, marks: [mark], link, paired: true, order: Math.min(mark.from, firstText(page, link)) });
      }
    } else if (links.length <= MOST_LINKS_IN_ROW && textLength <= LONGEST_ROW && cells.length <= MOST_DATES_IN_ROW) {
      rows.push({ box, marks: held, link: titleAmong(titles, ownLinks(page, box, links)), paired: false, order: textFrom });
    }
  }
  return onePerLink(rows.filter((row) => !isNoRow(page, row))).sort((one, two) => one.order - two.order);
}

/** The links outside the lists that stand inside the row (相关解读 in a pop-up), where the row holds both. */
function ownLinks(page: Page, row: number, links: number[]): number[] {
  if (links.length < 2) return links;
  const isOwn = (link: number) => {
    let box = (page.links[link] as Link).box;
    while (box !== row && !/^[uo]l$/.test(boxAt(page, box).name)) box = boxAt(page, box).parent;
    return box === row;
  };
  const own = links.filter(isOwn);
  return own.length > 0 ? own : links;
}

const NEIGHBOUR = /^[\s【\[]*[上下]一[篇条个]/;

/** The links to a document's neighbours, and the hidden pattern of a row that a script copies. */
function isNoRow(page: Page, row: Row): boolean {
  if (row.paired) return false;
  const { hidden } = boxAt(page, row.box);
  return NEIGHBOUR.test(page.texts[row.order]?.text ?? '') || (hidden && /^#?$/.test(page.links[row.link]?.href ?? ''));
}

/**
 * One row for each link. A date cell beside a title that holds a date itself makes the row; else the innermost date
 * does, so that one further out (a clock, a heading's) does not make a second row of the same title.
 */
function onePerLink(rows: Row[]): Row[] {
  const byLink = new Map<number, Row>();
  for (const row of rows) {
    const other = byLink.get(row.link);
    const gain = other ? precedence(row) - precedence(other) : 1;
    if (gain > 0 || (gain === 0 && row.box > (other as Row).box)) byLink.set(row.link, row);
  }
  return [...byLink.values()];
}

function precedence(row: Row): number {
  const cells = row.marks.filter((mark) => mark.by !== 'in-text');
  if (cells.length === 0) return 0;
  // A pop-up that holds 生成日期 alone does not outdo the row's own date cell around it.
  return cells.some(({ role }) => role === 'published' || role === 'unsaid') ? 2 : 1;
}

/** Every mark under the smallest box around it that holds a title. */
function marksByRowBox(page: Page, marks: Mark[], titles: Titles): Map<number, Mark[]> {
  const byBox = new Map<number, Mark[]>();
  if (!titles.of.some(({ isTitle }) => isTitle)) return byBox;
  const nearest = new Int32Array(page.boxes.length);
  for (let number = 0; number < nearest.length; number++) {
    const { parent } = boxAt(page, number);
    nearest[number] = titles.countIn(number) > 0 ? number : parent < 0 ? -1 : (nearest[parent] as number);
  }
  for (const mark of marks) {
    const box = nearest[mark.box] ?? -1;
    const held = byBox.get(box);
    if (held) held.push(mark);
    else if (box >= 0) byBox.set(box, [mark]);
  }
  return byBox;
}

const firstText = (page: Page, link: number) => (page.links[link] as Link).textFrom;

/** Title, date, title, date … or date, title, date, title …: alternating nearly throughout, or no pairs at all. */
function pairInOrder(page: Page, marks: Mark[], links: number[]): [Mark, number][] | null {
  const steps = [
    ...marks.map((mark) => ({ at: mark.from, mark, link: -1 })),
    ...links.map((link) => ({ at: firstText(page, link) - 0.5, mark: null, link })),
  ].sort((one, two) => one.at - two.at);
  const dateFirst = steps[0]?.mark !== null;
  const pairs: [Mark, number][] = [];
  for (let index = 0; index + 1 < steps.length; index++) {
    const [first, second] = [steps[index], steps[index + 1]] as [(typeof steps)[number], (typeof steps)[number]];
    const [mark, link] = dateFirst ? [first.mark, second.link] : [second.mark, first.link];
    if (!mark || link < 0) continue;
    pairs.push([mark, link]);
    index++;
  }
  return pairs.length >= 2 && pairs.length >= marks.length * 0.8 && pairs.length >= links.length * 0.6 ? pairs : null;
}
