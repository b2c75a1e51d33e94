/** On which days a group runs, as it may be written. */
import type { RunDays } from '../model.js';

export const runDayWords = {
  每天: 'every-day',
  每日: 'every-day',
  工作日: 'working-days',
  'every day': 'every-day',
  daily: 'every-day',
  'working days': 'working-days',
  'working-days': 'working-days',
} as const satisfies Record<string, 'every-day' | 'working-days'>;

type Period = Extract<RunDays, { kind: 'before-end' }>['of'];

const periodWords: Record<string, Period> = {
  月: 'month', 季: 'quarter', 季度: 'quarter', 半年: 'half-year', 年: 'year',
  month: 'month', quarter: 'quarter', 'half-year': 'half-year', year: 'year',
};

/**
 * `季末前3个工作日`, `月末前 1 个工作日`, `年底前5个工作日`; `3 working days before quarter-end`, `quarter-end: 3`. One to
 * ten: every month has as many.
 */
export const beforeEndPattern =
  /^(?:(月|季|季度|半年|年)[末底]前? ?([1-9]|10) ?个?工作日|([1-9]|10) working days? before (?:the end of the )?(month|quarter|half-year|year)(?:[- ]end)?|(month|quarter|half-year|year)-end: ?([1-9]|10))$/;

/** Reads what `runDayWords` or `beforeEndPattern` accepts. */
export function readRunDays(written: string): RunDays {
  const words: Record<string, 'every-day' | 'working-days'> = runDayWords;
  const plain = Object.hasOwn(words, written) ? words[written] : undefined;
  if (plain !== undefined) return { kind: plain };
  const [, zh, zhCount, enCount, en, short, shortCount] = beforeEndPattern.exec(written) ?? [];
  const of = periodWords[zh ?? en ?? short ?? ''];
  if (of === undefined) throw new Error(`the days ${written} passed the checks`);
  return { kind: 'before-end', of, workingDays: Number(zhCount ?? enCount ?? shortCount) };
}
