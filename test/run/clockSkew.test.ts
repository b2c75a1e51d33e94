/** A clock that is wrong all the while is known by the servers' own, and accuses nobody. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import { clockSkew } from '../../src/run/clockSkew.js';
import { runAudit } from '../../src/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { html, settings } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, listPage, siteOf } from '../doors/pages.js';

describe('a run that began at 10:00 in Shanghai on 17 April', () => {
  const began = new Date('2026-04-17T02:00:00Z');
  for (const [title, aheadHours, today, said, isDayDoubtful] of [
    ['servers do not tell', null, '2026-04-17', null, false],
    ['less than an hour', 0.9, '2026-04-17', null, false],
    ['an hour, the same day', 1, '2026-04-17', '快约 1 小时', false],
    ['ten hours ahead: still the same day', 10, '2026-04-17', '快约 10 小时', false],
    ['eleven hours ahead: the day before', 11, '2026-04-17', '快约 11 小时', true],
    ['fourteen hours behind: the next day', -14, '2026-04-17', '慢约 14 小时', true],
    ['a month ahead', 720, '2026-04-17', '快约 720 小时', true],
    ['a month ahead, and the day was named by a person', 720, '2026-03-17', '快约 720 小时', false],
  ] as const)
    test(title, () => {
      const aheadMs = aheadHours === null ? null : aheadHours * 3_600_000;
      const skew = clockSkew(aheadMs, { began, timezone: 'Asia/Shanghai', today });
      expect(said === null ? skew : skew?.words.zh.includes(said)).toBe(said === null ? null : true);
      expect(skew?.isDayDoubtful ?? false).toBe(isDayDoubtful);
    });
});

describe('through a whole run', () => {
  const open = opened();
  let folder: string;
  let store: Store;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shixian-skew-'));
    store = await openStore(path.join(folder, 'run.sqlite'));
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Three hosts, visited on a day by a clock that says so much later, and theirs too or not; their lists end in March. */
  async function visited(laterDays: number, serversToo = false) {
    const real = new Date('2026-03-17T04:00:00Z');
    const now = () => new Date(real.getTime() + laterDays * 86_400_000);
    const today = now().toISOString().slice(0, 10);
    const page = html(listPage({ days: ['2026-03-02', '2026-02-02', '2026-01-05'] }));
    const server = await open.server((request, response) => page(request, response.setHeader('date', (serversToo ? now() : real).toUTCString())));
    const sites = ['a', 'b', 'c'].map((name) => {
      const origin = `http://${name}.example.invalid:${server.port}`;
      return { ...siteOf(origin, [columnOf(`${origin}/`, { key: `${name}/c` })]), key: name, name };
    });
    const crawl = { ...settings, allowHosts: ['127.0.0.1', ...['a', 'b', 'c'].map((name) => `${name}.example.invalid`)] };
    const config = { timezone: 'Asia/Shanghai', rules: DEFAULT_RULES, probe: DEFAULT_PROBE, schedule: { audit: '' }, crawl, sites };
    const crawler = open.crawler(crawl, { now, resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    const run = await runAudit({ config, configName: 'test', store, log: pino({ level: 'silent' }), today, now }, crawler);
    const opens = (await store.findingRecords()).filter(({ state }) => state === 'open');
    return { run, opened: opens.length };
  }

  test('a clock two months ahead opens nothing, and is said', async () => {
    const { run, opened: found } = await visited(61);
    expect(run.doubtful?.zh).toContain('快约 1464 小时');
    expect(found).toBe(0);
    expect(run.troubles?.[0]?.zh).toContain('请检查本机日期和时间');
  });

  test('where the servers say the same it is believed, and what is late is said to be', async () => {
    const { run, opened: found } = await visited(61, true);
    expect([run.doubtful, run.troubles]).toEqual([null, undefined]);
    expect(found).toBeGreaterThanOrEqual(3);
  });
});
