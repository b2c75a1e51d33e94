import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, expect, test } from 'vitest';
import { main } from '../src/cli.js';
import { parseConfig } from '../src/config/parseConfig.js';
import { expectHarmless, hostileTitles } from './hostile/hostileTitles.js';

const folder = mkdtempSync(path.join(tmpdir(), 'shixian-sheets-'));
const at = (name: string) => path.join(folder, name);
afterEach(() => {
  for (const name of readdirSync(folder)) rmSync(at(name));
});

async function shixian(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const sink = (key: 'out' | 'err') => ({ write: (text: string) => (said[key] += text) });
  const code = await main(words, {
    out: sink('out'), err: sink('err') as unknown as NodeJS.WritableStream, now: () => new Date('2026-11-23T00:00:00Z'), signal: new AbortController().signal,
  });
  return { code, ...said };
}

const HEADING = ['网站', '网站首页', '一级栏目', '网址', '公开时限'];
const row = (name: string, term: string, part = 'a') => ['某局', 'https://a.invalid/', name, `https://a.invalid/${part}/`, term];

async function write(name: string, rows: string[][]): Promise<string> {
  const made = new ExcelJS.Workbook();
  made.addWorksheet('任务').addRows(rows);
  writeFileSync(at(name), new Uint8Array(await made.xlsx.writeBuffer()));
  return at(name);
}

test('a table that is understood is written, exit code 0; without --out nothing is', async () => {
  const file = await write('a.xlsx', [HEADING, row('通知公告', '每月10日前')]);
  expect(await shixian('import', file)).toMatchObject({ code: 0, err: '' });
  expect(readdirSync(folder)).toEqual(['a.xlsx']);
  const { code, out } = await shixian('import', file, '--out', at('c.yaml'), '--contact', 'mailto:a@b.invalid');
  expect(code).toBe(0);
  expect(out).toMatch(/第 2 行 {2}\? 请核对 {2}通知公告[\s\S]*公开时限 每月10日前 → 按月，宽限 10 日[\s\S]*共 1 行/);
  expect(parseConfig(readFileSync(at('c.yaml'), 'utf8'), '').crawl.contact).toBe('mailto:a@b.invalid');
});

test('a row that is not understood: the others are written, exit code 3', async () => {
  const file = await write('a.xlsx', [HEADING, row('通知公告', '按月'), row('其他', '定期', 'b')]);
  const { code, out } = await shixian('import', file, '--out', at('c.yaml'));
  expect(code).toBe(3);
  expect(out).toMatch(/第 3 行 {2}✗ 没有导入/);
  expect(parseConfig(readFileSync(at('c.yaml'), 'utf8'), '').sites[0]?.columns).toHaveLength(1);
});

test('a file that is there is kept: refused without --force, and beside it with', async () => {
  const file = await write('a.xlsx', [HEADING, row('通知公告', '按月')]);
  writeFileSync(at('c.yaml'), 'old');
  expect((await shixian('import', file, '--out', at('c.yaml'))).err).toContain('--force');
  expect(readFileSync(at('c.yaml'), 'utf8')).toBe('old');
  expect((await shixian('import', file, '--out', at('c.yaml'), '--force')).code).toBe(0);
  expect(readFileSync(at('c.yaml.bak'), 'utf8')).toBe('old');
});

test('nothing usable, or no spreadsheet: exit code 3 and what to do', async () => {
  expect(await shixian('import', await write('a.xlsx', [['随便']]))).toMatchObject({ code: 3, err: expect.stringContaining('shixian template') });
  writeFileSync(at('b.xls'), Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  expect(await shixian('import', at('b.xls'))).toMatchObject({ code: 3, err: expect.stringContaining('另存为') });
  expect(await shixian('import', at('none.xlsx'))).toMatchObject({ code: 3, err: expect.stringContaining('读不了') });
});

test('a blank template holds nothing to import; its drop-downs, frozen heading and explanations are there', async () => {
  expect((await shixian('template', '--out', at('t.xlsx'))).code).toBe(0);
  const made = new ExcelJS.Workbook();
  await made.xlsx.readFile(at('t.xlsx'));
  expect(made.worksheets.map(({ name }) => name)).toEqual(['任务分解表', '填写说明', '选项', '其他设置']);
  const table = made.getWorksheet('任务分解表');
  expect(table?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(table?.getCell('H2').dataValidation).toMatchObject({ type: 'list', formulae: ['选项!$A$2:$A$9'] });
  expect((await shixian('import', at('t.xlsx'))).code).toBe(3);
});

test('the shipped examples come back the same from a table', async () => {
  for (const example of ['config/example.yaml', 'config/yuan-transport.yaml']) {
    expect((await shixian('template', '--config', example, '--out', at('t.xlsx'), '--force')).code).toBe(0);
    expect((await shixian('import', at('t.xlsx'), '--out', at('c.yaml'), '--force')).code).toBe(0);
    expect(parseConfig(readFileSync(at('c.yaml'), 'utf8'), '')).toEqual(parseConfig(readFileSync(example, 'utf8'), ''));
  }
});

test('whatever its cells and sheet say, the terminal and the YAML are harmless', async () => {
  const titles = Object.values(hostileTitles).map((title) => title.slice(0, 5000).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, ''));
  const rows = titles.map((title, number) => [title || 'x', 'https://a.invalid/', `栏目${number}${title}`, `https://a.invalid/${number}/`, number % 2 ? '按月' : title]);
  const file = await write('a.xlsx', [HEADING, ...rows]);
  const { code, out, err } = await shixian('import', file, '--out', at('c.yaml'));
  expect(code).toBe(3);
  expectHarmless(out, 'out');
  expectHarmless(err, 'err');
  const yaml = readFileSync(at('c.yaml'), 'utf8');
  expect(parseConfig(yaml, '').sites.length).toBeGreaterThan(5);
  for (const line of yaml.split('\n').filter((one) => one.trimStart().startsWith('#'))) expectHarmless(line, 'comment');
});
