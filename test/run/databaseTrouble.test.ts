/** A database that cannot be written, through the compiled program: what it says, how it ends, and that nothing is harmed. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FIRST_DAY, known, openOffices, SECOND_DAY, writeOffices, type Known, type Offices } from '../doors/offices.js';
import { folders } from '../doors/program.js';
import { connect } from '../store/direct.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = folders();
const mounts: string[] = [];
let offices: Offices;

beforeAll(async () => {
  const setup = spawn(process.execPath, [path.join(root, 'src', 'setup.mjs'), '--no-browser'], { stdio: 'ignore' });
  expect(await once(setup, 'exit')).toEqual([0, null]);
  offices = await openOffices();
}, 240_000);
afterAll(() => offices.close());
afterEach(() => {
  for (const place of mounts.splice(0)) execFileSync('umount', [place]);
});

async function shixian(argv: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [path.join(root, 'dist', 'src', 'bin.js'), ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SHIXIAN_BROWSER: 'none' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void (said += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

interface Place {
  home: string;
  /** In a folder of its own, which may be a disk of its own. */
  disk: string;
  db: string;
  run: (day: string) => Promise<{ code: number | null; said: string }>;
  /** What the first day left. */
  before: Known;
}

/** @returns null where the disk is wanted and this user may mount none */
async function afterFirstDay(diskKb?: number): Promise<Place | null> {
  const home = await folder();
  const disk = path.join(home, 'disk');
  await mkdir(disk);
  if (diskKb !== undefined) {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskKb}k`, 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      return null;
    }
    mounts.push(disk);
  }
  const config = await writeOffices(home, offices);
  const db = path.join(disk, 'a.sqlite');
  const run: Place['run'] = (day) => shixian([
    'run', '--config', config, '--db', db, '--out', path.join(home, 'out'), '--today', day, '--log-level', 'silent',
  ]);
  offices.day = 0;
  expect((await run(FIRST_DAY)).code).toBe(0);
  offices.day = 1;
  return { home, disk, db, run, before: await known(db) };
}

/** The file is sound, and says of the first day's findings what it said before. */
async function expectUnharmed({ home, disk, before }: Place): Promise<void> {
  // A copy, because what cannot be written cannot be opened by us either.
  const copy = path.join(home, 'copy');
  await cp(disk, copy, { recursive: true, filter: (file) => !file.endsWith('filler') });
  execFileSync('chmod', ['-R', 'u+w', copy]);
  const db = path.join(copy, 'a.sqlite');
  const direct = await connect(db);
  expect(await direct.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await direct.all('pragma foreign_key_check')).toEqual([]);
  await direct.close();
  expect((await known(db)).findings).toEqual(before.findings);
}

test('one that may only be read', async (context) => {
  const isRoot = process.getuid?.() === 0;
  const place = await afterFirstDay(isRoot ? 20_000 : undefined);
  if (place === null) return context.skip();
  // Permissions keep nobody out who may do everything; a disk that is read-only does.
  if (isRoot) execFileSync('mount', ['-o', 'remount,ro', place.disk]);
  else for (const file of [place.db, place.disk]) await chmod(file, file === place.disk ? 0o555 : 0o444);
  const ended = await place.run(SECOND_DAY);
  if (!isRoot) await chmod(place.disk, 0o755);
  expect(ended).toEqual({ code: 1, said: expect.stringMatching(/只能读取，不能写入。请给当前用户该文件及其文件夹的写权限，或用 --db/) });
  await expectUnharmed(place);
});

test('one that another program is writing for longer than anybody waits', async () => {
  const place = await afterFirstDay() as Place;
  const other = await connect(place.db);
  await other.all('begin immediate');
  const ended = await place.run(SECOND_DAY);
  await other.all('rollback');
  await other.close();
  expect(ended).toEqual({ code: 1, said: expect.stringMatching(/正被其他程序占用。请等另一个任务结束（或关闭打开此文件的工具）后重试/) });
  await expectUnharmed(place);
  expect((await place.run(SECOND_DAY)).code).toBe(0);
});

test('one on a disk that is full', async (context) => {
  const place = await afterFirstDay(4_000);
  if (place === null) return context.skip();
  const filler = path.join(place.disk, 'filler');
  // Ends with an error when the disk is full: that is what is wanted.
  expect(() => execFileSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k'], { stdio: 'ignore' })).toThrow();
  const ended = await place.run(SECOND_DAY);
  expect(ended).toEqual({ code: 1, said: expect.stringMatching(/磁盘(空间不足|出错).*请(清理|检查)磁盘.*后重试/) });
  await expectUnharmed(place);
  execFileSync('rm', [filler]);
  expect((await place.run(SECOND_DAY)).code).toBe(0);
});

test('a second dashboard at the same address is told so, and what to do', async () => {
  const place = await afterFirstDay() as Place;
  const first = createServer().listen(0, '127.0.0.1');
  await once(first, 'listening');
  const { port } = first.address() as AddressInfo;
  const ended = await shixian(['serve', '--db', place.db, '--config', path.join(place.home, 'shixian.yaml'), '--port', String(port), '--log-level', 'silent']);
  first.close();
  expect(ended.code).not.toBe(0);
  expect(ended.said).toMatch(/--port/);
  expect(ended.said).not.toContain('    at ');
  await expectUnharmed(place);
});
