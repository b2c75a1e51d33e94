import type { CalendarYear, Day, Words } from '../model.js';
import { runsOf, shifted, weekdayOf } from './arrangement.js';
import { statutoryDays } from './statutoryDays.js';

/**
 * What does not look like a State Council arrangement, although each day of it may be right: for a person to hold
 * against the notice. Empty for what the package has of 2014 to 2026, apart from 2015 (抗战胜利纪念日) and 2020 (春节 made longer),
 * which other notices ruled as well. Years before 2014 are not looked at.
 */
export function arrangementDoubts({ year, off, work }: CalendarYear): Words[] {
  const law = statutoryDays(year);
  if (law === null) return [];
  const isFree = (day: Day) => off.includes(day) || (weekdayOf(day) > 5 && !work.includes(day));
  return [
    ...law.reckoned.filter(({ day }) => !isFree(day)).map(({ name, day }) => ({
      zh: `法定节假日${name}（${day}）不在放假日期中`,
      en: `the statutory ${name} (${day}) is not off`,
    })),
    ...balanceDoubts(off, work, law.count),
    ...lonelyDoubts([...law.fixed, ...law.reckoned.map(({ day }) => day)], off, isFree),
    ...work.filter((day) => !off.some((other) => isWithin(day, other, 31))).map((day) => ({
      zh: `调休上班日 ${day} 前后一个月内没有放假日期`,
      en: `no day off within a month of the worked ${day}`,
    })),
  ];
}

/** 调休 moves weekends and 补休 makes up for holidays on weekends: what is gained is exactly the law's days. */
function balanceDoubts(off: readonly Day[], work: readonly Day[], statutory: number): Words[] {
  const weekdaysOff = off.filter((day) => weekdayOf(day) <= 5).length;
  const gained = weekdaysOff - work.length;
  if (gained === statutory) return [];
  return [
    {
      zh:
        `放假占用的周一至周五（${weekdaysOff}天）减去调休上班日（${work.length}天）等于 ${gained} 天，` +
        `应等于法定的 ${statutory} 天：可能漏了或多了日期`,
      en:
        `${weekdaysOff} weekdays off less ${work.length} worked weekend days makes ${gained}, ` +
        `where the law gives ${statutory}: a day may be missing or too many`,
    },
  ];
}

/** A day off belongs to a holiday: it stands in an unbroken run of free days with a statutory one. */
function lonelyDoubts(statutory: readonly Day[], off: readonly Day[], isFree: (day: Day) => boolean): Words[] {
  const freeUpTo = (day: Day, step: 1 | -1): Day => {
    const next = shifted(day, step);
    return isFree(next) ? freeUpTo(next, step) : day;
  };
  return runsOf(off).flatMap((run) => {
    const from = freeUpTo(run[0] ?? '', -1);
    const to = freeUpTo(run.at(-1) ?? '', 1);
    if (statutory.some((day) => day >= from && day <= to)) return [];
    const days = run.join(', ');
    return [{ zh: `放假日期 ${days} 不与任何法定节假日相连`, en: `the days off ${days} adjoin no statutory holiday` }];
  });
}

function isWithin(day: Day, other: Day, days: number): boolean {
  return day >= shifted(other, -days) && day <= shifted(other, days);
}
