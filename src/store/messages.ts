/** 消息: the outbox, what each address was told last, and the findings that may have to be told. */
import type { Knex } from 'knex';

import type { Column, Digest, Finding, FindingState, Instant, OutboxMessage, Told, Verdict } from '../model.js';
import { chunks } from './chunks.js';
import type { Database } from './database.js';

/** A finding that is open, or of which somebody was told that it is. */
export interface TellableFinding {
  finding: Finding;
  state: FindingState;
  openedOn: string;
  siteKey: string;
  siteName: string;
  column: Column;
  /** The one that stands. */
  verdict: Verdict;
  /** On how many days sound crawls saw it, one after the other, since it was opened last. */
  seenDays: number;
}

/** What a delivered digest tells. */
export interface Telling {
  key: string;
  told: Told;
}

export interface NewMessage {
  target: string;
  channel: string;
  builtAt: Instant;
  digest: Digest;
  tells: Telling[];
}

export interface MessageStore {
  /** In the order in which they were opened; nothing is held but a piece of them. */
  tellableFindings(): AsyncIterable<TellableFinding>;
  /** What was told last, by key; only what was delivered counts. */
  toldTo(target: string): Promise<Map<string, Told>>;
  /** The digest that waits for an address, with what it tells; null where none does. */
  waitingFor(target: string): Promise<{ message: OutboxMessage; tells: Telling[] } | null>;
  /** Puts a digest in the place of the one that waits for the address, or takes that away. One under way stays. */
  replaceWaiting(target: string, message: NewMessage | null): Promise<void>;
  /** Those that wait, the oldest first. */
  waitingMessages(): Promise<OutboxMessage[]>;
  /** What was tried last for each address that was ever told or waits, the newest of each. */
  latestMessages(): Promise<OutboxMessage[]>;
  /** Notes that an attempt begins. */
  beginSending(id: number): Promise<void>;
  /** Notes that it arrived, and with it what the address was told, in one step. */
  confirmDelivered(id: number, at: Instant): Promise<void>;
  /** It waits again. */
  notDelivered(id: number, failure: { problem: string; nextTryAt: Instant; mayHaveArrived: boolean; attempts: number }): Promise<void>;
  /**
   * Those under way when the program ended: whether they arrived is not known. They wait again, as repeats. To be called by
   * whoever alone delivers.
   */
  takeBackInterrupted(): Promise<OutboxMessage[]>;
}

export function createMessageStore(database: Database): MessageStore {
  return {
    tellableFindings: () => tellable(database),
    toldTo: (target) => database.read(async (sql) => {
      const rows = await sql('message_told').where({ target }).select<ToldRow[]>();
      return new Map(rows.map(({ key, is_open: isOpen, step }) => [key, { isOpen: Boolean(isOpen), step }]));
    }),
    waitingFor: (target) => database.read(async (sql) => {
      const row = await sql('message_outbox').where({ target, state: 'waiting' }).first<OutboxRow | undefined>();
      return row ? { message: messageOf(row), tells: JSON.parse(row.tells) as Telling[] } : null;
    }),
    replaceWaiting: (target, message) => database.transaction((sql) => replaceWaiting(sql, target, message)),
    waitingMessages: () => database.read(async (sql) =>
      (await sql('message_outbox').where({ state: 'waiting' }).orderBy('id').select<OutboxRow[]>()).map(messageOf)),
    latestMessages: () => database.read(async (sql) => {
      const newest = sql('message_outbox').max('id').groupBy('target');
      return (await sql('message_outbox').whereIn('id', newest).orderBy('target').select<OutboxRow[]>()).map(messageOf);
    }),
    beginSending: (id) => database.transaction(async (sql) => {
      await sql('message_outbox').where({ id }).update({ state: 'sending' });
    }),
    confirmDelivered: (id, at) => database.transaction((sql) => confirm(sql, id, at)),
    notDelivered: (id, { problem, nextTryAt, mayHaveArrived, attempts }) => database.transaction(async (sql) => {
      await sql('message_outbox').where({ id }).increment('attempts', attempts);
      await sql('message_outbox').where({ id }).update({
        state: 'waiting', problem, next_try_at: nextTryAt, ...(mayHaveArrived && { may_be_repeat: true }),
      });
    }),
    takeBackInterrupted: () => database.transaction(async (sql) => {
      const rows = await sql('message_outbox').where({ state: 'sending' }).orderBy('id').select<OutboxRow[]>();
      await sql('message_outbox').where({ state: 'sending' }).update({ state: 'waiting', may_be_repeat: true, next_try_at: null });
      return rows.map((row) => messageOf({ ...row, state: 'waiting', may_be_repeat: 1 }));
    }),
  };
}

