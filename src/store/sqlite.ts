import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

// The default import, because plain Node finds no named `knex` in this CommonJS package, although vitest does.
import knexPackage, { type Knex } from 'knex';
import PQueue from 'p-queue';
import pRetry from 'p-retry';
import type { Database as Connection } from 'sqlite3';

import { backUp } from './backup.js';
import type { Database } from './database.js';
import { migrate, schemaState } from './migrations.js';
import { prepareOn, type Statements } from './statements.js';
import { StoreError, type StoreTrouble } from './storeError.js';

/** Written into the file's header, so that another program's database is never taken for ours: "SHIX" in ASCII. */
const applicationId = 0x53484958;

/**
 * Opens the database at `file`, making its folder and its tables where they are not there yet. This file is the only
 * place that knows SQLite.
 *
 * @param busyTimeoutMs  how long a statement waits while another program is writing
 * @param cacheMb  how much of the file is kept in memory; 0: as little as SQLite does by itself
 * @throws StoreError where a person has to do something first
 */
export async function openSqlite(file: string, busyTimeoutMs: number, cacheMb = 0): Promise<Database> {
  await prepareFile(file);
  const open: { connection?: Connection } = {};
  const sql = connect(file, { busyTimeoutMs, cacheMb }, (connection) => (open.connection = connection));
  try {
    await bringUpToDate(sql, file, busyTimeoutMs);
  } catch (error) {
    await sql.destroy();
    throw explainSqliteError(error, file);
  }
  const statements = prepareOn(() => {
    if (!open.connection) throw new Error(`the store ${file} has no connection`);
    return open.connection;
  });
  return serialized(sql, statements, file);
}

/** A database error as a person can act on it. Anything else, our own bugs above all, comes back as it is. */
export function explainSqliteError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const trouble = typeof code === 'string' ? troubles.get(code) : undefined;
  return trouble === undefined ? error : new StoreError(trouble, file, error);
}

const troubles = new Map<string, StoreTrouble>([
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_AUTH', 'read-only'],
  ['SQLITE_CANTOPEN', 'cannot-open'],
  ['SQLITE_NOTADB', 'not-a-database'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_IOERR', 'disk'],
]);

/** SQLite opens a file that it may not write without a word and fails at the first visit: better to say so at once. */
async function prepareFile(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
  } catch (error) {
    throw new StoreError('cannot-open', file, error);
  }
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) throw new StoreError('is-folder', file);

  // WAL keeps two more files beside the database, so the folder must be writable as well.
  const places = found ? [file, dirname(file)] : [dirname(file)];
  for (const place of places) {
    await access(place, constants.R_OK | constants.W_OK).catch((error: unknown) => {
      throw new StoreError('read-only', file, error);
    });
  }
}

function connect(file: string, { busyTimeoutMs, cacheMb }: { busyTimeoutMs: number; cacheMb: number }, onOpen: (connection: Connection) => void): Knex {
  // The time-out comes first: the statements after it may already meet another program.
  const pragmas = `
    pragma busy_timeout = ${Math.trunc(busyTimeoutMs)};
    pragma foreign_keys = on;
    pragma synchronous = normal;
    ${cacheMb > 0 ? `pragma cache_size = ${-1024 * Math.trunc(cacheMb)};` : ''}`;
  return knexPackage.knex({
    client: 'sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    // Every error comes back to its caller; knex would print it as well, into the output of commands.
    log: { error: () => undefined, warn: () => undefined },
    pool: {
      min: 1,
      max: 1,
      afterCreate(connection: Connection, done: (error: Error | null, connection: Connection) => void) {
        onOpen(connection);
        connection.exec(pragmas, (error) => done(error, connection));
      },
    },
  });
}

async function bringUpToDate(sql: Knex, file: string, busyTimeoutMs: number): Promise<void> {
  if (await isForeign(sql)) throw new StoreError('foreign', file);

  const found = await schemaState(sql);
  if (found === 'newer') throw new StoreError('newer', file);

  // Only now: the journal's kind is written into the file, and a file that is not ours is left as it is.
  await switchToWal(sql, busyTimeoutMs);
  if (found === 'current') return;

  await backUp(sql, file);
  // A table that others refer to is changed by making it anew, which these references would forbid; they cannot be set
  // aside inside a transaction. So all of them are checked at its end.
  await sql.raw('pragma foreign_keys = off');
  await sql.transaction(async (transaction) => {
    // A write comes first: it takes the write lock, so that of two programs started at once the second waits.
    await transaction.raw(`pragma application_id = ${applicationId}`);
    await migrate(transaction);
    const broken: unknown[] = await transaction.raw('pragma foreign_key_check');
    if (broken.length > 0) throw new Error(`the new schema of ${file} leaves references that lead nowhere`);
  });
  await sql.raw('pragma foreign_keys = on');
}

const WAL_PAUSE_MS = 50;

/** SQLite does not wait by itself here: where another start makes the same database it answers "busy" at once. */
async function switchToWal(sql: Knex, busyTimeoutMs: number): Promise<void> {
  await pRetry(() => sql.raw('pragma journal_mode = wal'), {
    retries: Math.ceil(busyTimeoutMs / WAL_PAUSE_MS),
    minTimeout: WAL_PAUSE_MS,
    factor: 1,
    shouldRetry: ({ error }) => 'code' in error && error.code === 'SQLITE_BUSY',
  });
}

async function isForeign(sql: Knex): Promise<boolean> {
  const tables = await sql('sqlite_master').select('name').limit(1);
  if (tables.length === 0) return false;
  // Read second: another start of this program may be making the database, and brings its tables and this mark at once.
  const [header]: { application_id: number }[] = await sql.raw('pragma application_id');
  return header?.application_id !== applicationId;
}

/**
 * One connection and one piece of work at a time. Statements of other callers would otherwise slip between `begin` and
 * `commit`, because to SQLite everything on a connection belongs to its open transaction.
 */
function serialized(sql: Knex, statements: Statements, file: string): Database {
  const queue = new PQueue({ concurrency: 1 });
  let isClosed = false;

  async function enqueue<T>(work: () => Promise<T>): Promise<T> {
    if (isClosed) throw new Error(`the store ${file} is closed`);
    return queue.add(async () => {
      try {
        return await work();
      } catch (error) {
        throw explainSqliteError(error, file);
      }
    });
  }

  return {
    // Immediate: a transaction that starts by reading could not wait for another program's writing, it would fail at
    // once.
    transaction: (work) => enqueue(() => asTransaction('begin immediate', statements, () => work(sql, statements))),
    read: (work) => enqueue(() => asTransaction('begin', statements, () => work(sql, statements))),
    look: (work) => enqueue(() => work(statements)),
    script: (script) => enqueue(() => asScript(statements, script)),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await queue.onIdle();
      await statements.close();
      await sql.destroy();
    },
  };
}

/** Not knex's own `transaction`, which leaves the transaction open when `commit` fails, as it does on a full disk. */
async function asTransaction<T>(begin: string, statements: Statements, work: () => Promise<T>): Promise<T> {
  await statements.run(begin);
  try {
    const result = await work();
    await statements.flush('commit');
    return result;
  } catch (error) {
    statements.forget();
    await undo(statements);
    throw error;
  }
}

async function asScript(statements: Statements, script: string): Promise<void> {
  try {
    await statements.script(script);
  } catch (error) {
    await undo(statements);
    throw error;
  }
}

/** SQLite has rolled back by itself after some errors; then this one fails, and the first error is the one that counts. */
async function undo(statements: Statements): Promise<void> {
  await statements.run('rollback').catch(() => undefined);
}
