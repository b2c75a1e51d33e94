import type { Knex } from 'knex';

/**
 * What the dashboard asks for at every click, kept so that nothing has to be counted then: of each column how it stands, of
 * each site and unit how many columns stand so, of each run its figures. Triggers keep the counts, so that whoever writes
 * a column, a restored copy or a tool of an office included, cannot forget them.
 */
export const dashboard: Knex.Migration = {
  async up(sql) {
    await noteStandings(sql);
    await countThem(sql);
    await findFindings(sql);
    await sql.schema.alterTable('run', (table) => {
      // `RunTotals` as JSON; null for runs that have not ended, and for those from before this change.
      table.text('totals');
    });
  },

  async down(sql) {
    for (const name of ['tally_entered', 'tally_changed', 'finding_entered', 'finding_moved']) await sql.raw(`drop trigger ${name}`);
    await sql.schema.dropTable('tally');
    await sql.schema.alterTable('run', (table) => table.dropColumn('totals'));
  },
};

async function noteStandings(sql: Knex): Promise<void> {
  await sql.schema.alterTable('site_column', (table) => {
    // Of the verdict that stands; null where there is none yet.
    table.text('status');
    // How many of its findings are held against the publisher, and how many are for a person to check.
    table.integer('problems').notNullable().defaultTo(0);
    table.integer('doubts').notNullable().defaultTo(0);
    // False since the last whole run of its configuration no longer held it.
    table.boolean('is_watched').notNullable().defaultTo(true);
    table.index(['site_id']);
    table.index(['status']);
  });
  await sql.raw(`
    update site_column set standing_id = (
      select b.verdict_id from run_column b join run r on r.id = b.run_id
      where b.column_id = site_column.id and b.verdict_id is not null order by r.number desc limit 1)
    where standing_id is null`);
  await sql.raw(`
    update site_column set (status, problems, doubts) = (
      select
        v.verdict ->> 'status',
        (select count(*) from json_each(v.verdict, '$.findings') f where f.value ->> 'level' in ('overdue', 'missing', 'late', 'blank')),
        (select count(*) from json_each(v.verdict, '$.findings') f where f.value ->> 'level' = 'doubt')
      from verdict v where v.id = site_column.standing_id)
    where standing_id is not null`);
}

const COUNTS = [
  'fresh', 'due', 'overdue', 'missing-period', 'blank', 'unreadable', 'waived', 'static',
].map((status) => ({ status, name: status.replace('-', '_') }));

async function countThem(sql: Knex): Promise<void> {
  const counts = [...COUNTS.map(({ name }) => name), 'unjudged', 'columns', 'problems', 'doubts'];
  // Scope 0 is a whole site, whose unit is empty; scope 1 is a unit of it, and its columns of no unit under an empty name.
  await sql.raw(`
    create table tally (
      scope integer not null, site_id integer not null references site (id), unit text not null,
      ${counts.map((name) => `"${name}" integer not null default 0`).join(', ')},
      primary key (scope, site_id, unit)
    ) without rowid`);
  await sql.raw('create index tally_worst on tally (scope, problems desc, site_id, unit)');
  await sql.raw(`
    insert into tally (scope, site_id, unit, ${counts.map((name) => `"${name}"`).join(', ')})
    select s.scope, c.site_id, case s.scope when 0 then '' else ${unitOf('c')} end,
      ${[...COUNTS.map(({ status }) => `sum(coalesce(c.status, '') = '${status}')`), 'sum(c.status is null)', 'count(*)', 'sum(c.problems)', 'sum(c.doubts)'].join(', ')}
    from site_column c, (select 0 as scope union all select 1) s group by 1, 2, 3`);
  await sql.raw(`
    create trigger tally_entered after insert on site_column when new.is_watched begin
      ${added('new', '+')}
    end`);
  await sql.raw(`
    create trigger tally_changed after update of site_id, unit, status, problems, doubts, is_watched on site_column
    when old.site_id <> new.site_id or old.unit is not new.unit or old.status is not new.status
      or old.problems <> new.problems or old.doubts <> new.doubts or old.is_watched <> new.is_watched
    begin
      ${added('old', '-')}
      ${added('new', '+')}
    end`);
}

function unitOf(row: string): string {
  return `coalesce(${row}.unit ->> 'name', '')`;
}

/** Statements of a trigger that count a column in or out, where it is watched. */
function added(row: 'old' | 'new', sign: '+' | '-'): string {
  const changes = [
    ...COUNTS.map(({ status, name }) => `"${name}" = "${name}" ${sign} (coalesce(${row}.status, '') = '${status}')`),
    `unjudged = unjudged ${sign} (${row}.status is null)`, `columns = columns ${sign} 1`,
    `problems = problems ${sign} ${row}.problems`, `doubts = doubts ${sign} ${row}.doubts`,
  ].join(', ');
  const scopes = [{ scope: 0, unit: `''` }, { scope: 1, unit: unitOf(row) }];
  return scopes.map(({ scope, unit }) => `
    insert or ignore into tally (scope, site_id, unit) select ${scope}, ${row}.site_id, ${unit} where ${row}.is_watched;
    update tally set ${changes} where scope = ${scope} and site_id = ${row}.site_id and unit = ${unit} and ${row}.is_watched;`).join('\n');
}

/** Findings by site and unit without a look at their columns. */
async function findFindings(sql: Knex): Promise<void> {
  await sql.schema.alterTable('finding', (table) => {
    table.integer('site_id');
    // The name alone; empty where the column has none.
    table.text('unit');
  });
  const own = (row: string) => `(site_id, unit) = (select c.site_id, ${unitOf('c')} from site_column c where c.id = ${row}.column_id)`;
  await sql.raw(`update finding set ${own('finding')}`);
  await sql.raw(`
    create trigger finding_entered after insert on finding begin
      update finding set ${own('new')} where id = new.id;
    end`);
  await sql.raw(`
    create trigger finding_moved after update of site_id, unit on site_column
    when old.site_id <> new.site_id or old.unit is not new.unit
    begin
      update finding set site_id = new.site_id, unit = ${unitOf('new')} where column_id = new.id;
    end`);
  for (const columns of [['state'], ['site_id', 'state'], ['unit', 'state'], ['state', 'level'], ['state', 'rule']]) {
    await sql.schema.alterTable('finding', (table) => table.index(columns));
  }
}
