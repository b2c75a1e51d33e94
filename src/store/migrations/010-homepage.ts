import type { Knex } from 'knex';

/** What was seen of homepages: every reading, and every address that ever stood on one. */
export const homepage: Knex.Migration = {
  async up(sql) {
    await sql.schema.createTable('homepage_visit', (table) => {
      table.increments('id');
      table.text('site_key').notNullable();
      table.text('run_id').notNullable().references('run.id');
      table.text('day').notNullable();
      table.text('at').notNullable();
      table.text('url').notNullable();
      table.text('final_url').notNullable();
      table.integer('status');
      // Null where it was read.
      table.text('reason');
      table.text('detail').notNullable();
      table.boolean('is_partial').notNullable();
      table.integer('item_count').notNullable();
      table.integer('dated_count').notNullable();
      // SHA-256 of the page as it was read.
      table.text('snapshot');
      table.index(['site_key', 'day']);
    });
    await sql.schema.createTable('homepage_item', (table) => {
      table.increments('id');
      table.text('site_key').notNullable();
      table.text('identity').notNullable();
      table.text('url').notNullable();
      table.text('title').notNullable();
      table.text('date');
      table.text('first_seen').notNullable();
      table.text('last_seen').notNullable();
      table.unique(['site_key', 'identity']);
      table.index(['site_key', 'last_seen']);
    });
  },

  async down(sql) {
    for (const table of ['homepage_item', 'homepage_visit']) await sql.schema.dropTable(table);
  },
};
