/**
 * Lists that come as JSON: an endpoint's answer holds somewhere an array of records with a title and a time, or a
 * rendered HTML fragment (大汉 JPAAS: `{success, data: {html}}`).
 */
import type { DateEvidence, Item, Reading } from '../../model.js';
import { makeDay } from '../dates.js';
import { resolveUrl } from '../document.js';
import { readAnyDay } from '../foreignDate.js';
import { emptyReading, unreadable } from '../reading.js';
import { fold } from '../words.js';
import { nextJsonPages } from './jsonPages.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonRecord = { [key: string]: Json };

/** Where the answer came from, and the page that its relative addresses stand in where that is another. */
interface Source {
  url: string;
  base?: string;
}

/** The reading of a JSON answer; null where the text is no JSON. */
export function readJson(text: string, source: Source, readHtml: (html: string) => Reading): Reading | null {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  const fragment = findFragment(json);
  if (fragment) return { ...readHtml(fragment), reader: 'json-fragment' };
  const arrays = findRecordArrays(json);
  const readings = arrays.map((array) => readRecords(array, source.base ?? source.url));
  const best = readings.sort((one, two) => two.items.length - one.items.length)[0];
  if (best && best.items.length > 0) {
    const why = `${best.items.length} records, title in ${best.titleField}, date in ${best.dateField ?? 'no field'}`;
    const nextPages = nextJsonPages(source.url, Math.max(0, ...totalsIn(json)), best.items.length);
    return { ...emptyReading('list', why, 'json'), items: best.items, nextPages, goesOn: nextPages.length > 0 };
  }
  const record = isRecord(json) ? json : {};
  const said = fold(words(record['msg'] ?? record['message']));
  if (record['success'] === false || record['code'] === 500 || /错误|失败|异常|error/i.test(said)) {
    return unreadable('error', `the endpoint answers “${said.slice(0, 100) || 'error'}”`, 'json');
  }
  // A page behind the last one is empty too; only a total of nought, or none, speaks for the column.
  if (saysEmpty(json) && !countsRecords(json)) return emptyReading('blank', 'the endpoint lists no record', 'json');
  return unreadable('no-list', 'no list of records in the JSON answer', 'json');
}

function isRecord(json: Json | undefined): json is JsonRecord {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** A text or a number as text; anything else is no words. */
const words = (json: Json | undefined) => (typeof json === 'string' || typeof json === 'number' ? String(json) : '');

function findFragment(json: Json): string | null {
  if (!isRecord(json)) return null;
  const { data } = json;
  for (const value of [json['html'], isRecord(data) ? data['html'] : undefined, data, json['content']]) {
    if (typeof value === 'string' && /<(?:li|tr|ul|table|div|a)[\s>]/i.test(value)) return value;
  }
  return null;
}

function findRecordArrays(json: Json, depth = 0): JsonRecord[][] {
  if (depth > 6) return [];
  if (Array.isArray(json)) {
    const records = json.filter(isRecord);
    const own = records.length > 0 && records.length === json.length ? [records] : [];
    return [...own, ...records.slice(0, 3).flatMap((record) => findRecordArrays(record, depth + 1))];
  }
  return isRecord(json) ? Object.values(json).flatMap((value) => findRecordArrays(value, depth + 1)) : [];
}

const TITLE_FIELD =
  /^(?:title|doc_?title|article_?title|info_?title|subject|bt|headline|name|newstitle|shortsubject|file_?name)$/i;
const URL_FIELD = new RegExp(
  '^(?:url|href|link|doc_pub_url|docpuburl|publish_?url|article_?url|page_?url|info_?url|linkurl|redirect_?link)$',
  'i',
);
/** Best first: the time of publication, then of creation, then anything that is a date. */
const DATE_FIELDS = [
  new RegExp(
    '^(?:display_publish_time|published_?time_?str|publish(?:ed)?_?(?:time|date|at)?|pub_?(?:time|date)|fb(?:sj|rq)|' +
      '(?:release|issue)_?(?:time|date)|display_?date|showdate)$',
    'i',
  ),
  /^(?:date|time|day|rq|sj|datetime|createdate|create_?(?:time|date)|created_?(?:at|time)|inputtime|addtime)$/i,
  /(?:publish|pub|display|release|fabu).*(?:time|date)|save_?time/i,
  /(?:time|date|rq|sj)$/i,
  /./,
];
const NEVER_DATE =
  /update|modif|edit|load|deploy|expire|abolish|end|effective|write|cwrq|fwrq|compl|start|id$|no$|num|code|tel|phone/i;

interface ReadRecords {
  items: Item[];
  titleField: string;
  dateField: string | null;
}

function readRecords(records: JsonRecord[], url: string): ReadRecords {
  const flat = records.map(flatten);
  const fields = [...new Set(flat.slice(0, 20).flatMap((record) => Object.keys(record)))];
  const last = (field: string) => field.split('.').pop() ?? field;
  const isWords = (value: Json | undefined) => typeof value === 'string' && fold(plain(value)).length >= 2;
  const isText = (field: string) => flat.filter((record) => isWords(record[field])).length >= flat.length * 0.8;
  const namedTitle = fields.find((field) => TITLE_FIELD.test(last(field)) && isText(field));
  const titleField = namedTitle ?? longestTextField(flat, fields);
  if (!titleField) return { items: [], titleField: '', dateField: null };
  const daysIn = (field: string) => flat.filter((record) => readJsonDay(record[field])).length;
  const hasDay = (field: string) => daysIn(field) >= Math.max(1, flat.length * 0.6);
  const dateFields = fields.filter((field) => !NEVER_DATE.test(last(field)) && field !== titleField && hasDay(field));
  let dateField: string | null = null;
  for (const pattern of DATE_FIELDS) dateField ??= dateFields.find((field) => pattern.test(last(field))) ?? null;
  const isAddress = (field: string) => flat.every((record) => /^(?:https?:\/)?\/\S+$/.test(words(record[field])));
  const urlField = fields.find((field) => URL_FIELD.test(last(field))) ?? fields.find(isAddress);
  const items = flat.map((record): Item => ({
    title: fold(plain(words(record[titleField]))),
    url: urlField ? resolveUrl(words(record[urlField]), url) : null,
    date: dateField ? evidence(record[dateField], last(dateField)) : null,
    pinned: false,
  }));
  return { items: items.filter((item) => item.title), titleField, dateField };
}

/** One level of nesting laid flat: `{data: {title}}` gives `data.title`. */
function flatten(record: JsonRecord): JsonRecord {
  const flat: JsonRecord = {};
  for (const [key, value] of Object.entries(record)) {
    if (isRecord(value)) for (const [inner, innerValue] of Object.entries(value)) flat[`${key}.${inner}`] = innerValue;
    else flat[key] = value;
  }
  return flat;
}

function longestTextField(records: JsonRecord[], fields: string[]): string | null {
  let best: { field: string; length: number } | null = null;
  for (const field of fields) {
    const texts = records.map((record) => words(record[field])).filter((text) => /\p{Script=Han}/u.test(text));
    const average = texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);
    const couldBeTitle = texts.length >= records.length * 0.8 && average >= 8 && average <= 120;
    if (couldBeTitle && (!best || average > best.length)) best = { field, length: average };
  }
  return best?.field ?? null;
}

