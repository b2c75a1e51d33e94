/**
 * What an address has to be told: what stands now, held against what it was told last. Nothing is told twice, and what came
 * and went in between is not told at all. Pure.
 */
import type { Channel, Day, Digest, FindingLevel, NewsKind, NewsLine, Told, Words } from '../model.js';

/** A finding as it stands now. All its texts are plain: see `Digest`. */
export interface Topic {
  /** Of the finding. */
  key: string;
  level: FindingLevel;
  /**
   * `stands`: seen at the last look. `unverified`: nobody could look, so nothing new is said of it. `set-aside`: waived, or a
   * person called it a false alarm.
   */
  state: 'stands' | 'unverified' | 'set-aside' | 'resolved';
  siteKey: string;
  site: string;
  /** The site's name where no unit is named. */
  unit: string;
  path: string;
  url: string | null;
  words: Words;
  /** Both as in `NewsLine`. */
  overdueDays: number;
  isSinceFound: boolean;
  /** Of an unreadable column: on how many days a sound run found it so, one after the other. */
  lastedDays: number;
}

export interface About {
  day: Day;
  runId: string;
  unreadableAfter: number;
  /** Whether this is the day on which it is told that nothing changed. */
  isAllClearDay: boolean;
  reportUrl: string | null;
}

/** A digest, and what the address will have been told once it is delivered. */
export interface News {
  digest: Digest;
  told: { key: string; told: Told }[];
}

export interface Gathering {
  add(topic: Topic): void;
  /** Null where there is nothing to tell. */
  close(): News | null;
}

/** Under these keys it is remembered what was told besides findings, whose keys begin with their rule. */
const RUN = '#run';
const ALL_CLEAR = '#all-clear';

/** @param told  what the address was told last of each thing; empty where it was never told anything */
export function gatherNews(channel: Channel, told: ReadonlyMap<string, Told>, about: About): Gathering {
  const found = new Map<NewsKind, NewsLine[]>();
  const counts = new Map<NewsKind, number>();
  const later: News['told'] = [];
  const standing = { findings: 0, unverified: 0, unreadable: 0 };

  return {
    add(topic) {
      const before = told.get(topic.key);
      const isMeant = meant(channel, topic);
      if (isMeant) count(standing, topic);
      const news = newsOf(channel, topic, { before, isMeant, unreadableAfter: about.unreadableAfter });
      if (news === null) return;
      counts.set(news.kind, (counts.get(news.kind) ?? 0) + 1);
      later.push({ key: topic.key, told: news.told });
      const lines = found.get(news.kind) ?? [];
      found.set(news.kind, lines);
      if (lines.length < MOST_LINES) lines.push(lineOf(news.kind, topic));
    },
    close() {
      const isSoundAgain = told.get(RUN)?.isOpen === true;
      if (isSoundAgain) later.push({ key: RUN, told: { isOpen: false, step: 0 } });
      const dayNumber = Number(about.day.replaceAll('-', ''));
      const isAllClear = later.length === 0 && about.isAllClearDay && told.get(ALL_CLEAR)?.step !== dayNumber;
      if (isAllClear) later.push({ key: ALL_CLEAR, told: { isOpen: false, step: dayNumber } });
      if (later.length === 0) return null;
      const digest: Digest = {
        day: about.day, runId: about.runId, isFirst: told.size === 0, doubtful: null, isSoundAgain, isAllClear,
        counts: Object.fromEntries(counts), lines: inOrder(found).slice(0, MOST_LINES), standing, reportUrl: about.reportUrl,
      };
      return { digest, told: later };
    },
  };
}

/**
 * What is told after a doubtful run: that it is doubtful, once, and nothing of what it saw. What waits from sound runs
 * before goes with it; null where there is nothing new.
 *
 * @param waiting  the digest that waits, with what it tells
 */
