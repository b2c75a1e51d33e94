/** Records as systems keep them, with fields of any name: which field is the title, which the address, which the day. */
import type { DateEvidence, Item } from '../../model.js';
import { makeDay } from '../dates/dates.js';
import { joinTexts, resolveUrl } from '../layout/document.js';
import { readAnyDay } from '../dates/foreignDate.js';
import { layOut } from '../layout/layOut.js';
import { fold } from '../layout/words.js';
import { isRecord, wordsOf, type Json, type JsonRecord } from './jsonAnswer.js';

export interface ReadRecords {
  items: Item[];
  titleField: string;
  /** Null where no field holds the day of publication of most records. */
  dateField: string | null;
  urlField: string | null;
}

/** Best first. */
const TITLE_FIELDS = [
  /^(?:title|doc_?title|article_?title|info_?title|news_?title|title_?html|bt)$/i,
  /^(?:subject|headline|shortsubject|caption|name|file_?name|doc_?name|info_?name)$/i,
];
const URL_FIELDS = [
  /^(?:url|href|link|doc_?pub_?url|publish_?url|article_?url|page_?url|info_?url|link_?url|redirect_?link|url_?link)$/i,
  /(?:url|link|href|path)$/i,
];
/** Best first: what the list shows, the time of publication, a plain date, then that of creation, then anything dated. */
const DATE_FIELDS = [
  /^(?:display|show)_?(?:publish_?)?(?:time|date)(?:_?str)?$/i,
  new RegExp(
    '^(?:published?_?(?:time|date|at)?_?(?:str|format)?|pub_?(?:time|date)(?:_?str)?|fb(?:sj|rq)|doc_?rel_?time|' +
      'doc_?pub_?(?:time|date)|(?:release|issued?|notice|audit)_?(?:time|date)|(?:info|web)_?date|day_?time)$',
    'i',
  ),
  /^(?:date|time|day|rq|sj|datetime)$/i,
  /(?:publish|pub|display|release|fabu).*(?:time|date)/i,
  /^(?:create_?d?_?(?:date|time|at)|input_?time|add_?time(?:_?str)?|save_?time|cr_?time)$/i,
  /(?:time|date|rq|sj)$/i,
  /./,
];
/** Days of writing, of effect, of change, of loading: none of them says when something was published. */
const NEVER_DATE = new RegExp(
  'update|modif|edit|load|deploy|expire|abolish|end|effective|writ|cwrq|cwsj|fwrq|compl|start|sync|crawl|gather|index|' +
    'visit|click|login|import|generat|cache|stamp|birth|valid|now|last|id$|no$|num|code|tel|phone|deadline|close',
  'i',
);
const PINNED = /^(?:is_?top|is_?stick|top_?flag|is_?zd|zhiding|pinned)$/i;

/** @param base  the address that the records' relative addresses stand in */
export function readRecords(records: JsonRecord[], base: string): ReadRecords {
  const flat = records.map(flatten);
  const fields = [...new Set(flat.slice(0, 20).flatMap((record) => Object.keys(record)))];
  const isWords = (value: Json | undefined) => typeof value === 'string' && fold(plain(value)).length >= 2;
  const isText = (field: string) => flat.filter((record) => isWords(record[field])).length >= flat.length * 0.8;
  const titleField = best(fields.filter(isText), TITLE_FIELDS) ?? longestTextField(flat, fields);
  if (!titleField) return { items: [], titleField: '', dateField: null, urlField: null };

  const daysIn = (field: string) => flat.filter((record) => readDay(record[field])).length;
  const hasDay = (field: string) => daysIn(field) >= Math.max(1, flat.length * 0.6);
  const dated = fields.filter((field) => !NEVER_DATE.test(lastName(field)) && field !== titleField && hasDay(field));
  const dateField = best(dated, DATE_FIELDS);
  const isAddress = (field: string) =>
    flat.every((record) => /^(?:https?:\/)?\/\S+$/.test(wordsOf(record[field]).trim()));
  const texts = fields.filter((field) => field !== titleField && flat.some((record) => isLink(record[field])));
  const urlField = best(texts, URL_FIELDS) ?? fields.find(isAddress) ?? null;
  const items = flat.map((record): Item => ({
    title: fold(plain(wordsOf(record[titleField]))),
    url: urlField ? resolveUrl(wordsOf(record[urlField]), base) : null,
    date: dateField ? evidence(record[dateField], lastName(dateField)) : null,
    pinned: Object.entries(record).some(([field, value]) => PINNED.test(field) && isTrue(value)),
  }));
  return { items: items.filter((item) => item.title), titleField, dateField, urlField };
}

