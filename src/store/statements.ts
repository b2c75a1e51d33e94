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
   * Without values it is carried out as it stands.
   */
  later(sql: string, ...values: Value[]): void;
  /**
   * The same for one row. The rows of one insert go in together, before all else that waits: of a short row, and of one whose
   * table has triggers above all, to understand its statement takes longer than to write it. Inserts are carried out in the
   * order in which their first rows were given.
   */
  row(insert: Insert, ...values: Value[]): void;
  /** Carries out what waits, and then `last` where there is one. */
  flush(last?: string): Promise<void>;
  /** Forgets what waits. */
  forget(): void;
  /** Must be called before the connection is closed. */
  close(): Promise<void>;
}

/** `into row rest`: the row stands once for each that is inserted. */
export interface Insert {
  into: string;
  row: string;
  rest: string;
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
  let rows = new Map<Insert, string[]>();
  return {
    all,
    later(sql, ...values) {
      waiting.push(values.length === 0 ? sql : filled(sql, values));
    },
    row(insert, ...values) {
      const known = rows.get(insert);
      const row = filled(insert.row, values);
      if (known) known.push(row);
      else rows.set(insert, [row]);
    },
    async flush(last) {
      // Added up, not joined: only the whole is copied then, once.
      const inserts = [...rows].map(([{ into, rest }, some]) => `${into} ${some.reduce((all, row) => `${all}, ${row}`)} ${rest}`);
      const statements = [...inserts, ...waiting, ...(last === undefined ? [] : [last])];
      waiting = [];
      rows = new Map();
      if (statements.length > 0) await script(statements.join(';\n'));
    },
    forget() {
      waiting = [];
      rows = new Map();
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

/** The same for a single row, to be prepared. */
export function statementOf({ into, row, rest }: Insert): string {
  return `${into} ${row} ${rest}`;
}

/** Rows of these columns, in their order, and what is said after them. */
export function insertInto(table: string, columns: readonly string[], rest = ''): Insert {
  const names = columns.map((name) => `"${name}"`).join(', ');
  return { into: `insert into ${table} (${names}) values`, row: marks(columns.length), rest };
}

/**
 * `with given (a, b) as (values …) statement`, the statement reading its rows from `given`: one for all of them, as with
 * `Statements.row`.
 *
 * @param rows  at least one
 */
export function withGiven(columns: readonly string[], rows: readonly (readonly Value[])[], statement: string): string {
  const row = marks(columns.length);
  return `with given (${columns.join(', ')}) as (values ${rows.map((values) => filled(row, values)).join(', ')}) ${statement}`;
}

function marks(count: number): string {
  return `(${Array.from({ length: count }, () => '?').join(', ')})`;
}

/** A statement with its values written out. No question mark may stand in it but for a value. */
export function filled(sql: string, values: readonly Value[]): string {
  const pieces = sql.split('?');
  if (pieces.length !== values.length + 1) throw new Error(`${values.length} values for: ${sql}`);
  return pieces.reduce((all, piece, index) => all + literal(values[index - 1] ?? null) + piece);
}

function literal(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value.replaceAll('\0', '\ufffd').replaceAll("'", "''")}'`;
  return `x'${value.toString('hex')}'`;
}
