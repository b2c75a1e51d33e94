/** 栏目更新情况页与列表不符: the site's directory page gives another last update than the column's newest item. */
import type { Finding, RuleInfo } from '../../model.js';
import { daysBetween } from '../days.js';
import type { ColumnFacts } from '../facts.js';
import { directoryUpdate, factsOf, newestItem, pageSeen } from './evidence.js';

export const directoryDateDisagrees: RuleInfo = {
  id: 'directory-date-disagrees',
  title: { zh: '栏目更新情况页与列表不符', en: "The site's directory disagrees with the list" },
  reason: {
    zh:
      '网站的栏目更新情况页所列的最后更新时间与栏目列表中最新信息的日期相差超过1天，可能是列表没有读全，也可能是更新情况页未及时生成，' +
      '请人工核对。只作提示，不改变时效判断。',
    en:
      "The last update that the site's directory page gives for the column lies more than a day from its newest item. " +
      'The list may not have been read whole, or the directory may be out of date: a person should look. The ' +
      'judgement stays as it is.',
  },
  source: {
    zh: '本工具的判读原则，非法定：两处证据不一致时如实说明，不据此指责发布者。',
    en: 'Our own principle of reading, no law: where two witnesses disagree it is said, and nobody is accused.',
  },
  basis: 'own-view',
  sure: 'own',
};

/**
 * The finding, or null where there is no disagreement of more than a day. A day after the one judged, or a directory
 * that was not read at the last visit, says nothing.
 */
export function directoryDateFinding(facts: ColumnFacts): Finding | null {
  const { column, latest, history, today } = facts;
  const told = history.lastVisit?.directoryDate ?? null;
  if (latest === null || told === null || told.day > today) return null;
  const days = Math.abs(daysBetween(latest.date.day, told.day));
  if (days <= 1) return null;
  return {
    key: `${directoryDateDisagrees.id}|${column.key}`,
    rule: directoryDateDisagrees.id,
    level: 'doubt',
    columnKey: column.key,
    period: null,
    facts: factsOf(told.day, latest.date.day),
    description: {
      zh: `栏目更新情况页所列更新时间为${told.day}，列表中最新信息为${latest.date.day}，相差${days}天，请核对。`,
      en:
        `The site's directory says that the column was updated on ${told.day}, its newest item is of ` +
        `${latest.date.day}: ${days} days apart. Please check.`,
    },
    basis: { zh: '本工具判读原则，非法定', en: 'Our own principle, no law' },
    evidence: [...pageSeen(facts), ...newestItem(facts), ...directoryUpdate(facts)],
  };
}
