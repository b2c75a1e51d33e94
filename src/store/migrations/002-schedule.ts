import type { Knex } from 'knex';

/** When each scheduled job is due next, so that a start can tell that a run was missed. */
export const schedule: Knex.Migration = {
  async up(sql) {
    await sql.schema.createTable('schedule', (table) => {
      table.text('job').primary();
      table.text('next_due').notNullable();
    });
  },
  async down(sql) {
    await sql.schema.dropTable('schedule');
  },
};
