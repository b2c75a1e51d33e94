import type { Knex } from 'knex';

/** Notes on which day old pages and runs were cleared away, so that whoever asks for them is told. */
export const retention: Knex.Migration = {
  async up(sql) {
    for (const name of ['visit', 'homepage_visit', 'run']) {
      await sql.schema.alterTable(name, (table) => void table.text('cleared_on'));
    }
    // A body is kept while anybody needs it, and homepages are asked as well.
    await sql.schema.alterTable('homepage_visit', (table) => table.index(['snapshot']));
  },

  // Going back would lose why pages are not there.
  async down() {
    throw new Error('what was cleared away cannot be told from what was lost without this change');
  },
};
