import type { Knex } from 'knex';

/** The year arrangements that a run was given beside the program's own, so that it can be judged again by the same. */
export const calendar: Knex.Migration = {
  async up(sql) {
    await sql.schema.alterTable('run', (table) => {
      // As JSON; null where none were configured.
      table.text('calendar');
    });
  },

  async down(sql) {
    await sql.schema.alterTable('run', (table) => table.dropColumn('calendar'));
  },
};
