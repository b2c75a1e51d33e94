/** What waits for the end of a piece of work: in which order it is carried out, and that values stay what they are. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sqlite3 from 'sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertInto, prepareOn, withGiven, type Statements } from '../../src/store/statements.js';

let folder: string;
let connection: sqlite3.Database;
let statements: Statements;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shixian-statements-'));
  connection = new sqlite3.Database(path.join(folder, 'some.sqlite'));
  statements = prepareOn(() => connection);
  await statements.script(`
    pragma foreign_keys = on;
    create table place (id integer primary key, name text unique, note text, body blob);
    create table thing (id integer primary key autoincrement, place_id integer not null references place (id))`);
});

afterEach(async () => {
  await statements.close();
  await new Promise((done) => connection.close(done));
  await rm(folder, { recursive: true, force: true });
});

const PLACE = insertInto('place', ['id', 'name', 'note', 'body'], 'on conflict (name) do update set note = excluded.note');
const THING = insertInto('thing', ['place_id']);

test('rows go in by the order in which their inserts were first named, before what else waits', async () => {
  statements.later(`update place set note = 'later'`);
  for (const id of [1, 2, 3]) {
    statements.row(PLACE, id, `place ${id}`, null, null);
    statements.row(THING, id);
  }
  expect(await statements.all('select * from place')).toEqual([]);
  await statements.flush();
  expect(await statements.all('select id, note from place')).toEqual([1, 2, 3].map((id) => ({ id, note: 'later' })));
  expect(await statements.all('select place_id from thing order by id')).toEqual([1, 2, 3].map((id) => ({ place_id: id })));
});

test('a row twice in one go meets its conflict as it would in two', async () => {
  statements.row(PLACE, 1, 'one', 'first', null);
  statements.row(PLACE, 2, 'one', 'second', null);
  await statements.flush();
  expect(await statements.all('select id, note from place')).toEqual([{ id: 1, note: 'second' }]);
});

test.each([`it's`, 'what? ?1', `'); drop table place; --`, '栏目；\n换行', ''])('the value %j stays what it is', async (text) => {
  const body = Buffer.from(text);
  statements.row(PLACE, 1, text, null, body);
  statements.later(withGiven(['id', 'note'], [[1, text]], 'update place set note = given.note from given where place.id = given.id'));
  await statements.flush();
  expect(await statements.all('select * from place')).toEqual([{ id: 1, name: text, note: text, body }]);
});

test('what was forgotten is not carried out, and what went in is not carried out again', async () => {
  statements.row(PLACE, 1, 'one', null, null);
  statements.forget();
  statements.row(PLACE, 2, 'two', null, null);
  await statements.flush();
  await statements.flush();
  expect(await statements.all('select id from place')).toEqual([{ id: 2 }]);
});
