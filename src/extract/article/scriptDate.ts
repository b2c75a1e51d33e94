/** Dates that a page's scripts carry: in variables that are written into the date line, or in the record behind the page. */
import type { DateEvidence } from '../../model.js';
import type { Page } from '../layout/document.js';
import { isLinkedData } from './linkedData.js';
import { machineEvidence } from '../dates/machineDate.js';

const DATE_NAME = String.raw`(?:fbrq|fbsj|pub_?dat[ae]|pub_?time|publish_?(?:time|date)|release_?(?:time|date)|docRelTime)`;
const VARIABLE = new RegExp(String.raw`\b(?:var|let|const)\s+${DATE_NAME}\s?=\s?["']([^"']{8,40})["']`, 'i');

/** What writes a date line is short; the rest is a library. */
const LONGEST_SCRIPT = 20_000;

/** A variable that a script writes into the date line: `var pubdata='2013年10月31日'`, `fbrq="…"`. */
export const scriptVariable = (page: Page) =>
  inScripts(page, (text) => (text.length <= LONGEST_SCRIPT ? VARIABLE.exec(text)?.[1] : undefined));

/** A value after a name: a quoted one that begins with a year, or a count of seconds or milliseconds. */
const VALUE = /[:=]\s?(?:\\?["']((?:19|20)\d\d[^"'\\]{4,36})|(1\d{9}(?:\d{3})?)(?!\d))/g;
const PUBLISHED_NAME = new RegExp(
  String.raw`(?:^|[^a-z])(?:fbrq|fbsj|ptime|(?:page|article|content|original|first|initial)?_?(?:pub|publi(?:sh(?:ed)?|cation)|post(?:ed)?|release)` +
    String.raw`_?(?:time|dat[ae]|at|on)?(?:_?time)?|date_?published|(?:article|story|display)_?date)\\?["']?\s?$`,
  'i',
);
const CREATED_NAME = /(?:^|[^a-z])(?:created_?(?:at|on|date)|date_?created)\\?["']?\s?$/i;
const LONGEST_NAME = 32;

/** `"datePublished":"…"`, `publishDate: '…'`, `"pubDate":1564826400000` and their relatives: the first of the page. */
export const publishField = (page: Page) => inScripts(page, (text) => fieldNamed(text, PUBLISHED_NAME));

/** When the record behind the page was made: a last witness, for pages that show no date at all. */
export const creationField = (page: Page) => inScripts(page, (text) => fieldNamed(text, CREATED_NAME));

function fieldNamed(text: string, name: RegExp): string | undefined {
  for (const match of text.matchAll(VALUE)) {
    if (name.test(text.slice(Math.max(0, match.index - LONGEST_NAME), match.index))) return match[1] ?? match[2];
  }
  return undefined;
}

function inScripts(page: Page, valueIn: (text: string) => string | undefined): DateEvidence | null {
  for (const script of page.scripts) {
    const evidence = isLinkedData(script) ? null : machineEvidence(page, valueIn(script.text), 'script');
    if (evidence) return evidence;
  }
  return null;
}
