/** What is said where nobody looked on the day judged. */
import type { Day, Verdict, Words } from '../model.js';

/** A sentence more where the last visit was before `today`. */
export function withLastLook(because: Words, lastVisitDay: Day, today: Day): Words {
  if (lastVisitDay >= today) return because;
  const said = lastLook(lastVisitDay);
  return { zh: because.zh + said.zh, en: because.en + said.en };
}

/** Without that sentence, whatever visit it names. */
export function withoutLastLook(because: Words): Words {
  const day = /最近一次巡检为([0-9]{4}-[0-9]{2}-[0-9]{2})，此后按没有更新推算。$/.exec(because.zh)?.[1];
  const said = day === undefined ? null : lastLook(day);
  if (said === null || !because.en.endsWith(said.en)) return because;
  return { zh: because.zh.slice(0, -said.zh.length), en: because.en.slice(0, -said.en.length) };
}

/** A static column owes nothing by date, so that it does not matter when it was looked at. */
export function owesByDate({ status }: Pick<Verdict, 'status'>): boolean {
  return status !== 'static';
}

function lastLook(day: Day): Words {
  return {
    zh: `最近一次巡检为${day}，此后按没有更新推算。`,
    en: ` Reckoned from the last visit, on ${day}, as if nothing had come since.`,
  };
}
