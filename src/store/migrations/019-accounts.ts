import type { Knex } from 'knex';

/** Who may use the dashboard, who is logged in, and who changed what. */
export const accounts: Knex.Migration = {
  async up(sql) {
    await sql.schema.createTable('account', (table) => {
      table.text('name').primary();
      table.text('role').notNullable();
      // A hash with its way, its parameters and its salt; never the password.
      table.text('password').notNullable();
      table.text('changed_at').notNullable();
    });
    await sql.schema.createTable('session', (table) => {
      // SHA-256 of what the browser holds, so that who reads the file can log in as nobody.
      table.text('token_hash').primary();
      table.text('account').notNullable().index().references('account.name').onDelete('CASCADE');
      table.text('begun_at').notNullable();
      table.text('expires_at').notNullable().index();
    });
    await sql.schema.createTable('audit_log', (table) => {
      table.increments('id');
      table.text('at').notNullable();
      table.text('who').notNullable();
      table.text('address').notNullable();
      table.text('what').notNullable();
      // What it was done to, and how that was before and after, as JSON; null where there was nothing.
      table.text('subject').notNullable();
      table.text('before');
      table.text('after');
    });
    for (const change of ['update', 'delete']) {
      await sql.raw(`
        create trigger audit_log_keeps_${change} before ${change} on audit_log begin
          select raise(abort, 'the audit log is never changed');
        end`);
    }
  },

  // Going back would lose who changed what.
  async down() {
    throw new Error('the audit log would be lost');
  },
};
