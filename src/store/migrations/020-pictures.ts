import type { Knex } from 'knex';

/** What a drawn page looked like: each picture once, however many visits saw it. */
export const pictures: Knex.Migration = {
  async up(sql) {
    await sql.schema.createTable('picture', (table) => {
      table.text('sha256').primary();
      table.integer('size_bytes').notNullable();
      table.binary('jpeg').notNullable();
    });
    // Not a foreign key, as with snapshots: the hash stays when the picture is cleared away.
    await sql.schema.alterTable('visit_page', (table) => void table.text('picture'));
    await sql.raw('create index visit_page_picture on visit_page (picture) where picture is not null');
  },

  // Going back would lose what was seen.
  async down() {
    throw new Error('pictures of pages would be lost without this change');
  },
};
