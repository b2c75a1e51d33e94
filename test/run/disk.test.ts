/** A disk that is full, a database that is damaged, a clock that jumps: said plainly, nothing lost, and gone on with afterwards. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/store.js';
import { FIRST_DAY, known, openOffices, SECOND_DAY, writeOffices, type Offices } from '../doors/offices.js';
import { folders, shixian, type Ended } from '../doors/program.js';
import { connect } from '../store/direct.js';

let offices: Offices;
const folder = folders();
const mounts: string[] = [];
beforeAll(async () => {
  offices = await openOffices();
});
afterAll(() => offices.close());
afterEach(() => {
  for (const place of mounts.splice(0)) execFileSync('umount', [place]);
});

/** A real disk of its own; null where this user may mount none. */
async function smallDisk(home: string, kilobytes: number): Promise<string | null> {
  const place = path.join(home, 'disk');
  await mkdir(place);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', place], { stdio: 'ignore' });
  } catch {
    return null;
  }
  mounts.push(place);
  return place;
}

/** Fills what is left, so that nothing more can be written. */
function fill(disk: string): string {
  const file = path.join(disk, 'filler');
  const filler = openSync(file, 'w');
  const piece = Buffer.alloc(4096, 1);
  try {
    for (;;) writeSync(filler, piece);
  } catch {
    closeSync(filler);
    return file;
  }
}

const run = (config: string, db: string, out: string, day: string, more: string[] = ['--today', day]): Promise<Ended> =>
  shixian(['run', '--config', config, '--db', db, '--out', out, '--log-level', 'silent', ...more], day);

async function isSound(db: string): Promise<void> {
  const direct = await connect(db);
  expect(await direct.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await direct.all('pragma foreign_key_check')).toEqual([]);
  await direct.close();
}

async function placed() {
  const home = await folder();
  offices.onRequest = () => undefined;
  return { home, config: await writeOffices(home, offices), db: path.join(home, 'a.sqlite') };
}

test('a full disk while the report is written: the run is safe, and its report is written afterwards without a visit', async (context) => {
  const { home, config, db } = await placed();
  const disk = await smallDisk(home, 64);
  if (disk === null) return context.skip('this user may mount no disk');
  offices.day = 0;
  const filler = fill(disk);
  const ended = await run(config, db, path.join(home, 'disk'), FIRST_DAY);
  expect(ended).toMatchObject({ code: 1, err: expect.stringMatching(/报告写不进[\s\S]*磁盘空间不足[\s\S]*shixian report --run/) });
  await isSound(db);
  await rm(filler);
  execFileSync('mount', ['-o', 'remount,size=8m', disk]);
  let requests = 0;
  offices.onRequest = () => (requests += 1);
  expect(await run(config, db, disk, FIRST_DAY, ['--today', FIRST_DAY, '--resume'])).toMatchObject({ code: 0, err: '' });
  expect(requests).toBe(0);
});

test('a full disk under the database: said so, nothing half, and the run gone on with ends as an undisturbed one', async (context) => {
  const { home, config, db } = await placed();
  const disk = await smallDisk(home, 8192);
  if (disk === null) return context.skip('this user may mount no disk');
  offices.day = 0;
  expect(await run(config, db, home, FIRST_DAY)).toMatchObject({ code: 0 });
  const onDisk = path.join(disk, 'b.sqlite');
  await copyFile(db, onDisk);
  offices.day = 1;
  expect(await run(config, db, home, SECOND_DAY)).toMatchObject({ code: 0 });

  let requests = 0;
  let filler = '';
  offices.onRequest = () => {
    requests += 1;
    if (requests === 8) filler = fill(disk);
  };
  const ended = await run(config, onDisk, home, SECOND_DAY);
  expect(ended).toMatchObject({ code: 1, err: expect.stringMatching(/磁盘空间不足|磁盘出错/) });
  await rm(filler);
  await isSound(onDisk);
  expect(await run(config, onDisk, home, SECOND_DAY, ['--today', SECOND_DAY, '--resume'])).toMatchObject({ code: 0 });
  expect(await known(onDisk)).toEqual(await known(db));
});

describe('a damaged database', () => {
  for (const [name, damage] of [
    ['cut off', (file: string) => truncate(file, 10_000)],
    ['with another header', async (file: string) => writeFile(file, Buffer.concat([Buffer.from('not a database..'), (await readFile(file)).subarray(16)]))],
  ] as const)
    test(`${name} is said to be, and left as it is`, async () => {
      const { home, config, db } = await placed();
      offices.day = 0;
      await run(config, db, home, FIRST_DAY);
      await damage(db);
      const before = await readFile(db);
      expect(await run(config, db, home, FIRST_DAY)).toMatchObject({ code: 1, err: expect.stringMatching(/已损坏|不是数据库文件/) });
      expect(await readFile(db)).toEqual(before);
    });
});

describe('a clock that was put back', () => {
  test('opens and resolves nothing, says so, and the next right run goes on as if it had not been', async () => {
    const { home, config, db } = await placed();
    offices.day = 0;
    expect(await run(config, db, home, '2026-03-09', [])).toMatchObject({ code: 0 });
    expect(await run(config, db, home, FIRST_DAY, [])).toMatchObject({ code: 0 });
    const before = (await known(db)).findings;
    offices.day = 1;
    expect((await run(config, db, home, '2016-01-01', [])).out).toContain('检查电脑时钟');
    expect((await known(db)).findings).toEqual(before);
    expect(await run(config, db, home, SECOND_DAY, [])).toMatchObject({ code: 0, out: expect.not.stringContaining('电脑时钟') });
    const store = await openStore(db);
    const runs = await store.listRuns(10);
    // In the order in which they were, and none ends before it begins.
    expect(runs.map(({ day }) => day)).toEqual([SECOND_DAY, '2016-01-01', FIRST_DAY, '2026-03-09']);
    expect(runs.every(({ startedAt, finishedAt }) => finishedAt !== null && finishedAt >= startedAt)).toBe(true);
    expect((await store.findingRecords()).some(({ state, resolvedOn }) => state === 'resolved' && resolvedOn === SECOND_DAY)).toBe(true);
    await store.close();
  });

  test('a single run far ahead, by a clock that was wrong, does not keep later ones from settling', async () => {
    const { home, config, db } = await placed();
    offices.day = 0;
    await run(config, db, home, '2031-01-01', []);
    expect(await run(config, db, home, FIRST_DAY, [])).toMatchObject({ code: 0, out: expect.not.stringContaining('电脑时钟') });
  });

  test('what a run a month ahead called late is resolved by the next right one, and nothing else is changed', async () => {
    const open = async (days: string[]) => {
      const { home, config, db } = await placed();
      for (const day of days) {
        offices.day = day === FIRST_DAY ? 0 : 1;
        expect(await run(config, db, home, day, [])).toMatchObject({ code: 0 });
      }
      return (await known(db)).findings.filter(({ state }) => state === 'open').map(({ finding }) => finding.key);
    };
    const ahead = '2026-05-20';
    expect(await open([FIRST_DAY, ahead, SECOND_DAY])).toEqual(await open([FIRST_DAY, SECOND_DAY]));
  });
});
