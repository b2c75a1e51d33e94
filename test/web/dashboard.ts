/** The dashboard over a store of its own, and a browser that keeps its cookie and sends forms as pages hold them. */
import { carried } from '../../src/audit/carried.js';
import { rules } from '../../src/audit/rules/index.js';
import { seenPages } from '../../src/reportFiles/seenPages.js';
import type { Store } from '../../src/store/store.js';
import { hashPassword } from '../../src/web/access/passwords.js';
import { createApp } from '../../src/web/app.js';
import type { Actions, WebOptions } from '../../src/web/options.js';

export const ORIGIN = 'http://127.0.0.1:8377';
const CHEAP = { N: 16, r: 1, p: 1 };

export interface Dashboard {
  app: ReturnType<typeof createApp>;
  asked: string[];
  errors: unknown[];
  clock: { now: Date };
}

export function dashboard(store: Store, more: Partial<WebOptions['access']> = {}): Dashboard {
  const asked: string[] = [];
  const errors: unknown[] = [];
  const clock = { now: new Date('2026-03-17T04:00:00Z') };
  const actions: Actions = {
    run: (by) => (asked.push(`run ${by}`), 'queued'),
    check: ({ columnKey }, by) => (asked.push(`check ${columnKey} ${by}`), 'queued'),
    jobs: () => [], configuredColumns: 3, nextRuns: () => [],
  };
  const app = createApp({
    store, language: 'zh', rules, carried, timezone: 'Asia/Shanghai', now: () => clock.now, dayOf: (now) => now.toISOString().slice(0, 10),
    actions, downloads: [], seen: async (columnId, visitId) => seenPages(await store.visitPages(columnId, visitId)), access: { isLoopback: true, origin: null, addressOf: () => '127.0.0.1', ...more },
    limits: { waiverDays: 400, reason: 2000, name: 100 }, onError: (error) => errors.push(error),
  });
  return { app, asked, errors, clock };
}

export async function account(store: Store, name: string, role: 'viewer' | 'editor', password = '一个够长的密码啊啊啊'): Promise<void> {
  const hash = await hashPassword(password, CHEAP);
  await store.saveAccount({ name, role, password: hash, changedAt: '2026-03-17T03:00:00.000Z' }, { who: 'test', address: '' });
}

export interface Answered {
  status: number;
  body: string;
  headers: Headers;
}

export interface Browser {
  get(path: string): Promise<Answered>;
  /** Opens `page`, takes its word, and sends the fields with it. */
  send(page: string, action: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answered>;
  logIn(name: string, password?: string): Promise<Answered>;
  cookie: () => string;
}

export function browser({ app }: Dashboard, origin = ORIGIN): Browser {
  let cookie = '';
  const ask = async (path: string, init: RequestInit = {}): Promise<Answered> => {
    const headers = { host: new URL(origin).host, ...(cookie && { cookie }), ...(init.headers as Record<string, string> | undefined) };
    const answer = await app.request(`${origin}${path}`, { ...init, headers });
    const given = answer.headers.get('set-cookie');
    if (given) cookie = given.split(';')[0] ?? '';
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  };
  const send: Browser['send'] = async (page, action, fields, headers = { origin }) => {
    const word = /name="word" value="([^"]+)"/.exec((await ask(page)).body)?.[1] ?? '';
    const body = new URLSearchParams({ word, ...fields }).toString();
    return ask(action, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });
  };
  return {
    get: (path) => ask(path),
    send,
    logIn: (name, password = '一个够长的密码啊啊啊') => send('/login', '/login', { name, password, next: '/waivers' }),
    cookie: () => cookie,
  };
}
