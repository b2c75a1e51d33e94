import type { Knex } from 'knex';

/** Over how many pages a list was read, and why a list that was read was not believed. */
export const drift: Knex.Migration = {
  async up(sql) {
    await sql.schema.alterTable('visit', (table) => {
      // Null for every outcome but a list, and for visits from before this change.
      table.integer('pages');
      // Null where the visit was believed, or could not be read.
      table.text('drift');
    });
  },

  // Going back would have doubted visits taken for believed ones.
  async down() {
    throw new Error('visits that were doubted cannot be told from others without this change');
  },
};
