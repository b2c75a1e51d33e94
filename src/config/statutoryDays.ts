/**
 * 法定节假日: the days that 《全国年节及纪念日放假办法》 makes free for all, whatever a yearly notice adds.
 *
 * Since 2025 (order of 2024-11-10) thirteen: 元旦 1, 春节 4 with 除夕, 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3. From 2008
 * to 2024 eleven: without 除夕 (it was free in place of the third day from 2008 to 2013), and 劳动节 1.
 */
// Only its table of month lengths: its dates depend on the machine's time zone. The runtime's own Chinese calendar takes
// 2027-02-07 for 正月初一, where the new moon of 2027-02-06, 23:56 in Beijing, makes it the 6th.
import chineseDays from 'chinese-days';
import type { Day } from '../model.js';
import { shifted } from './arrangement.js';

export interface StatutoryDays {
  /** How many days the law gives. */
  count: number;
  /** Days that are the same every year. */
  fixed: Day[];
  /** Days that the moon and the sun decide, with their names; none after 2099. */
  reckoned: { name: string; day: Day }[];
}

/** Null before 2014, when the law gave other days. */
export function statutoryDays(year: number): StatutoryDays | null {
  if (year < 2014) return null;
  const isNew = year >= 2025;
  const newYear = lunarDay(year, 1, 1);
  return {
    count: isNew ? 13 : 11,
    fixed: ['01-01', '05-01', ...(isNew ? ['05-02'] : []), '10-01', '10-02', '10-03'].map((day) => `${year}-${day}`),
    reckoned: [
      ...(isNew && newYear ? [{ name: '除夕', day: shifted(newYear, -1) }] : []),
      ...(newYear ? [0, 1, 2].map((days) => ({ name: `正月初${'一二三'[days]}`, day: shifted(newYear, days) })) : []),
      ...named('清明', tombSweeping(year)),
      ...named('端午', lunarDay(year, 5, 5)),
      ...named('中秋', lunarDay(year, 8, 15)),
    ],
  };
}

function named(name: string, day: Day | null): { name: string; day: Day }[] {
  return day === null ? [] : [{ name, day }];
}

/** 正月初一 of a year that all others are counted from. */
const ANCHOR = { year: 2014, newYear: '2014-01-31' };

/** The day that is the given day of a lunar month (never a leap month) that begins in `year`, from 2014 to 2099. */
function lunarDay(year: number, month: number, day: number): Day | null {
  if (year < ANCHOR.year || year > 2099) return null;
  let days = day - 1;
  for (let before = ANCHOR.year; before < year; before += 1) days += daysBeforeMonth(before, 13);
  return shifted(ANCHOR.newYear, days + daysBeforeMonth(year, month));
}

/** Days of a lunar year before its month, a leap month among them; month 13 for the whole year. */
function daysBeforeMonth(year: number, month: number): number {
  const leap = chineseDays.getYearLeapMonth(year);
  const months = Array.from({ length: month - 1 }, (_, at) => chineseDays.monthDays(year, at + 1));
  const leapDays = leap.leapMonth !== undefined && leap.leapMonth < month ? leap.days : 0;
  return months.reduce((sum, days) => sum + days, leapDays);
}

/** 清明 by the customary formula for the years 2000 to 2099. */
function tombSweeping(year: number): Day | null {
  if (year > 2099) return null;
  const inCentury = year % 100;
  const day = Math.floor(inCentury * 0.2422 + 4.81) - Math.floor(inCentury / 4);
  return `${year}-04-${String(day).padStart(2, '0')}`;
}
