/** 保存期限: which old visits keep their pages, and which old runs their columns. */
import type { Day, Instant, RetentionSettings } from '../model.js';

/** A visit as far as it matters here. */
export interface OldVisit {
  id: number;
  day: Day;
  /** The visit whose pages it shows: its own, or those of the visit that it found unchanged. */
  pagesOf: number;
  /** It was read. */
  isRead: boolean;
  /** A list that was not believed: what stood on it is nowhere but in its pages. */
  isDoubted: boolean;
}

/** What findings of the column rest on. */
export interface Grounds {
  /** Days on which an item of a finding's evidence was first seen, or stood under a new title or day. */
  shownOn: ReadonlySet<Day>;
  /** Days on which a finding was opened, reopened or resolved. */
  changedOn: readonly Day[];
}

/**
 * The visits of one column whose pages are kept: all from `since` on, and of older ones the first and the last, the last of
 * each month, every list that was not believed, and what findings rest on. A visit that found a page unchanged keeps the
 * visit that had read it.
 *
 * @param visits  all of the column, oldest first
 */
export function visitsWithPages(visits: readonly OldVisit[], { shownOn, changedOn }: Grounds, since: Day): Set<number> {
  const kept = new Set<number>();
  const keep = (visit: OldVisit | undefined) => visit && kept.add(visit.pagesOf);
  const read = visits.filter(({ isRead }) => isRead);
  for (const ends of [visits, read]) {
    keep(ends[0]);
    keep(ends.at(-1));
  }
  for (const [index, visit] of visits.entries()) {
    const isLastOfMonth = visits[index + 1]?.day.slice(0, 7) !== visit.day.slice(0, 7);
    if (visit.day >= since || isLastOfMonth || visit.isDoubted || shownOn.has(visit.day)) keep(visit);
  }
  for (const day of changedOn) {
    keep(visits.findLast((visit) => visit.day <= day));
    keep(read.findLast((visit) => visit.day <= day));
  }
  return kept;
}

/**
 * Visits before `before` that found a page as it had been, between two others that found the same: without them the list
 * is known to have stood just as long. The first and the last of each stretch stay, so that no stretch gets shorter.
 *
 * @param visits  all of the column, oldest first
 */
export function visitsBetween(visits: readonly OldVisit[], before: Day): OldVisit[] {
  return visits.filter((visit, index) => {
    const isBetween = visits[index - 1]?.pagesOf === visit.pagesOf && visits[index + 1]?.pagesOf === visit.pagesOf;
    return isBetween && visit.pagesOf !== visit.id && visit.day < before;
  });
}

export interface OldRun {
  id: string;
  kind: 'crawl' | 'rejudge';
  day: Day;
  startedAt: Instant;
  finishedAt: Instant | null;
  isDoubtful: boolean;
  /** The group of sites that it was about; absent or empty: all of them. */
  group?: string;
}

/** However old they are: a run is compared with the ones before it. */
const NEWEST_RUNS = 20;

/**
 * The runs whose columns and report go: those older than the ladder, but for the last sound crawl of each group in each month, the
 * last of all and the newest twenty. Where a month has no sound crawl, the last run of it that came to its end stays.
 *
 * @param runs  in any order
 */
export function runsToClear(runs: readonly OldRun[], today: Day, { runMonths }: RetentionSettings): OldRun[] {
  const oldestFirst = [...runs].sort((one, two) => (one.startedAt < two.startedAt ? -1 : 1));
  const isSound = ({ kind, finishedAt, isDoubtful }: OldRun) => kind === 'crawl' && finishedAt !== null && !isDoubtful;
  const ofMonth = new Map<string, OldRun>();
  for (const run of oldestFirst) {
    const month = `${run.day.slice(0, 7)} ${run.group ?? ''}`;
    const known = ofMonth.get(month);
    if (isSound(run) || (run.finishedAt !== null && !(known && isSound(known)))) ofMonth.set(month, run);
  }
  const stays = new Set([
    ...[...ofMonth.values()].map(({ id }) => id),
    ...oldestFirst.slice(-NEWEST_RUNS).map(({ id }) => id),
    oldestFirst.findLast(isSound)?.id,
  ]);
  const since = monthsBefore(today, runMonths);
  return oldestFirst.filter(({ id, day }) => day < since && !stays.has(id));
}

/** A bound and perhaps no day of the calendar: a month before 2026-03-31 is 2026-02-31, and no day lies between. */
export function monthsBefore(day: Day, months: number): Day {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const counted = year * 12 + month - 1 - months;
  const padded = (value: number, length: number) => String(value).padStart(length, '0');
  return `${padded(Math.floor(counted / 12), 4)}-${padded((counted % 12) + 1, 2)}${day.slice(7)}`;
}

export function daysBefore(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
