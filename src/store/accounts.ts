/** Who may use the dashboard, and who is logged in. */
import type { Knex } from 'knex';

import type { Instant } from '../model.js';
import { insertLogEntry, type Actor } from './auditLog.js';
import type { Database } from './database.js';

/** `viewer` looks; `editor` changes as well. */
export type Role = 'viewer' | 'editor';

export interface Account {
  name: string;
  role: Role;
  /** A hash with its way, its parameters and its salt. */
  password: string;
  changedAt: Instant;
}

export interface AccountStore {
  /** In the order of their names. */
  accounts(): Promise<Account[]>;
  account(name: string): Promise<Account | null>;
  hasAccounts(): Promise<boolean>;
  /** Makes the account or changes it; whoever is logged in by it is logged out. */
  saveAccount(account: Account, by: Actor): Promise<void>;
  /** False where there is none of that name. What it did stays in the audit log. */
  removeAccount(name: string, by: Actor, at: Instant): Promise<boolean>;

  /** @param tokenHash  SHA-256 of the token, in hexadecimal; sessions that have run out are cleared away */
  beginSession(session: { tokenHash: string; account: string; at: Instant; expiresAt: Instant }, by: Actor): Promise<void>;
  /** Whose session it is; null where there is none, or it has run out at `now`. */
  sessionAccount(tokenHash: string, now: Instant): Promise<Pick<Account, 'name' | 'role'> | null>;
  endSession(tokenHash: string, by: Actor, at: Instant): Promise<void>;
}

export function createAccountStore(database: Database): AccountStore {
  return {
    accounts: () => database.read(async (sql) => (await sql('account').orderBy('name').select<AccountRow[]>()).map(accountOf)),
    account: (name) => database.read((sql) => findAccount(sql, name)),
    hasAccounts: () => database.read(async (_, statements) => (await statements.first('select 1 from account limit 1')) !== undefined),
    saveAccount: (account, by) => database.transaction(async (sql) => {
      const before = await findAccount(sql, account.name);
      const { name, role, password, changedAt } = account;
      await sql('account').insert({ name, role, password, changed_at: changedAt }).onConflict('name').merge();
      await sql('session').where({ account: name }).delete();
      await insertLogEntry(sql, by, {
        at: changedAt, what: 'account', subject: name, before: before && { role: before.role }, after: { role, password: 'new' },
      });
    }),
    removeAccount: (name, by, at) => database.transaction(async (sql) => {
      const before = await findAccount(sql, name);
      if (!before) return false;
      await sql('account').where({ name }).delete();
      await insertLogEntry(sql, by, { at, what: 'account-removed', subject: name, before: { role: before.role }, after: null });
      return true;
    }),
    beginSession: ({ tokenHash, account, at, expiresAt }, by) => database.transaction(async (sql) => {
      await sql('session').where('expires_at', '<=', at).delete();
      await sql('session').insert({ token_hash: tokenHash, account, begun_at: at, expires_at: expiresAt });
      await insertLogEntry(sql, by, { at, what: 'log-in', subject: account, before: null, after: null });
    }),
    sessionAccount: (tokenHash, now) => database.read(async (_, statements) => {
      const row = await statements.first<Pick<Account, 'name' | 'role'>>(SESSION, tokenHash, now);
      return row ?? null;
    }),
    endSession: (tokenHash, by, at) => database.transaction(async (sql) => {
      const ended = await sql('session').where({ token_hash: tokenHash }).delete();
      if (ended > 0) await insertLogEntry(sql, by, { at, what: 'log-out', subject: by.who, before: null, after: null });
    }),
  };
}

const SESSION = `
  select a.name, a.role from session s join account a on a.name = s.account where s.token_hash = ? and s.expires_at > ?`;

interface AccountRow {
  name: string;
  role: Role;
  password: string;
  changed_at: Instant;
}

async function findAccount(sql: Knex, name: string): Promise<Account | null> {
  const row = await sql('account').where({ name }).first<AccountRow | undefined>();
  return row ? accountOf(row) : null;
}

function accountOf({ name, role, password, changed_at: changedAt }: AccountRow): Account {
  return { name, role, password, changedAt };
}
