import { createHash } from 'node:crypto';

import type { Knex } from 'knex';

/**
 * Keeps what is written for every column of every night small: a column's items stand together in a few rows, a verdict
 * once for all the runs that it stood in, and a visit that found nothing new in one row.
 */
export const itemLists: Knex.Migration = {
  async up(sql) {
    await gatherItems(sql);
    await keepVerdictsOnce(sql);
    await noteUnchangedVisits(sql);
    await createViews(sql);
  },

  // Going back would lose which visits had found nothing new.
  async down() {
    throw new Error('visits that found nothing new cannot be told from others without this change');
  },
};

const ITEMS_A_PART = 250;

async function gatherItems(sql: Knex): Promise<void> {
  // A row holds up to 250 items as a JSON array, in the order in which they became known: one item a row costs twenty
  // times as much to write, and a page of the database for each to read.
  await sql.schema.createTable('item_part', (table) => {
    table.integer('column_id').notNullable().references('site_column.id');
    table.integer('part').notNullable();
    table.text('items').notNullable();
    table.primary(['column_id', 'part']);
  });
  const columns = await sql('item').distinct().orderBy('column_id').pluck<number[]>('column_id');
  for (const columnId of columns) {
    const items = await itemsOf(sql, columnId);
    for (let part = 0; part * ITEMS_A_PART < items.length; part++) {
      const some = items.slice(part * ITEMS_A_PART, (part + 1) * ITEMS_A_PART);
      await sql('item_part').insert({ column_id: columnId, part, items: JSON.stringify(some) });
    }
  }
  await sql.schema.dropTable('item_version');
  await sql.schema.dropTable('item');
}

interface OldDate {
  date_day: string | null;
  date_by: string | null;
  date_text: string | null;
  date_implied: string | null;
}

interface OldItem extends OldDate {
  id: number;
  identity: string;
  title: string;
  url: string | null;
  pinned: number;
  first_seen: string;
  current_since: string;
  last_seen: string;
}

interface OldVersion extends OldDate {
  item_id: number;
  title: string;
  first_seen: string;
  last_seen: string;
}

async function itemsOf(sql: Knex, columnId: number): Promise<unknown[]> {
  const rows = await sql('item').where({ column_id: columnId }).orderBy('id').select<OldItem[]>();
  const versions = await sql('item_version')
    .whereIn('item_id', sql('item').where({ column_id: columnId }).select('id'))
    .orderBy('id')
    .select<OldVersion[]>();
  const earlierOf = new Map<number, unknown[]>();
  for (const version of versions) {
    const { title, first_seen: firstSeen, last_seen: lastSeen } = version;
    const earlier = earlierOf.get(version.item_id) ?? [];
    earlier.push({ title, date: dateOf(version), firstSeen, lastSeen });
    earlierOf.set(version.item_id, earlier);
  }
  return rows.map((row) => {
    const earlier = earlierOf.get(row.id);
    const identity = identityOf(row);
    return {
      title: row.title, url: row.url, date: dateOf(row), pinned: Boolean(row.pinned), firstSeen: row.first_seen,
      currentSince: row.current_since, lastSeen: row.last_seen,
      ...(identity !== undefined && { identity }), ...(earlier && { earlier }),
    };
  });
}

/** Absent where the address alone is the identity, as for nearly all. */
function identityOf({ identity, url, title, date_day: day }: OldItem): string | undefined {
  const hash = (parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
  if (url !== null && hash([url]) === identity) return undefined;
  const parts = [url, title, day];
  return hash(parts) === identity ? JSON.stringify(parts) : identity;
}

function dateOf(row: OldDate): unknown {
  if (row.date_day === null) return null;
  const implied: unknown = JSON.parse(row.date_implied ?? '[]');
  return { day: row.date_day, by: row.date_by ?? '', text: row.date_text ?? '', implied };
}

async function keepVerdictsOnce(sql: Knex): Promise<void> {
  await sql.schema.createTable('verdict', (table) => {
    table.increments('id');
    table.integer('column_id').notNullable().index().references('site_column.id');
    table.text('site_key').notNullable();
    table.text('site_name').notNullable();
    table.text('column').notNullable();
    table.text('verdict').notNullable();
    // Of what it was judged by besides the facts: another column's configuration, other rules or another program.
    table.text('judged_by').notNullable();
  });
  await sql.schema.alterTable('run_column', (table) => void table.integer('verdict_id').references('verdict.id'));
  // A column of a run before this change has a verdict of its own: both are numbered alike.
  await sql.raw(`
    insert into verdict (id, column_id, site_key, site_name, "column", verdict, judged_by)
    select rowid, column_id, site_key, site_name, "column", verdict, '' from run_column`);
  await sql.raw('update run_column set verdict_id = rowid');
  for (const name of ['site_key', 'site_name', 'column', 'verdict']) {
    await sql.raw('alter table run_column drop column ??', [name]);
  }
}

async function noteUnchangedVisits(sql: Knex): Promise<void> {
  await sql.schema.alterTable('site_column', (table) => {
    // The day of the last list that was read and believed, where no other visit read one on that day; else null.
    table.text('listed_on');
    // The last day on which a visit found that list just as it was: its items were last seen then.
    table.text('same_until');
    // The verdict that stands, and the first day on which it may change by itself: null means that it has to be reckoned
    // again, 'ever' that it never does.
    table.integer('standing_id').references('verdict.id');
    table.text('stands_until');
    table.index('stands_until');
  });
  await sql.schema.alterTable('visit', (table) => {
    // Set where the page was just as that earlier visit had found it: the pages and items are that visit's.
    table.integer('same_as').references('visit.id');
    table.dropIndex(['column_id', 'day', 'at']);
    // Holds all that is asked of the many visits of a column, so that their rows need not be read.
    table.index(['column_id', 'day', 'at', 'outcome', 'drift', 'complete_since'], 'visit_looks');
  });
}

/** For people who look into the file with SQL. */
async function createViews(sql: Knex): Promise<void> {
  await sql.raw(`
    create view item as
    select
      p.column_id, i.value ->> 'title' as title, i.value ->> 'url' as url, i.value ->> 'pinned' as pinned,
      i.value ->> '$.date.day' as date_day, i.value ->> '$.date.by' as date_by, i.value ->> '$.date.text' as date_text,
      i.value ->> 'firstSeen' as first_seen,
      case when i.value ->> 'lastSeen' = c.listed_on and c.same_until > c.listed_on
        then c.same_until else i.value ->> 'lastSeen' end as last_seen
    from item_part p join site_column c on c.id = p.column_id, json_each(p.items) i`);
  await sql.raw(`
    create view item_version as
    select
      p.column_id, i.value ->> 'url' as url, v.value ->> 'title' as title, v.value ->> '$.date.day' as date_day,
      v.value ->> 'firstSeen' as first_seen, v.value ->> 'lastSeen' as last_seen
    from item_part p, json_each(p.items) i, json_each(i.value -> 'earlier') v`);
}
