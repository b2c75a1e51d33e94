/** `shixian serve` on a real port, and the accounts that it asks for. */
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Context } from '../../src/commands/context.js';
import { passwdCommand } from '../../src/commands/passwd.js';
import { serveCommand } from '../../src/commands/serve.js';
import { openStore } from '../../src/store/store.js';
import { folders, shixian, writeConfig } from '../doors/program.js';

const folder = folders();

function contextOf(signal = new AbortController().signal) {
  const said: string[] = [];
  const heard: (() => void)[] = [];
  const out = { write: (words: string) => void (said.push(words), heard.splice(0).forEach((tell) => tell())) };
  const err = new Writable({ write: (_chunk, _encoding, done) => done() });
  const context: Context = { language: 'zh', logLevel: 'silent', out, err, now: () => new Date('2026-03-17T04:00:00Z'), version: '0', signal };
  const hear = async (words: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = words.exec(said.join(''));
      if (found) return found;
      await new Promise<void>((tell) => heard.push(tell));
    }
  };
  return { context, hear };
}

async function place() {
  const home = await folder();
  const config = await writeConfig(home, 'http://127.0.0.1:9', { 甲: 'url: "http://127.0.0.1:9/a/", cadence: 按月' });
  return { config, db: path.join(home, 'a.sqlite'), out: home };
}

test('it says where it is, answers there, has a column checked, and stops when it is told to', async () => {
  const stop = new AbortController();
  const { context, hear } = contextOf(stop.signal);
  const files = await place();
  const made: unknown[] = [];
  const ended = serveCommand(context, { ...files, port: '0' }, async (run) => (made.push(run), 0));
  const [, origin] = await hear(/(http:\/\/127\.0\.0\.1:\d+)\//);
  const overview = await fetch(`${origin}/`);
  expect(overview.status).toBe(200);
  expect(await overview.text()).toContain('还没有巡检过');
  const cookie = overview.headers.get('set-cookie')?.split(';')[0] ?? '';
  const word = /name="word" value="([^"]+)"/.exec(await (await fetch(`${origin}/runs`, { headers: { cookie } })).text())?.[1] ?? '';
  const sent = await fetch(`${origin}/run`, { method: 'POST', redirect: 'manual', headers: { cookie, origin: origin ?? '' }, body: new URLSearchParams({ word }) });
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/runs?done=queued']);
  expect(made).toEqual([{ what: 'run' }]);
  const store = await openStore(files.db);
  expect(await store.logEntries(10)).toMatchObject([{ what: 'run-asked', who: '本机', address: '127.0.0.1' }]);
  await store.close();
  stop.abort();
  expect(await ended).toBe(0);
});

test.each([
  [{ host: '0.0.0.0' }, '必须先设置带密码的用户'],
  [{ origin: 'https://shixian.example.invalid' }, '必须先设置带密码的用户'],
  [{ origin: 'https://shixian.example.invalid/path' }, '不带路径'],
  [{ port: '70000' }, '1 到 65535'],
])('with %o it does not start and says why', async (options, words) => {
  await expect(serveCommand(contextOf().context, { ...(await place()), ...options })).rejects.toThrow(words);
});

test('an account is made from what is typed in, listed without its password, and removed', async () => {
  const { db } = await place();
  const { context, hear } = contextOf();
  const typed = (words: string) => Readable.from([words]) as NodeJS.ReadableStream & { isTTY?: boolean };
  await expect(passwdCommand(context, '张三', { db }, typed('短\n'))).rejects.toThrow('10 到 200 个字符');
  await expect(passwdCommand(context, '本机', { db }, typed('一个够长的密码啊啊啊\n'))).rejects.toThrow('用户名');
  expect(await passwdCommand(context, '张三', { db, role: 'editor' }, typed('一个够长的密码啊啊啊\n'))).toBe(0);
  await hear(/已设置用户 张三/);
  const listed = await shixian(['passwd', '--db', db]);
  expect(listed.out).toContain('张三  可修改');
  const store = await openStore(db);
  expect(await store.account('张三')).toMatchObject({ role: 'editor', password: expect.stringMatching(/^scrypt\$32768\$8\$3\$/) });
  await store.close();
  expect(await shixian(['passwd', '张三', '--remove', '--db', db])).toMatchObject({ code: 0 });
  expect(await shixian(['passwd', '张三', '--remove', '--db', db])).toMatchObject({ code: 3 });
});
