/** One finding an item, and where there are very many, one more that counts the rest. */
import type { Evidence, Finding, KnownItem, RuleInfo, Words } from '../../model.js';
import type { ColumnFacts } from '../facts.js';
import { factsOf, pageSeen } from './evidence.js';

/** So many are told one by one. */
export const MOST_FINDINGS = 50;

export interface Case {
  item: KnownItem;
  /** What tells this case from others of the same item; absent where an item has one. */
  of?: string;
  level: Finding['level'];
  facts: string;
  description: Words;
  basis: Words;
  evidence: Evidence[];
}

/**
 * @param cases  the ones that happened first come first: those that are told one by one stay so when others follow
 */
export function findingsPerItem(facts: ColumnFacts, { id, title }: RuleInfo, cases: readonly Case[]): Finding[] {
  const { column } = facts;
  const told = cases.slice(0, MOST_FINDINGS).map(({ item, of, ...said }): Finding => ({
    key: [id, column.key, item.url ?? item.title, ...(of === undefined ? [] : [of])].join('|'),
    rule: id,
    columnKey: column.key,
    period: null,
    ...said,
    evidence: [...pageSeen(facts), ...said.evidence],
  }));
  const [next] = cases.slice(MOST_FINDINGS);
  if (next === undefined) return told;
  const more = cases.length - MOST_FINDINGS;
  const rest: Finding = {
    key: `${id}|${column.key}|more`,
    rule: id,
    level: next.level,
    columnKey: column.key,
    period: null,
    facts: factsOf(cases.slice(MOST_FINDINGS).map(({ item, of }) => [item.url ?? item.title, of])),
    description: {
      zh: `${title.zh}：另有${more}条，不逐条列出（如“${next.item.title}”）。`,
      en: `${title.en}: ${more} more, not told one by one (“${next.item.title}”).`,
    },
    basis: next.basis,
    evidence: [...pageSeen(facts), ...next.evidence],
  };
  return [...told, rest];
}
