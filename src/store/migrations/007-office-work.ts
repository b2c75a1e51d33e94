import type { Knex } from 'knex';

/**
 * What people add to what was seen: waivers, their word on findings, lists handed out; and what is judged of whole runs
 * and sites.
 */
export const officeWork: Knex.Migration = {
  async up(sql) {
    await createWords(sql);
    await createJudgedOfSites(sql);
    await sql.schema.alterTable('run', (table) => {
      // The settings that it judged by, as JSON; null for runs from before there were any.
      table.text('rules');
      // Why nothing was resolved or newly opened from it, as JSON; null where it is sound.
      table.text('doubtful');
    });
  },

  async down(sql) {
    await sql.schema.alterTable('run', (table) => table.dropColumns('rules', 'doubtful'));
    for (const table of ['probe', 'run_site', 'notice', 'opinion', 'waiver']) await sql.schema.dropTable(table);
  },
};

async function createWords(sql: Knex): Promise<void> {
  await sql.schema.createTable('waiver', (table) => {
    table.increments('id');
    table.integer('column_id').notNullable().index().references('site_column.id');
    table.text('kind').notNullable();
    table.text('from_day').notNullable();
    table.text('until_day').notNullable();
    table.text('reason').notNullable();
    table.text('author').notNullable();
    table.text('document');
    table.text('recorded_at').notNullable();
    table.text('ended_on');
  });
  await sql.schema.createTable('opinion', (table) => {
    table.increments('id');
    table.integer('column_id').notNullable().index().references('site_column.id');
    table.text('finding_key').notNullable();
    table.text('opinion').notNullable();
    table.text('reason').notNullable();
    table.text('author').notNullable();
    table.text('at').notNullable();
    table.text('facts').notNullable();
  });
  await sql.schema.createTable('notice', (table) => {
    table.increments('id');
    table.integer('finding_id').notNullable().index().references('finding.id');
    table.text('batch').notNullable().index();
    table.text('on_day').notNullable();
    table.text('due');
    table.text('link');
    table.text('linked_on');
    table.unique(['finding_id', 'batch']);
  });
}

async function createJudgedOfSites(sql: Knex): Promise<void> {
  await sql.schema.createTable('run_site', (table) => {
    table.text('run_id').notNullable().references('run.id');
    table.text('site_key').notNullable();
    table.integer('position').notNullable();
    table.text('verdict').notNullable();
    table.primary(['run_id', 'site_key']);
  });
  await sql.schema.createTable('probe', (table) => {
    table.increments('id');
    table.text('site_key').notNullable();
    table.text('at').notNullable();
    table.boolean('answered').notNullable();
    table.integer('status');
    table.integer('ms').notNullable();
    table.text('reason');
    // Whether the control address answered in the same minute: null where it was not asked.
    table.boolean('control_answered');
    table.index(['site_key', 'at']);
  });
}
