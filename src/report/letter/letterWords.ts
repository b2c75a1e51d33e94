/** What the letters have in common: categories as circulars name them, numbers of headings, days in full. */
import type { Day, FindingLevel } from '../../model.js';
import { groupBy } from '../groupBy.js';
import { fullUnitName, type PaperFacts, type Problem, type UnreadColumn } from '../paperFacts.js';
import { longDay } from '../periodWords.js';
import type { Inline, Part } from './letter.js';

/** What only the office knows; absent parts become places to fill in. */
export interface LetterHead {
  /** 落款 */
  office?: string;
  /** 发文字号 */
  documentNumber?: string;
  /** 成文日期 */
  on: Day;
}

/** 问题类别, in the words of circulars (domain: 更新不及时, 缺少第X季度信息, 有栏目无内容, 超期发布). */
const CATEGORIES: [FindingLevel, string][] = [
  ['overdue', '更新不及时'],
  ['missing', '缺少应公开的信息'],
  ['late', '超期发布'],
  ['blank', '空白栏目（有栏目无内容）'],
];

export interface Category {
  name: string;
  problems: Problem[];
}

/** The problems by category, those without any left out; none that is not held against a unit. */
export function byCategory(problems: readonly Problem[]): Category[] {
  return CATEGORIES
    .map(([level, name]) => ({ name, problems: problems.filter(({ finding }) => finding.level === level) }))
    .filter(({ problems: some }) => some.length > 0);
}

/** `更新不及时 3 条、空白栏目 1 条` */
export function categoryCounts(problems: readonly Problem[]): string {
  return byCategory(problems).map(({ name, problems: some }) => `${name}${some.length}条`).join('、');
}

export function chineseDay(day: Day): string {
  return longDay(day).zh;
}

const NUMERALS = '零一二三四五六七八九十';

/** `一` to `十九`: no letter has more headings. */
export function numeral(number: number): string {
  return number <= 10 ? (NUMERALS[number] ?? '') : `十${NUMERALS[number - 10] ?? ''}`;
}

/** Numbers the headings of a letter as it is put together: 一、 二、 and （一）（二） in each. */
export function headings(): { next: (text: string) => Part; sub: (text: string) => Part } {
  let [major, minor] = [0, 0];
  return {
    next(text) {
      [major, minor] = [major + 1, 0];
      return { kind: 'heading', text: `${numeral(major)}、${text}` };
    },
    sub(text) {
      minor += 1;
      return { kind: 'subheading', text: `（${numeral(minor)}）${text}` };
    },
  };
}

export function documentNumber({ documentNumber: number }: LetterHead): Part {
  return { kind: 'number', text: number ?? { blank: '发文字号：待填' } };
}

export function signature({ office, on }: LetterHead): Part {
  return { kind: 'signature', office: office ?? { blank: '落款：待填' }, day: chineseDay(on) };
}

/** The first words of a letter from a doubtful run; empty from a sound one. */
export function doubtWarning({ run }: PaperFacts): Part[] {
  if (run.doubtful === null) return [];
  return [{ kind: 'warning', text: `注意：本次巡检结果存疑（${run.doubtful.zh}），以下内容仅供核对，请待下一次巡检后再行使用。` }];
}

/** One line for a problem: `1．重大建设项目 / 项目进度：……（依据：……）` */
export function problemLine(problem: Problem, number: number, { names }: { names?: (problem: Problem) => string } = {}): Part {
  const { column, finding, openedOn, notices } = problem;
  const who = names ? `责任单位：${names(problem)}；` : '';
  const due = notices.at(-1)?.due;
  const more = [
    `${who}依据：${finding.basis.zh}`,
    `发现时间：${chineseDay(openedOn)}`,
    ...(due == null ? [] : [`整改时限：${chineseDay(due)}`]),
  ];
  return { kind: 'text', text: [`${number}．${column.column.path.join('/')}：${finding.description.zh}（${more.join('；')}）`] };
}

/** The columns that could not be read, a line each; at the head the word that they are no problems. */
export function unreadParts(unread: readonly UnreadColumn[], { run, units }: Pick<PaperFacts, 'run' | 'units'>): Part[] {
  if (unread.length === 0) return [];
  const lead = `以下${unread.length}个栏目本次未能读取，不能据此判断是否按时公开，不计为问题，也不计为超期或空白。`;
  return [
    { kind: 'text', text: [lead] },
    ...unread.slice(0, MOST_UNREAD_LINES).map((one, index) => unreadLine(one, index + 1, units.length > 1, run.day)),
    ...more(unread.length - MOST_UNREAD_LINES, '个栏目'),
  ];
}

/** A letter is read from its first page to its last: what is more stands in the ledger. */
const MOST_UNREAD_LINES = 60;

function unreadLine(one: UnreadColumn, number: number, isOfSeveralUnits: boolean, day: Day): Part {
  const who = isOfSeveralUnits ? `${fullUnitName(one)}，` : '';
  // A list whose days cannot be read is answered for on the day itself.
  const last = one.lastReadable === null ? '（从未读到）' : one.lastReadable >= day ? '' : `（最后正常监测时间${chineseDay(one.lastReadable)}）`;
  return { kind: 'text', text: [`${number}．${who}${one.column.column.path.join('/')}：${one.reason}${last}。`] };
}

/** Says how many lines were left out; nothing where none was. */
export function more(left: number, what: string): Part[] {
  return left > 0 ? [{ kind: 'text', text: [`另有${left} ${what}，详见整改台账。`] }] : [];
}

/** `某局、某局和某局` in the order given. */
export function listOf(names: readonly string[]): string {
  return names.join('、');
}

/** 整改时限 of these problems: their day where all have one and the same, else null. */
export function commonDue(problems: readonly Problem[]): Day | null {
  const days = [...groupBy(problems, ({ notices }) => notices.at(-1)?.due ?? null).keys()];
  return days.length === 1 ? (days[0] ?? null) : null;
}

/** Joins text and places to fill in. */
export function joined(...pieces: Inline[]): Inline[] {
  return pieces;
}
