import type { Knex } from 'knex';

import type { Statements } from './statements.js';

/**
 * A database that is open and has the present schema. What differs between makes of database is behind this.
 *
 * Work is handed a query builder, and must not keep it. The statements of one piece of work never mix with another's.
 */
export interface Database {
  /** All of the work or, when it throws, nothing of it. */
  transaction<T>(work: (sql: Knex, statements: Statements) => Promise<T>): Promise<T>;
  /** Several readings of one and the same state. */
  read<T>(work: (sql: Knex, statements: Statements) => Promise<T>): Promise<T>;
  /** One reading by itself, which needs no transaction to be of one state. */
  look<T>(work: (statements: Pick<Statements, 'all' | 'first'>) => Promise<T>): Promise<T>;
  /** Statements that are a piece of work by themselves, `begin` and `commit` among them; undone where one fails. */
  script(statements: string): Promise<void>;
  /** Waits for what is under way. Afterwards every other call is refused; a second call does nothing. */
  close(): Promise<void>;
}
