import type { Knex } from 'knex';

/** What was wrong with our own watching when a run began, so that its report says so whenever it is written. */
export const ownTroubles: Knex.Migration = {
  async up(sql) {
    // A list of words; null where nothing was.
    await sql.schema.alterTable('run', (table) => void table.text('troubles'));
  },

  async down(sql) {
    await sql.schema.alterTable('run', (table) => table.dropColumn('troubles'));
  },
};
