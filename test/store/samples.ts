/** Small values for the tests of the store: each is the plainest of its kind, with what a test cares about said. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach } from 'vitest';

import type {
  Column, DateEvidence, Day, Finding, FindingChange, Item, LifecycleEvent, Observation, Run, Snapshot, Verdict, Visit,
} from '../../src/model.js';
import { DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import { openStore, type ColumnEntry, type Judge, type Store, type StoreOptions } from '../../src/store/store.js';

const folders: string[] = [];
const stores: Store[] = [];

afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

/** A path for a database in a folder that is removed after the test. */
export async function databaseFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-store-'));
  folders.push(folder);
  return join(folder, 'shixian.sqlite');
}

/** A store that is closed after the test. */
export async function openedStore(file?: string, options?: StoreOptions): Promise<Store> {
  const store = await openStore(file ?? await databaseFile(), options);
  stores.push(store);
  return store;
}

export function run(id: string, day: Day, more: Partial<Run> = {}): Run {
  return {
    id, kind: 'crawl', day, startedAt: `${day}T02:00:00.000Z`, finishedAt: null,
    timezone: 'Asia/Shanghai', configName: 'demo.yaml', rules: DEFAULT_RULES, doubtful: null, ...more,
  };
}

export function column(key = '某局/项目进度'): Column {
  return {
    key, path: ['重大建设项目', '项目进度'], url: 'https://site.example.invalid/a/',
    cadence: { kind: 'monthly', grace: { days: 0, unit: 'working' } },
    class: 'other', required: [], deadlines: [], pairs: [], periodBy: 'title', render: 'auto', unit: { name: '建设管理股', contact: '0564-0000000' },
  };
}

export function date(day: Day, text = day): DateEvidence {
  return { day, by: 'row-text', text, implied: [] };
}

/** `item('通知', '/1.html', '2026-03-02')`; a null address or day stays null. */
export function item(title: string, path: string | null, day: Day | null = null): Item {
  return {
    title, url: path === null ? null : `https://site.example.invalid${path}`, date: day === null ? null : date(day),
    pinned: false,
  };
}

export function list(items: Item[], completeSince: Day | null | undefined = null): Observation {
  return { outcome: 'list', items, completeSince, columnDate: null, reader: 'generic', pages: 1 };
}

export const timeout: Observation = { outcome: 'unreadable', reason: 'timeout', detail: 'no answer in 15000 ms' };

export const blank: Observation = { outcome: 'blank', proof: '暂无相关信息', reader: 'generic' };

export function visit(day: Day, observation: Observation, more: Partial<Visit> = {}): Visit {
  const url = 'https://site.example.invalid/a/';
  return {
    columnKey: column().key, day, at: `${day}T02:00:01.000Z`, url, finalUrl: url, ms: 120, observation, pages: [],
    ...more,
  };
}

export function page(body: string): Snapshot {
  const url = 'https://site.example.invalid/a/';
  return {
    outcome: 'fetched', url, finalUrl: url, status: 200, headers: { 'content-type': 'text/html' },
    body: new TextEncoder().encode(body), text: body, charset: 'utf-8', by: 'http',
    at: '2026-03-10T02:00:01.000Z', ms: 80, attempts: 1,
  };
}

export function finding(key: string): Finding {
  return {
    key, rule: 'missing-period', level: 'missing', columnKey: column().key, period: '2026-02', facts: 'missing',
    description: { zh: '2026年2月没有信息', en: 'nothing for 2026-02' },
    basis: { zh: '本单位承诺：按月公开', en: "The unit's promise: monthly" }, evidence: [],
  };
}

export function change(key: string, event: LifecycleEvent, openedOn: Day): FindingChange {
  return { finding: finding(key), event, openedOn, reopened: 0, notices: [] };
}

export function verdict(day: Day, more: Partial<Verdict> = {}): Verdict {
  return {
    columnKey: column().key, day, status: 'fresh', because: { zh: '正常', en: 'on time' }, latest: null, ageDays: null,
    ledger: [], findings: [], unreadable: null, dismissed: [], waivers: [], ...more,
  };
}

/** A judge that finds nothing wrong. */
export function content(day: Day): Judge {
  return () => ({ verdict: verdict(day), changes: [] });
}

export function entry(forRun: Run, more: Partial<ColumnEntry> = {}): ColumnEntry {
  return {
    run: forRun, position: 0, site: { key: '某局', name: '某局' }, column: column(), visit: null, keepLifecycle: true,
    ...more,
  };
}

/** Starts a run of its own for one visit and records it. */
export async function recordVisits(store: Store, visits: Visit[]): Promise<void> {
  for (const one of visits) {
    const started = await startedRun(store, one.day);
    const visited = { ...column(), key: one.columnKey };
    await store.recordColumn(entry(started, { visit: one, column: visited }), content(one.day));
  }
}

let runs = 0;

export async function startedRun(store: Store, day: Day, more: Partial<Run> = {}): Promise<Run> {
  runs += 1;
  const started = run(`run-${runs}`, day, more);
  await store.startRun(started);
  return started;
}

/** Ends a run that is believed. */
export async function concluded(store: Store, ended: Run): Promise<void> {
  await store.concludeRun(ended.id, { at: `${ended.day}T03:00:00.000Z`, doubtful: null }, (changes) => changes);
}
