import type { Knex } from 'knex';

/** Since when each job has been scheduled as it is, so that nothing is called missed that was not planned then. */
export const schedulePlans: Knex.Migration = {
  async up(sql) {
    await sql.schema.alterTable('schedule', (table) => {
      // Null for what an earlier program noted.
      table.text('plan');
      table.text('since');
    });
  },

  async down(sql) {
    await sql.schema.alterTable('schedule', (table) => table.dropColumns('plan', 'since'));
  },
};
