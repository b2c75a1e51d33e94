/** 征求意见时间: from when to when an item says that it is shown. */
import type { Day } from '../model.js';
import { isDay } from './days.js';

/**
 * `2026年3月1日至3月30日`, `2026年3月1日—2026年4月1日`, `2026-03-01至2026-03-30` in a title. Null where it names none, more
 * than one, or one that ends before it begins.
 */
export function statedPeriod(title: string): { from: Day; to: Day } | null {
  const found = [...title.normalize('NFKC').replace(/\s+/g, '').matchAll(period)];
  const [only, ...others] = found;
  if (only?.groups === undefined || others.length > 0) return null;
  const { year, month, day, toYear, toMonth, toDay } = only.groups;
  const from = dayText(year, month, day);
  const to = dayText(toYear ?? year, toMonth ?? month, toDay);
  return isDay(from) && isDay(to) && from <= to ? { from, to } : null;
}

const between = '[年./-]';
const period = new RegExp(
  `(?<![0-9])(?<year>20[0-9]{2})${between}(?<month>[0-9]{1,2})[月./-](?<day>[0-9]{1,2})日?` +
    '(?:至|到|[-—–~~]){1,2}' +
    `(?:(?<toYear>20[0-9]{2})${between})?(?:(?<toMonth>[0-9]{1,2})[月./-])?(?<toDay>[0-9]{1,2})(?![0-9年月])日?`,
  'g',
);

function dayText(year = '', month = '', day = ''): Day {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
