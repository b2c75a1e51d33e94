/** 栏目自述更新时间与列表不符: the day that a column gives for its own last update is not that of its newest item. */
import type { DateEvidence, Day, Finding, RuleInfo } from '../../model.js';
import { daysBetween } from '../days.js';
import type { ColumnFacts } from '../facts.js';
import { factsOf, newestItem, ownUpdate, pageSeen } from './evidence.js';

export const columnDateDisagrees: RuleInfo = {
  id: 'column-date-disagrees',
  title: { zh: '栏目自述更新时间与列表不符', en: "The column's own date disagrees with its list" },
  reason: {
    zh: '栏目写明的“栏目更新时间”（或栏目名称与列表之间的“更新时间”）与列表中最新信息的日期相差超过1天，可能是列表没有读全，也可能是栏目标注有误，请人工核对。只作提示，不改变时效判断。',
    en:
      'The update day that the column gives for itself lies more than a day from its newest item. The list may not ' +
      'have been read whole, or the column may be labelled wrongly: a person should look. The judgement stays as it is.',
  },
  source: {
    zh: '本工具的判读原则，非法定：两处证据不一致时如实说明，不据此指责发布者。',
    en: 'Our own principle of reading, no law: where two witnesses disagree it is said, and nobody is accused.',
  },
  basis: 'own-view',
  sure: 'own',
};

/**
 * The finding, or null where there is no disagreement of more than a day.
 *
 * Only what surely speaks of the column is believed: a label that names it (栏目更新时间, 本栏目最近更新于), or one that stands in
 * its head, between its name and its list. A bare 更新时间 is as often the footer's, the page's or its generator's, and so
 * is one in the head that gives the very day of the visit.
 */
export function columnDateFinding(facts: ColumnFacts): Finding | null {
  const { column, latest, history } = facts;
  const own = history.lastVisit?.columnDate ?? null;
  if (latest === null || own === null || !isColumns(own, history.lastVisit?.day)) return null;
  const days = daysBetween(latest.date.day, own.day);
  if (Math.abs(days) <= 1) return null;
  return {
    key: `${columnDateDisagrees.id}|${column.key}`,
    rule: columnDateDisagrees.id,
    level: 'doubt',
    columnKey: column.key,
    period: null,
    facts: factsOf(own.day, latest.date.day),
    description: {
      zh: `栏目写明更新时间为${own.day}，列表中最新信息为${latest.date.day}，相差${Math.abs(days)}天，请核对。`,
      en:
        `The column says it was updated on ${own.day}, its newest item is of ${latest.date.day}: ` +
        `${Math.abs(days)} days apart. Please check.`,
    },
    basis: { zh: '本工具判读原则，非法定', en: 'Our own principle, no law' },
    evidence: [...pageSeen(facts), ...newestItem(facts), ...ownUpdate(facts)],
  };
}

/** Whether the page, seen again on a later day as it was, would disagree: the day at its head may have been that of the visit. */
export function mayDisagreeNext({ latest, history }: ColumnFacts): boolean {
  const { columnDate: own, day } = history.lastVisit ?? {};
  if (latest === null || !own || own.by !== 'column-head' || own.day !== day) return false;
  return Math.abs(daysBetween(latest.date.day, own.day)) > 1;
}

function isColumns({ by, day, text }: DateEvidence, visited: Day | undefined): boolean {
  if (by === 'column-head') return day !== visited;
  return NAMES_COLUMN.test(text);
}

// By its words and not by its reader: visits stored by earlier versions called every label a column's.
const NAMES_COLUMN = /栏目(?:内容|信息)?(?:最[后近新])?更新(?:时间|日期|于|至)?/;
