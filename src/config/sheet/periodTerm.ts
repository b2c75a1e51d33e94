import type { Words } from '../../model.js';
import { VERBS } from './plainTerm.js';
import type { Term } from './term.js';
import type { Understood } from './understood.js';

type Period = '按日' | '按周' | '按月' | '按季' | '按半年' | '按年';

/** 一月一公开, 1年1次. A number alone would be a name: 1月 is January, 1季度 the first quarter. */
const ONCE = '[1一](?=次|条|篇|公开|更|发布|报)';
const EACH = '(?:每个?|按|逐)(?:1个?)?';

const PERIODS: readonly (readonly [RegExp, Period])[] = [
  [new RegExp(`^${EACH}(?:工作日|天|日)(?:${ONCE})?|^1[天日]${ONCE}`), '按日'],
  [new RegExp(`^${EACH}周度?(?:${ONCE})?|^1?周${ONCE}`), '按周'],
  [/^(?:(?:每个?|按|逐)(?:1个?)?)?(?:半年度?|6个月)|^每年(?=1月?[、和及]7月|6月[底末]?[、和及]12月)/, '按半年'],
  [new RegExp(`^(?:${EACH})?(?:季度|季(?=[末后底首报]))|^${EACH}季度?(?:${ONCE})?|^1季度?${ONCE}`), '按季'],
  [new RegExp(`^${EACH}月度?(?:${ONCE})?|^月度|^月(?=后|末|底|初|报)|^1月${ONCE}|^(?=(?:次|下1?个?)月)`), '按月'],
  [new RegExp(`^${EACH}(?:年度?|自然年)(?:${ONCE})?|^年度|^年(?=末|底|报)|^1年${ONCE}|^(?=(?:次|翌|下1?|当)年|(?:1[0-2]|[1-9])月(?:底|末|\\d))`), '按年'],
];

/**
 * A period and what is said of the day in it: 每月10日前, 每季度首月10日前, 每年4月底前, 每月结束后5个工作日内.
 *
 * A configuration says how many days after the end of a period its item still counts as on time. So a day inside of the period is
 * read as that day of the next one, where what is published is mostly about the period before: the reading that accuses less.
 *
 * @returns  null where the words begin with no period, or go on with what is not known
 */
export function periodTerm(text: string): Understood<Term> | null {
  for (const [pattern, cadence] of PERIODS) {
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    const rest = text.slice(found.length).replace(new RegExp(`^(?:的|,|至少|不少于|最少|原则上)+`), '').replace(new RegExp(`${VERBS}$`), '');
    const read = restOf(rest, cadence);
    if (read !== null) return read;
  }
  return null;
}

function restOf(rest: string, cadence: Period): Understood<Term> | null {
  if (/^(?:至少)?(?:更新|公开|发布)?(?:1?(?:次|条|篇)(?:以上)?)?$/.test(rest) || /^[报更]$/.test(rest)) return read(cadence);
  if (/^(?:至少|不少于)?(?:更新|公开|发布)?\d{1,3}(?:次|条|篇)(?:以上)?$/.test(rest)) return assumed(cadence, undefined, onlyOne);
  // At the end of the period: nothing is to be added.
  if (/^(?:[月季年]?(?:度)?[底末]|最后1(?:个工作)?[日天]|内|当[月季年周]|结束)(?:之?前|以前|内)?$/.test(rest)) return read(cadence);
  const after = /^(?:(?:度)?(?:结束|终了)?(?:之后|以后|后)|(?:次|下1?个?)(?:月|季度?|年)前?)的?(\d{1,3})个?(工作日|日|天|号)(?:之?前|以内|之内|内)?$/.exec(rest);
  if (after) return graceOf(cadence, after[1], after[2]);
  switch (cadence) {
    case '按日':
      return null;
    case '按周':
      return /^(?:的|周)?[1-7](?:之?前|以前)?$/.test(weekday(rest)) ? assumed(cadence, undefined, anyWeekday) : null;
    case '按月':
      return dayOfMonth(rest, cadence, nextMonth);
    case '按季':
    case '按半年':
      return inSeveralMonths(rest, cadence);
    case '按年':
      return inYear(rest);
  }
}

function weekday(rest: string): string {
  return rest.replace(/[一二三四五六]/g, (numeral) => String('一二三四五六'.indexOf(numeral) + 1));
}

