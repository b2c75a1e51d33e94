/** Reads the rows that the configuration names by CSS selector, where the generic reader must not decide. */
import * as cheerio from 'cheerio/slim';
import { isTag, type AnyNode, type Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import type { Day, ListSelector, Reading } from '../../model.js';
import { columnDateOf } from '../column/columnDate.js';
import { boxAt, type Page } from '../layout/document.js';
import { toItem } from '../list/items.js';
import { findMarks } from '../list/marks.js';
import { listSizeOf } from '../list/listSize.js';
import { goesOn, nextPagesOf } from '../list/pager.js';
import { emptyReading } from '../reading.js';
import { linkTitles, titleAmong, type Titles } from '../list/titles.js';
import type { Mark, Row } from '../list/row.js';

/** The boxes that a row's element and the selected parts of it became. */
interface SelectedRow {
  row: number;
  title: number | undefined;
  date: number | undefined;
}

/** The reading by selector, or null where no row matches. A selector that is no CSS finds nothing. */
export function readWithSelector(page: Page, selector: ListSelector, today: Day): Reading | null {
  const marks = findMarks(page, today);
  const titles = linkTitles(page, marks);
  const items = selectRows(page, selector)
    .map((selected) => toRow(page, selected, marks, titles))
    .map((row) => toItem(page, row, titles, { today, inferYears: true, headed: null }))
    .filter((item) => item.title);
  if (items.length === 0) return null;
  return {
    ...emptyReading('list', `${items.length} rows match “${selector.rows}”`, 'selector'),
    items,
    nextPages: nextPagesOf(page),
    size: listSizeOf(page),
    goesOn: goesOn(page),
    columnDate: columnDateOf(page, []),
    container: selector.rows,
  };
}

/** The laid-out page is no tree: elements are found in one and known again by where their tags begin. */
function selectRows(page: Page, selector: ListSelector): SelectedRow[] {
  const query = cheerio.load(parseDocument(page.html, { withStartIndices: true }));
  const boxes = new Map(page.boxes.map((box, number) => [box.start, number]));
  const matches = (css: string, scope?: AnyNode): Element[] => {
    try {
      return (scope ? query(css, scope) : query(css)).toArray().filter(isTag);
    } catch {
      return [];
    }
  };
  const boxOf = (element: Element | undefined) => boxes.get(element?.startIndex ?? -1);
  return matches(selector.rows).flatMap((element) => {
    const row = boxOf(element);
    const part = (css: string | undefined) => (css ? boxOf(matches(css, element)[0]) : undefined);
    return row === undefined ? [] : [{ row, title: part(selector.title), date: part(selector.date) }];
  });
}

function toRow(page: Page, selected: SelectedRow, marks: Mark[], titles: Titles): Row {
  const { row, title, date } = selected;
  const isInside = (number: number, outer: number) => number >= outer && number < boxAt(page, outer).end;
  const { linkFrom, linkTo, textFrom } = boxAt(page, row);
  const links: number[] = [];
  for (let link = linkFrom; link < linkTo; link++) {
    const box = page.links[link]?.box ?? -1;
    if (title === undefined || isInside(box, title) || isInside(title, box)) links.push(link);
  }
  return {
    box: row,
    marks: marks.filter((mark) => isInside(mark.box, row) && (date === undefined || isInside(mark.box, date))),
    link: titleAmong(titles, links),
    paired: false,
    order: textFrom,
  };
}
