/** 空白栏目: a column that holds nothing and never did, on positive proof. */
import type { Finding, RuleInfo, VisitFact } from '../../model.js';
import type { ColumnFacts } from '../facts.js';
import { pageSeen } from './evidence.js';

export const blankColumn: RuleInfo = {
  id: 'blank-column',
  title: { zh: '空白栏目', en: 'Blank column' },
  reason: {
    zh: '有栏目无内容。须有正面证据（如页面自己的“暂无相关信息”）；未读到列表、曾经有过内容的栏目都不算空白。',
    en:
      'A column without content. It takes positive proof, such as the page\'s own "暂无相关信息"; a list that could not be ' +
      'read, or a column that once held items, is not blank.',
  },
  source: {
    zh:
      '国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》：空白栏目5个以上单项否决' +
      ' https://www.gov.cn/zhengce/content/2019-04/18/content_5384134.htm ' +
      '；“有栏目无内容”见国办发〔2015〕15号附件2。均据第三方转载核对，引用前请核对原文。',
    en:
      '国办秘函〔2019〕19号: five or more blank columns fail a site, ' +
      'https://www.gov.cn/zhengce/content/2019-04/18/content_5384134.htm ; "有栏目无内容" is from 国办发〔2015〕15号, ' +
      'annex 2. Both read in third-party copies: check the originals before quoting.',
  },
  basis: 'inspection',
  sure: 'second-hand',
};

export function blankColumnFinding(facts: ColumnFacts, visit: VisitFact): Finding {
  const { column } = facts;
  const proof = visit.proof.trim();
  return {
    key: `${blankColumn.id}|${column.key}`,
    rule: blankColumn.id,
    level: 'blank',
    columnKey: column.key,
    period: null,
    facts: 'blank',
    description:
      proof === ''
        ? { zh: '栏目空白：有栏目无内容。', en: 'Blank column: it holds nothing.' }
        : { zh: `栏目空白：页面写明“${proof}”。`, en: `Blank column: the page itself says "${proof}".` },
    basis: { zh: '国办秘函〔2019〕19号：空白栏目', en: '国办秘函〔2019〕19号: blank columns' },
    evidence: [
      ...pageSeen(facts),
      ...(proof === '' ? [] : [{ label: { zh: '页面文字', en: 'Words on the page' }, text: proof }]),
    ],
  };
}
