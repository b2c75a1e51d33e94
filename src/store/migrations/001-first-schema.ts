import type { Knex } from 'knex';

/**
 * Days and instants are text as in the model, because they compare rightly as strings in every database; structured
 * values are JSON text. A released migration is never edited: a change is a further migration.
 */
export const firstSchema: Knex.Migration = {
  async up(sql) {
    await createRegistry(sql);
    await createVisits(sql);
    await createItems(sql);
    await createFindings(sql);
    await createRunColumns(sql);
  },

  // Going back would lose what was seen.
  async down() {
    throw new Error('the first schema cannot be undone');
  },
};

async function createRegistry(sql: Knex): Promise<void> {
  await sql.schema.createTable('run', (table) => {
    table.text('id').primary();
    table.text('kind').notNullable();
    table.text('day').notNullable();
    table.text('started_at').notNullable();
    table.text('finished_at');
    table.text('timezone').notNullable();
    table.text('config_name').notNullable();
    table.index('started_at');
  });
  await sql.schema.createTable('site', (table) => {
    table.increments('id');
    table.text('key').notNullable().unique();
    table.text('name').notNullable();
  });
  // What a column was called and where it stood when a run last took it up; its identity is the key alone.
  await sql.schema.createTable('site_column', (table) => {
    table.increments('id');
    table.integer('site_id').notNullable().references('site.id');
    table.text('key').notNullable().unique();
    table.text('path').notNullable();
    table.text('url').notNullable();
    table.text('unit');
    table.text('first_seen').notNullable();
    // known_until null: nothing is known. Otherwise known_since null: known from the column's beginning.
    table.text('known_since');
    table.text('known_until');
  });
}

async function createVisits(sql: Knex): Promise<void> {
  await sql.schema.createTable('visit', (table) => {
    table.increments('id');
    table.text('run_id').notNullable().references('run.id');
    table.integer('column_id').notNullable().references('site_column.id');
    table.text('day').notNullable();
    table.text('at').notNullable();
    table.text('url').notNullable();
    table.text('final_url').notNullable();
    table.integer('ms').notNullable();
    table.text('outcome').notNullable();
    table.text('reason');
    table.integer('status');
    table.text('detail').notNullable();
    table.text('proof').notNullable();
    table.text('reader').notNullable();
    table.integer('item_count').notNullable();
    table.integer('dated_count').notNullable();
    // 'ever' where the whole list was read, a day where reading stopped earlier, null where nothing can be said.
    table.text('complete_since');
    table.text('column_date');
    table.text('article');
    table.index(['column_id', 'day', 'at']);
  });
  await sql.schema.createTable('visit_page', (table) => {
    table.integer('visit_id').notNullable().references('visit.id').onDelete('CASCADE');
    table.integer('position').notNullable();
    table.text('url').notNullable();
    table.text('final_url').notNullable();
    table.text('by').notNullable();
    table.integer('status');
    table.text('at').notNullable();
    table.integer('ms').notNullable();
    table.integer('attempts').notNullable();
    table.text('charset');
    table.text('headers');
    // Not a foreign key: the hash stays as evidence of what was seen when an old snapshot is cleared away.
    table.text('snapshot').index();
    table.text('failure');
    table.text('detail');
    table.primary(['visit_id', 'position']);
  });
  await sql.schema.createTable('snapshot', (table) => {
    table.text('sha256').primary();
    table.integer('size_bytes').notNullable();
    table.binary('brotli').notNullable();
  });
}

async function createItems(sql: Knex): Promise<void> {
  await sql.schema.createTable('item', (table) => {
    table.increments('id');
    table.integer('column_id').notNullable().references('site_column.id');
    table.text('identity').notNullable();
    table.text('title').notNullable();
    table.text('url');
    table.boolean('pinned').notNullable();
    table.text('date_day');
    table.text('date_by');
    table.text('date_text');
    table.text('date_implied');
    table.text('first_seen').notNullable();
    table.text('current_since').notNullable();
    table.text('last_seen').notNullable();
    table.unique(['column_id', 'identity']);
  });
  await sql.schema.createTable('item_version', (table) => {
    table.increments('id');
    table.integer('item_id').notNullable().index().references('item.id').onDelete('CASCADE');
    table.text('title').notNullable();
    table.text('date_day');
    table.text('date_by');
    table.text('date_text');
    table.text('date_implied');
    table.text('first_seen').notNullable();
    table.text('last_seen').notNullable();
  });
}

async function createFindings(sql: Knex): Promise<void> {
  await sql.schema.createTable('finding', (table) => {
    table.increments('id');
    table.integer('column_id').notNullable().index().references('site_column.id');
    table.text('key').notNullable().unique();
    table.text('rule').notNullable();
    table.text('level').notNullable();
    table.text('period');
    table.text('state').notNullable();
    table.text('opened_on').notNullable();
    table.text('last_seen_on').notNullable();
    table.text('resolved_on');
    table.integer('reopened').notNullable();
    table.text('finding').notNullable();
  });
  await sql.schema.createTable('finding_event', (table) => {
    table.increments('id');
    table.text('run_id').notNullable().index().references('run.id');
    table.integer('finding_id').notNullable().index().references('finding.id');
    table.text('event').notNullable();
    table.text('day').notNullable();
  });
}

/** A run's columns as they were configured and judged then, so that it can be redrawn after either has changed. */
async function createRunColumns(sql: Knex): Promise<void> {
  await sql.schema.createTable('run_column', (table) => {
    table.text('run_id').notNullable().references('run.id');
    table.integer('column_id').notNullable().index().references('site_column.id');
    table.integer('position').notNullable();
    table.text('site_key').notNullable();
    table.text('site_name').notNullable();
    table.text('column').notNullable();
    table.text('verdict').notNullable();
    table.text('changes').notNullable();
    table.integer('last_visit_id').references('visit.id');
    table.integer('last_readable_id').references('visit.id');
    table.primary(['run_id', 'column_id']);
  });
}
