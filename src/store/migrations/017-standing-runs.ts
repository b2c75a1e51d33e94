import type { Knex } from 'knex';

/** A judgement that took up only what could have changed: the run whose other columns stand as they did. */
export const standingRuns: Knex.Migration = {
  async up(sql) {
    await sql.schema.alterTable('run', (table) => {
      // Null where the run took up all of its columns itself.
      table.text('stands_on').references('run.id').index();
    });
    // Of a run that ends: what is settled already is not looked through again for what is not.
    await sql.raw('create index run_column_unsettled on run_column (run_id, position) where is_settled = 0');
  },

  // Such runs would seem to hold next to nothing.
  async down() {
    throw new Error('runs that stand on others could not be read without this change');
  },
};
