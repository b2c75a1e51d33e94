/** 整改台账: read back by another reader of workbooks than wrote it, cell by cell. */
import ExcelJS, { type Worksheet } from 'exceljs';
import { describe, expect, test } from 'vitest';
import { renderLedger } from '../../../src/report/workbook/renderLedger.js';
import { sheetNames } from '../../../src/report/workbook/sheetNames.js';
import type { PaperFacts } from '../../../src/report/paperFacts.js';
import { expectHarmless, hostileTitles } from '../../hostile/hostileTitles.js';
import { factsOf } from '../paperPieces.js';
import { cadence, record, runColumn, today } from '../runPieces.js';
import { sampleRecord } from '../sampleRecord.js';

async function opened(facts: PaperFacts): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await renderLedger(facts);
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  return workbook;
}

const headers = (sheet: Worksheet, row: number) => (sheet.getRow(row).values as unknown[]).slice(1);
const texts = (sheet: Worksheet, row: number) => Array.from({ length: sheet.columnCount }, (_, at) => sheet.getRow(row).getCell(at + 1).text);

describe('整改台账', () => {
  test('has the columns that offices know, frozen, filtered, printed on lying A4 with the header on each page', async () => {
    const workbook = await opened(factsOf());
    const sheet = workbook.getWorksheet('整改台账')!;
    expect(headers(sheet, 3)).toEqual([
      '序号', '单位', '栏目路径', '网址', '公开时限', '最后更新时间', '未更新天数', '问题描述', '依据', '发现时间', '快照',
      '整改时限', '整改链接', '整改结果', '复核', '问题编号（请勿改动）',
    ]);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 3, ySplit: 3 });
    expect(sheet.autoFilter).toBe(`A3:P${sheet.rowCount}`);
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '3:3' });
    expect(sheet.headerFooter.oddFooter).toContain('第 &P 页，共 &N 页');
  });

  test('holds each problem of the run once, with real dates, links and what our visits say of the repair', async () => {
    const facts = factsOf();
    const notice = { batch: 'b', on: '2026-03-02', due: '2026-03-09', link: 'https://jtj.example.invalid/r.html', linkedOn: '2026-03-05', result: '已补发' };
    const [first] = facts.problems;
    const told = factsOf(sampleRecord(), { notices: { [first!.finding.key]: [notice] } });
    const sheet = (await opened(told)).getWorksheet('整改台账')!;
    expect(sheet.rowCount - 3).toBe(told.problems.length);
    const row = sheet.getRow(4);
    expect(row.getCell(1).value).toBe(1);
    expect(row.getCell(4).value).toMatchObject({ hyperlink: first!.column.column.url });
    expect(row.getCell(6).value).toEqual(new Date('2025-12-30T00:00:00Z'));
    expect(row.getCell(7).value).toBe(78);
    expect(row.getCell(10).value).toEqual(new Date('2026-02-11T00:00:00Z'));
    expect(row.getCell(12).value).toEqual(new Date('2026-03-09T00:00:00Z'));
    expect(texts(sheet, 4).slice(12)).toEqual(['https://jtj.example.invalid/r.html', '已补发', '仍存在（已过整改时限）', first!.finding.key]);
    const reviews = told.problems.map(({ state }, at) => `${state} ${sheet.getRow(at + 4).getCell(15).text}`);
    expect([...new Set(reviews)].sort()).toEqual([
      `closed 已销号 ${today}`, 'open 仍存在', 'open 仍存在（已过整改时限）', 'open 新发现', 'unverified 未能核查（本次无法监测）',
    ]);
  });

  test('what could not be read stands apart with its reason and what to do, and is counted as no problem', async () => {
    const facts = factsOf();
    const workbook = await opened(facts);
    const unread = workbook.getWorksheet('无法监测')!;
    expect(unread.getCell('A2').text).toContain('以下 2 个栏目未能读取，不计为问题');
    expect(unread.rowCount - 3).toBe(2);
    expect(texts(unread, 4)).toContain('访问需要验证');
    expect(unread.getRow(5).getCell(7).text).toBe('从未读到');
    const all = workbook.getWorksheet('整改台账')!;
    const open = facts.problems.filter(({ state }) => state === 'open').length;
    expect(all.getCell('A2').text).toContain(`存在问题 ${open} 条；此前发现、本次未能核查 1 条（不计入）`);
    expect(texts(all, 4).join()).not.toContain('访问需要验证');
  });

  test('a doubtful run says so first; a person’s word of a false alarm counts at once', async () => {
    const sample = sampleRecord();
    const doubtful = { ...sample, run: { ...sample.run, doubtful: { zh: '本次只读到2个栏目', en: '' } } };
    expect((await opened(factsOf(doubtful))).getWorksheet('整改台账')!.getCell('A2').text).toContain('本次巡检结果存疑（本次只读到2个栏目）');

    const [first] = factsOf().problems;
    const word = { findingKey: first!.finding.key, opinion: 'false-alarm' as const, reason: '', author: '', at: '', facts: first!.finding.facts };
    expect(factsOf(sample, { opinions: [word] }).problems.map(({ finding }) => finding.key)).not.toContain(first!.finding.key);
    expect(factsOf(sample, { opinions: [{ ...word, facts: 'others' }] }).problems[0]!.finding.key).toBe(first!.finding.key);
  });

  test('each unit has a sheet of its own, and all of them together hold what the first one holds', async () => {
    const facts = factsOf();
    const workbook = await opened(facts);
    const units = workbook.worksheets.slice(2, -1);
    expect(units.length).toBe(new Set(facts.problems.map(({ siteKey, unit }) => siteKey + unit)).size);
    const keys = (sheet: Worksheet) => Array.from({ length: sheet.rowCount - 3 }, (_, at) => sheet.getRow(at + 4).getCell(16).text);
    expect(units.flatMap(keys).sort()).toEqual(keys(workbook.worksheets[0]!).sort());
  });

  test('nothing hostile in names, titles or addresses becomes a formula, a link that runs, or a broken file', async () => {
    const columns = Object.entries(hostileTitles).map(([name, title], index) => runColumn({
      site: `${title.slice(0, 40)}${index}`,
      path: [title, name],
      cadence: cadence('monthly', { source: title }),
      status: 'overdue',
      url: index % 2 === 0 ? title : `https://site.example.invalid/?q=${encodeURIComponent(title.replace(/\p{Cs}/gu, '').slice(0, 50))}&"<'>`,
      unit: { name: title },
      findings: [{ rule: 'cadence-overdue', level: 'overdue', text: title, event: 'opened', openedOn: today }],
    }));
    const workbook = await opened(factsOf(record(columns)));
    expect(workbook.worksheets.length).toBeGreaterThan(columns.length);
    for (const sheet of workbook.worksheets) {
      expectHarmless(sheet.name, sheet.name);
      sheet.eachRow((row) => row.eachCell((cell) => {
        expectHarmless(cell.text, cell.address);
        expect(cell.formula).toBeUndefined();
        expect(cell.text.length).toBeLessThanOrEqual(32_767);
        if (typeof cell.value === 'string' && row.number > 3 && sheet.columnCount > 1) expect(cell.numFmt).toBe('@');
        if (cell.hyperlink) expect(cell.hyperlink).toMatch(/^https?:/);
      }));
    }
  });
});

describe('names of sheets', () => {
  for (const { wishes, names } of [
    { wishes: ['局办公室', '局办公室'], names: ['局办公室', '局办公室(2)'] },
    { wishes: ['ABC', 'abc'], names: ['ABC', 'abc(2)'] },
    { wishes: ['a/b[c]:*?\\'], names: ['a·b·c·····'] },
    { wishes: ['', "'''"], names: ['单位', '单位(2)'] },
    { wishes: ['History'], names: ['单位History'] },
    { wishes: ['整改台账'], names: ['整改台账(2)'] },
    { wishes: ['长'.repeat(40), '长'.repeat(41)], names: ['长'.repeat(31), `${'长'.repeat(28)}(2)`] },
    { wishes: ['字'.repeat(30) + '𠀀'], names: ['字'.repeat(30)] },
  ])
    test(`${wishes.join(' and ')}: ${names.join(' and ')}`, () => expect(sheetNames(wishes, ['整改台账'])).toEqual(names));
});