const plain = (html: string) => html.replace(/<[^>]*>/g, '');

function evidence(value: Json | undefined, field: string): DateEvidence | null {
  const day = readJsonDay(value);
  return day ? { day, by: `json:${field}`, text: words(value), implied: [] } : null;
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** A day from a string or an epoch in seconds or milliseconds; instants are days in China Standard Time. */
function readJsonDay(value: Json | undefined): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.length < 6 || text.length > 40) return null;
  if (/^1\d{9}$|^1\d{12}$/.test(text)) {
    const instant = Number(text) * (text.length === 10 ? 1000 : 1);
    return new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
  }
  const zulu = /^(\d{4}-\d\d-\d\dT[\d:.]+)(?:Z|\+00:?00)$/.exec(text);
  if (zulu) return new Date(Date.parse(`${zulu[1]}Z`) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
  if (!/[-/年.]/.test(text)) {
    const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text);
    return compact ? makeDay(Number(compact[1]), Number(compact[2]), Number(compact[3])) : null;
  }
  return /^\s*(?:19|20)\d\d/.test(text) ? readAnyDay(text) : null;
}

const LIST_FIELD = /^(?:list|rows|records|results?|articles|data|items)$/i;

/** An empty array where the records belong, or a total of 0: the endpoint says that there is nothing. */
function saysEmpty(json: Json, depth = 0): boolean {
  if (depth > 4 || !isRecord(json)) return Array.isArray(json) && json.length === 0 && depth <= 1;
  for (const [key, value] of Object.entries(json)) {
    if (LIST_FIELD.test(key) && Array.isArray(value) && value.length === 0) return true;
    if (isRecord(value) && saysEmpty(value, depth + 1)) return true;
  }
  return false;
}

const TOTAL_FIELD = /^(?:total|total_?(?:count|records?|num|size)|post_?count|count|record_?count)$/i;

/** A total above nought somewhere in the answer. */
function countsRecords(json: Json): boolean {
  return totalsIn(json).some((total) => total > 0);
}

function totalsIn(json: Json, depth = 0): number[] {
  if (depth > 4 || !isRecord(json)) return [];
  return Object.entries(json).flatMap(([key, value]) =>
    TOTAL_FIELD.test(key) && words(value) !== '' ? [Number(words(value)) || 0] : totalsIn(value, depth + 1),
  );
}
