/** The judgement of a real-time column: how long it has been silent. */
import type { Column, Day, Waiver, Words } from '../model.js';
import { addDays, daysBetween, laterOf } from './days.js';
import type { ColumnFacts, DatedItem, Judged } from './facts.js';
import { realtimeSilenceFinding, silenceLimit, type SilenceLimit } from './rules/realtime-silence.js';
import { lastWaivedDay, waiversOn } from './waivers.js';
import { waiverWords } from './waiverWords.js';

/**
 * `overdue` when more days than the limit have passed since the newest item: one that is exactly 14 days old is still
 * inside 14 days. `due` when more than 70 % of the limit have: from the 10th day of 14.
 *
 * `waived` while a waiver holds. After it silence counts from its last day, where that is later than the newest item.
 */
export function judgeSilence(facts: ColumnFacts, latest: DatedItem): Judged {
  const day = latest.date.day;
  const { waivers } = facts.history;
  const [waiver] = waiversOn(waivers, facts.today);
  if (waiver) {
    const words = waiverWords(waiver);
    return { status: 'waived', because: told(day, words), findings: [] };
  }
  const start = silentSince(day, waivers, facts.today);
  const silentDays = daysBetween(start, facts.today);
  const limit = silenceLimit(facts.column, start);
  if (limit === null) {
    const because = told(day, { zh: '未设静默时限', en: 'no limit of silence is set' });
    return { status: 'fresh', because, findings: [] };
  }
  if (silentDays > limit.limitDays) {
    const finding = realtimeSilenceFinding(facts, latest, limit, start);
    return { status: 'overdue', because: finding.description, findings: [finding] };
  }
  const isDue = silentDays > quietDays(limit);
  const since = start === day ? { zh: '', en: '' } : { zh: `，自豁免期满${start}起算`, en: `, counted from the waiver's last day, ${start}` };
  const because = told(day, {
    zh: `时限${limit.words.zh}${since.zh}`,
    en: `the limit is ${limit.words.en}${since.en}`,
  });
  return { status: isDue ? 'due' : 'fresh', because, findings: [] };
}

/** Days of silence before anything is said of it: 70 % of the limit, in whole numbers, as 0.7 of it is not exact. */
function quietDays({ limitDays }: SilenceLimit): number {
  return Math.floor((limitDays * 7) / 10);
}

/**
 * The days on which silence alone turns `fresh` to `due` and `due` to `overdue`, past ones among them; none where there is
 * no limit. What a waiver changes is not told here.
 */
export function silenceTurns(column: Column, waivers: readonly Waiver[], latest: Day, today: Day): Day[] {
  if (column.cadence.kind !== 'realtime') return [];
  const start = silentSince(latest, waivers, today);
  const limit = silenceLimit(column, start);
  if (limit === null) return [];
  return [quietDays(limit), limit.limitDays].map((days) => addDays(start, Math.min(days, FARTHEST_DAYS) + 1));
}

/** A limit may be configured that no calendar reaches. */
const FARTHEST_DAYS = 36_500;

function silentSince(latest: Day, waivers: readonly Waiver[], today: Day): Day {
  return laterOf(latest, lastWaivedDay(waivers, today) ?? latest);
}

/** Told by days and not by their number, so that it stands unchanged while nothing happens. */
function told(day: Day, limit: Words): Words {
  return {
    zh: `实时公开，最后更新${day}；${limit.zh}。`,
    en: `Published in real time; last update ${day}; ${limit.en}.`,
  };
}
