/** A stop that comes after the last column is recorded: nothing is left out, so the run has its end. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import type { Day, Run } from '../../src/model.js';
import { rejudge } from '../../src/run/rejudge.js';
import { beginAfter } from '../../src/run/resume.js';
import { runAudit } from '../../src/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { html, settings } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, listPage, siteOf } from '../doors/pages.js';

const open = opened();
const SITES = 12;
let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shixian-stop-'));
  store = await openStore(path.join(folder, 'run.sqlite'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

type Kind = 'crawl' | 'all';

/** Stops the last of the walks, of this kind, once so many columns are done; a whole visit of all sites comes before it. */
async function stopped(kind: Kind, afterColumns: number): Promise<Run> {
  const server = await open.server(html(listPage({ days: ['2026-03-02', '2026-02-02'] })));
  const sites = Array.from({ length: SITES }, (_, at) => {
    const column = columnOf(`${server.origin}/${at}`, { key: `${at}/c`, path: [String(at)] });
    return { ...siteOf(server.origin, [column]), key: String(at), name: `局${at}` };
  });
  const crawl = { ...settings, concurrency: 1 };
  const config = { timezone: 'Asia/Shanghai', rules: DEFAULT_RULES, probe: DEFAULT_PROBE, schedule: { audit: '' }, crawl, sites };
  const walkOn = (today: Day) => ({ config, configName: 'test', store, log: pino({ level: 'silent' }), today, now: () => new Date(`${today}T10:00:00Z`) });
  const first = await runAudit(walkOn('2026-03-17'), open.crawler(crawl));
  expect(first.finishedAt).not.toBeNull();

  const stop = new AbortController();
  let done = 0;
  const onColumn = () => void ((done += 1) === afterColumns && stop.abort());
  const walk = { ...walkOn('2026-05-17'), signal: stop.signal, onColumn };
  const run = kind === 'crawl' ? await runAudit(walk, open.crawler(crawl)) : await rejudge(walk, true);
  expect(stop.signal.aborted).toBe(true);
  return run;
}

for (const kind of ['crawl', 'all'] as const) {
  test(`${kind}: after the last column the run ends as if it had not been stopped`, async () => {
    expect(await stopped(kind, SITES)).toMatchObject({ finishedAt: expect.any(String) });
    expect(await store.unfinishedRuns()).toEqual([]);
  });

  test(`${kind}: after the first it has no end`, async () => {
    expect(await stopped(kind, 1)).toMatchObject({ finishedAt: null });
    expect(await store.unfinishedRuns()).toHaveLength(1);
  });
}

test('a judgement that was stopped is closed in silence a day later, and not while it may still be under way', async () => {
  await stopped('all', 1);
  const left = async (at: string) => {
    const begun = await beginAfter({ store, log: pino({ level: 'silent' }), now: () => new Date(at), today: '2026-05-17', takeUp: 'never' });
    expect(begun.brokenOff).toEqual([]);
    return (await store.unfinishedRuns()).length;
  };
  expect(await left('2026-05-18T10:00:00Z')).toBe(1);
  expect(await left('2026-05-18T10:00:01Z')).toBe(0);
});
