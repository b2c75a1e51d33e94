import type { Knex } from 'knex';

/** Who took a waiver back, why and when: the row of a waiver tells all that was ever done with it. */
export const waiverEnding: Knex.Migration = {
  async up(sql) {
    await sql.schema.alterTable('waiver', (table) => {
      // Null together with `ended_on`.
      table.text('ended_by');
      table.text('ended_reason');
      table.text('ended_at');
    });
  },

  async down(sql) {
    await sql.schema.alterTable('waiver', (table) => table.dropColumns('ended_by', 'ended_reason', 'ended_at'));
  },
};
