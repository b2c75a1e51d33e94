import type { Knex } from 'knex';

/** 消息: what waits to be delivered, and what each address was told last. */
export const messages: Knex.Migration = {
  async up(sql) {
    await sql.schema.createTable('message_outbox', (table) => {
      table.increments('id');
      // Channel and address, and the channel alone.
      table.text('target').notNullable();
      table.text('channel').notNullable();
      table.text('run_id').notNullable();
      table.text('built_at').notNullable();
      table.text('digest').notNullable();
      // What the address will have been told once it is delivered; cleared then, as message_told has it.
      table.text('tells').notNullable();
      table.text('state').notNullable();
      table.integer('attempts').notNullable();
      table.text('next_try_at');
      table.text('problem');
      table.boolean('may_be_repeat').notNullable();
      table.text('delivered_at');
      table.index(['state', 'target']);
    });
    await sql.schema.createTable('message_told', (table) => {
      table.text('target').notNullable();
      table.text('key').notNullable();
      table.boolean('is_open').notNullable();
      table.integer('step').notNullable();
      table.primary(['target', 'key']);
      table.index('key');
    });
  },

  // Whoever was told would be told again.
  async down() {
    throw new Error('what was told could not be remembered without this change');
  },
};
