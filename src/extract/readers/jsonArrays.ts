/** Where in a JSON answer its lists stand, and how long the answer says that they are. */
import { isRecord, opened, wordsOf, type Json, type JsonRecord } from './jsonAnswer.js';

export interface JsonArray {
  records: JsonRecord[];
  /** How many records the whole list has, as the nearest object around it counts them; null where none does. */
  total: number | null;
}

const DEEPEST = 6;
const TOTAL = new RegExp(
  '^(?:totals?|total_?(?:count|records?|num(?:ber)?|size|rows?|elements|hits)|post_?count|all_?rows?|' +
    'record_?(?:count|total)|row_?count)$',
  'i',
);
/** It may also count the page alone: it only says that there is something. */
const COUNT = /^count$/i;
const PAGE_TOTAL = /^(?:total_?pages?|page_?(?:count|total)|pages|all_?pages?)$/i;

/** Every array of objects in the answer, with the total that belongs to it. */
export function jsonArrays(json: Json, total: number | null = null, depth = 0): JsonArray[] {
  const value = opened(json);
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) {
    const records = value.filter(isRecord);
    const own = records.length > 0 && records.length === value.length ? [{ records, total }] : [];
    return [...own, ...records.slice(0, 3).flatMap((record) => jsonArrays(record, null, depth + 1))];
  }
  if (!isRecord(value)) return [];
  const counted = totalOf(value) ?? total;
  return Object.values(value).flatMap((inner) => jsonArrays(inner, counted, depth + 1));
}

/** The count that an object holds itself, or in a small object beside its list: `{page: {total: 7}, list: […]}`. */
export function totalOf(record: JsonRecord): number | null {
  const own = countIn(record, TOTAL);
  if (own !== null) return own;
  const beside = Object.values(record).filter(isRecord).filter((inner) => !Object.values(inner).some(Array.isArray));
  const counts = new Set(beside.flatMap((inner) => countIn(inner, TOTAL) ?? []));
  return counts.size === 1 ? ([...counts][0] ?? null) : null;
}

function countIn(record: JsonRecord, names: RegExp): number | null {
  const counts = Object.entries(record).flatMap(([key, value]) =>
    names.test(key) && /^\d{1,7}$/.test(wordsOf(value)) ? [Number(wordsOf(value))] : [],
  );
  return new Set(counts).size === 1 ? (counts[0] ?? null) : null;
}

/** Whether anything in the answer counts more than nought: records, or pages of them. */
export function countsRecords(json: Json, depth = 0): boolean {
  if (depth > 4 || !isRecord(json)) return false;
  return Object.entries(json).some(([key, value]) => {
    const isCount = TOTAL.test(key) || COUNT.test(key) || PAGE_TOTAL.test(key);
    return (isCount && Number(wordsOf(value)) > (PAGE_TOTAL.test(key) ? 1 : 0)) || countsRecords(value, depth + 1);
  });
}
