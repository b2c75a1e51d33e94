import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/configError.js';
import { openConfig } from '../../src/config/openConfig.js';
import { parseConfig } from '../../src/config/parseConfig.js';
import { brief, problemsOf, withLines } from './mistakes.js';

const groups = (...lines: string[]) => withLines({ 9: 'schedule:', 10: '  groups:', ...Object.fromEntries(lines.map((line, at) => [11 + at, `    - ${line}`])) });
const only = (line: string) => parseConfig(groups(line), 'a.yaml').schedule.groups?.[0];

describe('the days of a group', () => {
  for (const [written, of, workingDays] of [
    ['季末前3个工作日', 'quarter', 3], ['季度末前 10 个工作日', 'quarter', 10], ['月末前1工作日', 'month', 1], ['年底前5个工作日', 'year', 5],
    ['半年末前2个工作日', 'half-year', 2], ['3 working days before quarter-end', 'quarter', 3], ['1 working day before the end of the month', 'month', 1],
    ['"quarter-end: 3"', 'quarter', 3], ['half-year-end:2', 'half-year', 2],
  ] as const)
    test(written, () => expect(only(`{ name: 自查, cron: "0 6 * * *", on: ${written} }`)?.on).toEqual({ kind: 'before-end', of, workingDays }));

  for (const [written, kind] of [['每天', 'every-day'], ['工作日', 'working-days'], ['working days', 'working-days']] as const)
    test(written, () => expect(only(`{ name: 甲, cron: "0 6 * * *", on: ${written}, tags: [ 乙 ] }`)?.on).toEqual({ kind }));

  for (const written of ['季末', '季末前0个工作日', '季末前11个工作日', '旬末前1个工作日', '季末前3天', '3'])
    test(`${written} is refused`, () => expect(problemsOf(groups(`{ name: 自查, cron: "0 6 * * *", on: ${written} }`))).toHaveLength(1));
});

test('everything that a group says is read, and what it leaves out stays out', () => {
  expect(only('{ name: " 乡镇 ", cron: "0 3 * * *", jitterMinutes: 20, catchUpHours: 0, sites: [ 某局 ], units: [ 甲股 ], tags: [ 重点 ], hours: 22:00-06:00, maxMinutes: 60 }')).toEqual({
    name: '乡镇', cron: '0 3 * * *', jitterMinutes: 20, catchUpHours: 0, sites: ['某局'], units: ['甲股'], tags: ['重点'],
    hours: [{ from: '22:00', until: '06:00' }], maxMinutes: 60,
  });
  expect(parseConfig(withLines({ 9: 'schedule: { on: 工作日 }' }), 'a.yaml').schedule).toEqual({ audit: '0 2 * * *', on: { kind: 'working-days' } });
});

describe('mistakes', () => {
  for (const [title, text, expected] of [
    ['the name of all others', groups('{ name: 其余, cron: "0 6 * * *", tags: [ 甲 ] }'), /schedule\.groups\[0\]\.name: "其余"/],
    ['a name twice', groups('{ name: 甲, cron: "0 6 * * *", tags: [ 甲 ] }', '{ name: 甲, cron: "0 7 * * *", tags: [ 甲 ] }'), /schedule\.groups/],
    ['an unknown key', groups('{ name: 甲, cron: "0 6 * * *", tag: [ 甲 ] }'), /"tag"/],
    ['days of cron beside the end of a quarter', groups('{ name: 甲, cron: "0 6 * * 1", on: 季末前3个工作日 }'), /groups\[0\]\.cron: "0 6 \* \* 1"/],
    ['no cron', groups('{ name: 甲, cron: 每天, tags: [ 甲 ] }'), /groups\[0\]\.cron: "每天"/],
    ['the end of a quarter for all', withLines({ 9: 'schedule: { on: 季末前3个工作日 }' }), /schedule\.on/],
  ] as const)
    test(title, () => {
      const problems = problemsOf(text);
      expect(problems.map(brief).join('\n')).toMatch(expected);
      expect(problems).toHaveLength(1);
    });
});

describe('mistakes that only all sites together show', () => {
  async function problems(text: string): Promise<string[]> {
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'shixian-groups-')), 'a.yaml');
    await writeFile(file, text);
    return openConfig(file).then(() => [], (error: unknown) => {
      if (error instanceof ConfigError) return error.problems.map(brief);
      throw error;
    });
  }
  for (const [title, text, expected] of [
    ['a site by its name', groups('{ name: 甲, cron: "0 6 * * *", sites: [ 某局 ] }'), []],
    ['a site that is not there', groups('{ name: 甲, cron: "0 6 * * *", sites: [ 某局, 某处 ] }'), ['11:50 schedule.groups[0].sites[1]: "某处"']],
    ['a tag and a unit that no site has', groups('{ name: 甲, cron: "0 6 * * *", tags: [ 乙 ], units: [ 丙 ] }'), ['11:45 schedule.groups[0].tags[0]: "乙"', '11:59 schedule.groups[0].units[0]: "丙"']],
    ['a group that chooses nothing', groups('{ name: 甲, cron: "0 6 * * *" }'), ['11:15 schedule.groups[0].name: "甲"']],
    ['one that its site names', groups('{ name: 甲, cron: "0 6 * * *" }').replace('name: 某局', 'name: 某局\n    group: 甲'), []],
    ['one at the end of the quarter, for all', groups('{ name: 甲, cron: "0 6 * * *", on: 季末前3个工作日 }'), []],
    ['a site of a group that is none', groups('{ name: 甲, cron: "0 6 * * *", sites: [ 某局 ] }').replace('name: 某局', 'name: 某局\n    group: 乙'), ['4:12 sites[0].group: "乙"']],
  ] as const) test(title, async () => expect(await problems(text)).toEqual(expected));
});
