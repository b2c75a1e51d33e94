/** 整改台账 over the whole program: handed out, filled in by people, taken down, and its columns visited again. */
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS, { type Worksheet } from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listPage } from './doors/pages.js';
import { folders, shixian, writeConfig, type Ended } from './doors/program.js';

const pages: Record<string, string[] | null> = {};
const asked: string[] = [];
const server = createServer((request, response) => {
  const url = request.url ?? '';
  if (url === '/robots.txt') return void response.writeHead(404).end();
  asked.push(url);
  const days = pages[url];
  if (days == null) return void response.writeHead(503).end();
  const body = listPage({ days }).replaceAll(/第\d+批/g, '').replaceAll(/-\d+\.html/g, '.html');
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
});
const folder = folders();
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

let home = '';
let config = '';
let origin = '';
/** A run and a list that was handed out, made once: each test has a copy. */
let handedOutAt = '';
beforeAll(async () => {
  handedOutAt = await mkdtemp(path.join(tmpdir(), 'shixian-papers-'));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await handOut(handedOutAt);
  return () => rm(handedOutAt, { recursive: true, force: true });
});

async function handOut(where: string): Promise<void> {
  const column = (name: string, unit: string) => `url: ${origin}/${name}/, cadence: 按月, since: 2026-01-01, unit: ${unit}`;
  config = await writeConfig(where, origin, {
    项目进度: column('jd', '建设股'), 验收结果: column('ys', '建设股'), 财政预决算: column('cz', '财务股'), 机构职能: column('jg', '办公室'),
  });
  asItWas();
  const at = ['--db', path.join(where, 'db.sqlite'), '--out', path.join(where, 'out')];
  const run = await shixian(['run', '--config', config, ...at, '--today', '2026-03-03', '--log-level', 'silent'], '2026-03-03');
  expect(run.code).toBe(0);
  const issued = await shixian(['notice', 'issue', '--within', '5 工作日', ...at, '--today', '2026-03-03'], '2026-03-03');
  expect(issued.out).toContain('已下发 2026-03-03-1：3 条问题');
}

function asItWas(): void {
  for (const url of ['/jd/', '/ys/', '/cz/']) pages[url] = ['2026-01-10'];
  pages['/jg/'] = ['2026-03-01', '2026-02-10', '2026-01-10'];
}

beforeEach(async () => {
  home = await folder();
  await copyFile(path.join(handedOutAt, 'db.sqlite'), path.join(home, 'db.sqlite'));
  asItWas();
});

const places = () => ['--db', path.join(home, 'db.sqlite'), '--out', path.join(home, 'out')];
const paper = (today: string, ...words: string[]) => shixian(['paper', ...words, ...places()], today);
const giveBack = (today: string, file: string, ...words: string[]) =>
  shixian(['paper', 'return', file, '--config', config, '--log-level', 'silent', ...places(), ...words], today);

async function ledger(today: string): Promise<ExcelJS.Workbook> {
  const { code, out, err } = await paper(today, 'ledger');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(/已写入 (.*\.xlsx)/.exec(out)![1]!);
  return workbook;
}

const COLUMN = { path: 3, link: 13, result: 14, review: 15, key: 16 };
const FIRST_ROW = 4;

function rowOf(sheet: Worksheet, name: string): number {
  for (let row = FIRST_ROW; row <= sheet.rowCount; row += 1) if (sheet.getRow(row).getCell(COLUMN.path).text === name) return row;
  throw new Error(`no row of ${name}`);
}

async function saved(workbook: ExcelJS.Workbook, name = 'back.xlsx'): Promise<string> {
  const file = path.join(home, name);
  await workbook.xlsx.writeFile(file);
  return file;
}

const lines = ({ out }: Ended, word: RegExp) => out.split('\n').filter((line) => word.test(line));
const REPAIR = 'https://site.example.invalid/repair/1.html';

