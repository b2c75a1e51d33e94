/** `shixian serve` as people start it: the program itself, whose runs are made in processes of their own. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/store.js';
import { html } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { daysDown, listPage } from '../doors/pages.js';
import { folders, writeConfig } from '../doors/program.js';
import { rowsOf } from '../store/direct.js';
import { account } from './dashboard.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = path.join(root, 'dist', 'src', 'bin.js');
const open = opened();
const folder = folders();
const started: ChildProcess[] = [];

beforeAll(async () => {
  const setup = spawn(process.execPath, [path.join(root, 'src', 'setup.mjs'), '--no-browser'], { stdio: 'ignore' });
  expect(await once(setup, 'exit')).toEqual([0, null]);
}, 120_000);

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

const NAME = '张三';
const PASSWORD = '一个够长的密码啊啊啊';

interface Served {
  child: ChildProcess;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
  db: string;
  /** Resolves when the column 乙 is asked for, which is not answered before `answer` is called. */
  asked: () => Promise<void>;
  answer: () => void;
  get: (place: string) => Promise<string>;
  /** Sends the form with that address, with what the page holds for it; gives back where that leads. */
  press: (page: string, action: string, fields?: Record<string, string>) => Promise<string | null>;
}

async function served(): Promise<Served> {
  const held: ServerResponse[] = [];
  const told: (() => void)[] = [];
  const page = listPage({ days: daysDown(5) });
  const server = await open.server({
    '/a/': html(page),
    '/b/': (_, response) => {
      held.push(response);
      for (const tell of told.splice(0)) tell();
    },
  });
  const at = await folder();
  const column = (place: string) => `url: "${server.origin}${place}", cadence: 按月`;
  const config = await writeConfig(at, server.origin, { 甲: column('/a/'), 乙: column('/b/') });
  // A page is held back for as long as a slow machine needs to look at the dashboard.
  await writeFile(config, (await readFile(config, 'utf8')).replace('timeoutMs: 3000', 'timeoutMs: 60000'));
  const db = path.join(at, 'a.sqlite');
  const store = await openStore(db);
  await account(store, NAME, 'editor', PASSWORD);
  await store.close();

  const argv = ['serve', '--port', '0', '--config', config, '--db', db, '--out', at];
  const child = spawn(process.execPath, [bin, ...argv], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SHIXIAN_BROWSER: 'none' } });
  started.push(child);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  child.stderr.resume();
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk);
      const found = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`it ended with ${code}: ${said}`)));
  });

  let cookie = '';
  const ask = async (place: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...(cookie && { cookie }), ...(init.headers as Record<string, string> | undefined) };
    const answer = await fetch(`${origin}${place}`, { ...init, headers, redirect: 'manual' });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return answer;
  };
  const get = async (place: string) => (await ask(place)).text();
  const press: Served['press'] = async (place, action, fields = {}) => {
    const word = /name="word" value="([^"]+)"/.exec(await get(place))?.[1] ?? '';
    const answer = await ask(action, { method: 'POST', headers: { origin }, body: new URLSearchParams({ word, ...fields }) });
    await answer.text();
    return answer.headers.get('location');
  };
  expect(await press('/login', '/login', { name: NAME, password: PASSWORD, next: '/' })).toBe('/');
  return {
    child, ended, db, get, press,
    asked: () => (held.length > 0 ? Promise.resolve() : new Promise((tell) => told.push(tell))),
    answer: () => {
      for (const response of held.splice(0)) response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    },
  };
}

const ASKED_AGAIN_AFTER_MS = 50;

/** Asks for the page until it says so. */
async function until({ get }: Served, place: string, says: RegExp): Promise<string> {
  for (;;) {
    const body = await get(place);
    if (says.test(body)) return body;
    await pause(ASKED_AGAIN_AFTER_MS);
  }
}

/** The process of a run under way: what the dashboard's process has begotten. */
async function childOf({ child }: Served): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  const lines = stdout.split('\n').filter((line) => line.includes('childProcess.js'));
  const found = lines.map((line) => line.trim().split(/\s+/).map(Number)).find(([, parent]) => parent === child.pid);
  return found?.[0] ?? 0;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a run and then a check of one column: progress is told while they last, and their result stands on the column’s page', async () => {
  const dashboard = await served();
  const { get, press, asked, answer, db } = dashboard;
  expect(await get('/')).toContain('还没有巡检过');
  expect(await press('/runs', '/run')).toBe('/runs?done=queued');
  await asked();
  expect(await press('/runs', '/run')).toBe('/runs?done=already');
  expect(JSON.parse(await until(dashboard, '/live', /已查 1 \/ 2 个栏目/))).toMatchObject({ isBusy: true });
  answer();
  await until(dashboard, '/live', /"isBusy":false/);
  expect(await get('/runs')).toMatch(/已完成：全部栏目[\s\S]*张三/);
  const visitsOf = async (id: number) => (await rowsOf(db, 'visit')).filter(({ column_id: column }) => column === id).length;
  const before = [await visitsOf(1), await visitsOf(2)];

  const columnPage = await get('/column/1');
  expect(columnPage).toContain('立即核查本栏目');
  expect(columnPage).toContain('关于做好第1批公路养护工程验收工作的通知');
  expect(await press('/column/1', '/column/1/check')).toBe('/column/1?done=queued');
  await until(dashboard, '/live', /"isBusy":false/);
  expect(await get('/runs')).toMatch(/已完成：核查栏目/);
  const visited = [await visitsOf(1), await visitsOf(2)];
  expect(visited.reduce((sum, one) => sum + one)).toBe(before.reduce((sum, one) => sum + one) + 1);
  expect((await get('/log')).match(/要求巡检|要求核查栏目/g)).toEqual(['要求核查栏目', '要求巡检']);
}, 60_000);

test('a run whose process dies is said to have failed, what it recorded stays, and the next one is made', async () => {
  const dashboard = await served();
  const { press, asked, answer, get } = dashboard;
  await press('/runs', '/run');
  await asked();
  await until(dashboard, '/live', /已查 1 \/ 2 个栏目/);
  process.kill(await childOf(dashboard), 'SIGKILL');
  // Not as if it were still under way.
  expect(await until(dashboard, '/live', /"isBusy":false/)).toMatch(/没有查完：已查 1 个栏目，都保存完好/);
  expect(await get('/runs')).toMatch(/没有完成：全部栏目[\s\S]*原因见程序日志/);
  expect(await get('/column/1')).toContain('关于做好第1批公路养护工程验收工作的通知');
  expect(await press('/runs', '/run')).toBe('/runs?done=queued');
  // The request of the dead process is answered as well, to nobody.
  const isDone = until(dashboard, '/runs', /已完成：全部栏目/);
  for (let ended = false; !ended; ) {
    answer();
    ended = await Promise.race([isDone.then(() => true), pause(ASKED_AGAIN_AFTER_MS).then(() => false)]);
  }
}, 60_000);

test('told to stop in the middle of a run, it ends the run’s process first, with what that has recorded', async () => {
  const dashboard = await served();
  const { child, ended, press, asked, db } = dashboard;
  await press('/runs', '/run');
  await asked();
  await until(dashboard, '/live', /已查 1 \/ 2 个栏目/);
  const pid = await childOf(dashboard);
  expect(isAlive(pid)).toBe(true);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(isAlive(pid)).toBe(false);
  const store = await openStore(db);
  const run = await store.latestRun();
  expect(run?.finishedAt).toBeNull();
  expect((await store.readRun(run?.id ?? ''))?.columns.map(({ column }) => column.path)).toEqual([['甲']]);
  await store.close();
}, 60_000);
