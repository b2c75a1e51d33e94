/** What a column was seen to publish, and the periods that each of it stands for. */
import type { Day, History, Period } from '../model.js';
import { addDays, addMonths } from './days.js';
import { byDay, type DatedItem } from './facts.js';
import { periodContaining, type PeriodKind } from './periods.js';
import { periodsNamedBy } from './titlePeriod.js';

/** An item as it is shown, or as it was shown before its title or day was changed. */
export interface Publication extends DatedItem {
  /** What it is called and dated now; absent where it was not changed since. */
  now?: Pick<DatedItem, 'title'> & { date: DatedItem['date'] | null };
}

/**
 * The usable items with what they were before, oldest first. What was once seen is not lost: an article under a new
 * day keeps standing for the period that it stood for under the old one.
 *
 * A former day that was after the day on which it was last seen never was a day of publication.
 */
export function publicationsOf(usable: readonly DatedItem[], { items }: History, today: Day): Publication[] {
  const changed = items.filter(({ earlier }) => earlier !== undefined && earlier.length > 0);
  const former = changed.flatMap(({ earlier = [], ...item }) =>
    earlier.flatMap(({ title, date, firstSeen, lastSeen }): Publication[] => {
      if (date === null || date.day > today || date.day > lastSeen) return [];
      return [{ ...item, title, date, firstSeen, lastSeen, now: { title: item.title, date: item.date } }];
    }),
  );
  return former.length === 0 ? [...usable] : [...usable, ...former].sort(byDay);
}

/**
 * The periods that an item is published for by its title, oldest first; empty where its day decides.
 *
 * A title names a period also in passing: 关于2026年12月举行考试的公告 in January, 转发2019年文件的通知. So a period that begins
 * after the one that comes next, or that ended more than eighteen months before the item's day, is none that the item is
 * published for. Both lengths are our own choice.
 */
export function periodsStoodFor({ title, date }: Pick<DatedItem, 'title' | 'date'>, kind: PeriodKind): Period[] {
  const named = periodsNamedBy(title, kind, date.day);
  if (named.length === 0) return [];
  const next = following(periodContaining(kind, date.day), kind);
  const oldest = addMonths(date.day, -18);
  return named.filter(({ id, to }) => id <= next.id && to >= oldest);
}

export function following({ to }: Period, kind: PeriodKind): Period {
  return periodContaining(kind, addDays(to, 1));
}

export function preceding({ from }: Period, kind: PeriodKind): Period {
  return periodContaining(kind, addDays(from, -1));
}
