import type { Knex } from 'knex';

/** What a list's page called itself, and what the site's directory page said of the column. */
export const pageNames: Knex.Migration = {
  async up(sql) {
    await sql.schema.alterTable('visit', (table) => {
      // Null where the page did not say, for every outcome but a list, and for visits from before this change.
      table.text('page_name');
      // Null where the site has no directory page, or the column does not stand on it; the JSON null where that page
      // could not be read.
      table.text('directory_date');
    });
  },
  async down(sql) {
    await sql.schema.alterTable('visit', (table) => {
      table.dropColumn('page_name');
      table.dropColumn('directory_date');
    });
  },
};