async function replaceWaiting(sql: Knex, target: string, message: NewMessage | null): Promise<void> {
  const old = await sql('message_outbox').where({ target, state: 'waiting' }).first<OutboxRow | undefined>();
  if (message === null) {
    if (old) await sql('message_outbox').where({ id: old.id }).delete();
    return;
  }
  const { channel, builtAt, digest, tells } = message;
  const row = { channel, run_id: digest.runId, built_at: builtAt, digest: JSON.stringify(digest), tells: JSON.stringify(tells) };
  // The same row goes on: what is known of its attempts stays true of it.
  if (old) await sql('message_outbox').where({ id: old.id }).update(row);
  else {
    await sql('message_outbox').insert({
      ...row, target, state: 'waiting', attempts: 0, next_try_at: null, problem: null, may_be_repeat: false, delivered_at: null,
    });
  }
}

async function confirm(sql: Knex, id: number, at: Instant): Promise<void> {
  const row = await sql('message_outbox').where({ id }).first<OutboxRow | undefined>();
  if (!row) throw new Error(`message ${id} is not in the outbox`);
  const told = (JSON.parse(row.tells) as Telling[]).map(({ key, told: { isOpen, step } }) => ({ target: row.target, key, is_open: isOpen, step }));
  for (const piece of chunks(told)) await sql('message_told').insert(piece).onConflict(['target', 'key']).merge();
  await sql('message_outbox').where({ id }).update({
    state: 'delivered', delivered_at: at, problem: null, next_try_at: null, tells: '[]', attempts: row.attempts + 1,
  });
  await sql.raw(
    `update message_outbox set digest = json_set(digest, '$.lines', json('[]'))
     where target = :target and state = 'delivered' and length(digest) > 1000
       and id <= (select id from message_outbox where target = :target and state = 'delivered' order by id desc limit 1 offset :kept)`,
    { target: row.target, kept: KEPT_WHOLE },
  );
}

/** Of each address so many delivered digests are kept with their lines; of older ones the counts. */
const KEPT_WHOLE = 30;

/** Findings read in one go. */
const FINDINGS_AT_ONCE = 200;

async function* tellable(database: Database): AsyncGenerator<TellableFinding> {
  let after = 0;
  for (;;) {
    const rows: TellableRow[] = await database.read((sql) => readTellable(sql, after));
    yield* rows.map(tellableOf);
    const last = rows.at(-1);
    if (!last || rows.length < FINDINGS_AT_ONCE) return;
    after = last.id;
  }
}

/** A column whose verdict does not stand was never judged soundly; nothing is told of it. */
async function readTellable(sql: Knex, after: number): Promise<TellableRow[]> {
  return sql.raw<TellableRow[]>(
    `select f.id, f.finding, f.state, f.opened_on, v.site_key, v.site_name, v."column", v.verdict,
       case when f.level = 'unreadable' and f.state = 'open' then (
         select count(distinct e.day) from finding_event e join run r on r.id = e.run_id
         where e.finding_id = f.id and r.kind = 'crawl' and r.doubtful is null and e.event in ('opened', 'reopened', 'continuing')
           and e.id > coalesce((select max(x.id) from finding_event x where x.finding_id = f.id and x.event = 'resolved'), 0)
       ) else 0 end as seen_days
     from finding f join site_column c on c.id = f.column_id join verdict v on v.id = c.standing_id
     where f.id > ? and (f.state = 'open' or exists (select 1 from message_told t where t.key = f.key and t.is_open = 1))
     order by f.id limit ?`,
    [after, FINDINGS_AT_ONCE],
  );
}

interface TellableRow {
  id: number;
  finding: string;
  state: FindingState;
  opened_on: string;
  site_key: string;
  site_name: string;
  column: string;
  verdict: string;
  seen_days: number;
}

function tellableOf(row: TellableRow): TellableFinding {
  return {
    finding: JSON.parse(row.finding) as Finding,
    state: row.state,
    openedOn: row.opened_on,
    siteKey: row.site_key,
    siteName: row.site_name,
    column: JSON.parse(row.column) as Column,
    verdict: JSON.parse(row.verdict) as Verdict,
    seenDays: row.seen_days,
  };
}

interface ToldRow {
  key: string;
  is_open: number | boolean;
  step: number;
}

interface OutboxRow {
  id: number;
  target: string;
  channel: string;
  run_id: string;
  built_at: Instant;
  digest: string;
  tells: string;
  state: OutboxMessage['state'];
  attempts: number;
  next_try_at: Instant | null;
  problem: string | null;
  may_be_repeat: number | boolean;
  delivered_at: Instant | null;
}

function messageOf(row: OutboxRow): OutboxMessage {
  return {
    id: row.id,
    target: row.target,
    channel: row.channel,
    digest: JSON.parse(row.digest) as Digest,
    builtAt: row.built_at,
    state: row.state,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    problem: row.problem,
    mayBeRepeat: Boolean(row.may_be_repeat),
    deliveredAt: row.delivered_at,
  };
}
