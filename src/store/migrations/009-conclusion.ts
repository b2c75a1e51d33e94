import type { Knex } from 'knex';

/**
 * A run's changes become findings when it ends and not before, so that a run that read next to nothing opens and resolves
 * nothing. The figures by which that is told stand beside each column.
 */
export const conclusion: Knex.Migration = {
  async up(sql) {
    await sql.schema.alterTable('run_column', (table) => {
      table.text('status');
      // Rows a page that the visit of this run showed; null where the run made no visit or the column was not read.
      table.integer('rows_shown');
      // Runs from before this change had applied theirs at once.
      table.boolean('is_settled').notNullable().defaultTo(true);
    });
    const rows = await sql('run_column').select<{ run_id: string; column_id: number; verdict: string }[]>(
      'run_id', 'column_id', 'verdict',
    );
    for (const { run_id, column_id, verdict } of rows) {
      const { status } = JSON.parse(verdict) as { status: string };
      await sql('run_column').where({ run_id, column_id }).update({ status });
    }
  },

  // The changes of a run that had not ended would be lost.
  async down() {
    throw new Error('runs under way cannot be told from others without this change');
  },
};