/** 10日前, 前5个工作日, 上旬, 底前: of a month after the period. */
function dayOfMonth(rest: string, cadence: Period, note: Words): Understood<Term> | null {
  const [, day] = /^(?:前)?(\d{1,2})(?:日|号|天)(?:之?前|以前|内|以内)?$/.exec(rest) ?? [];
  if (day !== undefined) return Number(day) >= 1 && Number(day) <= 31 ? assumed(cadence, `${Number(day)} 日`, note) : null;
  const [, working] = /^(?:前|头)?(\d{1,2})个?工作日(?:之?前|以前|内|以内)?$/.exec(rest) ?? [];
  if (working !== undefined) return Number(working) <= 23 ? assumed(cadence, `${Number(working)} 工作日`, note) : null;
  if (/^(?:上旬|初)(?:之?前|内)?$/.test(rest)) return assumed(cadence, '10 日', note);
  if (/^中旬(?:之?前|内)?$/.test(rest)) return assumed(cadence, '20 日', note);
  if (/^(?:下旬|月?[底末])(?:之?前|内)?$/.test(rest)) return assumed(cadence, '31 日', note);
  return null;
}

function inSeveralMonths(rest: string, cadence: '按季' | '按半年'): Understood<Term> | null {
  const [, first] = /^(?:首月|首个月|第1个?月|次月|下季度?首月|下季度?第1个月|1月(?:、|和|及)7月(?:份)?|1、7月(?:份)?)(.*)$/.exec(rest) ?? [];
  if (first !== undefined) return dayOfMonth(first === '' ? '底' : first, cadence, firstMonth);
  if (/^(?:末月|最后1个月|第3个月|6月(?:底|末)?(?:、|和|及)12月(?:底|末)?)(?:\d{1,2}[日号]|[上中下]旬|[底末])?(?:之?前|内)?$/.test(rest)) {
    return assumed(cadence, undefined, atTheEnd);
  }
  return null;
}

function inYear(rest: string): Understood<Term> | null {
  const [, isNext, month, day] = /^(次年|翌年|下1?年|次年度|当年|的)?(1[0-2]|[1-9])月份?(?:(\d{1,2})[日号]|底|末)?(?:之?前|以前|内)?$/.exec(rest) ?? [];
  if (month === undefined) return null;
  const last = new Date(Date.UTC(2024, Number(month), 0)).getUTCDate();
  const until = day === undefined ? last : Number(day);
  if (until < 1 || until > last) return null;
  if (Number(month) === 12 && until >= 31 && !/[次翌下]/.test(isNext ?? '')) return read('按年');
  // In a leap year: in any other the day after counts as well.
  const days = Math.round((Date.UTC(2024, Number(month) - 1, until) - Date.UTC(2023, 11, 31)) / 86_400_000);
  return assumed('按年', `${days} 日`, /[次翌下]/.test(isNext ?? '') ? leapYear : nextYear);
}

function graceOf(cadence: Period, count: string | undefined, unit: string | undefined): Understood<Term> {
  return { as: 'read', value: { cadence, grace: unit === '工作日' ? `${Number(count)} 工作日` : `${Number(count)} 日` } };
}

function read(cadence: Period): Understood<Term> {
  return { as: 'read', value: { cadence } };
}

function assumed(cadence: Period, grace: string | undefined, note: Words): Understood<Term> {
  return { as: 'assumed', value: { cadence, ...(grace !== undefined && { grace }) }, note };
}

const nextMonth: Words = {
  zh: '按“上月的在本月这一天前公开”，即月末后的宽限期；要求当月的信息当月公开的，写 按月',
  en: 'taken for “last month’s by this day of this month”, days after the month; write 按月 where it is due within its own month',
};
const firstMonth: Words = {
  zh: '按“上一周期的在下一周期首月这一天前公开”',
  en: 'taken for “the period before, by this day of the first month after it”',
};
const atTheEnd: Words = {
  zh: '周期最后一个月里的日子不单独检查，以周期最后一天为准',
  en: 'a day in the last month of the period is not checked by itself: the last day of the period counts',
};
const nextYear: Words = {
  zh: '按“上一年度的在这一天前公开”，即年末后的宽限期（比“当年的在这一天前”宽）',
  en: 'taken for “last year’s by this day”, days after the year (wider than “this year’s by this day”)',
};
const leapYear: Words = { zh: '宽限天数按闰年计，平年多一天', en: 'days of a leap year: one more in any other' };
const onlyOne: Words = { zh: '每个周期几条不检查，只看有没有', en: 'how many in a period is not checked, only that there is one' };
const anyWeekday: Words = { zh: '星期几不单独检查，以一周为准', en: 'the day of the week is not checked by itself: the week counts' };
