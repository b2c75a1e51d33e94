/** 超期: the periods owed last are empty. */
import type { Cell, Finding, RuleInfo } from '../../model.js';
import type { ColumnFacts } from '../facts.js';
import type { PeriodKind } from '../periods.js';
import { cadenceWords, dayCount, listWords } from '../periodWords.js';
import { deadlines, factsOf, newestItem, ownUpdate, pageSeen, promise, promiseBasis } from './evidence.js';

export const cadenceOverdue: RuleInfo = {
  id: 'cadence-overdue',
  title: { zh: '超期未更新', en: 'Overdue against the promised cadence' },
  reason: {
    zh: '按日、按周、按月、按季、按半年、按年的承诺，以周期为单位履行：每个周期应有一条信息。最近到期的周期没有信息，即为超期。宽限期未满、未能读到或工作日历未覆盖的周期不计。',
    en:
      'A promise by day, week, month, quarter, half-year or year is kept period by period: each owes one item. A ' +
      'column is overdue when the periods that fell due last have none. Periods whose grace is running, that were ' +
      'not read, or that the working calendar does not cover, do not count.',
  },
  source: {
    zh:
      '本单位承诺的公开时限（栏目配置中的“依据”）。按周期核查的口径见测评实例“缺少第一季度信息”：金寨县2024年整改表' +
      ' https://www.ahjinzhai.gov.cn/public/6596581/37408176.html 。宽限天数默认为0，可在配置中修改。',
    en:
      "The unit's own promise (the cadence's source in the configuration). That assessors check period by period " +
      'is seen in 金寨县, 2024 rectification table ("缺少第一季度信息"): ' +
      'https://www.ahjinzhai.gov.cn/public/6596581/37408176.html . No grace unless configured.',
  },
  basis: 'promise',
  sure: 'own',
};

/** @param gap  the missing cells since the last filled one, oldest first, at least one */
export function cadenceOverdueFinding(facts: ColumnFacts, kind: PeriodKind, gap: readonly Cell[]): Finding {
  const { column, latest, ageDays } = facts;
  const missing = listWords(kind, gap.map((cell) => cell.period));
  const age =
    latest === null || ageDays === null
      ? { zh: '', en: '' }
      : {
          zh: `；最后更新${latest.date.day}，已${ageDays}天未更新`,
          en: `; last update ${latest.date.day}, ${dayCount(ageDays)} ago`,
        };
  return {
    key: `${cadenceOverdue.id}|${column.key}`,
    rule: cadenceOverdue.id,
    level: 'overdue',
    columnKey: column.key,
    period: null,
    facts: factsOf(facts.latest?.date.day, gap.map(({ period }) => period.id)),
    description: {
      zh: `承诺${cadenceWords[kind].zh}公开，缺${missing.zh}信息${age.zh}。`,
      en: `Promised ${cadenceWords[kind].en}; nothing for ${missing.en}${age.en}.`,
    },
    basis: promiseBasis(facts, cadenceWords[kind]),
    evidence: [...pageSeen(facts), deadlines(gap), ...newestItem(facts), ...ownUpdate(facts), ...promise(facts)],
  };
}
