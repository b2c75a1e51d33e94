import type { Knex } from 'knex';

/** A run is read site by site: without this index every piece of it would search and sort all of its columns. */
export const runOrder: Knex.Migration = {
  async up(sql) {
    await sql.schema.alterTable('run_column', (table) => table.index(['run_id', 'position', 'column_id']));
  },

  async down(sql) {
    await sql.schema.alterTable('run_column', (table) => table.dropIndex(['run_id', 'position', 'column_id']));
  },
};
