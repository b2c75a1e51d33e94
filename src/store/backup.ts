import { rename, rm } from 'node:fs/promises';

import type { Knex } from 'knex';

import { newestMigration } from './migrations.js';
import { StoreError } from './storeError.js';

/**
 * Keeps a copy of a database beside it before its schema is changed: `shixian.sqlite.before-016.sqlite`, named after the
 * newest change. One of an earlier try is replaced, as the database was not changed since. It appears whole or not at all.
 * Of a database in which nothing is stored none is made.
 *
 * @throws StoreError where there is no room for it: nothing may be changed then
 */
export async function backUp(sql: Knex, file: string): Promise<void> {
  if (!(await holdsSomething(sql))) return;
  const copy = `${file}.before-${newestMigration().slice(0, 3)}.sqlite`;
  const part = `${copy}.${process.pid}.part`;
  await rm(part, { force: true });
  try {
    await sql.raw('vacuum into ?', [part]);
    await rename(part, copy);
  } catch (error) {
    await rm(part, { force: true });
    throw new StoreError('no-backup', file, error);
  }
}

async function holdsSomething(sql: Knex): Promise<boolean> {
  if (!(await sql.schema.hasTable('run'))) return false;
  for (const table of ['run', 'site_column']) {
    if ((await sql(table).first<object | undefined>()) !== undefined) return true;
  }
  return false;
}
