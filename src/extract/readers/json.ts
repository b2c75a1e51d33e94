/**
 * Lists that come as JSON: an endpoint's answer holds somewhere an array of records with a title and a time, or a
 * rendered HTML fragment (大汉 JPAAS: `{success, data: {html}}`). Where neither stands, an answer that counts nought may
 * prove a blank; one that says it failed never does.
 */
import type { PageRequest, Reading, RequestBody } from '../../model.js';
import { emptyReading, unreadable } from '../reading.js';
import { fold } from '../layout/words.js';
import { emptyAnswer } from './emptyAnswers.js';
import { isRecord, opened, parseAnswer, wordsOf, type Json } from './jsonAnswer.js';
import { countsRecords, jsonArrays, totalOf } from './jsonArrays.js';
import { mayCountPage, nextJsonPages } from './jsonPages.js';
import { readRecords, type ReadRecords } from './records.js';

/** Where the answer came from, and the page that its relative addresses stand in where that is another. */
interface Source {
  url: string;
  posted?: RequestBody;
  base?: string;
}

/** The reading of a JSON answer; null where the text is no JSON. */
export function readJson(text: string, source: Source, readHtml: (html: string) => Reading): Reading | null {
  const json = parseAnswer(text);
  return json === undefined ? null : readAnswer(json, source, readHtml);
}

/** The reading of what an endpoint answers, once its form is told from its content. */
export function readAnswer(json: Json, source: Source, readHtml: (html: string) => Reading): Reading {
  const question: PageRequest = source.posted ? { url: source.url, body: source.posted } : source.url;
  const lists = jsonArrays(json).map(({ records, total }) => {
    return { ...readRecords(records, source.base ?? source.url), total };
  });
  const isList = ({ items, dateField, urlField }: ReadRecords) => items.length > 0 && (dateField ?? urlField) !== null;
  const [best] = lists.filter(isList).sort((one, two) => weight(two) - weight(one));
  if (best?.dateField) return listReading(best, best.total, question);

  const fragment = findFragment(json);
  if (fragment !== null) {
    const reading = readHtml(fragment);
    if (reading.kind === 'list' || !best) return inFragment(reading, json, question);
  }
  if (best) return listReading(best, best.total, question);
  return nothingRead(json, source.url);
}

/** Records with a day before those without: attachments and menus are lists too. */
const weight = ({ items, dateField }: ReadRecords) => items.length + (dateField === null ? 0 : 10_000);

function listReading(read: ReadRecords, total: number | null, question: PageRequest): Reading {
  const { items, titleField, dateField } = read;
  const why = `${items.length} records, title in ${titleField}, date in ${dateField ?? 'no field'}`;
  const nextPages = nextJsonPages(question, total, items.length);
  const goesOn = nextPages.length > 0 || (total ?? 0) > items.length;
  const isSure = total !== null && !mayCountPage(question, total, items.length);
  return { ...emptyReading('list', why, 'json'), items, nextPages, goesOn, size: { items: isSure ? total : null, pages: null } };
}

/** The fragment's own pager is drawn for the page around it; the endpoint itself is asked page by page. */
function inFragment(reading: Reading, json: Json, question: PageRequest): Reading {
  const data = isRecord(json) ? json['data'] : null;
  const total = [json, data ?? null].flatMap((value) => (isRecord(value) ? (totalOf(value) ?? []) : []))[0] ?? null;
  const asked = nextJsonPages(question, total, reading.items.length);
  const nextPages = asked.length > 0 ? asked : reading.nextPages;
  const size = total === null ? reading.size : { items: total, pages: null };
  return { ...reading, reader: 'json-fragment', nextPages, size };
}

const MARKUP = /<(?:li|tr|ul|table|div|a|p)[\s>]/i;

/** The longest piece of markup in the answer that stands outside lists: inside, it is the text of one record. */
function findFragment(json: Json, depth = 0): string | null {
  const value = opened(json);
  if (typeof value === 'string') return MARKUP.test(value) ? value : null;
  if (Array.isArray(value)) {
    const rows = value.filter((row) => typeof row === 'string');
    const isMarkup = rows.length > 0 && rows.length === value.length && rows.every((row) => MARKUP.test(row));
    return isMarkup ? rows.join('\n') : null;
  }
  if (!isRecord(value) || depth > 3) return null;
  const found = Object.values(value).map((inner) => findFragment(inner, depth + 1) ?? '');
  return found.reduce((longest, one) => (one.length > longest.length ? one : longest), '') || null;
}

function nothingRead(json: Json, address: string): Reading {
  const error = errorIn(json);
  if (error !== null) return unreadable('error', `the endpoint answers “${error.slice(0, 100)}”`, 'json');
  // A page behind the last one is empty too; only a total of nought speaks for the column.
  if (countsRecords(json)) return unreadable('no-list', 'the answer counts records and holds none', 'json');
  const known = emptyAnswer(json, address);
  if (known) return emptyReading('blank', known.why, known.reader);
  if (saysEmpty(json)) return emptyReading('blank', 'the endpoint counts no record', 'json');
  return unreadable('no-list', 'no list of records in the JSON answer', 'json');
}

const FINE_CODE = /^(?:|0+|1|2\d\d|20000|200000|10000|ok|success|true)$/i;

/** The words by which an answer says that it failed; null where it does not. */
function errorIn(json: Json): string | null {
  if (!isRecord(json)) return null;
  const said = fold(wordsOf(json['msg'] ?? json['message'] ?? json['error'] ?? json['errmsg']));
  const codes = ['code', 'status', 'errcode', 'errorCode', 'ret', 'retCode', 'resultCode'];
  const failing = codes.find((name) => !FINE_CODE.test(wordsOf(json[name])));
  const isFalse = (name: string) => json[name] === false || json[name] === 'false';
  if (['success', 'status', 'ok', 'isSuccess'].some(isFalse)) return said || 'success: false';
  if (failing !== undefined) return said || `${failing}: ${wordsOf(json[failing])}`;
  return /错误|失败|异常|未登录|无权|超时|error|fail|denied/i.test(said) ? said : null;
}

const LIST_FIELD = /^(?:list|rows|records|results?|articles|data|items|content|info_?list)$/i;

/** An empty array where the records belong, and a total of nought beside it. */
function saysEmpty(json: Json, depth = 0): boolean {
  if (depth > 4 || !isRecord(json)) return false;
  const isEmptyList = ([key, value]: [string, Json]) => LIST_FIELD.test(key) && Array.isArray(value) && value.length === 0;
  if (Object.entries(json).some(isEmptyList) && totalOf(json) === 0) return true;
  return Object.values(json).some((value) => saysEmpty(value, depth + 1));
}
