import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { importSpreadsheet, type Imported, type ImportOptions } from '../../../src/config/sheet/importSpreadsheet.js';
import { BOUNDS } from '../../../src/config/sheet/sheet.js';
import { SheetError } from '../../../src/config/sheet/sheetError.js';

type Value = ExcelJS.CellValue;

/** Makes a workbook; `merge` names areas such as A2:A4. */
async function workbook(sheets: Record<string, { rows: Value[][]; merge?: string[] }>): Promise<Uint8Array> {
  const made = new ExcelJS.Workbook();
  for (const [name, { rows, merge = [] }] of Object.entries(sheets)) {
    const sheet = made.addWorksheet(name);
    for (const row of rows) sheet.addRow(row);
    for (const area of merge) sheet.mergeCells(area);
  }
  return new Uint8Array(await made.xlsx.writeBuffer());
}

async function imported(rows: Value[][], merge: string[] = [], options: ImportOptions = { site: '某局', siteUrl: 'https://a.invalid/' }): Promise<Imported> {
  return importSpreadsheet(await workbook({ Sheet1: { rows, merge } }), '表.xlsx', options);
}

const paths = ({ config }: Imported) => config?.sites.flatMap((site) => site.columns.map(({ path }) => path.join('>'))) ?? [];
const outcomes = ({ rows }: Imported) => rows.map(({ row, outcome }) => [row.row.number, outcome]);
const url = (part: string) => `https://a.invalid/${part}/`;
const HEADING = ['一级栏目', '二级栏目', '网址', '公开时限', '责任单位', '责任人'];

