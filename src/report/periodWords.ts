/**
 * Periods, cells and moments in words.
 */
import type { Cell, CellItem, Day, Instant, Period, Words } from '../model.js';
import { plainText } from './pageText.js';
import { waiverWords } from './waiverWords.js';
import { cellStateNames, count, dateEvidenceWords } from './words.js';

const ENGLISH_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `2026Q1` is `2026年第1季度`; an id of an unknown shape stands as it is. */
export function periodName(period: Period): Words {
  const { id, from, to } = period;
  const [, year = '', rest = ''] = /^(\d{4})(.*)$/.exec(id) ?? [];
  if (/^Q[1-4]$/.test(rest)) return { zh: `${year}年第${rest.slice(1)}季度`, en: `${rest} ${year}` };
  if (/^H[12]$/.test(rest)) {
    const [zh, en] = rest === 'H1' ? ['上', 'first'] : ['下', 'second'];
    return { zh: `${year}年${zh}半年`, en: `${en} half of ${year}` };
  }
  if (/^-W\d\d$/.test(rest)) {
    const week = Number(rest.slice(2));
    return { zh: `${year}年第${week}周（${from} 至 ${to}）`, en: `week ${week} of ${year} (${from} to ${to})` };
  }
  if (/^-\d\d$/.test(rest)) return monthName(`${id}-01`);
  if (year !== '' && rest === '') return { zh: `${year}年`, en: year };
  return { zh: id, en: id };
}

/** The month a day lies in: `2026年3月`, `Mar 2026`. */
export function monthName(day: Day): Words {
  const month = Number(day.slice(5, 7));
  return { zh: `${day.slice(0, 4)}年${month}月`, en: `${ENGLISH_MONTHS[month - 1] ?? month} ${day.slice(0, 4)}` };
}

/** The month without its year: `3月`, `Mar`. */
export function shortMonthName(day: Day): Words {
  const month = Number(day.slice(5, 7));
  return { zh: `${month}月`, en: ENGLISH_MONTHS[month - 1] ?? String(month) };
}

/** What hovering over a cell says: the period, what became of it, the item and the words its date was read from. */
export function cellWords(cell: Cell): Words {
  const period = periodName(cell.period);
  const state = cellStateWords(cell);
  const item = cell.filledBy;
  if (item === null) return { zh: `${period.zh}：${state.zh}`, en: `${period.en}: ${state.en}` };
  const title = plainText(item.title, 60);
  const more = fillingWords(item);
  const date = dateEvidenceWords(item.date);
  return {
    zh: `${period.zh}：${state.zh}。《${title}》${item.date.day}（${date.zh}）${more.zh}`,
    en: `${period.en}: ${state.en}. “${title}” ${item.date.day} (${date.en})${more.en}`,
  };
}

/** By which an item fills its cell where that is its title, and what it is now where it was changed since. */
function fillingWords({ by, now }: CellItem): Words {
  const titled = by === 'title' ? { zh: '，按标题归入', en: ', by its title' } : { zh: '', en: '' };
  if (now === undefined) return titled;
  const title = plainText(now.title, 60);
  const day = now.date?.day ?? '';
  return { zh: `${titled.zh}；该条现显示为《${title}》${day}`, en: `${titled.en}; now shown as “${title}” ${day}` };
}

function cellStateWords(cell: Cell): Words {
  const name = cellStateNames[cell.state];
  const { deadline } = cell;
  switch (cell.state) {
    case 'on-time':
      return name;
    case 'waived':
      return cell.waiver === undefined ? name : waiverWords(cell.waiver);
    case 'late':
      return { zh: `${name.zh} ${cell.lateDays} 天`, en: `${count(cell.lateDays, 'day')} late` };
    case 'missing':
      return { zh: `缺，截止日 ${deadline} 前未见信息`, en: `missing, nothing seen by the deadline ${deadline}` };
    case 'pending':
      if (deadline === null) {
        const limit = cell.uncovered ?? { zh: '工作日历未覆盖', en: 'not covered by the working calendar' };
        return { zh: `${name.zh}，截止日未知：${limit.zh}`, en: `${name.en}, deadline not known: ${limit.en}` };
      }
      if (cell.awaitedUntil !== undefined) return awaitedWords(cell.awaitedUntil, deadline);
      return { zh: `${name.zh}，截止日 ${deadline}`, en: `not yet due, deadline ${deadline}` };
    case 'unknown':
      if (cell.uncovered) return { zh: `无法判定：${cell.uncovered.zh}`, en: `not known: ${cell.uncovered.en}` };
      return {
        zh: '无法判定：读到的页面未覆盖该周期，或工作日历未覆盖截止日',
        en: 'not known: the pages read do not reach back that far, or the working calendar does not cover the deadline',
      };
  }
}

function awaitedWords(awaitedUntil: Day, deadline: Day): Words {
  return {
    zh: `暂无信息，截止日 ${deadline} 已过；该栏目在次期公开，未配置宽限期，${awaitedUntil} 前不认定缺期`,
    en:
      `nothing yet, past the deadline ${deadline}; the column publishes in the period after, and no grace is ` +
      `configured: not missing before ${awaitedUntil} has passed`,
  };
}

/** A moment on the clocks of `timezone`: `2026-03-05 10:00`. */
export function localTime(instant: Instant, timezone: string): string {
  const parts = clockOf(timezone).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

/** To make one takes longer than a row of the report, and a run has one time zone. */
let lastClock: { timezone: string; format: Intl.DateTimeFormat } | undefined;

function clockOf(timezone: string): Intl.DateTimeFormat {
  if (lastClock?.timezone === timezone) return lastClock.format;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  lastClock = { timezone, format };
  return format;
}

/** `2026年3月5日`, `5 Mar 2026`. */
export function longDay(day: Day): Words {
  const dayOfMonth = Number(day.slice(8, 10));
  const month = monthName(day);
  return { zh: `${month.zh}${dayOfMonth}日`, en: `${dayOfMonth} ${month.en}` };
}
