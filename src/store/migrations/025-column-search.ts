import type { Knex } from 'knex';

import { enterNewColumns, gramsOf } from '../columnGrams.js';

/**
 * Columns by words of their path, with the same effort however many there are: SQLite's own index of words, which holds
 * here every character of a path and every two that follow each other. Chinese words are mostly two characters long, and
 * the tokenizer `trigram` finds none below three.
 *
 * Only which column holds them is kept (`detail=none`), neither where nor the text itself: whether they stand side by
 * side is seen from the column. Columns up to `entered_until` are in it, and triggers keep it true to them, whoever
 * writes. Those of higher numbers are entered when a run ends, all in one go, so that no visit waits for it.
 */
export const columnSearch: Knex.Migration = {
  async up(sql) {
    await sql.raw(`create virtual table column_gram using fts5 (grams, content='', detail=none, columnsize=0, tokenize='ascii')`);
    await sql.schema.createTable('column_search', (table) => void table.integer('entered_until').notNullable());
    await sql('column_search').insert({ entered_until: 0 });
    for (const statement of enterNewColumns) await sql.raw(statement);

    const enter = `insert into column_gram (rowid, grams) values (new.id, ${gramsOf('new.path')});`;
    // An index that does not keep the text has to be told it again in order to forget it.
    const forget = `insert into column_gram (column_gram, rowid, grams) values ('delete', old.id, ${gramsOf('old.path')});`;
    const isEntered = (row: string) => `${row}.id <= (select entered_until from column_search)`;
    await sql.raw(`create trigger column_gram_entered after insert on site_column when ${isEntered('new')} begin ${enter} end`);
    await sql.raw(`
      create trigger column_gram_changed after update of path on site_column when old.path <> new.path and ${isEntered('old')}
      begin ${forget} ${enter} end`);
    await sql.raw(`create trigger column_gram_removed after delete on site_column when ${isEntered('old')} begin ${forget} end`);
  },

  async down(sql) {
    for (const name of ['entered', 'changed', 'removed']) await sql.raw(`drop trigger column_gram_${name}`);
    await sql.raw('drop table column_gram');
    await sql.schema.dropTable('column_search');
  },
};
