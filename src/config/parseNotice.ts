import type { Words } from '../model.js';
import type { Arrangement, Holiday } from './arrangement.js';
import { ConfigError } from './configError.js';
import type { ConfigProblem } from './configError.js';
import { readHoliday, type NoticeItem, type NoticeProblem } from './noticeHoliday.js';
import { plainNotice, type PlainNotice } from './plainNotice.js';

/**
 * Reads the text of a 国务院办公厅关于20xx年部分节假日安排的通知, in the State Council's customary wording:
 * `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。`
 *
 * The year is the one in the title. Weekdays and counts that the text gives are witnesses: where one does not agree
 * with the date, nothing is read. The sentence that only asks for leave on 除夕 (2024) makes no day free.
 *
 * @param fileName  only for the messages
 * @throws {ConfigError}  with all problems, in the order of the text
 */
export function parseNotice(text: string, fileName: string): Arrangement {
  const notice = plainNotice(text);
  const problems: NoticeProblem[] = [];
  const year = yearOf(notice, problems);
  const items = itemsOf(notice);
  if (items.length === 0) problems.push({ at: 0, expected: wantedItems, got: notice.text.slice(0, 40) });

  const holidays = year === null ? [] : items.map((item) => readHoliday(item, year, problems));
  problems.push(...namesLeftOut(items));
  if (year === null || problems.length > 0) {
    throw new ConfigError(problems.map((problem) => placed(problem, notice, fileName)));
  }
  const source = /国办发明电〔\d{4}〕\d+号/.exec(notice.text)?.[0];
  const [off, work] = [daysOf(holidays, 'off'), daysOf(holidays, 'work')];
  return { year: { year, off, work, ...(source && { source }) }, holidays };
}

const NAME = '(?:元旦|春节|清明节?|劳动节|端午节?|中秋节?|国庆节?)';

function itemsOf({ text }: PlainNotice): NoticeItem[] {
  const heads = [...text.matchAll(new RegExp(`[一二三四五六七八九十]{1,2}、(${NAME}(?:[、和与]${NAME}){0,2}):`, 'g'))];
  const end = endOf(text, heads.at(-1)?.index ?? 0);
  return heads.map((head, index) => {
    const at = head.index + head[0].length;
    return { name: head[1] ?? '', text: text.slice(at, heads[index + 1]?.index ?? end), at };
  });
}

/** The arrangement ends where the notice turns to duties over the holidays, or is signed. */
function endOf(text: string, from: number): number {
  const ends = ['节假日期间', '国务院办公厅'].map((words) => text.indexOf(words, from)).filter((at) => at !== -1);
  return Math.min(text.length, ...ends);
}

function yearOf({ text }: PlainNotice, problems: NoticeProblem[]): number | null {
  const titles = [...text.matchAll(/(20\d\d)年(?:部分)?节假日安排/g)];
  const [first] = titles;
  const years = new Set(titles.map((title) => title[1]));
  if (first && years.size === 1) return Number(first[1]);
  problems.push({ at: first?.index ?? 0, expected: wantedTitle, got: [...years].join('、') });
  return null;
}

const wantedTitle: Words = {
  zh: '通知的标题，写明唯一的年份，如“国务院办公厅关于2027年部分节假日安排的通知”（请连标题一起复制）',
  en: "the notice's title with one year, such as 国务院办公厅关于2027年部分节假日安排的通知 (copy it with the text)",
};
const wantedItems: Words = {
  zh: '通知正文，如“一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。”',
  en: 'the text of the notice, such as 一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。',
};

const HOLIDAYS = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'];

/** Each of the seven has an item, alone or with another. */
function namesLeftOut(items: readonly NoticeItem[]): NoticeProblem[] {
  const names = items.map(({ name }) => name).join('、');
  const missing = items.length === 0 ? [] : HOLIDAYS.filter((name) => !names.includes(name));
  if (missing.length === 0) return [];
  const expected = { zh: `写有${missing.join('、')}安排的完整通知`, en: `the whole notice, with ${missing.join(', ')}` };
  return [{ at: items[0]?.at ?? 0, expected, got: names }];
}

function daysOf(holidays: readonly Holiday[], kind: 'off' | 'work'): string[] {
  return [...new Set(holidays.flatMap((holiday) => holiday[kind]))].sort();
}

function placed({ at, expected, got }: NoticeProblem, notice: PlainNotice, file: string): ConfigProblem {
  return { file, ...notice.position(at), path: '', expected, got };
}
