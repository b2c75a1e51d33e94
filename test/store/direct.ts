/** A second connection to a database file, past the store: what another program would see or do. */
import sqlite3 from 'sqlite3';

export interface Connection {
  all(statement: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function connect(file: string): Promise<Connection> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened: sqlite3.Database = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(opened)));
  });
  return {
    all: (statement) => new Promise((resolve, reject) => {
      database.all<Record<string, unknown>>(statement, (error, rows) => (error ? reject(error) : resolve(rows)));
    }),
    close: () => new Promise((resolve, reject) => {
      database.close((error) => (error ? reject(error) : resolve()));
    }),
  };
}

/** All rows of a table, in the order in which they were written, or of a view. */
export async function rowsOf(file: string, table: string): Promise<Record<string, unknown>[]> {
  const connection = await connect(file);
  try {
    const [{ type } = {}] = await connection.all(`select type from sqlite_master where name = '${table}'`);
    return await connection.all(`select * from ${table} ${type === 'view' ? '' : 'order by rowid'}`);
  } finally {
    await connection.close();
  }
}
