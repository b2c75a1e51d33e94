import { describe, expect, test } from 'vitest';
import { packageYears } from '../../src/audit/packageYears.js';
import { arrangementDoubts } from '../../src/config/arrangementDoubts.js';
import { ConfigError } from '../../src/config/configError.js';
import { parseArrangement } from '../../src/config/parseArrangement.js';
import { statutoryDays } from '../../src/config/statutoryDays.js';
import { writeArrangement } from '../../src/config/writeArrangement.js';
import { brief } from './mistakes.js';

const sound = `{
  "year": 2027,
  "off": ["2026-12-31", "2027-01-01", "2027-05-03", "2027-10-01"],
  "work": ["2027-02-20"],
  "source": "国办发明电〔2026〕1号"
}`;

test('reads our form; fixed holidays on a weekend need not be written', () => {
  // 1 and 2 May, 2 and 3 October 2027 are Saturdays and Sundays.
  const { year, holidays } = parseArrangement(sound, '2027.json');
  expect(year).toEqual({
    year: 2027,
    off: ['2026-12-31', '2027-01-01', '2027-05-03', '2027-10-01'],
    work: ['2027-02-20'],
    source: '国办发明电〔2026〕1号',
  });
  expect(holidays.map(({ off }) => off)).toEqual([['2026-12-31', '2027-01-01'], ['2027-05-03'], ['2027-10-01']]);
});

test('what is written down reads back as itself, for every year of the package', () => {
  for (const { year, off, work } of packageYears) {
    const arrangement = { year, off: off.toSorted(), work: work.toSorted(), source: `第${year}号`, importedOn: '2026-11-23' };
    if (year >= 2014) expect(parseArrangement(writeArrangement(arrangement), 'x.json').year).toEqual(arrangement);
  }
});

const holidayCn = (days: string) => `{
  "$schema": "https://example.invalid/schema.json",
  "year": 2027,
  "papers": ["https://site.example.invalid/a.htm"],
  "days": ${days}
}`;
const entry = (date: string, isOffDay: boolean, name = '元旦') => JSON.stringify({ name, date, isOffDay });

test('reads the form of holiday-cn', () => {
  const days = [entry('2027-01-01', true), entry('2027-01-02', false), entry('2027-10-01', true, '国庆节')];
  expect(parseArrangement(holidayCn(`[${days.join(', ')}]`), '2027.json')).toEqual({
    year: { year: 2027, off: ['2027-01-01', '2027-10-01'], work: ['2027-01-02'], source: 'https://site.example.invalid/a.htm' },
    holidays: [
      { name: '元旦', off: ['2027-01-01'], work: ['2027-01-02'] },
      { name: '国庆节', off: ['2027-10-01'], work: [] },
    ],
  });
});

test('an empty list of days means that no notice is out, and is said so', () =>
  expect(problemsOf(holidayCn('[]'))[0]?.expected.zh).toContain('国务院还没有发布'));

describe('every mistake is named with its line', () => {
  for (const [title, text, expected, words] of [
    ['a day of another year', sound.replace('"2027-10-01"', '"2027-10-01", "2026-10-02"'), '3:67 off[4]: "2026-10-02"', '文件所说年份'],
    ['a day of December that is too early', sound.replace('2026-12-31', '2026-12-19'), '3:11 off[0]: "2026-12-19"', '12 月最后几天'],
    ['no day at all', sound.replace('2027-02-20', '2027-02-30'), '4:12 work[0]: "2027-02-30"', '真实存在'],
    ['a worked weekday', sound.replace('2027-02-20', '2027-02-22'), '4:12 work[0]: "2027-02-22"', '周六或周日'],
    ['a day both off and worked', sound.replace('2027-02-20', '2027-01-01'), '4:12 work[0]: "2027-01-01"', '两边都有'],
    ['a day twice', sound.replace('"2027-10-01"', '"2027-10-01", "2027-10-01"'), '3:67 off[4]: "2027-10-01"', '只写一次'],
    ['no National Day', sound.replace(', "2027-10-01"', ''), '3:10 off', '法定节假日 2027-10-01'],
    ['a holiday that is worked', sound.replace('2027-02-20', '2027-10-02'), '3:10 off', '法定节假日 2027-10-02'],
    ['an unknown key', sound.replace('"work"', '"works"'), '4:3 works: "works"', '是不是想写 work'],
    ['no year', sound.replace('"year": 2027,', ''), '1:1 year', '四位整数'],
    ['a year in quotes', sound.replace('2027,', '"2027",'), '2:11 year: "2027"', '四位整数'],
    ['a list', '[]', '1:1 : []', '一年的节假日安排'],
  ] as const)
    test(title, () => {
      const problems = problemsOf(text);
      expect(problems.map(brief)).toContain(expected);
      expect(problems.map((problem) => problem.expected.zh).join('；')).toContain(words);
    });
});

for (const broken of ['{', '{ "year": 2027, "off": [', sound.replace('],', ''), sound.slice(0, -1), '{}{}', '{ "year": 2027 '])
  test(`broken JSON is placed in the file: ${broken.slice(0, 24).replace(/\s+/g, ' ')}`, () => {
    const [problem] = problemsOf(broken);
    expect(problem?.line).toBeGreaterThan(0);
  });

describe('doubts', () => {
  test('none about the years of the package, but for two that further notices ruled', () => {
    const doubted = packageYears.filter((year) => arrangementDoubts(year).length > 0).map(({ year }) => year);
    expect(doubted).toEqual([2015, 2020]);
  });

  const year2026 = packageYears.find(({ year }) => year === 2026);
  if (!year2026) throw new Error('the package has no 2026');
  for (const [title, changed, words] of [
    ['a day left out', { ...year2026, off: year2026.off.filter((day) => day !== '2026-02-20') }, '等于 12 天'],
    ['a make-up day left out', { ...year2026, work: year2026.work.slice(1) }, '等于 14 天'],
    ['除夕 left out', { ...year2026, off: year2026.off.filter((day) => day !== '2026-02-16') }, '除夕（2026-02-16）'],
    ['a day far from any holiday', { ...year2026, off: [...year2026.off, '2026-08-12'] }, '2026-08-12 不与任何'],
    ['a make-up day far from any holiday', { ...year2026, work: [...year2026.work, '2026-08-01'] }, '2026-08-01 前后'],
  ] as const)
    test(title, () => expect(arrangementDoubts({ ...changed, off: [...changed.off], work: [...changed.work] }).map(({ zh }) => zh).join('；')).toContain(words));
});

test('reckons the holidays that the moon decides, also where a new moon falls just before midnight (2027)', () =>
  expect(statutoryDays(2027)?.reckoned.map(({ name, day }) => `${name} ${day}`)).toEqual([
    '除夕 2027-02-05', '正月初一 2027-02-06', '正月初二 2027-02-07', '正月初三 2027-02-08', '清明 2027-04-05',
    '端午 2027-06-09', '中秋 2027-09-15',
  ]));

function problemsOf(text: string) {
  try {
    parseArrangement(text, 'test.json');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
