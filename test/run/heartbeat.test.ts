import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { ownTroubles, type OwnState } from '../../src/audit/ownTroubles.js';
import { sendHeartbeat, type Heartbeat } from '../../src/run/heartbeat.js';
import type { Words } from '../../src/model.js';
import { opened } from '../crawl/using.js';
import { expectHarmless } from '../hostile/hostileTitles.js';
import { run } from '../store/samples.js';

const open = opened();
const heart: Heartbeat = {
  run: 'r', day: '2026-11-23', started: null, ended: null, columns: 2, readable: 2, share: 1, doubtful: null, findings: {}, heldBack: 0,
  nextDue: null, troubles: [], ok: true, version: '0',
};

async function send(settings: object, beat: Heartbeat, allowHosts = ['127.0.0.1']): Promise<string[]> {
  const lines: string[] = [];
  const log = pino({}, new Writable({ write(line, _encoding, done) { lines.push(String(line)); done(); } }));
  await sendHeartbeat(beat, { settings, allowHosts, userAgent: 'Shixian/0', log, pauseMs: 1 });
  return lines;
}

test('the file appears whole, in a folder that may have to be made', async () => {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'shixian-beat-')), 'a');
  const file = path.join(folder, 'heartbeat.json');
  expect(await send({ file }, heart)).toEqual([]);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(heart);
  expect(await readdir(folder)).toEqual(['heartbeat.json']);
  expect(await send({ file: '/dev/null/x/heartbeat.json' }, heart)).toHaveLength(1);
});

test('the address is told, and the one for failures in its place where something is wrong', async () => {
  const server = await open.server((_request, response) => void response.end('ok'));
  const settings = { url: `${server.origin}/beat`, failUrl: `${server.origin}/fail` };
  await send(settings, heart);
  await send(settings, { ...heart, ok: false });
  await send({ url: settings.url }, { ...heart, ok: false });
  expect(server.seen.map((seen) => [seen.method, seen.path])).toEqual([['POST', '/beat'], ['POST', '/fail'], ['POST', '/beat']]);
});

test('what cannot be delivered is a warning without the secret in the address, after three attempts', async () => {
  const server = await open.server((_request, response) => void response.writeHead(500).end());
  const lines = await send({ url: `${server.origin}/secret` }, heart);
  expect(server.seen).toHaveLength(3);
  expect(lines.join('')).toMatch(/could not be delivered/);
  expect(lines.join('')).not.toContain('secret');
});

test('an address of one’s own network is asked only where it is allowed', async () => {
  const server = await open.server((_request, response) => void response.end('ok'));
  expect(await send({ url: `${server.origin}/` }, heart, [])).toHaveLength(1);
  expect(server.seen).toEqual([]);
});

describe('our own troubles', () => {
  const byStatus = { fresh: 0, due: 0, overdue: 0, 'missing-period': 0, blank: 0, unreadable: 0, waived: 0, static: 0 };
  const ended = run('r', '2026-11-23', { finishedAt: '2026-11-23T03:00:00.000Z' });
  const last = (readable: number, more: object = {}, heldBack = 0) => ({
    run: { ...ended, ...more }, isBrokenOff: false, totals: { runId: 'r', day: '2026-11-23', columns: 10, readable, items: 0, byStatus, heldBack },
  });
  const state: OwnState = { now: '2026-11-23T12:00:00.000Z', schedules: [], last: null, isAtWork: false };
  const due = (nextDue: string, missed: string[] = [], group: Words | null = null) => ({ schedules: [{ group, nextDue, missed }] });
  for (const [title, changed, count] of [
    ['nothing was ever run', {}, 0],
    ['half was read', { last: last(5) }, 0],
    ['less than half was read', { last: last(4) }, 1],
    ['half was read of what was asked for', { last: last(4, {}, 2) }, 0],
    ['less than half was read of what was asked for', { last: last(3, {}, 3) }, 1],
    ['hours let nobody ask for anything', { last: last(0, {}, 10) }, 1],
    ['a doubtful run', { last: last(10, { doubtful: { zh: '存疑', en: 'doubtful' } }) }, 1],
    ['a run that never ended', { last: last(10, { finishedAt: null }) }, 1],
    ['a run at work', { last: last(1, { finishedAt: null }), isAtWork: true }, 0],
    ['six hours late', due('2026-11-23T06:00:00.000Z'), 0],
    ['later than six hours', due('2026-11-23T05:59:59.999Z'), 1],
    ['late, which is the day that is missed', due('2026-11-23T05:00:00.000Z', ['2026-11-23']), 1],
    ['late, and days before that', due('2026-11-23T05:00:00.000Z', ['2026-11-21', '2026-11-23']), 2],
    ['two nights between runs that were made', due('2026-11-23T18:00:00.000Z', ['2026-11-20', '2026-11-21']), 1],
    ['two groups late', { schedules: [...due('2026-11-23T05:00:00.000Z').schedules, ...due('2026-11-23T05:00:00.000Z', [], { zh: '乡镇', en: '乡镇' }).schedules] }, 2],
    ['late, and at work', { ...due('2026-11-22T00:00:00.000Z', ['2026-11-22']), isAtWork: true }, 0],
  ] as const) test(`${title}: ${count}`, () => expect(ownTroubles({ ...state, ...changed })).toHaveLength(count));

  test('a group is called by its name, and the days are told', () => {
    const [words] = ownTroubles({ ...state, ...due('2026-11-23T18:00:00.000Z', ['2026-11-20', '2026-11-21'], { zh: '乡镇', en: '乡镇' }) });
    expect(words?.zh).toContain('（乡镇）：2026-11-20、2026-11-21');
    expect(words?.en).toContain('of 乡镇 named a run and none was finished: 2026-11-20, 2026-11-21');
  });
});

test('a word that turns its line around is escaped, in the file and to the address', async () => {
  const server = await open.server((_request, response) => void response.end('ok'));
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'shixian-beat-')), 'heartbeat.json');
  const hostile = { ...heart, troubles: [{ zh: '关于\u202e甲\u009b', en: '\u2028' }] };
  await send({ file, url: `${server.origin}/beat` }, hostile);
  for (const text of [await readFile(file, 'utf8'), server.seen[0]?.body ?? '']) {
    expectHarmless(text);
    expect(JSON.parse(text)).toEqual(hostile);
  }
});
