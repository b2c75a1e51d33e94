/**
 * The demo sites, audited by the whole program with a real Chromium and a real database: the findings are the planted
 * ones exactly, none missed and none invented.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemo, type Demo } from '../fixtures/demo/demo.js';
import { parseConfig } from '../src/config/parseConfig.js';
import { createCrawler } from '../src/crawl/crawler.js';
import type { RunColumn, RunRecord } from '../src/model.js';
import { rejudge } from '../src/run/rejudge.js';
import { runAudit } from '../src/run.js';
import { openStore, type Store } from '../src/store/store.js';
import { recordOf } from './storedRecord.js';

const log = pino({ level: 'silent' });
const now = () => new Date();

describe.each([
  ['mid-month', '2026-03-17'],
  ['1 January', '2026-01-01'],
  ['29 February', '2024-02-29'],
  ['the day after a quarter ends', '2026-04-01'],
])('the demo on %s (%s)', (_, today) => {
  let demo: Demo;
  let store: Store;
  let folder: string;
  let record: RunRecord;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shixian-demo-'));
    demo = await startDemo(today);
    store = await openStore(path.join(folder, 'demo.sqlite'));
    const config = parseConfig(demo.configYaml, 'demo.yaml');
    const crawler = createCrawler({ settings: config.crawl, version: '0', log });
    const run = await runAudit({ config, configName: 'demo.yaml', store, log, today, now }, crawler);
    await crawler.close();
    record = (await recordOf(store, run.id)) as RunRecord;
  }, 180_000);

  afterAll(async () => {
    await store?.close();
    await demo?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test('says of every column what was planted, and nothing else', () => {
    const seen = Object.fromEntries(record.columns.map((done) => [done.column.key, findingsOf(done)]));
    const planted = Object.fromEntries(demo.expected.map(({ key, findings }) => [key, [...findings].sort()]));
    expect(seen).toEqual(planted);
  });

  test('gives every column the status that its plant calls for', () => {
    const wrong = demo.expected.flatMap(({ key, status, reason }) => {
      const verdict = record.columns.find((done) => done.column.key === key)?.verdict;
      const allowed = Array.isArray(status) ? status : [status];
      const right = verdict && allowed.includes(verdict.status) && (!reason || verdict.unreadable?.reason === reason);
      return right ? [] : [{ key, expected: status, reason, seen: verdict?.status, because: verdict?.because.en, unreadable: verdict?.unreadable }];
    });
    expect(wrong).toEqual([]);
  });

  test('judges the stored facts again to the same findings, byte for byte', async () => {
    const config = parseConfig(demo.configYaml, 'demo.yaml');
    const again = await rejudge({ config, configName: 'demo.yaml', store, log, today, now }, true);
    const judged = (await recordOf(store, again.id)) as RunRecord;
    expect(JSON.stringify(judged.columns.map(({ verdict }) => verdict))).toBe(JSON.stringify(record.columns.map(({ verdict }) => verdict)));
    expect(judged.columns.flatMap(({ changes }) => changes).filter(({ event }) => event === 'opened' || event === 'resolved')).toEqual([]);
  });
});

function findingsOf(done: RunColumn): string[] {
  return done.verdict.findings.map(({ key }) => key).sort();
}
