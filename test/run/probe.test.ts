/** Probes against real servers: what counts as an answer, and when our own outage is not theirs. */
import { EventEmitter, once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { DEFAULT_PROBE } from '../../src/config/ruleSettings.js';
import type { Probe, Site } from '../../src/model.js';
import { startProbes } from '../../src/schedule/startProbes.js';
import { probeCrawl, probeSites, type Probed } from '../../src/run/probeSites.js';
import { openStore } from '../../src/store/store.js';
import { html, serve, settings, type Handler } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { siteOf } from '../doors/pages.js';
import { folders, shixian, writeConfig } from '../doors/program.js';

const open = opened();
const folder = folders();
const at = new Date('2026-03-17T02:00:00Z');
const page = html('<h1>某县交通运输局</h1>');
const status = (code: number): Handler => (_request, response) => void response.writeHead(code, { 'content-type': 'text/html' }).end('<p>x</p>');
const hangs: Handler = () => undefined;
const hangsInBody: Handler = (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).write('<h1>');

/** An address at which nothing listens. */
async function deadAddress(): Promise<string> {
  const server = await serve({});
  await server.close();
  return `${server.origin}/`;
}

async function round(sites: Site[], control: string[] = []) {
  const probe = { ...DEFAULT_PROBE, timeoutMs: 400, control };
  const crawler = open.crawler(probeCrawl({ crawl: settings, probe }));
  return probesOf(probeSites(crawler, { sites, probe }, at));
}

async function probesOf(round: AsyncIterable<Probed>): Promise<Probe[]> {
  const probes: Probe[] = [];
  for await (const { probe } of round) probes.push(probe);
  return probes;
}

const named = (key: string, url: string): Site => ({ ...siteOf(url), key, name: key });

describe('one round', () => {
  for (const [what, handler, found] of [
    ['a page', page, { answered: true, status: 200, reason: null }],
    ['a refusal', status(403), { answered: true, status: 403, reason: null }],
    ['a page that is not there', status(404), { answered: true, status: 404, reason: null }],
    ['a firewall that makes up its status', status(521), { answered: true, status: 521, reason: null }],
    ['an error of the server', status(500), { answered: false, status: 500, reason: 'http-status' }],
    ['a gateway without a server', status(502), { answered: false, status: 502, reason: 'http-status' }],
    ['nothing within the time', hangs, { answered: false, status: null, reason: 'timeout' }],
    ['half a page within the time', hangsInBody, { answered: false, status: null, reason: 'timeout' }],
  ] as const)
    test(`${what}: ${found.answered ? 'answered' : 'failed'}`, async () => {
      const server = await open.server({ '/': handler });
      const [probe] = await round([named('某局', `${server.origin}/`)]);
      expect(probe).toMatchObject({ siteKey: '某局', at: '2026-03-17T02:00:00.000Z', ...found });
      // Once, whatever came: a probe is never tried again.
      expect(server.seen).toHaveLength(1);
    });

  test('a door at which nobody listens has failed', async () =>
    expect(await round([named('某局', await deadAddress())])).toMatchObject([{ answered: false, status: null, reason: 'refused' }]));

  test('a site whose robots.txt asks not to is not probed, and says so', async () => {
    const server = await open.server({
      '/': page, '/robots.txt': (_request, response) => void response.end('User-agent: *\nDisallow: /\n'),
    });
    const [probe] = await round([{ ...named('某局', `${server.origin}/`), robots: 'obey' }]);
    expect(probe).toMatchObject({ answered: false, reason: 'robots' });
    expect(server.seen).toHaveLength(0);
  });

  test('an address that leads into the intranet is not asked', async () => {
    const crawler = open.crawler({ ...probeCrawl({ crawl: settings, probe: DEFAULT_PROBE }), allowHosts: [] });
    const [probe] = await probesOf(probeSites(crawler, { sites: [named('某局', 'http://127.0.0.1:1/')], probe: DEFAULT_PROBE }, at));
    expect(probe).toMatchObject({ answered: false, reason: 'unsafe-address' });
  });

  test('a control that answers, one of two that does, one that does not, none configured', async () => {
    const server = await open.server({ '/': page, '/control': status(500) });
    const sites = [named('某局', await deadAddress()), named('另一局', `${server.origin}/`)];
    const dead = await deadAddress();
    for (const [control, answered] of [
      [[`${server.origin}/`], true], [[dead, `${server.origin}/`], true], [[dead], false], [[`${server.origin}/control`], false], [[], null],
    ] as const) {
      const probes = await round(sites, [...control]);
      expect(probes.map(({ answered: came, controlAnswered }) => [came, controlAnswered])).toEqual([[false, answered], [true, answered]]);
    }
  });
});

describe('shixian probe', () => {
  test('says of each site whether it opened, and keeps it', async () => {
    const server = await open.server({ '/': page });
    const [place, dead] = [await folder(), await deadAddress()];
    const file = await writeConfig(place, server.origin, { 进度: `url: "${server.origin}/a/", cadence: 按月` });
    await writeFile(file, `${await readFile(file, 'utf8')}
  - { name: 关门局, url: "${dead}", columns: [ { name: 进度, url: "${dead}", cadence: 按月 } ] }
probe: { control: [ "${server.origin}/control" ] }
`);
    const db = path.join(place, 'p.sqlite');
    const { code, out } = await shixian(['probe', '--config', file, '--db', db]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^✓ 某局 {2}已打开 200 {2}\d+ 毫秒\n✗ 关门局 {2}未能打开 {2}\S+\n$/)]);
    const store = await openStore(db);
    const kept = await store.probes('关门局', '2026-03-17', '2026-03-18');
    await store.close();
    // A page that is not there is an answer: the control stands.
    expect(kept).toMatchObject([{ at: '2026-03-17T04:00:00.000Z', answered: false, reason: 'refused', controlAnswered: true }]);
    expect((await shixian(['probe', '--config', file, '--db', db, '--site', '某局'])).out).not.toContain('关门局');
  });

  test('says where failures do not count', async () => {
    const place = await folder();
    const dead = await deadAddress();
    const file = await writeConfig(place, dead.replace(/\/$/, ''), { 进度: `url: "${dead}", cadence: 按月` });
    const probe = async () => (await shixian(['probe', '--config', file, '--db', path.join(place, 'p.sqlite')])).out;
    expect(await probe()).toContain('没有配置对照网址');
    await writeFile(file, `${await readFile(file, 'utf8')}\nprobe: { control: [ "${dead}" ] }\n`);
    expect(await probe()).toContain('这一轮的失败不计入可用性');
  });
});

