import type { Knex } from 'knex';

/** How far each run came, so that one that was killed can be taken up where it ended, and who is at work on the database. */
export const progress: Knex.Migration = {
  async up(sql) {
    await sql.schema.alterTable('run', (table) => {
      // In the order in which runs began: a clock that is put back makes `started_at` no order.
      table.integer('number').index();
      // JSON of what was to be visited; null for runs that nobody takes up.
      table.text('asked');
      // Every column is recorded: from then on only the conclusion is missing.
      table.text('recorded_at');
      table.text('reported_at');
      // 中断: it will never end. Its visits stay, and nothing is opened or resolved from it.
      table.text('broken_off_at');
    });
    const ids = await sql('run').orderBy(['started_at', 'id']).pluck<string[]>('id');
    for (const [index, id] of ids.entries()) await sql('run').where({ id }).update({ number: index + 1 });

    // Only for people to read: what holds the database is a lock of the operating system on a file beside it.
    await sql.schema.createTable('holder', (table) => {
      table.text('what').primary();
      table.integer('pid').notNullable();
      table.text('host').notNullable();
      table.text('since').notNullable();
    });
  },

  // Runs that were broken off could no longer be told from others.
  async down() {
    throw new Error('runs that were broken off cannot be told from others without this change');
  },
};
