/** 缺期: a period without an item, although later ones have theirs. */
import type { Cell, Finding, RuleInfo } from '../../model.js';
import type { ColumnFacts } from '../facts.js';
import type { PeriodKind } from '../periods.js';
import { cadenceWords, periodWords } from '../periodWords.js';
import { deadlines, filledCell, pageSeen, promise, promiseBasis } from './evidence.js';

export const missingPeriod: RuleInfo = {
  id: 'missing-period',
  title: { zh: '缺少某一周期的信息', en: 'A period is missing' },
  reason: {
    zh:
      '后来的更新不能补上前面的空缺：3月的两条信息不能抵2月。标题写明周期的信息归入该周期（迟发的视为补发），没有写明的按发布日期；' +
      '可在配置中改为一律按发布日期（periodBy: 日期）。',
    en:
      "Later updates do not fill an earlier gap: March's two items do not repair February. An item fills the period " +
      'that its title names, late where it came late, else that of its day; the configuration may say that all go by ' +
      'their day (periodBy: date).',
  },
  source: {
    zh:
      '本单位承诺的公开时限（栏目配置中的“依据”）。测评用语“2024年规范性文件备案信息公开不全，缺少第一季度信息”：金寨县2024年整改表' +
      ' https://www.ahjinzhai.gov.cn/public/6596581/37408176.html ；霍邱县测评表“按季度公开”' +
      ' https://www.huoqiu.gov.cn/public/6601041/34949102.html 。',
    en:
      "The unit's own promise (the cadence's source in the configuration). Assessors' wording: 金寨县, 2024 " +
      'rectification table, https://www.ahjinzhai.gov.cn/public/6596581/37408176.html ; 霍邱县, assessment table, ' +
      'https://www.huoqiu.gov.cn/public/6601041/34949102.html .',
  },
  basis: 'promise',
  sure: 'own',
};

/**
 * @param cell  the missing cell
 * @param neighbours  the nearest filled cells on either side, where there are any
 */
export function missingPeriodFinding(
  facts: ColumnFacts,
  kind: PeriodKind,
  cell: Cell,
  neighbours: { before: Cell | undefined; after: Cell | undefined },
): Finding {
  const { column } = facts;
  const name = periodWords(kind, cell.period);
  return {
    key: `${missingPeriod.id}|${column.key}|${cell.period.id}`,
    rule: missingPeriod.id,
    level: 'missing',
    columnKey: column.key,
    period: cell.period.id,
    facts: 'missing',
    description: { zh: `缺少${name.zh}信息。`, en: `Nothing for ${name.en}.` },
    basis: promiseBasis(facts, cadenceWords[kind]),
    evidence: [
      ...pageSeen(facts),
      deadlines([cell]),
      ...filledCell({ zh: '之前有信息的周期', en: 'Filled period before' }, neighbours.before),
      ...filledCell({ zh: '之后有信息的周期', en: 'Filled period after' }, neighbours.after),
      ...promise(facts),
    ],
  };
}
