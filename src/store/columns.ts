import type { Knex } from 'knex';

import type { Column, Day } from '../model.js';
import type { Knowledge } from './knowledge.js';
import { statementOf, type Insert, type Statements, type Value } from './statements.js';

/** A column's row in the registry, and for which days its items are known. */
export interface RegisteredColumn {
  id: number;
  knowledge: Knowledge;
}

/** What a person knows a column by. */
export interface ColumnName {
  key: string;
  siteKey: string;
  siteName: string;
  path: string[];
}

/**
 * Enters the column, or brings its name, address and unit up to date: its key alone says that it is the same column.
 */
export async function registerColumn(
  statements: Statements,
  site: { key: string; name: string },
  column: Column,
  day: Day,
): Promise<{ id: number }> {
  await statements.run(ENTER_SITE, site.key, site.name);
  const row = await statements.first<{ id: number }>(ENTER_COLUMN, ...columnValues(null, site, column, day));
  if (!row) throw new Error(`the database did not give back the row of column ${column.key}`);
  return row;
}

/** The same at the end of the present piece of work. @param id  the column's own, or one that no column has */
export function registerColumnLater(
  statements: Statements,
  id: number,
  site: { key: string; name: string },
  column: Column,
  day: Day,
): void {
  statements.row(SITE, site.key, site.name);
  statements.row(COLUMN, ...columnValues(id, site, column, day));
}

function columnValues(id: number | null, site: { key: string }, { key, path, url, unit }: Column, day: Day): Value[] {
  return [id, site.key, key, JSON.stringify(path), url, unit ? JSON.stringify(unit) : null, day];
}

const SITE: Insert = {
  into: 'insert into site (key, name) values', row: '(?, ?)', rest: 'on conflict (key) do update set name = excluded.name',
};
const ENTER_SITE = statementOf(SITE);

const COLUMN: Insert = {
  into: 'insert into site_column (id, site_id, key, path, url, unit, first_seen) values',
  row: '(?, (select id from site where key = ?), ?, ?, ?, ?, ?)',
  rest: `on conflict (key) do update set
    site_id = excluded.site_id, path = excluded.path, url = excluded.url, unit = excluded.unit`,
};
const ENTER_COLUMN = `${statementOf(COLUMN)} returning id`;

export async function findColumn(sql: Knex, key: string): Promise<RegisteredColumn | null> {
  const row = await sql('site_column')
    .where({ key })
    .first<ColumnRow | undefined>(['id', 'known_since', 'known_until']);
  return row ? registered(row) : null;
}

/** The verdict that stands is carried on no longer: somebody has said something of the column. */
export async function judgeAnew(sql: Knex, columnId: number): Promise<void> {
  await sql('site_column').where({ id: columnId }).update({ stands_until: null });
}

export async function listColumns(sql: Knex): Promise<ColumnName[]> {
  const rows = await sql('site_column')
    .join('site', 'site.id', 'site_column.site_id')
    .orderBy('site_column.id')
    .select<{ key: string; site_key: string; site_name: string; path: string }[]>(
      'site_column.key', 'site.key as site_key', 'site.name as site_name', 'site_column.path',
    );
  return rows.map(({ key, site_key: siteKey, site_name: siteName, path }) => (
    { key, siteKey, siteName, path: JSON.parse(path) as string[] }
  ));
}

interface ColumnRow {
  id: number;
  known_since: Day | null;
  known_until: Day | null;
}

function registered(row: ColumnRow): RegisteredColumn {
  const since = row.known_until === null ? undefined : row.known_since;
  return { id: row.id, knowledge: { since, until: row.known_until } };
}
