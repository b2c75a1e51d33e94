/** Reads the rows that the configuration names by CSS selector, where the generic reader must not decide. */
import * as cheerio from 'cheerio';
import { isTag, type AnyNode, type Element } from 'domhandler';
import type { Day, ListSelector, Reading } from '../../model.js';
import type { Page } from '../document.js';
import { columnDateOf } from '../columnDate.js';
import { findMarks } from '../marks.js';
import { goesOn, nextPagesOf } from '../pager.js';
import { emptyReading } from '../reading.js';
import { linkTitles, toItem, type Row } from '../rows.js';

/** The reading by selector, or null where no row matches. A selector that is no CSS finds nothing. */
export function readWithSelector(page: Page, selector: ListSelector, today: Day): Reading | null {
  const boxOf = new Map<AnyNode, number>(page.boxes.map((box, number) => [box.element, number]));
  const query = cheerio.load(page.document);
  const matches = (css: string, scope?: AnyNode): Element[] => {
    try {
      return (scope ? query(css, scope) : query(css)).toArray().filter(isTag);
    } catch {
      return [];
    }
  };
  const rowElements = matches(selector.rows);
  if (rowElements.length === 0) return null;
  const marks = findMarks(page, today);
  const titles = linkTitles(page, marks);
  const inside = (number: number, outer: number) => number >= outer && number < (page.boxes[outer]?.end ?? 0);
  const rows: Row[] = [];
  for (const element of rowElements) {
    const box = boxOf.get(element);
    if (box === undefined) continue;
    const titleBox = selector.title ? boxOf.get(matches(selector.title, element)[0] as AnyNode) : undefined;
    const dateBox = selector.date ? boxOf.get(matches(selector.date, element)[0] as AnyNode) : undefined;
    const { linkFrom, linkTo, textFrom } = page.boxes[box] as Page['boxes'][number];
    let link = -1;
    for (let candidate = linkFrom; candidate < linkTo; candidate++) {
      const at = page.links[candidate]?.box ?? -1;
      if (titleBox !== undefined && !inside(at, titleBox) && !inside(titleBox, at)) continue;
      if (link < 0 || (titles[candidate]?.text.length ?? 0) > (titles[link]?.text.length ?? 0)) link = candidate;
    }
    const rowMarks = marks.filter((mark) => inside(mark.box, box) && (dateBox === undefined || inside(mark.box, dateBox)));
    rows.push({ box, marks: rowMarks, link, paired: false, order: textFrom });
  }
  const items = rows.map((row) => toItem(page, row, titles, today, true)).filter((item) => item.title);
  if (items.length === 0) return null;
  return {
    ...emptyReading('list', `${items.length} rows match “${selector.rows}”`, 'selector'),
    items, nextPages: nextPagesOf(page, page.url), goesOn: goesOn(page), columnDate: columnDateOf(page), container: selector.rows,
  };
}
