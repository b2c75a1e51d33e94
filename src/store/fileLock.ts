import { realpath } from 'node:fs/promises';
// The default import, because plain Node finds no names in this CommonJS package, although vitest does.
import sqlite3 from 'sqlite3';

import { explainSqliteError } from './sqlite.js';

/** Held until it is released or the process ends, however it ends: the operating system then lets go of it. */
export interface FileLock {
  release(): Promise<void>;
}

/**
 * Takes the lock `what` of the database `file`; null where another process, or another part of this one, holds it. Who
 * only reads or writes the database is not kept out.
 *
 * It is SQLite's own exclusive lock on an empty file beside the database, and so one of the operating system: it hangs on
 * no clock and no process number, and a killed process leaves none behind. The empty file stays and means nothing.
 *
 * @param file  the database, which is there already
 */
export async function takeFileLock(file: string, what: string): Promise<FileLock | null> {
  const place = `${await realpath(file)}-${what}.lock`;
  const connection = await open(place).catch((error: unknown) => {
    throw explainSqliteError(error, place);
  });
  const close = () => new Promise<void>((resolve) => connection.close(() => resolve()));
  try {
    await execute(connection, 'begin exclusive');
    return { release: close };
  } catch (error) {
    await close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return null;
    throw explainSqliteError(error, place);
  }
}

function open(place: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const connection: sqlite3.Database = new sqlite3.Database(place, (error) => (error ? reject(error) : resolve(connection)));
  });
}

function execute(connection: sqlite3.Database, statement: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.exec(statement, (error) => (error ? reject(error) : resolve()));
  });
}
