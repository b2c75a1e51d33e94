import type { Knex } from 'knex';

/** What items' own pages said, and when each was asked last. */
export const itemPages: Knex.Migration = {
  async up(sql) {
    // By address and not by item: a page says what it says whichever rows lead to it, and although its list be doubted.
    await sql.schema.createTable('item_page', (table) => {
      table.increments('id');
      table.integer('column_id').notNullable().references('site_column.id');
      // Of fixed length, because an address may be longer than what a database can index.
      table.text('identity').notNullable();
      table.text('url').notNullable();
      table.text('read_on');
      table.text('title');
      table.text('published');
      table.text('written');
      table.text('text_hash');
      table.text('checked_on').notNullable();
      table.text('state').notNullable();
      table.integer('status');
      table.text('reason');
      table.text('gone_since');
      table.integer('failed_in_a_row').notNullable();
      table.unique(['column_id', 'identity']);
    });
    // What a page said on a later day, where that is not what it had said first.
    await sql.schema.createTable('item_page_version', (table) => {
      table.increments('id');
      table.integer('item_page_id').notNullable().index().references('item_page.id').onDelete('CASCADE');
      table.text('read_on').notNullable();
      table.text('title');
      table.text('published');
      table.text('written');
      table.text('text_hash');
    });
    await sql.schema.alterTable('visit_page', (table) => {
      table.boolean('is_item_page').notNullable().defaultTo(false);
    });
  },

  // Going back would lose what was read once and is not asked for again.
  async down() {
    throw new Error('what items’ pages said would be lost');
  },
};
