import type { Knex } from 'knex';

import { firstSchema } from './migrations/001-first-schema.js';
import { schedule } from './migrations/002-schedule.js';
import { drift } from './migrations/003-drift.js';
import { posted } from './migrations/004-posted.js';
import { itemPages } from './migrations/005-item-pages.js';
import { pageNames } from './migrations/006-page-names.js';
import { officeWork } from './migrations/007-office-work.js';
import { calendar } from './migrations/008-calendar.js';
import { conclusion } from './migrations/009-conclusion.js';
import { homepage } from './migrations/010-homepage.js';
import { waiverEnding } from './migrations/011-waiver-ending.js';
import { itemLists } from './migrations/012-item-lists.js';
import { progress } from './migrations/014-progress.js';
import { retention } from './migrations/015-retention.js';
import { runOrder } from './migrations/016-run-order.js';
import { standingRuns } from './migrations/017-standing-runs.js';
import { dashboard } from './migrations/018-dashboard.js';
import { accounts } from './migrations/019-accounts.js';
import { pictures } from './migrations/020-pictures.js';
import { messages } from './migrations/021-messages.js';
import { rectificationResults } from './migrations/022-rectification-results.js';
import { schedulePlans } from './migrations/023-schedule-plans.js';
import { ownTroubles } from './migrations/024-own-troubles.js';
import { columnSearch } from './migrations/025-column-search.js';

/** Every change of the schema, oldest first. A name that was ever released is never changed, moved or removed. */
const migrations: { name: string; migration: Knex.Migration }[] = [
  { name: '001-first-schema', migration: firstSchema },
  { name: '002-schedule', migration: schedule },
  { name: '003-drift', migration: drift },
  { name: '004-posted', migration: posted },
  { name: '005-item-pages', migration: itemPages },
  { name: '006-page-names', migration: pageNames },
  { name: '007-office-work', migration: officeWork },
  { name: '008-calendar', migration: calendar },
  { name: '009-conclusion', migration: conclusion },
  { name: '010-homepage', migration: homepage },
  { name: '011-waiver-ending', migration: waiverEnding },
  { name: '012-item-lists', migration: itemLists },
  { name: '014-progress', migration: progress },
  { name: '015-retention', migration: retention },
  { name: '016-run-order', migration: runOrder },
  { name: '017-standing-runs', migration: standingRuns },
  { name: '018-dashboard', migration: dashboard },
  { name: '019-accounts', migration: accounts },
  { name: '020-pictures', migration: pictures },
  { name: '021-messages', migration: messages },
  { name: '022-rectification-results', migration: rectificationResults },
  { name: '023-schedule-plans', migration: schedulePlans },
  { name: '024-own-troubles', migration: ownTroubles },
  { name: '025-column-search', migration: columnSearch },
];

/**
 * How the schema found stands to ours. `newer`: it holds a change that this program does not know, so nothing in it
 * may be touched.
 */
export type SchemaState = 'current' | 'older' | 'newer';

export async function schemaState(sql: Knex): Promise<SchemaState> {
  if (!(await sql.schema.hasTable('knex_migrations'))) return 'older';

  const done = new Set(await sql('knex_migrations').pluck<string[]>('name'));
  const ours = migrations.map(({ name }) => name);
  if ([...done].some((name) => !ours.includes(name))) return 'newer';
  return ours.every((name) => done.has(name)) ? 'current' : 'older';
}

export function newestMigration(): string {
  return migrations.map(({ name }) => name).at(-1) ?? '';
}

/**
 * Brings an older schema up to ours. `sql` is a transaction, so that a process killed half-way leaves the old schema
 * and not knex's migration lock, which would refuse every later start.
 *
 * @param upTo  the last change to make; an earlier one only for tests of what older programs left
 */
export async function migrate(sql: Knex.Transaction, upTo = newestMigration()): Promise<void> {
  const wanted = migrations.slice(0, migrations.findIndex(({ name }) => name === upTo) + 1);
  // Modules rather than a folder of files: the compiled program runs from dist/, where a folder scan finds other names.
  const migrationSource: Knex.MigrationSource<string> = {
    getMigrations: async () => wanted.map(({ name }) => name),
    getMigrationName: (name) => name,
    getMigration: async (name) => {
      const found = migrations.find((one) => one.name === name);
      if (!found) throw new Error(`no migration is called ${name}`);
      return found.migration;
    },
  };
  await sql.migrate.latest({ migrationSource });
}
