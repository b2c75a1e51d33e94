/** What a judgement of one column on one day starts from, worked out once. */
import type {
  Cell, Column, ColumnStatus, DateEvidence, Day, Finding, History, Instant, KnownItem, Look, RuleSettings, Words,
} from '../model.js';
import type { WorkingCalendar } from './calendar.js';
import { daysBetween, laterOf } from './days.js';

export interface DatedItem extends KnownItem {
  date: DateEvidence;
}

/** What every column of a run is judged by, besides what it promised itself. */
export interface Yardstick {
  calendar: WorkingCalendar;
  rules: RuleSettings;
  /** The day that an item's address carries, a witness beside the one shown; null where it carries none. */
  addressDay: (url: string) => Day | null;
  /** The day of a moment in the configured time zone. */
  dayOf: (at: Instant) => Day;
}

export interface ColumnFacts {
  column: Column;
  history: History;
  today: Day;
  yardstick: Yardstick;
  /** Items dated on or before `today`, oldest first. Only these count. */
  usable: readonly DatedItem[];
  /** Items dated after `today`, earliest first. They prove nothing. */
  future: readonly DatedItem[];
  /** The items that were seen by `today`, by day and title, undated ones first. A later visit's items are of no concern. */
  seen: readonly KnownItem[];
  /** Those of `seen` of which the page shows a whole day. Where part of it was supplied by inference, it bears no witness. */
  plain: readonly DatedItem[];
  /** The visits up to `today` that read the list, oldest first. */
  listLooks: readonly Look[];
  /** The newest usable item. */
  latest: DatedItem | null;
  /** Days from `latest` to `today`. */
  ageDays: number | null;
}

export function columnFacts(column: Column, history: History, today: Day, yardstick: Yardstick): ColumnFacts {
  const dated = history.items.filter(isDated).sort(byDay);
  const usable = dated.filter((item) => item.date.day <= today);
  const latest = usable.at(-1) ?? null;
  const undated = dated.length === history.items.length ? [] : history.items.filter((item) => !isDated(item)).sort(byTitle);
  const isSeen = ({ firstSeen }: KnownItem) => firstSeen <= today;
  const datedSeen = dated.filter(isSeen);
  return {
    column,
    history,
    today,
    yardstick,
    usable,
    future: dated.slice(usable.length),
    seen: undated.length === 0 ? datedSeen : [...undated.filter(isSeen), ...datedSeen],
    plain: datedSeen.filter(({ date }) => date.implied.length === 0),
    listLooks: history.looks.filter(({ shows, day }) => shows === 'list' && day <= today),
    latest,
    ageDays: latest === null ? null : daysBetween(latest.date.day, today),
  };
}

/** What one way of judging says; the rest of a verdict is the same for all of them. */
export interface Judged {
  status: ColumnStatus;
  because: Words;
  findings: Finding[];
  ledger?: Cell[];
}

/**
 * 最后正常监测时间: the last day on which the column was read and what was read is believed. A blank page or a single
 * document is not, where the column had listed items before. Null where there was no such day.
 */
export function lastTrusted({ history }: ColumnFacts): Day | null {
  const { lastReadable, items } = history;
  if (lastReadable === null) return null;
  return lastReadable.outcome === 'list' || items.length === 0 ? lastReadable.day : newestSighting(items);
}

/** The last day on which items with their days were read: up to then a missing item is known to be missing. */
export function datesReadUntil({ history, latest }: ColumnFacts): Day | null {
  const { lastReadable, items } = history;
  if (lastReadable === null || latest === null) return null;
  if (lastReadable.outcome !== 'list') return newestSighting(items.filter(isDated));
  return lastReadable.datedCount > 0 ? lastReadable.day : null;
}

function newestSighting(items: readonly KnownItem[]): Day | null {
  return items.reduce<Day | null>((newest, item) => laterOf(newest ?? item.lastSeen, item.lastSeen), null);
}

export function isDated(item: KnownItem): item is DatedItem {
  return item.date !== null;
}

/** Ties are broken by what else an item shows, so that the order in which items were stored never matters. */
export function byDay(a: DatedItem, b: DatedItem): number {
  return (
    inOrder(a.date.day, b.date.day) || inOrder(a.title, b.title) || inOrder(a.url ?? '', b.url ?? '') ||
    inOrder(a.firstSeen, b.firstSeen) || inOrder(a.date.by, b.date.by) || inOrder(a.date.text, b.date.text)
  );
}

function byTitle(a: KnownItem, b: KnownItem): number {
  return inOrder(a.title, b.title) || inOrder(a.url ?? '', b.url ?? '');
}

/** For `sort`: by code units, the same on every machine. */
export function inOrder(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
