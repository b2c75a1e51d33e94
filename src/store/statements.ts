import type { Database as Connection, Statement } from 'sqlite3';

export type Value = string | number | Buffer | null;

/**
 * Statements that are written for every column of every run. They are prepared once, which a query builder cannot do: to
 * build and parse them anew takes longer than to carry them out. Each must be waited for before the next is asked: nothing
 * else keeps their order.
 */
export interface Statements {
  /** The first row, or undefined where there is none. */
  first<Row>(sql: string, ...values: Value[]): Promise<Row | undefined>;
  all<Row>(sql: string, ...values: Value[]): Promise<Row[]>;
  run(sql: string, ...values: Value[]): Promise<void>;
  /** Several statements one after the other, without values. */
  script(sql: string): Promise<void>;
  /**
   * Has a statement carried out at the end of the present piece of work, in the order in which they were asked, all in one
   * go: each that is waited for alone waits for its turn in this thread as well. What is read meanwhile does not see it.
   */
  later(sql: string, ...values: Value[]): void;
  /** Carries out what waits, and then `last` where there is one. */
  flush(last?: string): Promise<void>;
  /** Forgets what waits. */
  forget(): void;
  /** Must be called before the connection is closed. */
  close(): Promise<void>;
}

/** @param connection  asked at each call, because it is opened when it is first needed */
export function prepareOn(connection: () => Connection): Statements {
  const prepared = new Map<string, Prepared>();
  const prepare = (sql: string): Prepared => {
    const known = prepared.get(sql);
    if (known) return known;
    const made: Prepared = {
      failure: null,
      statement: connection().prepare(sql, (error: Error | null) => {
        if (error === null) return;
        made.failure = error;
        prepared.delete(sql);
      }),
    };
    prepared.set(sql, made);
    return made;
  };
  // Read to its end although one row is wanted: a statement left in the middle would keep its view of the database.
  const all = <Row>(sql: string, ...values: Value[]) => new Promise<Row[]>((resolve, reject) => {
    const one = prepare(sql);
    one.statement.all<Row>(values, (error: Error | null, rows: Row[]) => (error ? giveUp(one, error, reject) : resolve(rows)));
  });
  const script = (sql: string) => new Promise<void>((resolve, reject) => {
    connection().exec(sql, (error) => (error ? reject(error) : resolve()));
  });
  let waiting: string[] = [];
  return {
    all,
    later(sql, ...values) {
      waiting.push(filled(sql, values));
    },
    async flush(last) {
      const statements = last === undefined ? waiting : [...waiting, last];
      waiting = [];
      if (statements.length > 0) await script(statements.join(';\n'));
    },
    forget() {
      waiting = [];
    },
    first: async <Row>(sql: string, ...values: Value[]) => (await all<Row>(sql, ...values))[0],
    run: (sql, ...values) => new Promise((resolve, reject) => {
      const one = prepare(sql);
      one.statement.run(values, (error: Error | null) => (error ? giveUp(one, error, reject) : resolve()));
    }),
    script,
    async close() {
      const statements = [...prepared.values()].map(({ statement }) => statement);
      prepared.clear();
      await Promise.all(statements.map((one) => new Promise<void>((resolve) => void one.finalize(() => resolve()))));
    },
  };
}

/** A statement that failed stays half-way until it is reset, and no transaction could end. */
function giveUp({ statement, failure }: Prepared, error: Error, reject: (error: Error) => void): void {
  if (failure) reject(failure);
  else statement.reset(() => reject(error));
}

interface Prepared {
  statement: Statement;
  /** Why it could not be prepared; what is asked of it then fails in other words. */
  failure: Error | null;
}

/** `insert into table (a, b) values (?, ?)`, and what comes after. */
export function insertInto(table: string, columns: readonly string[], rest = ''): string {
  const names = columns.map((name) => `"${name}"`).join(', ');
  return `insert into ${table} (${names}) values (${columns.map(() => '?').join(', ')}) ${rest}`;
}

/** `insert … values (?, ?)` for so many rows at once. */
export function manyRows(insert: string, rows: number): string {
  const row = insert.slice(insert.lastIndexOf('('));
  return `${insert}${`, ${row}`.repeat(rows - 1)}`;
}

/** A statement with its values written out. No question mark may stand in it but for a value. */
export function filled(sql: string, values: readonly Value[]): string {
  const pieces = sql.split('?');
  if (pieces.length !== values.length + 1) throw new Error(`${values.length} values for: ${sql}`);
  return pieces.map((piece, index) => (index === 0 ? piece : literal(values[index - 1] ?? null) + piece)).join('');
}

function literal(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value.replaceAll('\0', '\ufffd').replaceAll("'", "''")}'`;
  return `x'${value.toString('hex')}'`;
}
