/** 公示时间不足: what must stand for a number of days and, by its own words or by our visits, did not. */
import type { Day, Deadline, Evidence, Finding, KnownItem, RuleInfo, Words } from '../../model.js';
import { addDays, daysBetween } from '../days.js';
import type { ColumnFacts } from '../facts.js';
import { itemWindowStart } from '../itemWindow.js';
import { publishedOn } from '../published.js';
import { statedPeriod } from '../statedPeriod.js';
import { vanishedItems } from '../vanished.js';
import { limitWords, titleTest } from './deadline-exceeded.js';
import { dateShown, deadlineSource, factsOf } from './evidence.js';
import { findingsPerItem, type Case } from './perItem.js';

export const shownTooBriefly: RuleInfo = {
  id: 'shown-too-briefly',
  title: { zh: '疑似公示、征求意见时间不足', en: 'Possibly shown too briefly' },
  reason: {
    zh:
      '意见征集、公告等应当展示一定天数的信息，标题自己写明的起止时间不足，或后来的巡检读到了它应在的位置却没有再见到，疑似时间不足，请人工核实' +
      '（可能说明了理由，也可能只是移到了别处）。起止两天都算在内。',
    en:
      'What must be shown for a number of days states a shorter time in its own title, or was missed by later visits that ' +
      'read its place. A reason may have been given, or it was moved: a person must check. Both the first and the last day count.',
  },
  source: {
    zh:
      '《重大行政决策程序暂行条例》第十五条：公开征求意见的期限一般不少于30日；因情况紧急等原因需要缩短期限的，应当予以说明。' +
      '其他展示期限的文件和条款见 config/presets/deadlines.yaml 。',
    en:
      'Interim Regulation on Major Administrative Decisions, art. 15: comments are generally invited for at least 30 days, and a ' +
      'shorter time needs a stated reason. Other times and their articles stand in config/presets/deadlines.yaml.',
  },
  basis: 'law',
  sure: 'law',
};

/** One finding an item. */
export function shownTooBrieflyFindings(facts: ColumnFacts): Finding[] {
  const { column, today } = facts;
  const deadlines = column.deadlines
    .filter(({ kind }) => kind === 'shown')
    .map((deadline) => ({ deadline, isMeant: titleTest(deadline.titles) }));
  if (deadlines.length === 0) return [];
  const start = itemWindowStart(column, today);
  const missedOn = new Map<KnownItem, Day>(vanishedItems(facts).map((vanished) => [vanished.item, vanished.missedOn]));
  const cases = facts.seen.flatMap((item): Case[] => {
    const published = publishedOn(item);
    if (published === null || published < start || published > today) return [];
    // The shortest that is asked: who shows it for less has shown it too briefly by any measure.
    const meant = deadlines.filter(({ isMeant }) => isMeant(item.title)).map(({ deadline }) => deadline);
    const [least] = meant.sort((a, b) => a.days - b.days || (a.id < b.id ? -1 : 1));
    if (least === undefined) return [];
    const gone = vanishedAfter(facts, published, missedOn.get(item), least);
    const shown = statedTime(facts, item, least) ?? gone;
    return shown === null ? [] : [caseOf(item, least, shown)];
  });
  return findingsPerItem(facts, shownTooBriefly, cases);
}

interface Shown {
  from: Day;
  to: Day;
  days: number;
  by: 'stated' | 'vanished';
}

function statedTime(facts: ColumnFacts, { title }: KnownItem, deadline: Deadline): Shown | null {
  const stated = statedPeriod(title);
  return stated && tooShort(facts, { ...stated, by: 'stated' }, deadline);
}

function vanishedAfter(facts: ColumnFacts, from: Day, missedOn: Day | undefined, deadline: Deadline): Shown | null {
  if (missedOn === undefined || missedOn <= from) return null;
  return tooShort(facts, { from, to: addDays(missedOn, -1), by: 'vanished' }, deadline);
}

/** Null where it was shown long enough, or the working calendar cannot tell. */
function tooShort({ yardstick }: ColumnFacts, shown: Omit<Shown, 'days'>, { days, unit }: Deadline): Shown | null {
  const { from, to } = shown;
  const counted =
    unit === 'calendar' ? daysBetween(from, to) + 1 : yardstick.calendar.workingDaysBetween(addDays(from, -1), to);
  return counted === null || counted >= days ? null : { ...shown, days: counted };
}

function caseOf(item: KnownItem, deadline: Deadline, shown: Shown): Case {
  const { from, to, days, by } = shown;
  const [limit, had] = [limitWords(deadline), limitWords({ days, unit: deadline.unit })];
  const how: Words =
    by === 'stated'
      ? { zh: `标题写明${from}至${to}，只有${had.zh}`, en: `its title says ${from} to ${to}, ${had.en}` }
      : { zh: `${from}发布，${to}之后的巡检不再见到，至多${had.zh}`, en: `published ${from} and not seen after ${to}, at most ${had.en}` };
  const seen: Evidence = {
    label: { zh: '见到的日期', en: 'Seen' },
    text: `${item.firstSeen} – ${item.lastSeen}`,
  };
  return {
    item,
    level: 'doubt',
    facts: factsOf(by, from, to),
    description: {
      zh: `“${item.title}”疑似时间不足：${how.zh}，一般不少于${limit.zh}。请人工核实。`,
      en: `“${item.title}” was possibly shown too briefly: ${how.en}, where ${limit.en} are asked. A person must check.`,
    },
    basis: { zh: `${deadline.title.zh}：不少于${limit.zh}`, en: `${deadline.title.en}: at least ${limit.en}` },
    evidence: [
      ...dateShown({ zh: '发布日期（列表）', en: 'Publishing date (list)' }, item.date, item),
      seen,
      deadlineSource(deadline),
    ],
  };
}