export function doubtNews(why: Words, told: ReadonlyMap<string, Told>, waiting: News | null, about: About): News | null {
  if (told.get(RUN)?.isOpen === true || waiting?.digest.doubtful) return waiting;
  const empty: Digest = {
    day: about.day, runId: about.runId, isFirst: false, doubtful: null, isSoundAgain: false, isAllClear: false, counts: {},
    lines: [], standing: { findings: 0, unverified: 0, unreadable: 0 }, reportUrl: about.reportUrl,
  };
  const before = waiting?.told.filter(({ key }) => key !== RUN && key !== ALL_CLEAR) ?? [];
  const digest = { ...(waiting?.digest ?? empty), doubtful: why, isSoundAgain: false, isAllClear: false };
  return { digest, told: [...before, { key: RUN, told: { isOpen: true, step: 0 } }] };
}

/** Doubtful runs are told to those who look after all of it, and not to a unit or to who is told of escalations only. */
export function hearsOfDoubt({ units, sites, after }: Channel): boolean {
  return units === undefined && sites === undefined && after.includes(0);
}

/** Digests hold no more lines; how many there are is counted. */
export const MOST_LINES = 300;

function meant({ levels, units, sites }: Channel, { level, unit, site, siteKey }: Topic): boolean {
  if (!levels.includes(level)) return false;
  if (units && !units.includes(unit)) return false;
  return !sites || sites.includes(site) || sites.includes(siteKey);
}

function count(standing: Digest['standing'], { state, level }: Topic): void {
  if (state !== 'stands' && state !== 'unverified') return;
  if (level === 'unreadable') standing.unreadable += 1;
  else if (level !== 'doubt') standing[state === 'stands' ? 'findings' : 'unverified'] += 1;
}

function newsOf(
  channel: Channel,
  topic: Topic,
  { before, isMeant, unreadableAfter }: { before: Told | undefined; isMeant: boolean; unreadableAfter: number },
): { kind: NewsKind; told: Told } | null {
  const isTold = before?.isOpen === true;
  switch (topic.state) {
    case 'unverified':
      return null;
    case 'resolved':
    case 'set-aside':
      // Whoever was told of it is told of its end, whatever they are to be told of now.
      if (!isTold) return null;
      return { kind: endOf(topic), told: { isOpen: false, step: 0 } };
    case 'stands': {
      if (!isMeant) return null;
      if (topic.level === 'unreadable') {
        if (isTold || topic.lastedDays < unreadableAfter || !channel.after.includes(0)) return null;
        return { kind: 'unreadable', told: { isOpen: true, step: 0 } };
      }
      const step = channel.after.findLast((days) => days <= topic.overdueDays);
      if (step === undefined || (isTold && step <= before.step)) return null;
      return { kind: beginningOf(topic, step, before), told: { isOpen: true, step } };
    }
  }
}

function beginningOf({ level }: Topic, step: number, before: Told | undefined): NewsKind {
  if (level === 'doubt') return 'doubt';
  if (before && !before.isOpen) return 'reopened';
  return before || step > 0 ? 'escalated' : 'opened';
}

function endOf({ state, level }: Topic): NewsKind {
  if (state === 'set-aside') return 'withdrawn';
  return level === 'unreadable' ? 'readable' : 'resolved';
}

function lineOf(kind: NewsKind, { level, site, unit, path, url, words, overdueDays, isSinceFound }: Topic): NewsLine {
  return { kind, level, site, unit, path, url, words, overdueDays, isSinceFound };
}

/** What a reader has to act on comes first; what could not be read and what is in doubt stand apart after it. */
export const NEWS_KINDS = [
  'opened', 'reopened', 'escalated', 'resolved', 'withdrawn', 'unreadable', 'readable', 'doubt',
] as const satisfies readonly NewsKind[];

function inOrder(found: ReadonlyMap<NewsKind, NewsLine[]>): NewsLine[] {
  return NEWS_KINDS.flatMap((kind) => (found.get(kind) ?? []).toSorted((one, two) => compare(placeOf(one), placeOf(two))));
}

function placeOf({ site, unit, path }: NewsLine): string {
  return [site, unit, path].join('\n');
}

function compare(one: string, two: string): number {
  return one < two ? -1 : one > two ? 1 : 0;
}