describe('the schedule of probes', () => {
  function setUp(end: () => Promise<void>) {
    const stop = new AbortController();
    const events = new EventEmitter();
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => {
      const { msg } = JSON.parse(line) as { msg: string };
      lines.push(msg);
      events.emit(msg);
    } });
    let rounds = 0;
    const round = () => {
      rounds += 1;
      events.emit('round');
      return end();
    };
    const started = startProbes({ cron: '* * * * * *', timezone: 'Asia/Shanghai', log, signal: stop.signal, round });
    return { stop, events, lines, started, rounds: () => rounds };
  }

  test('goes on after a round that failed', async () => {
    const { stop, events, lines, started } = setUp(() => Promise.reject(new Error('disk full')));
    const { stopped } = await started;
    await once(events, 'round');
    await once(events, 'round');
    stop.abort();
    await stopped;
    expect(lines).toContain('probes failed; the schedule goes on');
  });

  test('never begins a round while one is under way, and waits for it when stopped', async () => {
    let finish = () => {};
    const { stop, events, started, rounds } = setUp(() => new Promise<void>((done) => (finish = done)));
    const { stopped } = await started;
    await once(events, 'skipped: the previous probes are still under way');
    expect(rounds()).toBe(1);
    stop.abort();
    let isStopped = false;
    const ended = stopped.then(() => (isStopped = true));
    await new Promise(setImmediate);
    expect(isStopped).toBe(false);
    finish();
    await ended;
    expect(rounds()).toBe(1);
  });
});
