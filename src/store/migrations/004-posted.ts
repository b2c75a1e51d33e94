import type { Knex } from 'knex';

/** What was sent to an address that was asked by POST: without it nobody could ask the same question again. */
export const posted: Knex.Migration = {
  async up(sql) {
    await sql.schema.alterTable('visit_page', (table) => {
      // `{type, text}`; null where the address was asked by GET.
      table.text('posted');
    });
  },

  async down(sql) {
    await sql.schema.alterTable('visit_page', (table) => table.dropColumn('posted'));
  },
};
