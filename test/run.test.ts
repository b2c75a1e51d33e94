import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exitCode } from '../src/commands/conclude.js';
import type { Crawler } from '../src/crawl/crawler.js';
import type { Config, Day, Run, RunColumn, RunRecord } from '../src/model.js';
import { summarise } from '../src/report/summarise.js';
import { rejudge } from '../src/run/rejudge.js';
import { runAudit } from '../src/run.js';
import { looksBack, type Walk } from '../src/run/walk.js';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../src/config/ruleSettings.js';
import { openStore, type Store } from '../src/store/store.js';
import { recordOf } from './storedRecord.js';
import { html, settings, type Handler } from './crawl/loopback.js';
import { opened } from './crawl/using.js';
import { columnOf, daysDown, listPage, siteOf } from './doors/pages.js';

const open = opened();
const today = '2026-03-17';
let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'shixian-run-'));
  store = await openStore(path.join(folder, 'run.sqlite'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sites by name, each with columns by path; every site is at the same server. */
function configOf(origin: string, sites: Record<string, string[]>): Config {
  return {
    timezone: 'Asia/Shanghai',
    rules: DEFAULT_RULES,
    probe: DEFAULT_PROBE,
    crawl: settings,
    schedule: { audit: '0 2 * * *' },
    sites: Object.entries(sites).map(([key, columns]) => ({
      ...siteOf(origin, columns.map((at) => columnOf(`${origin}${at}`, { key: `${key}${at}`, path: [at] }))), key, name: key,
    })),
  };
}

function walkOf(config: Config, changed: Partial<Walk> = {}): Walk {
  const now = () => new Date(`${today}T10:00:00Z`);
  return { config, configName: 'test', store, log: pino({ level: 'silent' }), today, now, ...changed };
}

const page = html(listPage({ days: daysDown(5) }));

async function record(run: Run): Promise<RunRecord> {
  return (await recordOf(store, run.id)) as RunRecord;
}

test('columns are kept in the order of the configuration, in whatever order they are done', async () => {
  const first: { release?: () => void } = {};
  const slow = new Promise<void>((done) => (first.release = done));
  const server = await open.server({
    '/slow': (request, response) => void slow.then(() => page(request, response)), '/b': page, '/c': page, '/d': page,
  });
  const done: string[] = [];
  const onColumn = ({ column }: RunColumn) => {
    done.push(column.key);
    if (done.length === 2) first.release?.();
  };
  const config = configOf(server.origin, { one: ['/slow', '/b'], two: ['/c', '/d'] });
  const run = await runAudit(walkOf(config, { onColumn }), open.crawler());
  // Two sites go side by side: the second was done while the first column of the first was waiting.
  expect(done).toEqual(['two/c', 'two/d', 'one/slow', 'one/b']);
  expect((await record(run)).columns.map(({ column }) => column.key)).toEqual(['one/slow', 'one/b', 'two/c', 'two/d']);
  expect(run.finishedAt).toBe('2026-03-17T10:00:00.000Z');
});

test('a run that is stopped records whole columns only, and has no end', async () => {
  const stop = new AbortController();
  const stopping: Handler = (_request, response) => {
    stop.abort();
    response.end();
  };
  const server = await open.server({ '/a': page, '/b': stopping, '/c': page });
  const config = configOf(server.origin, { one: ['/a', '/b', '/c'] });
  const run = await runAudit(walkOf(config, { signal: stop.signal }), open.crawler());
  expect(run.finishedAt).toBeNull();
  expect((await record(run)).columns.map(({ column }) => column.key)).toEqual(['one/a']);
  expect(await store.history('one/b', today)).toMatchObject({ lastVisit: null, items: [] });
  expect(server.seen.map(({ path: at }) => at)).toEqual(['/a', '/b']);
});

for (const [what, changed, reasons, asked] of [
  ['outside of the hours', { hours: [{ from: '22:00', until: '06:00' }] }, ['closed-hours', 'closed-hours', 'closed-hours'], 0],
  ['what the allowance leaves out', { maxRequestsPerHost: 2 }, [undefined, undefined, 'over-budget'], 2],
] as const)
  test(`${what} is not visited, and neither overdue nor blank`, async () => {
    const server = await open.server(page);
    const config = configOf(server.origin, { one: ['/a', '/b', '/c'] });
    // 18:00 in Shanghai.
    const now = () => new Date(`${today}T10:00:00Z`);
    const crawler = open.crawler({ ...changed, hours: [...('hours' in changed ? changed.hours : [])] }, { now });
    const { columns } = await record(await runAudit(walkOf(config), crawler));
    expect(columns.map(({ verdict }) => verdict.unreadable?.reason)).toEqual(reasons);
    for (const [index, { verdict }] of columns.entries()) {
      if (reasons[index] === undefined) continue;
      expect(verdict.status).toBe('unreadable');
      expect(verdict.findings.map(({ level }) => level)).toEqual(['unreadable']);
      expect(verdict.findings[0]?.description.zh).toMatch(/不在允许访问时段|超出本次访问额度/);
    }
    expect(server.seen).toHaveLength(asked);
  });

test('a mistake of our own ends the run with that error, and other sites begin nothing more', async () => {
  const fetched: unknown[] = [];
  const crawler: Crawler = {
    fetch: async (asked) => {
      fetched.push(asked);
      throw new Error('a bug');
    },
    close: async () => undefined,
    opensIn: () => 0,
    clockAheadMs: () => null,
    busyHosts: 0,
  };
  const config = configOf('http://127.0.0.1:1', { one: ['/a', '/b'], two: ['/c', '/d'] });
  await expect(runAudit(walkOf(config), crawler)).rejects.toThrow('a bug');
  expect(fetched.length).toBeLessThanOrEqual(2);
  expect((await store.latestRun())?.finishedAt).toBeNull();
});

test('a run of which nothing could be read says so, and nothing is overdue or blank', async () => {
  const server = await open.server({ '/a': html('<h1>502 Bad Gateway</h1>') });
  const run = await runAudit(walkOf(configOf(server.origin, { one: ['/a', '/gone'] })), open.crawler({ retries: 0 }));
  const done = await record(run);
  expect(done.columns.map(({ verdict }) => verdict.status)).toEqual(['unreadable', 'unreadable']);
  expect(exitCode(summarise(done), undefined)).toBe(4);
  expect(exitCode(summarise(done), 'any')).toBe(4);
});

describe('judging again', () => {
  async function visited(days: Day[], on: Day = today): Promise<Config> {
    const server = await open.server({ '/a': html(listPage({ days })) });
    const config = configOf(server.origin, { one: ['/a'] });
    await runAudit(walkOf(config, { today: on }), open.crawler());
    return config;
  }

  test('gives the same verdicts, byte for byte', async () => {
    const config = await visited(daysDown(5, '2026-01-20', 30));
    const before = await record((await store.latestRun()) as Run);
    const after = await record(await rejudge(walkOf(config), true));
    expect(JSON.stringify(after.columns.map(({ verdict }) => verdict))).toBe(
      JSON.stringify(before.columns.map(({ verdict }) => verdict)),
    );
  });

  test('an earlier day without its lifecycle leaves every finding as it was', async () => {
    const config = await visited(daysDown(5, '2026-01-20', 30));
    const before = await store.findingRecords();
    expect(before.length).toBeGreaterThan(0);
    const run = await rejudge(walkOf(config, { today: '2026-01-25' }), false);
    expect((await record(run)).columns[0]?.verdict.findings).toEqual([]);
    expect(await store.findingRecords()).toEqual(before);
  });

  test('a visit for an earlier day does not touch what was found and resolved either', async () => {
    const config = await visited(daysDown(5, '2026-01-20', 30));
    const before = await store.findingRecords();
    await runAudit(walkOf(config, { today: '2026-01-25' }), open.crawler());
    expect(await store.findingRecords()).toEqual(before);
  });

  for (const [day, back] of [['2026-03-16', true], ['2026-03-17', false], ['2026-03-18', false]] as const)
    test(`${day} ${back ? 'looks back' : 'does not look back'} from a visit on ${today}`, async () => {
      const config = await visited(daysDown(5));
      expect(await looksBack(walkOf(config, { today: day }))).toBe(back);
    });

  test('a look at the future, visited or judged, makes no later day look back', async () => {
    const config = await visited(daysDown(5), '2027-01-01');
    await rejudge(walkOf(config, { today: '2028-01-01' }), true);
    expect(await looksBack(walkOf(config))).toBe(false);
  });

  test('a look back does not move the day from which one looks back', async () => {
    const config = await visited(daysDown(5));
    await rejudge(walkOf(config, { today: '2026-01-01' }), false);
    expect(await looksBack(walkOf(config, { today: '2026-02-01' }))).toBe(true);
  });
});

describe('a later visit', () => {
  /** Serves pages of 10 rows each out of `days`, as they are when they are asked for. */
  function paged(days: () => Day[]): Handler {
    return (request, response) => {
      const at = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 1);
      const next = at * 10 < days().length ? `/a/${at + 1}.html` : undefined;
      html(listPage({ days: days().slice((at - 1) * 10, at * 10), next }))(request, response);
    };
  }

  async function visits(shown: [Day, Day[]][], changed: { since?: Day; maxPages?: number } = {}) {
    let days: Day[] = [];
    const server = await open.server(paged(() => days));
    const column = columnOf(`${server.origin}/a/`, { key: 'one/a', ...(changed.since && { since: changed.since }) });
    const crawl = { ...settings, maxPages: changed.maxPages ?? 8 };
    const config = { ...configOf(server.origin, {}), crawl, sites: [{ ...siteOf(server.origin, [column]), key: 'one' }] };
    const requests: number[] = [];
    for (const [on, list] of shown) {
      days = list;
      const before = server.seen.length;
      await runAudit(walkOf(config, { today: on }), open.crawler());
      requests.push(server.seen.length - before);
    }
    const history = await store.history('one/a', today);
    return { requests, history };
  }

  const days = daysDown(44, '2026-03-15');

  test('reads one page where nothing is new, and keeps what is known', async () => {
    const { requests, history } = await visits([['2026-03-15', days], ['2026-03-16', days]]);
    expect(requests).toEqual([5, 1]);
    expect(history).toMatchObject({ knownSince: null, lastReadable: { day: '2026-03-16' } });
    expect(history.items).toHaveLength(44);
  });

  test('reads on until a page shows nothing new, and loses no item in between', async () => {
    const { requests, history } = await visits([['2026-03-05', days.slice(10)], ['2026-03-17', days]]);
    expect(requests).toEqual([4, 2]);
    expect(new Set(history.items.map(({ date }) => date?.day)).size).toBe(44);
    expect(history.knownSince).toBeNull();
  });

  test('reads as far as the first one where that did not reach back to the window', async () => {
    const { requests } = await visits([['2026-03-15', days], ['2026-03-16', days]], { maxPages: 3 });
    expect(requests).toEqual([3, 3]);
  });

  test('stops at known items where the first one reached the window and not the list’s end', async () => {
    const { requests, history } = await visits([['2026-03-15', days], ['2026-03-16', days]], { since: '2026-03-01' });
    expect(requests).toEqual([2, 1]);
    expect(history.knownSince).toBe('2026-02-24');
  });

  test('reads the whole list back before a month is called missing, and again a week later as long as it is', async () => {
    const nights = ['2026-05-01', '2026-05-02', '2026-05-07', '2026-05-08'] as const;
    const { requests } = await visits([['2026-04-30', days], ...nights.map((on): [Day, Day[]] => [on, days])]);
    expect(requests).toEqual([5, 5, 1, 1, 5]);
  });

  test('finds what was put in below the first page, and what was missing is put right', async () => {
    const without = [...daysDown(12, '2026-05-12'), ...days];
    const filled = [...daysDown(12, '2026-05-12'), '2026-04-20', ...days];
    const { requests } = await visits([['2026-05-12', without], ['2026-05-13', filled], ['2026-05-19', filled]]);
    expect(requests).toEqual([6, 1, 6]);
    const missing = (await store.findingRecords()).filter(({ finding }) => finding.rule === 'missing-period');
    expect(missing.map(({ finding, state, resolvedOn }) => [finding.period, state, resolvedOn])).toEqual([['2026-04', 'resolved', '2026-05-19']]);
  });

  test('of a list in no order reads all of it each time', async () => {
    const { requests } = await visits([['2026-03-15', [...days].reverse()], ['2026-03-16', [...days].reverse()]]);
    expect(requests).toEqual([5, 5]);
  });
});

describe('疑似改版', () => {
  test('a list that contradicts what was seen is unreadable until it has shown itself on three days', async () => {
    let days = daysDown(8, '2026-03-10');
    const server = await open.server({ '/a': (request, response) => html(listPage({ days }))(request, response) });
    const config = configOf(server.origin, { one: ['/a'] });
    const seen: string[] = [];
    const onColumn = ({ verdict }: RunColumn) => {
      seen.push(verdict.unreadable ? verdict.unreadable.reason : verdict.latest?.date.day ?? '');
    };
    const audit = (on: Day) => runAudit(walkOf(config, { today: on, onColumn }), open.crawler());
    await audit('2026-03-11');
    days = daysDown(8, '2025-11-10');
    for (const on of ['2026-03-12', '2026-03-12', '2026-03-13']) await audit(on);
    const doubted = await store.findingRecords();
    expect(doubted.map(({ finding, state }) => [finding.rule, state])).toEqual([['unreadable', 'open']]);
    expect(doubted[0]?.finding.description.zh).toContain('疑似改版');
    expect((await store.history('one/a', today)).items).toHaveLength(8);
    await audit('2026-03-14');
    expect(seen).toEqual(['2026-03-10', 'doubtful', 'doubtful', 'doubtful', '2026-03-10']);
    expect((await store.history('one/a', today)).items).toHaveLength(16);
    const records = await store.findingRecords();
    expect(records.find(({ finding }) => finding.rule === 'unreadable')?.state).toBe('resolved');
  });
});

test('a run during which the clock jumped to another day says so and accuses nobody', async () => {
  const server = await open.server({ '/a': html(listPage({ days: ['2025-03-01', '2025-02-01', '2025-01-01'] })) });
  const config = configOf(server.origin, { 甲: ['/a'] });
  const clock = [0, 0, 30 * 3_600_000];
  const now = () => new Date(Date.parse(`${today}T10:00:00Z`) + (clock.length > 1 ? clock.shift() ?? 0 : clock[0] ?? 0));
  const jumped = await runAudit(walkOf(config, { now, elapsedMs: () => 0 }), open.crawler());
  expect(jumped.doubtful?.zh).toContain('本机时钟被拨快约 1800 分钟');
  expect((await record(jumped)).run.troubles).toHaveLength(1);
  expect((await store.findingRecords(['甲/a']))).toEqual([]);

  const sound = await runAudit(walkOf(config, { elapsedMs: () => 0 }), open.crawler());
  expect([sound.doubtful, sound.troubles]).toEqual([null, undefined]);
  expect((await store.findingRecords(['甲/a'])).map(({ state }) => state)).toContain('open');
});
