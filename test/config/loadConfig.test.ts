import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/configError.js';
import type { ConfigProblem } from '../../src/config/configError.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import { withLines } from './mistakes.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shixian-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function saved(name: string, bytes: Uint8Array | string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return file;
}

async function problemsOf(file: string): Promise<ConfigProblem[]> {
  return loadConfig(file).then(
    () => [],
    (error: unknown) => {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    },
  );
}

test('reads UTF-8 with and without a byte order mark', async () => {
  const plain = await loadConfig(await saved('plain.yaml', withLines({})));
  expect(plain.sites[0]?.name).toBe('某局');
  expect(await loadConfig(await saved('bom.yaml', `\uFEFF${withLines({})}`))).toEqual(plain);
});

test('a mistake inside the file carries the name of the file', async () => {
  const file = await saved('wrong.yaml', withLines({ 8: '        cadence: 每刻' }));
  expect(await problemsOf(file)).toMatchObject([{ file, line: 8, column: 18, path: 'sites[0].columns[0].cadence' }]);
});

test('a file that does not exist', async () => {
  const [problem] = await problemsOf(join(folder, 'none.yaml'));
  expect(problem).toMatchObject({ line: 0, got: 'ENOENT', expected: { zh: expect.stringContaining('检查文件名') } });
});

// The superuser reads every file, and Windows has no such permission.
test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file that may not be read', async () => {
  const file = await saved('secret.yaml', withLines({}));
  await chmod(file, 0o000);
  const [problem] = await problemsOf(file);
  expect(problem).toMatchObject({ line: 0, got: 'EACCES', expected: { zh: expect.stringContaining('权限') } });
});

// `name: 裕安` on the third line, as Notepad saves it where the system's encoding is GBK.
const gbk = Buffer.concat([
  Buffer.from('crawl: {}\nsites:\n  - name: '),
  Buffer.from([0xd4, 0xa3, 0xb0, 0xb2]),
  Buffer.from('\n    url: x\n'),
]);

for (const [kind, bytes, line, got] of [
  ['GBK', gbk, 3, 'GBK'],
  ['UTF-16', Buffer.from('\uFEFFcrawl: {}\n', 'utf16le'), 1, 'UTF-16'],
  ['UTF-16 without its mark', Buffer.from('crawl: {}\n', 'utf16le'), 1, '?'],
  ['neither text nor GBK', Buffer.from([0x63, 0x0a, 0xff, 0xff, 0x00]), 2, '?'],
] as const)
  test(`a file in ${kind} is to be saved as UTF-8`, async () => {
    const [problem] = await problemsOf(await saved(`${line}-${got.length}.yaml`, bytes));
    expect(problem).toMatchObject({ line, got, expected: { zh: expect.stringContaining('编码选 UTF-8') } });
  });

test('an empty file', async () =>
  expect(await problemsOf(await saved('empty.yaml', ''))).toMatchObject([{ line: 1, got: '' }]));

describe('calendar files', () => {
  const year = (number: number) => JSON.stringify({ year: number, off: [`${number}-01-01`, `${number}-05-01`, `${number}-05-02`, `${number}-10-01`, `${number}-10-02`, `${number}-10-03`], work: [] });
  const yearsOf = async (file: string) => (await loadConfig(file)).calendar?.map((one) => one.year);

  test('one file, a list, a folder: relative to the configuration', async () => {
    await mkdir(join(folder, 'days'));
    await saved('days/2027.json', year(2027));
    await saved('days/2028.json', year(2028));
    await saved('days/notes.txt', 'not read');
    for (const [written, years] of [
      ['days/2028.json', [2028]],
      ['[ days/2028.json, days/2027.json ]', [2027, 2028]],
      ['days', [2027, 2028]],
      ['[]', undefined],
    ] as const)
      expect(await yearsOf(await saved('with.yaml', withLines({ 9: `calendar: ${written}` })))).toEqual(years);
  });

  test('without the key, the folder calendar beside the configuration counts, where there is one', async () => {
    const beside = join(folder, 'beside');
    await mkdir(join(beside, 'calendar'), { recursive: true });
    const file = await saved('beside/shixian.yaml', withLines({}));
    expect(await yearsOf(file)).toBeUndefined();
    await saved('beside/calendar/2027.json', year(2027));
    expect(await yearsOf(file)).toEqual([2027]);
  });

  test('a mistake is told with the calendar file and its line; two files for one year are one', async () => {
    await mkdir(join(folder, 'twice'));
    await saved('twice/a.json', year(2027));
    await saved('twice/b.json', year(2027));
    await saved('twice/c.json', '{\n  "year": 2028, "off": [], "work": [] }');
    const problems = await problemsOf(await saved('twice.yaml', withLines({ 9: 'calendar: twice' })));
    expect(problems).toMatchObject([
      { file: join(folder, 'twice/b.json'), line: 1, expected: { zh: expect.stringContaining('每年只有一个文件') } },
      { file: join(folder, 'twice/c.json'), line: 2, path: 'off' },
    ]);
  });

  test('a calendar file that is not there', async () =>
    expect(await problemsOf(await saved('gone.yaml', withLines({ 9: 'calendar: gone.json' })))).toMatchObject([
      { file: join(folder, 'gone.json'), line: 0, got: 'ENOENT' },
    ]));
});
