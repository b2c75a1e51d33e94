/**
 * 操作记录: who did what through the dashboard or by a command, when and from where. An entry is written in the transaction of the change
 * itself, and the database refuses to change or remove one.
 */
import type { Knex } from 'knex';

import type { Instant, Opinion, Waiver } from '../model.js';
import type { Database } from './database.js';
import { insertOpinion, type NewOpinion } from './opinions.js';
import { storable } from './storable.js';
import { endWaiver, insertWaiver, type ConfiguredColumn, type NewWaiver, type WaiverEnding } from './waivers.js';

/** Who does something, and the address of the machine it comes from, or `COMMAND_LINE`. */
export interface Actor {
  who: string;
  address: string;
}

/** In place of an address: done by a command on the machine itself. Pages tell it in the language of their reader. */
export const COMMAND_LINE = 'command line';

export interface LogEntry extends Actor {
  id: number;
  at: Instant;
  /** What was done, in one of the words that the dashboard knows. */
  what: LoggedChange;
  /** What it was done to: a column's or a finding's key, an account's name, a waiver's number. */
  subject: string;
  /** Null where there was nothing before, or nothing is left. */
  before: unknown;
  after: unknown;
}

export type LoggedChange =
  | 'waiver-added' | 'waiver-ended' | 'opinion' | 'run-asked' | 'check-asked' | 'log-in' | 'log-out' | 'account' | 'account-removed'
  | 'download';

type NewLogEntry = Omit<LogEntry, 'id' | 'who' | 'address'>;

export interface AuditLogStore {
  /** As `Store.addWaiver`, with its entry. */
  waiveLogged(waiver: NewWaiver, by: Actor, at: Instant, configured?: ConfiguredColumn): Promise<Waiver>;
  /** As `Store.endWaiver`, with its entry where something was changed. */
  endWaiverLogged(id: number, ending: WaiverEnding, by: Actor, at: Instant): Promise<Waiver | null>;
  /** As `Store.addOpinion`, with its entry. */
  opineLogged(opinion: NewOpinion, by: Actor, at: Instant): Promise<Opinion | null>;
  /** An entry of something that changes nothing here by itself, such as a run that is asked for. */
  log(entry: NewLogEntry, by: Actor): Promise<void>;
  /** The newest first; at most `limit`, those before the entry with the number `before`. */
  logEntries(limit: number, before?: number): Promise<LogEntry[]>;
}

export function createAuditLogStore(database: Database): AuditLogStore {
  return {
    waiveLogged: (given, by, at, configured) => database.transaction(async (sql, statements) => {
      const after = await insertWaiver(sql, statements, given, at, configured);
      await insertLogEntry(sql, by, { at, what: 'waiver-added', subject: given.columnKey, before: null, after });
      return after;
    }),
    endWaiverLogged: (id, ending, by, at) => database.transaction(async (sql) => {
      const before = await sql('waiver').where({ id }).first<object | undefined>('until_day', 'ended_on');
      const after = await endWaiver(sql, id, ending, at);
      if (after) await insertLogEntry(sql, by, { at, what: 'waiver-ended', subject: `#${id} ${after.columnKey}`, before, after });
      return after;
    }),
    opineLogged: (given, by, at) => database.transaction(async (sql) => {
      const before = await sql('opinion').where({ finding_key: given.findingKey }).orderBy('id', 'desc')
        .first<object | undefined>('opinion', 'reason', 'author', 'at');
      const after = await insertOpinion(sql, given, at);
      if (after) await insertLogEntry(sql, by, { at, what: 'opinion', subject: given.findingKey, before: before ?? null, after });
      return after;
    }),
    log: (entry, by) => database.transaction((sql) => insertLogEntry(sql, by, entry)),
    logEntries: (limit, before) => database.read(async (sql) => {
      const rows = sql('audit_log').orderBy('id', 'desc').limit(limit);
      const found = await (before === undefined ? rows : rows.where('id', '<', before)).select<LogRow[]>();
      return found.map((row) => ({ ...row, before: parsed(row.before), after: parsed(row.after) }));
    }),
  };
}

type LogRow = Omit<LogEntry, 'before' | 'after'> & { before: string | null; after: string | null };

function parsed(json: string | null): unknown {
  return json === null ? null : (JSON.parse(json) as unknown);
}

/** Writes an entry; to be called in the transaction of what it tells of. */
export async function insertLogEntry(sql: Knex, { who, address }: Actor, entry: NewLogEntry): Promise<void> {
  const { at, what, subject, before, after } = entry;
  await sql('audit_log').insert({
    at, who: storable(who), address, what, subject: storable(subject), before: asJson(before), after: asJson(after),
  });
}

function asJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
