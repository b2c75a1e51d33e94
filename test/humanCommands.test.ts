/** `shixian waive` and `shixian opinion`: what they take, what they refuse and why, what they show. */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../src/store/store.js';
import { shixian, type Ended } from './doors/program.js';
import { rowsOf } from './store/direct.js';
import { change, column, concluded, databaseFile, entry, finding, startedRun, verdict } from './store/samples.js';

const TODAY = '2026-03-17';
const gap = 'missing-period|某局/项目进度|2026-02';
const unread = 'unreadable|某局/项目进度';
const old = 'missing-period|某局/项目进度|2025-02';

let home = '';
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'shixian-words-'));
  await fill(path.join(home, 'template.sqlite'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A database of the test's own, after a run of four columns that found a gap and could not read something. */
async function database(): Promise<string> {
  const file = await databaseFile();
  await copyFile(path.join(home, 'template.sqlite'), file);
  return file;
}

async function fill(file: string): Promise<void> {
  const store = await openStore(file);
  const started = await startedRun(store, '2026-03-16');
  const columns = [
    column(),
    { ...column('某局/验收结果'), path: ['重大建设项目', '验收结果'] },
    { ...column('某局/通知'), path: ['通知'] },
    { ...column('某局/通知公告'), path: ['通知公告'] },
  ];
  const { facts: _facts, ...withoutFacts } = finding(old);
  for (const [position, one] of columns.entries()) {
    const changes = position > 0 ? [] : [
      change(gap, 'opened', '2026-03-16'),
      { ...change(unread, 'opened', '2026-03-16'), finding: { ...finding(unread), level: 'unreadable' as const } },
      // As versions before there were facts had written it.
      { ...change(old, 'opened', '2026-03-16'), finding: withoutFacts as ReturnType<typeof finding> },
    ];
    await store.recordColumn(entry(started, { column: one, position }), () => ({
      verdict: { ...verdict('2026-03-16'), columnKey: one.key }, changes,
    }));
  }
  await concluded(store, started);
  await store.close();
}

const add = (changed: Record<string, string | null> = {}): string[] => {
  const options = {
    '--column': '验收结果', '--kind': '无此类信息', '--until': '2026-06-30', '--reason': '今年无项目', '--author': '张三', ...changed,
  };
  return ['waive', 'add', ...Object.entries(options).flatMap(([name, value]) => (value === null ? [] : [name, value]))];
};
const end = (id: string, changed: Record<string, string | null> = {}): string[] => {
  const options = { '--reason': '已有项目', '--author': '李四', ...changed };
  return ['waive', 'end', id, ...Object.entries(options).flatMap(([name, value]) => (value === null ? [] : [name, value]))];
};
const opinion = (key: string, word: string | null = 'false-alarm', changed: Record<string, string | null> = {}): string[] => {
  const options = { '--reason': '见公告栏', '--author': '张三', ...changed };
  const written = Object.entries(options).flatMap(([name, value]) => (value === null ? [] : [name, value]));
  return ['opinion', key, ...(word === null ? [] : [word]), ...written];
};
const zero = '\u200b';

describe('refused, with exit code 3 and nothing written', () => {
  for (const [title, argv, zh, en] of [
    ['no database', [...add(), '--db', 'no/such.sqlite'], '没有数据库文件', 'There is no database'],
    ['another word', ['waive', 'remove', '1'], '“shixian waive remove 1”不能这样写', 'cannot be done'],
    ['a word that objects have', ['waive', 'constructor'], '不能这样写', 'cannot be done'],
    ['add forgotten', ['waive', '--until', '2026-06-30'], 'shixian waive --until', 'shixian waive add --column C'],
    ['a number to add', ['waive', 'add', '1'], '不能这样写', 'cannot be done'],
    ['no number to end', ['waive', 'end', '--reason', 'x', '--author', 'y'], '不能这样写', 'cannot be done'],
    ['end with --until', end('1', { '--until': '2026-06-30' }), '--until', '--until'],
    ['no kind', add({ '--kind': null }), '应为 无此类信息、改版期间、其他 之一', 'nothing-to-publish, redesign, other'],
    ['another kind', add({ '--kind': '长期' }), '实际是“长期”', 'not “长期”'],
    ['no end', add({ '--until': null }), '豁免必须有截止日', 'A waiver always ends'],
    ['a day that is none', add({ '--until': '2026-06-31' }), '--until 应为存在的日期', '--until takes a day that exists'],
    ['a first day that is none', add({ '--from': '明天' }), '--from 应为存在的日期', '--from takes a day that exists'],
    ['an end that has passed', add({ '--from': '2026-01-01', '--until': '2026-03-16' }), '已经过去', 'has passed'],
    ['an end before its beginning', add({ '--from': '2026-07-01' }), '早于 --from', 'lies before --from'],
    ['a day too long', add({ '--from': '2026-03-17', '--until': '2027-04-21' }), '最长 400 天（本工具的上限，非法定），实际 401 天', 'at most 400 days'],
    ['no reason', add({ '--reason': null }), '请用 --reason 写明理由', 'Say with --reason why'],
    ['an invisible reason', add({ '--reason': ` ${zero}\n` }), '请用 --reason 写明理由', 'Say with --reason why'],
    ['a reason too long', add({ '--reason': '无'.repeat(2001) }), '最长 2000 字，实际 2001 字', 'at most 2000 characters, not 2001'],
    ['no author', add({ '--author': null }), '请用 --author 写明', 'Say with --author who'],
    ['an empty author', add({ '--author': '' }), '请用 --author 写明', 'Say with --author who'],
    ['an author too long', add({ '--author': '张'.repeat(101) }), '最长 100 字', 'at most 100 characters'],
    ['an empty document', add({ '--document': ' ' }), '请用 --document 写明文号', 'which document'],
    ['no column', add({ '--column': null }), '请用 --column 写明', 'Say with --column'],
    ['several columns', add({ '--column': '重大' }), '有 2 个栏目符合 --column 重大', '2 columns fit --column 重大'],
    ['no such column', add({ '--column': '人事' }), '没有栏目符合 --column 人事', 'No column fits --column 人事'],
    ['no such site', add({ '--site': '别的局' }), '没有栏目符合 --site 别的局', 'No column fits --site 别的局'],
    ['a configuration that is not there', add({ '--config': 'no/such.yaml' }), '存在的配置文件', 'a configuration file that exists'],
    ['no such waiver', end('7'), '没有编号为 7 的豁免', 'There is no waiver 7'],
    ['no number', end('验收结果'), '没有编号为 验收结果 的豁免', 'There is no waiver 验收结果'],
    ['an end without a reason', end('1', { '--reason': null }), '请用 --reason 写明理由', 'Say with --reason why'],
    ['an end without an author', end('1', { '--author': null }), '请用 --author 写明', 'Say with --author who'],
    ['no such finding', opinion('missing-period'), '最接近的：\n  "missing-period|某局/项目进度|2026-02"', 'Nearest:\n  "missing-period|'],
    ['another word on it', opinion(gap, '不对'), '实际是“不对”', 'confirmed or false-alarm'],
    ['no word on it', opinion(gap, null), 'shixian opinion "问题编号" 属实|误报', 'shixian opinion "KEY" confirmed|false-alarm'],
    ['no finding', ['opinion', '--reason', 'x'], 'shixian opinion "问题编号"', 'shixian opinion "KEY"'],
    ['what could not be read', opinion(unread), '不是对单位的判断', 'no judgement of its publisher'],
    ['a finding without facts', opinion(old), '请先运行一次', 'Run `shixian run` once first'],
    ['an opinion without a reason', opinion(gap, 'confirmed', { '--reason': null }), '请用 --reason 写明理由', 'Say with --reason why'],
    ['an opinion without an author', opinion(gap, 'confirmed', { '--author': zero }), '请用 --author 写明', 'Say with --author who'],
    ['an opinion too long', opinion(gap, '属实', { '--reason': '𠮷'.repeat(2001) }), '实际 2001 字', 'not 2001'],
  ] as const)
    test(title, async () => {
      const file = await database();
      const db = argv.some((word) => word === '--db') ? [] : ['--db', file];
      const chinese = await shixian([...argv, ...db], TODAY);
      expect(chinese).toMatchObject({ code: 3, out: '' });
      expect(chinese.err).toContain(zh);
      const english = await shixian([...argv, ...db, '--lang', 'en'], TODAY);
      expect(english).toMatchObject({ code: 3, out: '' });
      expect(english.err).toContain(en);
      for (const table of ['waiver', 'opinion']) expect(await rowsOf(file, table)).toEqual([]);
    });
});

describe('waive', () => {
  const said = async (file: string, argv: string[], today = TODAY): Promise<Ended> => shixian([...argv, '--db', file], today);

  test('says what it kept and from when it counts, in both languages', async () => {
    const file = await database();
    const { code, out } = await said(file, add({ '--document': '临交〔2026〕3号' }));
    expect(code).toBe(0);
    expect(out).toBe(
      '已登记：\n  #1  2026-03-17 至 2026-06-30  某局 重大建设项目 > 验收结果\n' +
      '      无此类信息：今年无项目（张三，文号 临交〔2026〕3号，2026-03-17 登记）\n' +
      '下次 shixian run 或 shixian audit 起采用：豁免期间不计缺期、超期和空白，日期存疑的问题照常列出；到期自动恢复。要提前终止：shixian waive end 1\n',
    );
    const english = await said(file, [...add({ '--kind': 'redesign', '--reason': 'rebuilt', '--author': 'Li' }), '--lang', 'en']);
    expect(english.out).toContain('Site being rebuilt: rebuilt (Li, recorded on 2026-03-17)');
    expect(english.out).toContain('findings about dates still stand');
  });

  for (const [title, changed] of [
    ['400 days', { '--from': '2026-03-17', '--until': '2027-04-20' }],
    ['a single day, today', { '--from': TODAY, '--until': TODAY }],
    ['from long ago', { '--from': '2025-09-01', '--until': '2026-03-17' }],
    ['its whole path', { '--column': '重大建设项目 > 验收结果' }],
    ['its key', { '--column': '某局/验收结果' }],
    ['a name that is part of another', { '--column': '通知' }],
    ['a part of a path that only one has', { '--column': '公告' }],
    ['the site as well', { '--site': '某' }],
    ['a reason of 2,000 characters', { '--reason': '𠮷'.repeat(2000) }],
  ] as const)
    test(`takes ${title}`, async () => expect(await said(await database(), add(changed))).toMatchObject({ code: 0, err: '' }));

  test('a configured column that no run has visited yet', async () => {
    const file = await database();
    const config = path.join(path.dirname(file), 'shixian.yaml');
    await writeFile(config, `timezone: Asia/Shanghai
crawl: { contact: "mailto:office@example.invalid" }
sites:
  - name: 某局
    url: https://site.example.invalid/
    columns:
      - { name: 新栏目, url: https://site.example.invalid/new/, cadence: 按月 }
`);
    expect(await said(file, [...add({ '--column': '新栏目' })])).toMatchObject({ code: 3 });
    expect(await said(file, [...add({ '--column': '新栏目' }), '--config', config])).toMatchObject({ code: 0, err: '' });
    expect((await said(file, ['waive'])).out).toContain('某局 新栏目');
  });

  test('shows those that hold, are to come and have ended, and marks those that end within 14 days', async () => {
    const file = await database();
    expect((await said(file, ['waive'])).out).toBe('没有登记过豁免。\n');
    await said(file, add({ '--until': '2026-03-31', '--reason': 'in fourteen days' }));
    await said(file, add({ '--until': '2026-04-01', '--reason': 'in fifteen' }));
    await said(file, add({ '--until': '2026-03-17', '--reason': 'today' }));
    await said(file, add({ '--from': '2026-03-18', '--reason': 'tomorrow' }));
    await said(file, add({ '--from': '2026-03-01', '--column': '通知', '--reason': 'taken back' }));
    await said(file, end('5', { '--on': '2026-03-17' }));
    const { out } = await said(file, ['waive']);
    expect(out.replace(/^ {6}.*\n/gm, '')).toBe(
      '豁免中（3）\n' +
      '  #1  2026-03-17 至 2026-03-31【14 天后到期】  某局 重大建设项目 > 验收结果\n' +
      '  #2  2026-03-17 至 2026-04-01  某局 重大建设项目 > 验收结果\n' +
      '  #3  2026-03-17 至 2026-03-17【今天到期】  某局 重大建设项目 > 验收结果\n' +
      '未开始（1）\n  #4  2026-03-18 至 2026-06-30  某局 重大建设项目 > 验收结果\n' +
      '已结束（1）\n  #5  2026-03-01 至 2026-06-30  某局 通知\n',
    );
    expect(out).toContain('      自 2026-03-17 起终止：已有项目（李四，2026-03-17 登记）\n');
    expect((await said(file, ['waive', '--column', '通知'])).out).toMatch(/^已结束（1）/);
    const english = (await said(file, ['waive', '--lang', 'en'], '2026-03-18')).out;
    expect(english).toMatch(/^Holding \(3\)\n {2}#1.*\[ends in 13 days\][^]*^Ended \(2\)\n {2}#3/m);
  });

  test('is taken back once, on a day on which it holds; its first day says that it never held', async () => {
    const file = await database();
    await said(file, add({ '--from': '2026-03-10' }));
    for (const on of ['2026-03-09', '2026-07-01']) {
      const refused = await said(file, end('1', { '--on': on }));
      expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('写 2026-03-10 表示从未生效') });
      expect((await said(file, [...end('1', { '--on': on }), '--lang', 'en'])).err).toContain('it never held');
    }
    const done = await said(file, end('#1', { '--on': '2026-03-10' }));
    expect(done.out).toContain('已提前终止（记录保留）');
    const [row] = await rowsOf(file, 'waiver');
    expect(row).toMatchObject({ ended_on: '2026-03-10', ended_by: '李四', ended_reason: '已有项目', ended_at: '2026-03-17T04:00:00.000Z' });
    const again = await said(file, end('1'));
    expect(again).toMatchObject({ code: 3, err: expect.stringContaining('已于 2026-03-10 终止') });
    expect((await said(file, [...end('1'), '--lang', 'en'])).err).toContain('was taken back on 2026-03-10 already');
    expect(await rowsOf(file, 'waiver')).toEqual([row]);
  });

  test('keeps a hostile reason as it was written and shows it as one harmless line', async () => {
    const file = await database();
    const hostile = '第一行\n=cmd()|<script>\u001b[31m\u202e红';
    const { out } = await said(file, add({ '--reason': hostile, '--author': hostile }));
    const shown = '第一行 =cmd()|<script>[U+001B][31m[U+202E]红';
    expect(out).toContain(`无此类信息：${shown}（${shown}，`);
    expect(out).not.toContain('\u001b');
    expect((await rowsOf(file, 'waiver'))[0]).toMatchObject({ reason: hostile, author: hostile });
  });
});

describe('opinion', () => {
  test('says what was judged, and shows it with the words before it', async () => {
    const file = await database();
    const said = (argv: string[]) => shixian([...argv, '--db', file], TODAY);
    expect((await said(['opinion'])).out).toBe('没有人工认定。\n');
    expect((await said(opinion(gap, '误报'))).out).toContain('已认定为误报：2026年2月没有信息\n');
    expect((await said([...opinion(gap, 'confirmed', { '--author': '李四', '--reason': '两行\n理由' }), '--lang', 'en'])).out).toContain(
      'Noted as confirmed: nothing for 2026-02\n',
    );
    expect((await said(['opinion'])).out).toBe(
      '属实（有效）  某局 重大建设项目 > 项目进度  2026年2月没有信息\n' +
      '    编号：missing-period|某局/项目进度|2026-02\n' +
      '    李四 2026-03-17：两行 理由\n    张三 2026-03-17：见公告栏（此前：误报）\n',
    );
    expect((await said(['opinion', '--lang', 'en'])).out).toContain('confirmed (holds)');
    expect(await rowsOf(file, 'opinion')).toHaveLength(2);
  });

  test('a key copied from a report, which leaves out what is invisible', async () => {
    const file = await database();
    expect(await shixian([...opinion(`${zero} ${gap}\n`), '--db', file], TODAY)).toMatchObject({ code: 0, err: '' });
    expect((await rowsOf(file, 'opinion'))[0]).toMatchObject({ finding_key: gap, facts: 'missing' });
  });

  test('a key of any length and make is only looked for', async () => {
    const file = await database();
    for (const key of ['x'.repeat(20_000), '%', "' or 1=1 --", '|']) {
      expect((await shixian([...opinion(key), '--db', file], TODAY)).code).toBe(3);
    }
  });
});
