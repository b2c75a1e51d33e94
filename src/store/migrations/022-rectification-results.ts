import type { Knex } from 'knex';

/** 整改结果: what a unit wrote of its repair, beside the link that it gave back. */
export const rectificationResults: Knex.Migration = {
  async up(sql) {
    await sql.schema.alterTable('notice', (table) => table.text('result'));
  },

  async down(sql) {
    await sql.schema.alterTable('notice', (table) => table.dropColumn('result'));
  },
};
