import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { program } from '../src/cli.js';
import { exitCode } from '../src/commands/conclude.js';
import type { FailLevel } from '../src/commands/options.js';
import type { FindingLevel, RunRecord } from '../src/model.js';
import { summarise } from '../src/report/summarise.js';
import { html } from './crawl/loopback.js';
import { opened } from './crawl/using.js';
import { daysDown, document, listPage } from './doors/pages.js';
import { folders, shixian, writeConfig } from './doors/program.js';

const open = opened();
const folder = folders();

describe('the command line', () => {
  const nowhere = new Writable();
  const context = {
    language: 'zh', logLevel: 'auto', out: nowhere, err: nowhere, now: () => new Date(), version: '0',
    signal: new AbortController().signal,
  } as const;
  for (const [name, options] of [
    ['run', ['--config', '--rules', '--site', '--column', '--today', '--db', '--out', '--fail-on', '--allow-host', '--resume', '--group']],
    ['audit', ['--config', '--rules', '--site', '--column', '--today', '--db', '--out', '--fail-on']],
    ['report', ['--run', '--db', '--out']],
    ['inspect', ['--url', '--today', '--manifest', '--json', '--selector', '--allow-host']],
    ['demo', ['--today', '--db', '--out', '--fail-on']],
    ['schedule', ['--config', '--db', '--out', '--allow-host', '--list', '--days', '--count', '--json']],
    ['probe', ['--config', '--site', '--db', '--allow-host']],
    ['doctor', ['--config', '--db', '--out']],
    ['waive', ['--column', '--site', '--kind', '--from', '--until', '--reason', '--author', '--document', '--on', '--config', '--db']],
    ['opinion', ['--reason', '--author', '--db']],
    ['calendar', ['--config', '--out', '--force']],
  ] as const)
    test(`${name} takes ${options.join(' ')}`, () => {
      const command = program('zh', context, () => undefined).commands.find((candidate) => candidate.name() === name);
      expect(command?.options.map(({ long }) => long)).toEqual(options);
    });

  test('speaks Chinese unless asked for English', async () => {
    expect((await shixian(['--help'])).out).toContain('用法：');
    expect((await shixian(['run', '--help'])).out).toContain('判定日 YYYY-MM-DD');
    const english = await shixian(['run', '--help', '--lang', 'en']);
    expect(english.out).toContain('the day to judge');
    expect(english.out).not.toMatch(/\p{Script=Han}/u);
    expect(english.code).toBe(0);
  });

  test('without a command shows its help', async () => {
    const { code, out } = await shixian([]);
    expect(code).toBe(0);
    for (const name of ['run', 'audit', 'report', 'inspect', 'demo', 'schedule', 'probe', 'doctor', 'waive', 'opinion', 'calendar']) expect(out).toContain(name);
  });

  test('says its version', async () => expect(await shixian(['--version'])).toMatchObject({ code: 0, out: '0.1.0\n' }));

  for (const [argv, zh, en] of [
    [['runn'], '没有 runn 这个命令', "unknown command 'runn'"],
    [['run', '--todya', '2026-01-01'], '没有 --todya 这个选项，是不是想写 --today', "unknown option '--todya'"],
    [['run', '--today'], '后面缺少内容', 'argument missing'],
    [['run', 'x'], '多写了参数', 'too many arguments'],
    [['run', '--fail-on', 'soon'], '可选 overdue, missing, late, blank, unreadable, any', 'Allowed choices are overdue'],
    [['run', '--allow-host', 'http://x/'], '--allow-host <host> 的值不对（HOST, HOST:PORT）', 'HOST, HOST:PORT'],
    [['run', '--log-level', 'loud'], '可选 auto, trace', 'Allowed choices are auto'],
    [['inspect'], '请给出要查看的网址或文件', 'Name an address or a file'],
    [['inspect', 'x.html', '--today', '2026-02-30'], '实际是“2026-02-30”', 'not “2026-02-30”'],
    [['demo', '--today', '2026-02-30'], '应为存在的日期', 'takes a day that exists'],
    [['run', '--config', 'no/such.yaml'], '存在的配置文件', 'a configuration file that exists'],
    [['audit', '--db', 'no/such.sqlite'], '没有数据库文件', 'There is no database'],
    [['report', '--db', 'no/such.sqlite'], '没有数据库文件', 'There is no database'],
  ] as const)
    test(`${argv.join(' ')}: exit code 3 and a sentence`, async () => {
      const chinese = await shixian([...argv]);
      expect(chinese).toMatchObject({ code: 3, out: '' });
      expect(chinese.err).toContain(zh);
      const english = await shixian([...argv, '--lang=en']);
      expect(english).toMatchObject({ code: 3, out: '' });
      expect(english.err).toContain(en);
      expect(existsSync('no')).toBe(false);
    });

  test('an unknown language is refused, in Chinese', async () =>
    expect(await shixian(['doctor', '--lang', 'fr'])).toMatchObject({ code: 3, err: expect.stringContaining('可选 zh, en') }));

  test('every mistake of a configuration is named with file and line', async () => {
    const file = path.join(await folder(), 'bad.yaml');
    await writeFile(file, 'sites:\n  - name: 某局\n    url: ftp://x/\n    columns:\n      - { name: a, url: "http://a.invalid/", cadence: 偶尔 }\n');
    const { code, err } = await shixian(['run', '--config', file]);
    expect(code).toBe(3);
    expect(err).toContain(`${file}:3:`);
    expect(err).toContain(`${file}:5:`);
    expect((await shixian(['schedule', '--config', file])).code).toBe(3);
  });
});

