/** 旧稿新发: one text twice in a column, under days far apart. */
import type { Finding, RuleInfo } from '../../model.js';
import { daysBetween } from '../days.js';
import type { ColumnFacts, DatedItem } from '../facts.js';
import { sameTexts } from '../sameTexts.js';
import { datedItem, factsOf, pageSeen } from './evidence.js';

export const reposted: RuleInfo = {
  id: 'reposted',
  title: { zh: '疑似旧稿新发', en: 'Old text under a new date' },
  reason: {
    zh: '两条信息的正文完全相同，日期却相隔很久，疑似旧稿换新日期重新发布，请人工核实。只比对读过正文的信息。',
    en: 'Two items hold the very same text under days far apart: old text may have been published anew. Only items whose own page was read are compared.',
  },
  source: {
    zh: '2015年通报点名旧稿新发（浠水县巴河镇近60条，据第三方转载核对，引用前请核对原文）；相隔30天为本工具默认值，非法定。',
    en: 'Named in a circular of 2015 (third-party copy: check the original before quoting); 30 days apart is our own default, no law.',
  },
  basis: 'inspection',
  sure: 'second-hand',
};

/** Copies closer together are 重复发布, another rule's. */
export const DAYS_APART = 30;

/** One finding for each later publication of a text that had been published before. */
export function repostedFindings(facts: ColumnFacts): Finding[] {
  return sameTexts(facts).flatMap((copies) => {
    const [first] = copies as [DatedItem];
    return copies
      .filter(({ date }) => daysBetween(first.date.day, date.day) >= DAYS_APART)
      .map((item) => repostedFinding(facts, first, item));
  });
}

function repostedFinding(facts: ColumnFacts, first: DatedItem, item: DatedItem): Finding {
  const { column } = facts;
  return {
    key: `${reposted.id}|${column.key}|${item.url}`,
    rule: reposted.id,
    level: 'doubt',
    columnKey: column.key,
    period: null,
    facts: factsOf(first.url, first.date.day, item.date.day),
    description: {
      zh: `疑似旧稿新发：“${item.title}”（${item.date.day}）与${first.date.day}发布的“${first.title}”正文相同。请人工核实。`,
      en:
        `Possibly old text under a new date: “${item.title}” (${item.date.day}) holds the text of “${first.title}” ` +
        `(${first.date.day}). A person must check.`,
    },
    basis: { zh: '检查通报用语：旧稿新发', en: 'Wording of inspection circulars' },
    evidence: [...pageSeen(facts), ...[first, item].map((copy) => datedItem({ zh: '相同的信息', en: 'Equal item' }, copy))],
  };
}