const lastName = (field: string) => field.split('.').pop() ?? field;
const isTrue = (value: Json) => value === true || value === 1 || /^(?:1|true|y|yes|是)$/i.test(wordsOf(value));
const isLink = (value: Json | undefined) => {
  const text = wordsOf(value).trim();
  return text.length <= LONGEST_ADDRESS && /[/.]/.test(text) && !/[\s\p{Script=Han}]/u.test(text);
};
const LONGEST_ADDRESS = 1_000;

function best(fields: string[], patterns: RegExp[]): string | null {
  for (const pattern of patterns) {
    const found = fields.find((field) => pattern.test(lastName(field)));
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Nesting laid flat: `{data: {title}}` gives `data.title`, and lists of named values, such as those that 开普云 keeps in
 * `domainMetaList: [{resultList: [{key: 'pubdate', value: …}]}]`, a field of each name.
 */
function flatten(record: JsonRecord): JsonRecord {
  const flat: JsonRecord = {};
  for (const [key, value] of Object.entries(record)) {
    if (isRecord(value)) for (const [inner, innerValue] of Object.entries(value)) flat[`${key}.${inner}`] = innerValue;
    else if (Array.isArray(value)) for (const [name, inner] of namedValues(value)) flat[`${key}.${name}`] = inner;
    else flat[key] = value;
  }
  return flat;
}

function namedValues(values: Json[]): [string, Json][] {
  return values.filter(isRecord).slice(0, 20).flatMap((value): [string, Json][] => {
    const list = value['resultList'];
    if (Array.isArray(list)) return namedValues(list);
    const name = wordsOf(value['key']);
    return name && value['value'] !== undefined ? [[name, value['value']]] : [];
  });
}

function longestTextField(records: JsonRecord[], fields: string[]): string | null {
  let longest: { field: string; length: number } | null = null;
  for (const field of fields) {
    const texts = records.map((record) => wordsOf(record[field])).filter((text) => /\p{Script=Han}/u.test(text));
    const average = texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);
    const couldBeTitle = texts.length >= records.length * 0.8 && average >= 8 && average <= 120;
    if (couldBeTitle && (!longest || average > longest.length)) longest = { field, length: average };
  }
  return longest?.field ?? null;
}

/** A title may be marked up, and written with entities. */
function plain(html: string): string {
  if (!/[<&]/.test(html)) return html;
  const page = layOut(html.slice(0, 2_000), 'about:blank');
  return joinTexts(page, 0, page.texts.length);
}

function evidence(value: Json | undefined, field: string): DateEvidence | null {
  const day = readDay(value);
  return day ? { day, by: `json:${field}`, text: fold(wordsOf(value)), implied: [] } : null;
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const shanghaiDay = (epochMs: number) => new Date(epochMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
const WITH_ZONE = new RegExp(
  String.raw`^(?:\d{4}-\d\d-\d\dT[\d:.]{5,15}\s?(?:Z|[+-]\d\d:?\d\d)|` +
    String.raw`[A-Za-z]{3}, \d{1,2} [A-Za-z]{3} \d{4} [\d:]{5,8} (?:GMT|UTC|[+-]\d{4}))$`,
);

/** A day from a string or an epoch in seconds or milliseconds; instants are days in China Standard Time. */
export function readDay(value: Json | undefined): string | null {
  const text = wordsOf(value).trim();
  if (text.length < 6 || text.length > 40) return null;
  if (/^1\d{9}$|^1\d{12}$/.test(text)) return shanghaiDay(Number(text) * (text.length === 10 ? 1000 : 1));
  if (WITH_ZONE.test(text)) {
    const epochMs = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
    return Number.isNaN(epochMs) ? null : shanghaiDay(epochMs);
  }
  if (!/[-/年.]/.test(text)) {
    const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?$/.exec(text);
    return compact ? makeDay(Number(compact[1]), Number(compact[2]), Number(compact[3])) : null;
  }
  return /^\s*(?:19|20)\d\d/.test(text) ? readAnyDay(text) : null;
}