describe('a ledger that came back', () => {
  test('notes each link and visits exactly these columns again: one closed, one still there, one that could not be seen', async () => {
    const workbook = await ledger('2026-03-03');
    const sheet = workbook.getWorksheet('整改台账')!;
    expect(sheet.getRow(rowOf(sheet, '项目进度')).getCell(12).value).toEqual(new Date('2026-03-10T00:00:00Z'));
    for (const name of ['项目进度', '验收结果', '财政预决算']) {
      sheet.getRow(rowOf(sheet, name)).getCell(COLUMN.link).value = { text: REPAIR, hyperlink: REPAIR };
    }
    sheet.getRow(rowOf(sheet, '项目进度')).getCell(COLUMN.result).value = '已补发2月进度';
    pages['/jd/'] = ['2026-03-04', '2026-02-27', '2026-01-10'];
    pages['/cz/'] = null;
    asked.length = 0;

    const back = await giveBack('2026-03-05', await saved(workbook));
    expect(back.err).toBe('');
    expect(lines(back, /工作表/)).toEqual([
      expect.stringMatching(/^已销号 2026-03-05 工作表“整改台账”第 \d 行：.*2026年2月/),
      expect.stringMatching(/^仍存在 /),
      expect.stringMatching(/^未能核查（服务器返回错误） /),
    ]);
    expect(back.out).toContain('已登记 3 条；未能登记 0 条');
    expect(new Set(asked)).toEqual(new Set(['/jd/', '/ys/', '/cz/']));

    const next = (await ledger('2026-03-05')).getWorksheet('整改台账')!;
    const reviews = ['项目进度', '验收结果', '财政预决算'].map((name) => {
      const row = next.getRow(rowOf(next, name));
      return [row.getCell(COLUMN.link).text, row.getCell(COLUMN.result).text, row.getCell(COLUMN.review).text];
    });
    expect(reviews).toEqual([
      [REPAIR, '已补发2月进度', '已销号 2026-03-05'], [REPAIR, '', '仍存在'], [REPAIR, '', '未能核查（本次无法监测）'],
    ]);
    // What was not visited again stands as it did: the run of three columns does not hide it.
    const circular = await paper('2026-03-05', 'circular');
    expect(circular.err).toBe('');
    const units = await paper('2026-03-05');
    expect(units.out).toContain('共 3 个单位');
  });

  test('is read after people sorted it, moved columns, deleted rows and sheets, and filled in the sheet of a unit', async () => {
    const workbook = await ledger('2026-03-03');
    const sheet = workbook.getWorksheet('建设股')!;
    const [first, second] = [rowOf(sheet, '项目进度'), rowOf(sheet, '验收结果')];
    const [one, other] = [first, second].map((row) => structuredClone(sheet.getRow(row).values)) as [ExcelJS.CellValue[], ExcelJS.CellValue[]];
    sheet.getRow(first).values = other;
    sheet.getRow(second).values = one;
    sheet.getRow(rowOf(sheet, '验收结果')).getCell(COLUMN.link).value = ` ${REPAIR} `;
    sheet.spliceColumns(2, 1);
    sheet.spliceRows(1, 2);
    workbook.removeWorksheet('整改台账');
    workbook.removeWorksheet('无法监测');
    const back = await giveBack('2026-03-05', await saved(workbook), '--note-only');
    expect(back).toMatchObject({ code: 0, out: expect.stringContaining('已登记 1 条；未能登记 0 条') });
    const next = (await ledger('2026-03-05')).getWorksheet('整改台账')!;
    expect(next.getRow(rowOf(next, '验收结果')).getCell(COLUMN.link).text).toBe(REPAIR);
  });

  test('nothing is guessed: what is not plain is told by sheet and row, and the rest is taken', async () => {
    const workbook = await ledger('2026-03-03');
    const sheet = workbook.getWorksheet('整改台账')!;
    const unit = workbook.getWorksheet('建设股')!;
    const fill = (where: Worksheet, name: string, value: ExcelJS.CellValue) => (where.getRow(rowOf(where, name)).getCell(COLUMN.link).value = value);
    fill(sheet, '项目进度', REPAIR);
    fill(unit, '项目进度', `${REPAIR}?other`);
    fill(sheet, '验收结果', { text: REPAIR, hyperlink: 'https://elsewhere.example.invalid/' });
    fill(sheet, '财政预决算', REPAIR);
    const added = (key: string, value: string) => {
      const row = sheet.addRow([]);
      row.getCell(COLUMN.key).value = key;
      row.getCell(COLUMN.link).value = value;
    };
    added('', REPAIR);
    added('no-rule|nowhere', REPAIR);
    added('x', '已整改');
    added('y', 'javascript:alert(1)');
    added('z', `${REPAIR}\n${REPAIR}2`);
    const back = await giveBack('2026-03-05', await saved(workbook), '--note-only');
    expect(back.code).toBe(3);
    expect(back.out).toContain('已登记 1 条；未能登记 7 条');
    for (const words of ['填写的内容不同', '显示的网址与实际链接不一致', '“问题编号”是空的', '没有这个问题编号', '不是以 http', '一格里有多个网址'])
      expect(back.out).toContain(words);
    expect(lines(back, /^未登记 工作表“(整改台账|建设股)”第 \d+ 行/).length).toBe(7);
  });

  test('what is no ledger, or no spreadsheet, is refused in words', async () => {
    const other = path.join(home, 'other.xlsx');
    await writeFile(other, 'PK and no zip');
    expect(await giveBack('2026-03-05', other)).toMatchObject({ code: 3, err: expect.stringContaining('other.xlsx') });
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('a').addRow(['整改链接']);
    expect((await giveBack('2026-03-05', await saved(workbook))).err).toContain('没有整改台账');
    expect((await giveBack('2026-03-05', path.join(home, 'none.xlsx'))).code).toBe(3);
    expect((await paper('2026-03-05', 'poster')).err).toContain('用法：shixian paper');
  });

  test('letters are written for each unit that they concern, and none over one that is there', async () => {
    const first = await paper('2026-03-03', 'notice', '--office', '某局办公室');
    expect(lines(first, /已写入/).map((line) => path.basename(line))).toEqual([
      '整改通知书-某局建设股-2026-03-03.docx', '整改通知书-某局财务股-2026-03-03.docx',
    ]);
    expect((await paper('2026-03-03', 'notice', '--unit', '办公室')).out).toContain('没有需要写的');
    expect(lines(await paper('2026-03-03', 'self-report', '--by-site'), /自查报告-某局-2026-03-03\.docx$/)).toHaveLength(1);
    await paper('2026-03-03', 'circular');
    await paper('2026-03-03', 'circular');
    const files = (await readdir(path.join(home, 'out'))).filter((name) => name.startsWith('通报'));
    expect(files.sort()).toEqual(['通报-2026-03-03-2.docx', '通报-2026-03-03.docx']);
    expect((await readFile(path.join(home, 'out', files[0]!))).subarray(0, 2).toString()).toBe('PK');
  });
});
