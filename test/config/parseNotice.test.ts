import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { packageCalendar, workingCalendar } from '../../src/audit/calendar.js';
import { addDays } from '../../src/audit/days.js';
import { arrangementDoubts } from '../../src/config/arrangementDoubts.js';
import { ConfigError } from '../../src/config/configError.js';
import { parseNotice } from '../../src/config/parseNotice.js';
import type { Day } from '../../src/model.js';

const notice = (year: number) => readFileSync(new URL(`../../fixtures/notices/${year}.txt`, import.meta.url), 'utf8');
const notice2026 = notice(2026);

/** The days from 20 December before to the end of a year on which the notice read and the package disagree. */
function differing(year: number): Day[] {
  const calendar = workingCalendar([parseNotice(notice(year), `${year}.txt`).year]);
  const days: Day[] = [];
  for (let day = `${year - 1}-12-20`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day) !== packageCalendar.isWorkingDay(day)) days.push(day);
  }
  return days;
}

for (const year of [2024, 2025, 2026])
  test(`the notice for ${year} gives the same days as the package`, () => {
    expect(differing(year)).toEqual([]);
    expect(arrangementDoubts(parseNotice(notice(year), 'notice.txt').year)).toEqual([]);
  });

test('the notice for 2019 reaches into December 2018; its 劳动节 was made longer by a later notice', () =>
  expect(differing(2019)).toEqual(['2019-04-28', '2019-05-02', '2019-05-03', '2019-05-05']));

test('keeps the document number and the holidays by name', () => {
  const { year, holidays } = parseNotice(notice2026, '2026.txt');
  expect(year.source).toBe('国办发明电〔2025〕7号');
  expect(holidays.map(({ name, off, work }) => [name, off.length, work.length])).toEqual([
    ['元旦', 3, 1], ['春节', 9, 2], ['清明节', 3, 0], ['劳动节', 5, 1], ['端午节', 3, 0], ['中秋节', 3, 0], ['国庆节', 7, 2],
  ]);
  expect(year.off).toHaveLength(33);
  expect(year.work).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
});

test('a wish for leave on 除夕 makes no day free (2024)', () => {
  const { year } = parseNotice(notice(2024), '2024.txt');
  expect(year.off).not.toContain('2024-02-09');
});

describe('however the text was copied', () => {
  const expected = parseNotice(notice2026, '2026.txt');
  for (const [title, changed] of [
    ['all on one line', notice2026.replace(/\n/g, '')],
    ['with spaces between characters', [...notice2026].join(' ')],
    ['with half-width signs', notice2026.normalize('NFKC')],
    ['with full-width digits', notice2026.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))],
    ['with Windows line ends and a byte order mark', `\uFEFF${notice2026.replace(/\n/g, '\r\n')}`],
    ['with 星期 and 星期天', notice2026.replace(/周日/g, '星期天').replace(/周(?=[一二三四五六])/g, '星期')],
    ['with dashes for 至', notice2026.replace(/至/g, '—')],
    ['without its end', notice2026.slice(0, notice2026.indexOf('节假日期间'))],
  ] as const)
    test(title, () => expect(parseNotice(changed, '2026.txt')).toEqual(expected));
});

describe('is refused, with the line and what is wrong', () => {
  for (const [title, from, to, line, words] of [
    ['a weekday that is not the date’s', '1月4日（周日）上班', '1月4日（周六）上班', 6, '2026-01-04 是周日'],
    ['a wrong day in a range', '至3日（周六）', '至4日（周六）', 6, '2026-01-04 是周日'],
    ['a count that the dates do not make', '共9天', '共8天', 7, '所写日期共9天'],
    ['a day that does not exist', '2月28日（周六）上班', '2月30日（周六）上班', 7, '真实存在'],
    ['a day of another year', '5月9日（周六）上班', '2027年5月9日（周日）上班', 9, '属于这一年'],
    ['a date without a verb', '5月9日（周六）上班', '5月9日（周六）另行通知', 9, '写明“放假”或“上班”'],
    ['a range the wrong way round', '10月1日（周四）至7日（周三）放假', '10月7日（周三）至1日（周四）放假', 12, '先写开始'],
    ['an item without days off', '9月25日（周五）至27日（周日）放假，共3天', '另行通知', 11, '放假的日期'],
    ['a holiday left out', '六、中秋节：9月25日（周五）至27日（周日）放假，共3天。', '', 6, '中秋'],
    ['two years', '现将2026年', '根据2025年部分节假日安排，现将2026年', 1, '唯一的年份'],
  ] as const)
    test(title, () => {
      expect(notice2026).toContain(from);
      const problems = problemsOf(notice2026.replace(from, to));
      expect(problems.map(({ expected }) => expected.zh).join('；')).toContain(words);
      expect(problems.map((problem) => problem.line)).toContain(line);
    });

  test('without a title', () => {
    const problems = problemsOf(notice2026.slice(notice2026.indexOf('一、元旦')));
    expect(problems[0]?.expected.zh).toContain('通知的标题');
  });

  for (const text of ['', '你好', '一、元旦：', `${'('.repeat(50_000)}`, `关于2027年部分节假日安排${'一、元旦:'.repeat(2000)}`])
    test(`no notice at all: ${text.slice(0, 20) || 'nothing'}`, () => expect(problemsOf(text).length).toBeGreaterThan(0));
});

function problemsOf(text: string) {
  try {
    parseNotice(text, 'notice.txt');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