describe('--fail-on', () => {
  const levels: FindingLevel[] = ['overdue', 'missing', 'blank', 'unreadable', 'doubt'];
  const summaryWith = (level: FindingLevel, status = 'fresh') =>
    summarise({ columns: [{ verdict: { status, findings: [{ level }] }, changes: [] }] } as unknown as RunRecord);
  for (const [failOn, counted] of [
    [undefined, []],
    ['overdue', ['overdue']],
    ['missing', ['overdue', 'missing']],
    ['blank', ['overdue', 'missing', 'blank']],
    ['unreadable', ['overdue', 'missing', 'blank', 'unreadable']],
    ['any', levels],
  ] as [FailLevel | undefined, FindingLevel[]][])
    test(`${failOn ?? 'without'}: 2 for ${counted.join(', ') || 'nothing'}`, () =>
      expect(levels.filter((level) => exitCode(summaryWith(level), failOn) === 2)).toEqual(counted));

  test('where nothing could be read the exit code is 4 whatever was asked', () =>
    expect(exitCode(summaryWith('unreadable', 'unreadable'), 'unreadable')).toBe(4));
});

describe('a run', () => {
  async function audited(argv: string[] = []) {
    const server = await open.server({
      '/fresh/': html(listPage({ days: daysDown(15, '2026-03-16', 30) })),
      '/late/': html(listPage({ days: daysDown(15, '2025-12-20', 30) })),
      '/waf/': html(document('<p>您的访问被拒绝</p>')),
    });
    const at = await folder();
    const config = await writeConfig(at, server.origin, {
      项目进度: `url: "${server.origin}/fresh/", cadence: 按月`,
      验收结果: `url: "${server.origin}/late/", cadence: 按月`,
      招标采购: `url: "${server.origin}/waf/", cadence: 按月`,
    });
    const db = path.join(at, 'a.sqlite');
    const out = path.join(at, 'reports');
    const places = ['--db', db, '--out', out];
    const ended = await shixian(['run', '--config', config, ...places, ...argv]);
    return { ended, config, db, out, places, server };
  }

  const reportOf = async (out: string) => {
    const [only = '', ...others] = await readdir(out);
    expect(others).toEqual([]);
    return path.join(out, only);
  };

  test('writes its report, one log line a column and a summary, and ends with 0', async () => {
    const { ended, out } = await audited();
    expect(ended.code).toBe(0);
    expect(ended.out).toContain('判定 2 / 配置 3 个栏目');
    expect(ended.out).toContain('超期 1  缺期 0  空白 0  无法监测 1');
    const at = await reportOf(out);
    expect((await readdir(at)).sort()).toEqual(['evidence', 'findings.csv', 'findings.json', 'index.html']);
    expect(await readFile(path.join(at, 'index.html'), 'utf8')).toContain('验收结果');
    const lines = ended.err.trim().split('\n').map((line) => JSON.parse(line) as { msg: string; column: string; status: string });
    expect(lines.filter(({ msg }) => msg === 'column').map(({ column, status }) => [column, status])).toEqual([
      ['项目进度', 'fresh'], ['验收结果', 'overdue'], ['招标采购', 'unreadable'],
    ]);
  });

  test('speaks English when asked, and logs nothing when told to be silent', async () => {
    const { ended } = await audited(['--lang', 'en', '--log-level', 'silent']);
    expect(ended.out).toContain('Judged on 2026-03-17: 2 of 3 columns');
    expect(ended.err).toBe('');
  });

  test('ends with 2 where --fail-on asks for it', async () => expect((await audited(['--fail-on', 'overdue'])).ended.code).toBe(2));

  test('--column and --site choose what is visited', async () => {
    const { server, ended } = await audited(['--column', '进度', '--site', '某']);
    expect(server.seen.map(({ path: at }) => at)).toEqual(['/fresh/']);
    expect(ended.out).toContain('判定 1 / 配置 1 个栏目');
  });

  test('of which nothing could be read ends with 4', async () =>
    expect((await audited(['--column', '招标'])).ended.code).toBe(4));

  test('a --column that no column has is refused before anything is visited', async () => {
    const { server, ended } = await audited(['--column', '没有的']);
    expect(ended).toMatchObject({ code: 3, err: expect.stringContaining('现有站点：某局') });
    expect(server.seen).toEqual([]);
  });

  test('a report folder that cannot be made is said before anything is visited', async () => {
    const { server, ended } = await audited(['--out', '/dev/null/reports']);
    expect(ended).toMatchObject({ code: 3, err: expect.stringContaining('不能建立报告文件夹') });
    expect(server.seen).toEqual([]);
  });

  /** What findings.json says of the columns, without what became of the findings. */
  const verdictsIn = async (report: string) => {
    const { columns } = JSON.parse(await readFile(path.join(report, 'findings.json'), 'utf8')) as { columns: unknown };
    return JSON.stringify(columns).replaceAll(/"event":"\w+"/g, '');
  };

  test('judged again says the same of every column, from the stored configuration or from the file', async () => {
    const { config, places, out } = await audited();
    const before = await verdictsIn(await reportOf(out));
    expect(before).toContain('验收结果');
    for (const argv of [[], ['--config', config]]) {
      const known = await readdir(out);
      expect((await shixian(['audit', ...places, ...argv])).code).toBe(0);
      const [written = ''] = (await readdir(out)).filter((id) => !known.includes(id));
      expect(await verdictsIn(path.join(out, written))).toBe(before);
    }
  });

  test('judged for another day: later finds more, earlier says that findings stand', async () => {
    const { places } = await audited();
    const earlier = await shixian(['audit', ...places, '--today', '2026-01-10']);
    expect(earlier.out).toContain('判定日 2026-01-10 早于最近一次巡检');
    expect(earlier.out).toContain('超期 0');
    const later = await shixian(['audit', ...places, '--today', '2026-06-10', '--fail-on', 'overdue']);
    expect(later.code).toBe(2);
    expect(later.out).toContain('超期 2');
    expect(later.out).not.toContain('早于');
  });

  test('judged by another configuration is a question: it finds, and what was found stays as it was', async () => {
    const { config, places } = await audited();
    const strict = await writeFileBeside(config, (yaml) => yaml.replaceAll('按季', '按月'));
    const asked = await shixian(['audit', ...places, '--config', strict]);
    expect(asked.out).toContain('假设判定');
    expect(asked.out).toContain('新发现 0');
    const after = await shixian(['audit', ...places]);
    expect(after.out).not.toContain('假设判定');
  });

  test('its report is written again, of the latest run or of the one named', async () => {
    const { places, out } = await audited();
    const [id = ''] = await readdir(out);
    const before = await readFile(path.join(out, id, 'index.html'), 'utf8');
    await writeFile(path.join(out, id, 'index.html'), 'gone');
    for (const argv of [[], ['--run', id]]) {
      const { code, out: words } = await shixian(['report', ...places, ...argv]);
      expect(code).toBe(0);
      expect(words).toContain(path.join(out, id, 'index.html'));
      expect(await readFile(path.join(out, id, 'index.html'), 'utf8')).toBe(before);
    }
    const unknown = await shixian(['report', ...places, '--run', 'nope']);
    expect(unknown).toMatchObject({ code: 3, err: expect.stringContaining(id) });
  });

  test('a run that was stopped is not what audit and report go by', async () => {
    const { places, config, out } = await audited();
    const stop = AbortSignal.abort();
    const stopped = await shixian(['run', '--config', config, ...places], '2026-03-18', stop);
    expect(stopped).toMatchObject({ code: 1, out: expect.stringContaining('巡检被中止') });
    expect((await readdir(out)).length).toBe(1);
    expect((await shixian(['audit', ...places])).out).toContain('配置 3 个栏目');
  });

  test('a file that is no database is said so', async () => {
    const db = path.join(await folder(), 'a.sqlite');
    await writeFile(db, 'this is a letter and not a database'.repeat(100));
    const { code, err } = await shixian(['audit', '--db', db]);
    expect(code).toBe(1);
    expect(err).not.toContain('    at ');
  });

  test('a password in an address is not logged and not in the report', async () => {
    const at = await folder();
    const config = await writeConfig(at, 'http://127.0.0.1:9', { 甲: 'url: "http://user:geheim@127.0.0.1:9/a/", cadence: 按月' });
    const ended = await shixian(['run', '--config', config, '--db', path.join(at, 'a'), '--out', at, '--log-level', 'trace']);
    expect(ended.out).not.toContain('geheim');
    const logged = ended.err.split('\n').filter((line) => line.startsWith('{'));
    expect(logged.join('\n')).not.toContain('geheim');
  });
});

