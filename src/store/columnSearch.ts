/** Columns by words of their path, over all sites, in the order of their numbers. */
import type { ColumnStatus } from '../model.js';
import { gramsAsked } from './columnGrams.js';
import { containing } from './containing.js';
import type { Statements, Value } from './statements.js';

export interface WordsAsked {
  /** Not empty. */
  words: string;
  unit: string | undefined;
  status: ColumnStatus | undefined;
  limit: number;
  /** Number of the last column of the page before. */
  after: number;
}

/** Columns found; `next` as in `ColumnsPage`. */
export interface FoundColumns {
  ids: number[];
  next: number | null;
}

/** Columns among which those that fit are looked for, in one go. */
interface Candidates {
  /** Gives their numbers in order, those after the second value. */
  sql: string;
  values: [Value, number];
  most: number;
}

/** Hardly any column that holds every two neighbours of the words does not hold the words themselves. */
const MOST_HOLDING = 1_000;
/** Of columns that the index does not hold yet: those that a run under way has just met. */
const MOST_NEW = 5_000;

/** Watched columns in whose path the words stand as they are, upper and lower case of Latin letters alike. */
export async function findColumnsByWords(statements: Statements, asked: WordsAsked): Promise<FoundColumns> {
  const { words, limit, after } = asked;
  const found = await fitting(statements, asked, {
    sql: 'select rowid as id from column_gram where column_gram match ? and rowid > ? order by rowid', values: [gramsAsked(words), after],
    most: MOST_HOLDING,
  });
  if (found.next !== null) return found;

  const search = await statements.first<{ entered_until: number }>('select entered_until from column_search');
  const rest = await fitting(statements, { ...asked, limit: limit - found.ids.length }, {
    sql: 'select id from site_column where is_watched = ? and id > ? order by id', values: [1, Math.max(after, search?.entered_until ?? 0)],
    most: MOST_NEW,
  });
  return { ids: [...found.ids, ...rest.ids], next: rest.next };
}

async function fitting(statements: Statements, { words, unit, status, limit }: WordsAsked, { sql, values, most }: Candidates): Promise<FoundColumns> {
  const conditions: [string, Value][] = [[`c.path like ? escape '\\'`, containing(words)]];
  if (status !== undefined) conditions.push(['c.status = ?', status]);
  if (unit !== undefined) conditions.push([`coalesce(c.unit ->> 'name', '') = ?`, unit]);
  const rows = await statements.all<{ id: number }>(
    `select c.id from (${sql} limit ${most}) k join site_column c on c.id = k.id
     where c.is_watched ${conditions.map(([condition]) => `and ${condition}`).join(' ')} order by k.id limit ?`,
    ...values, ...conditions.map(([, value]) => value), limit + 1,
  );
  const ids = rows.slice(0, limit).map(({ id }) => id);
  if (rows.length > limit) return { ids, next: ids.at(-1) ?? values[1] };
  const last = await statements.first<{ id: number }>(`${sql} limit 1 offset ${most - 1}`, ...values);
  return { ids, next: last?.id ?? null };
}
