/** How columns are judged by what is configured: of each visit as it comes, and again of what is stored. */
import { workingCalendar } from '../audit/calendar.js';
import { columnFacts, type Yardstick } from '../audit/facts.js';
import { judgeFacts } from '../audit/judge.js';
import { lifecycle, unsettled } from '../audit/lifecycle.js';
import { factsStandUntil } from '../audit/standsUntil.js';
import { dateInUrl } from '../extract/dates/urlDate.js';
import type { Settings } from '../model.js';
import type { ColumnEntry, Judge, Judged, JudgedAgain } from '../store/columnEntry.js';
import { unpacked } from '../store/packedHistory.js';
import { dayIn } from '../today.js';

/** What of the settings a judgement goes by. */
export type JudgingSettings = Pick<Settings, 'calendar' | 'rules' | 'timezone'>;

export function yardstickOf({ calendar, rules, timezone }: JudgingSettings): Yardstick {
  return {
    calendar: workingCalendar(calendar ?? []),
    rules,
    addressDay: dateInUrl,
    dayOf: (at) => dayIn(timezone, new Date(at)),
  };
}

export function judgeWith({ run, column, visit }: Pick<ColumnEntry, 'run' | 'column' | 'visit'>, yardstick: Yardstick): Judge {
  return (history, known) => {
    const facts = columnFacts(column, history, run.day, yardstick);
    const verdict = judgeFacts(facts);
    const changes = lifecycle(known, verdict, visit !== null);
    // What is reckoned for days on which nobody looked is a question: nothing is held against anybody from it.
    const isReckoned = visit === null && (history.lastVisit?.day ?? '') < run.day;
    const standsUntil = factsStandUntil(facts, verdict);
    return { verdict, changes: isReckoned ? unsettled(changes) : changes, standsUntil };
  };
}

/** The judgement of columns that nobody visited: what is worked out of the settings is worked out once. */
export function judgesBy(settings: JudgingSettings): (columns: readonly JudgedAgain[]) => Judged[] {
  const yardstick = yardstickOf(settings);
  return (columns) => columns.map(({ entry, history, findings }) => judgeWith(entry, yardstick)(unpacked(history), findings));
}