describe('an office’s table', () => {
  test('is read whatever stands above it, with merged cells, in any order of columns', async () => {
    const read = await imported(
      [
        ['某局政务公开任务分解表'],
        ['填表单位：某局', null, null, '2026年3月'],
        ['序号', '责任股室', '公开时限', '一级栏目', '二级栏目', '链接', '责任人', '联系电话', '公开内容'],
        [1, '建设股', '每月10日前', '重大项目', '项目进度', url('jd'), '张三', 5640001, '进度'],
        [2, null, '每季度', null, '验收结果', url('ys'), '李四', '0564-2', '结果'],
        [3, '办公室', '及时公开', '通知公告', null, url('tz'), '王五', null, null],
        ['合计', null, null, null, null, null, '3个'],
      ],
      ['A1:I1', 'A2:C2', 'B4:B5', 'D4:D5', 'D6:E6'],
    );
    expect(paths(read)).toEqual(['重大项目>项目进度', '重大项目>验收结果', '通知公告']);
    const [first, second, third] = read.config?.sites[0]?.columns ?? [];
    expect(first).toMatchObject({ cadence: { kind: 'monthly', grace: { days: 10, unit: 'calendar' } }, unit: { name: '建设股', person: '张三', contact: '5640001' } });
    expect(second).toMatchObject({ cadence: { kind: 'quarterly' }, unit: { name: '建设股', person: '李四', contact: '0564-2' } });
    expect(third).toMatchObject({ cadence: { kind: 'realtime' } });
    expect(read.sheets[0]).toMatchObject({ headingAt: 3, unused: ['公开内容'] });
    expect(outcomes(read)).toEqual([[4, 'looked-at'], [5, 'taken'], [6, 'looked-at']]);
    expect(read.passedOver.map(({ number }) => number)).toEqual([7]);
    expect(read.yaml).toContain('# Sheet1 第 4 行');
  });

  test('may have a heading of two lines', async () => {
    const read = await imported(
      [
        ['序号', '公开事项', null, '公开时限', '公开渠道', '责任人', null],
        [null, '一级事项', '二级事项', null, '网址', '姓名', '电话'],
        [1, '规划', '年度计划', '每年4月底前', url('jh'), '张三', '1'],
      ],
      ['A1:A2', 'B1:C1', 'D1:D2', 'F1:G1'],
    );
    expect(paths(read)).toEqual(['规划>年度计划']);
    expect(read.config?.sites[0]?.columns[0]).toMatchObject({ unit: { name: '某局', person: '张三', contact: '1' }, cadence: { kind: 'yearly', grace: { days: 121 } } });
  });

  test('may have one heading over two columns of names, or a path', async () => {
    const two = await imported([['栏目名称', null, '网址', '公开时限'], ['甲', '乙', url('a'), '按月']], ['A1:B1']);
    expect(paths(two)).toEqual(['甲>乙']);
    const path = await imported([['栏目路径', '网址', '公开时限'], ['甲 > 乙', url('a'), '按月'], ['丙/丁', url('b'), '按月']]);
    expect(paths(path)).toEqual(['甲>乙', '丙>丁']);
  });

  test('blank names are those of the row above, dashes are none', async () => {
    const read = await imported([HEADING, ['甲', '乙', url('a'), '按月'], [null, '丙', url('b'), '按月'], ['丁', '—', url('c'), '按月'], ['戊', null, url('d'), '按月']]);
    expect(paths(read)).toEqual(['甲>乙', '甲>丙', '丁', '戊']);
  });

  test('a level with columns below it hands on its time limit and is not watched', async () => {
    const read = await imported([HEADING, ['甲', null, url('a'), '按季', '办公室'], [null, '乙', url('b'), null, null], [null, '丙', url('c'), '按月', '财务股']]);
    expect(paths(read)).toEqual(['甲>乙', '甲>丙']);
    expect(read.config?.sites[0]?.columns.map(({ cadence, unit }) => [cadence.kind, unit?.name])).toEqual([['quarterly', '办公室'], ['monthly', '财务股']]);
  });

  test('what is not understood is left out, said, and stands in the YAML as a comment', async () => {
    const read = await imported([
      HEADING,
      ['甲', null, url('a'), '每两周'],
      ['乙', null, '见官网', '按月'],
      ['丙', null, null, '按月'],
      ['丁', null, url('d'), null],
      ['戊', null, url('e'), '按月'],
      ['戊', null, url('f'), '按月'],
      ['己', null, url('g'), new Date('2026-04-30')],
      [null, null, url('h'), '按月'],
      ['庚', null, url('i'), { formula: 'B1&"x"', result: undefined }],
    ]);
    expect(paths(read)).toEqual(['戊']);
    expect(read.rows.filter(({ outcome }) => outcome === 'left-out').map(({ row }) => row.row.number)).toEqual([2, 3, 4, 5, 7, 8, 9, 10]);
    expect(read.yaml).toMatch(/# 没有导入：Sheet1 第 2 行 甲：“每两周”没有这样的周期/);
    expect(read.yaml).toMatch(/第 7 行 戊：与 Sheet1 第 6 行是同一个栏目/);
  });

  test('addresses are taken from text, from links behind words, from HYPERLINK', async () => {
    const read = await imported([
      HEADING,
      ['甲', null, { text: '点击查看', hyperlink: url('a') }, '按月'],
      ['乙', null, { formula: `HYPERLINK("${url('b')}","查看")`, result: '查看' }, '按月'],
      ['丙', null, 'www.a.invalid/c/', '按月'],
      ['丁', null, { text: url('d'), hyperlink: url('other') }, '按月'],
      ['戊', null, { richText: [{ text: 'https://a.invalid/' }, { font: { bold: true }, text: 'e/' }] }, '按月'],
    ]);
    expect(read.config?.sites[0]?.columns.map((column) => column.url)).toEqual([url('a'), url('b'), 'http://www.a.invalid/c/', url('d'), url('e')]);
    expect(outcomes(read)).toEqual([[2, 'taken'], [3, 'taken'], [4, 'looked-at'], [5, 'looked-at'], [6, 'taken']]);
  });

  for (const [written, since] of [
    [new Date('2025-01-01'), '2025-01-01'],
    ['2025年1月1日', '2025-01-01'],
    ['2025/1/5', '2025-01-05'],
    ['2025.12.31', '2025-12-31'],
    [45658, '2025-01-01'],
    ['2025年3月', '2025-03-01'],
  ] as const)
    test(`起始日期 ${String(written)} is ${since}`, async () => {
      const read = await imported([[...HEADING, '起始日期'], ['甲', null, url('a'), '按月', null, null, written]]);
      expect(read.config?.sites[0]?.columns[0]?.since).toBe(since);
    });

  test('an own deadline becomes one of the column', async () => {
    const read = await imported([HEADING, ['甲', null, url('a'), '信息形成后7个工作日内']]);
    expect(read.config?.sites[0]?.columns[0]?.deadlines).toMatchObject([{ days: 7, unit: 'working', kind: 'after-written' }]);
  });
});

describe('several sheets', () => {
  const table = (host: string) => ({ rows: [HEADING, ['甲', null, `https://${host}/a/`, '按月']] });

  test('on hosts of their own are sites', async () => {
    const read = importSpreadsheet(await workbook({ 交通局: table('a.invalid'), 教育局: table('b.invalid') }), '表.xlsx');
    expect(read.config?.sites.map(({ name, url: home, homepage }) => [name, home, homepage])).toEqual([
      ['交通局', 'https://a.invalid/', false],
      ['教育局', 'https://b.invalid/', false],
    ]);
    expect(read.notes).toHaveLength(3);
  });

  test('on one host are units of one site; a hidden one and one of explanations are not read', async () => {
    const other = { rows: [HEADING, ['乙', null, 'https://a.invalid/b/', '按月']] };
    const made = new ExcelJS.Workbook();
    await made.xlsx.load((await workbook({ 建设股: table('a.invalid'), 财务股: other, 旧表: table('a.invalid'), 说明: { rows: [['怎样填']] } })).buffer as ArrayBuffer);
    Object.assign(made.getWorksheet('旧表') ?? {}, { state: 'hidden' });
    const read = importSpreadsheet(new Uint8Array(await made.xlsx.writeBuffer()), '表.xlsx');
    expect(read.config?.sites.map(({ name }) => name)).toEqual(['a.invalid']);
    expect(read.config?.sites[0]?.columns.map(({ unit }) => unit?.name)).toEqual(['建设股', '财务股']);
    expect(read.sheets.map(({ headingAt, isHidden }) => [headingAt, isHidden])).toEqual([[1, false], [1, false], [null, true], [null, false]]);
  });
});

describe('CSV', () => {
  const text = '\ufeff一级栏目,二级栏目,网址,公开时限,备注\r\n甲,乙,https://a.invalid/a/,每月10日前,"一,二\n""三"""\r\n,丙,https://a.invalid/b/,按季,\r\n';
  const gbk = Buffer.from('0ad2bbbcb6c0b8c4bf2ccdf8d6b72cb9abbfaacab1cfde0abcd72c68747470733a2f2f612e696e76616c69642f612f2cb0b4d4c20a', 'hex');

  test('in UTF-8, with quotes and line ends in cells', () => {
    const read = importSpreadsheet(Buffer.from(text), '任务.csv', { site: '某局' });
    expect(paths(read)).toEqual(['甲>乙', '甲>丙']);
    expect(read.config?.sites[0]?.columns[0]?.notes).toBe('一,二\n"三"');
    expect(outcomes(read)).toEqual([[2, 'looked-at'], [3, 'taken']]);
  });
  test('in GBK', () => expect(paths(importSpreadsheet(gbk, '任务.csv'))).toEqual(['甲']));
  test('in UTF-16 with tabs, as Excel’s Unicode text', () => {
    const unicode = Buffer.from(text.replaceAll(',', '\t').replace('一\t二', '一,二'), 'utf16le');
    expect(paths(importSpreadsheet(unicode, '任务.txt'))).toEqual(['甲>乙', '甲>丙']);
  });
});

describe('files that LibreOffice saved', () => {
  const columnsOf = (file: string) => {
    const read = importSpreadsheet(readFileSync(`fixtures/sheets/${file}`), file, { site: '某局' });
    const columns = read.config?.sites[0]?.columns ?? [];
    return columns.map(({ path, cadence, unit, url: at, since }) => [path.join('>'), cadence.kind, cadence.grace.days, unit?.person, unit?.contact, since, at.split('/')[3]]);
  };

  test('with a title, a heading of two lines, cells merged both ways, links behind words, fonts within a cell', () =>
    expect(columnsOf('merged.xlsx')).toEqual([
      ['重大项目>项目进度', 'monthly', 10, '张三', '0564-1', undefined, 'jd'],
      ['重大项目>验收结果', 'quarterly', 0, '李四', '0564-2', undefined, 'ys'],
      ['通知公告', 'realtime', 0, '王五', undefined, undefined, 'tz'],
      ['机构职能', 'static', 0, '王五', undefined, undefined, 'jg'],
    ]));

  test('from CSV, with days and telephones that it keeps as numbers', () =>
    expect(columnsOf('from-csv.xlsx')).toEqual([
      ['通知公告', 'realtime', 0, '张三', '0564-0000001', '2025-01-01', 'tz'],
      ['政策文件', 'realtime', 0, '李四', '13900000000', '2025-03-05', 'zc'],
      ['财政预决算', 'yearly', 121, '王五', '5640003', '2024-01-01', 'cz'],
    ]));
});

describe('is refused with what to do', () => {
  const refusal = (bytes: Uint8Array, name = '表.xlsx') => {
    try {
      importSpreadsheet(bytes, name);
    } catch (error) {
      if (error instanceof SheetError) return error.words.zh;
      throw error;
    }
    return '';
  };
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);

  for (const [what, bytes, words] of [
    ['an old .xls', ole, /旧格式/],
    ['one with a password', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]), /密码/],
    ['a web page under the name of .xls', Buffer.from('<html><table>'), /网页/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452fffe', 'hex'), /不是表格/],
    ['half a file', Buffer.from('PK\u0003\u0004half'), /损坏/],
    ['a .docx', zip({ 'word/document.xml': '<w/>' }), /不是 \.xlsx/],
    ['an .ods', zip({ 'content.xml': '<w/>' }), /\.ods/],
    ['a file that is too large', new Uint8Array(BOUNDS.fileBytes + 1), /20 MB/],
  ] as const)
    test(what, () => expect(refusal(bytes)).toMatch(words));

  const book = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>',
  };
  const sheet = (xml: string, unpacked?: number) => zip({ ...book, 'xl/worksheets/s.xml': `<worksheet>${xml}</worksheet>` }, unpacked);
  const row = (number: number) => `<row r="${number}"><c r="A${number}" t="inlineStr"><is><t>一级栏目</t></is></c><c r="B${number}" t="inlineStr"><is><t>网址</t></is></c></row>`;

  test('a bomb whose directory says how large it is', () => expect(refusal(sheet(' '.repeat(2000), 4_000_000_000))).toMatch(/128 MB/));
  test('a bomb whose directory lies', () => expect(refusal(sheet(' '.repeat(BOUNDS.unpackedBytes + 10), 100))).toMatch(/128 MB/));
  test('a row far below', () => expect(refusal(sheet(row(1_048_576)))).toMatch(/行数超过/));
  test('a cell far to the right', () => expect(refusal(sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toMatch(/列数超过/));
  test('merged and validated areas of a whole sheet cost nothing where there are no rows', () => {
    const xml = `<sheetData>${row(1)}</sheetData><mergeCells>${'<mergeCell ref="A2:XFD1048576"/>'.repeat(1000)}</mergeCells><dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>`;
    expect(importSpreadsheet(sheet(xml), '表.xlsx').sheets[0]?.headingAt).toBe(1);
  });
  test('areas merged over one another without end', () => {
    const rows = Array.from({ length: 2000 }, (_, at) => row(at + 1)).join('');
    expect(refusal(sheet(`<sheetData>${rows}</sheetData><mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(10)}</mergeCells>`))).toMatch(/单元格超过/);
  });
  test('entities of its own making are not expanded', () => {
    const xml = '<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></worksheet>';
    expect(refusal(zip({ ...book, 'xl/worksheets/s.xml': xml }))).toBe('');
  });
});

/** A zip file of parts. @param unpacked  what the directory says of the size of each */
function zip(parts: Record<string, string>, unpacked?: number): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    locals.push(local, Buffer.from(name), packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(unpacked ?? content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    entries.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...entries, end]);
}
