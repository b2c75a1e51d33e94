/** The judgement of a real-time column: how long it has been silent. */
import type { Words } from '../model.js';
import { daysBetween, laterOf } from './days.js';
import type { ColumnFacts, DatedItem, Judged } from './facts.js';
import { dayCount } from './periodWords.js';
import { realtimeSilenceFinding, silenceLimit } from './rules/realtime-silence.js';
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
  const ageDays = daysBetween(day, facts.today);
  const { waivers } = facts.history;
  const [waiver] = waiversOn(waivers, facts.today);
  if (waiver) {
    const words = waiverWords(waiver);
    return { status: 'waived', because: told(day, ageDays, words), findings: [] };
  }
  const start = laterOf(day, lastWaivedDay(waivers, facts.today) ?? day);
  const silentDays = daysBetween(start, facts.today);
  const limit = silenceLimit(facts.column, start);
  if (limit === null) {
    const because = told(day, ageDays, { zh: '未设静默时限', en: 'no limit of silence is set' });
    return { status: 'fresh', because, findings: [] };
  }
  if (silentDays > limit.limitDays) {
    const finding = realtimeSilenceFinding(facts, latest, limit, start);
    return { status: 'overdue', because: finding.description, findings: [finding] };
  }
  // In whole numbers, as 0.7 of a limit is not exact.
  const isDue = silentDays * 10 > limit.limitDays * 7;
  const since = start === day ? { zh: '', en: '' } : { zh: `，自豁免期满${start}起算`, en: `, counted from the waiver's last day, ${start}` };
  const because = told(day, ageDays, {
    zh: `时限${limit.words.zh}${since.zh}`,
    en: `the limit is ${limit.words.en}${since.en}`,
  });
  return { status: isDue ? 'due' : 'fresh', because, findings: [] };
}

function told(day: string, ageDays: number, limit: Words): Words {
  return {
    zh: `实时公开，最后更新${day}，距今${ageDays}天；${limit.zh}。`,
    en: `Published in real time; last update ${day}, ${dayCount(ageDays)} ago; ${limit.en}.`,
  };
}
