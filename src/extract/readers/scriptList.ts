/**
 * Lists that a page's script holds as one value and draws itself: `var dataList = [{"infolist": [{"title": …}]}];`,
 * `var data = {list: [{title: '…', url: '…', date: '…'}]};`. Nothing is executed: the value is read as text.
 * Source of the form: saved pages of 湖州 (described, not copied).
 */
import type { Reading } from '../../model.js';
import type { Page } from '../layout/document.js';
import { emptyReading } from '../reading.js';
import { parseAnswer, type Json } from './jsonAnswer.js';
import { jsonArrays } from './jsonArrays.js';
import { readRecords } from './records.js';
import { writtenOutAt } from './scriptData.js';

const ASSIGNED = /(?:^|[^\w$.])(?:var\s+|let\s+|const\s+|window\.)?([A-Za-z_$][\w$]{0,40})\s?=\s?(?=[[{]\s*[[{"'\w])/g;
const OTHER_USE = /nav|menu|tree|banner|slide|pic|image|img|hot|rank|recommend|related|tuijian|config|option|link|friend/i;
const FEWEST_ITEMS = 2;
const MOST_SCRIPT = 300_000;
const MOST_VALUES = 40;

/** The one list of dated records in the page's scripts; null where there is none, or more than one. */
export function readScriptList(page: Page): Reading | null {
  const lists = page.scripts.flatMap(({ text }) => listsIn(text.slice(0, MOST_SCRIPT), page.base));
  const [only, ...others] = lists;
  if (only === undefined || others.length > 0) return null;
  const why = `${only.items.length} records in the script variable ${only.name}`;
  const read = { items: only.items, container: 'script', size: { items: only.total, pages: null } };
  return { ...emptyReading('list', why, 'script-list'), ...read, goesOn: true };
}

function listsIn(script: string, base: string) {
  return literalsIn(script).flatMap(({ name, value }) => {
    const lists = jsonArrays(value).map(({ records, total }) => {
      return { ...readRecords(records, base), total, name };
    });
    const [longest] = lists.filter(({ dateField, urlField, items }) => {
      return dateField !== null && urlField !== null && items.length >= FEWEST_ITEMS;
    }).sort((one, two) => two.items.length - one.items.length);
    return longest ?? [];
  });
}

interface Literal {
  name: string;
  value: Json;
}

/** The objects and arrays that the script gives names to, those inside others left out. */
function literalsIn(script: string): Literal[] {
  const literals: Literal[] = [];
  let behind = 0;
  for (const assignment of [...script.matchAll(ASSIGNED)].slice(0, MOST_VALUES)) {
    const from = assignment.index + assignment[0].length;
    if (from < behind) continue;
    behind = endOfLiteral(script, from);
    // A bracket that nothing closes: what follows cannot be told from what is inside.
    if (behind < 0) return literals;
    const text = script.slice(from, behind);
    const value = parseAnswer(text) ?? parseAnswer(writtenOutAt(text) ?? '');
    const name = assignment[1] ?? '';
    if (value !== undefined && !OTHER_USE.test(name)) literals.push({ name, value });
  }
  return literals;
}

const PIECE = /"(?:[^"\\\n]|\\[^\n])*"?|'(?:[^'\\\n]|\\[^\n])*'?|[[{}\]]/g;

/** Behind the bracket that closes the one at `from`; -1 where none does. */
function endOfLiteral(script: string, from: number): number {
  let depth = 0;
  for (const { 0: piece, index } of script.slice(from).matchAll(PIECE)) {
    if (piece === '[' || piece === '{') depth++;
    if (piece === ']' || piece === '}') depth--;
    if (depth === 0) return from + index + 1;
  }
  return -1;
}