for (const [today, isOk, words] of [
  ['2026-10-31', true, '工作日历覆盖 2004–2026 年，到 2026-12-28'],
  ['2026-11-01', false, '2027 年的通知发布后请运行 shixian calendar import'],
  ['2026-12-31', false, '2027 年的通知发布后'],
  ['2027-01-04', false, '2027 年的通知发布后'],
] as const)
  test(`doctor on ${today}: the working calendar ${isOk ? 'is enough' : 'wants next year'}`, async () => {
    const at = await folder();
    const { code, out } = await shixian(['doctor', '--out', at, '--config', 'config/example.yaml'], today);
    const line = out.split('\n').find((one) => one.includes('工作日历')) ?? '';
    expect(line.startsWith(isOk ? '✓' : '✗')).toBe(true);
    expect(line).toContain(words);
    expect(code).toBe(0);
  });

for (const [probe, says] of [
  ['', /^✓ 没有配置可用性探测/m],
  ['probe: { schedule: "0 * * * *" }', /^✗ 可用性探测 0 \* \* \* \* 没有对照网址/m],
  ['probe: { schedule: "0 * * * *", control: [ "https://control.example.invalid/" ] }', /^✓ 可用性探测 0 \* \* \* \*，对照网址 1 个/m],
] as const)
  test(`doctor on probes: ${probe || 'none'}`, async () => {
    const at = await folder();
    const file = await writeConfig(at, 'https://site.example.invalid', { 进度: 'url: "https://site.example.invalid/a/", cadence: 按月' });
    await writeFile(file, `${await readFile(file, 'utf8')}${probe}\n`);
    expect(await shixian(['doctor', '--out', at, '--config', file])).toMatchObject({ code: 0, out: expect.stringMatching(says) });
  });

test('doctor says what there is, a line each', async () => {
  const at = await folder();
  const { code, out } = await shixian(['doctor', '--out', at, '--config', 'config/example.yaml']);
  expect(code).toBe(0);
  for (const word of ['Node.js', 'sqlite3', '浏览器', '中文字体', '可写', '工作日历', '配置 config/example.yaml']) expect(out).toMatch(word);
  expect((await shixian(['doctor', '--out', '/dev/null/x'])).code).toBe(1);
});

/** A changed copy in the same folder. */
async function writeFileBeside(file: string, change: (text: string) => string): Promise<string> {
  const copy = path.join(path.dirname(file), 'other.yaml');
  await writeFile(copy, change(await readFile(file, 'utf8')));
  return copy;
}
