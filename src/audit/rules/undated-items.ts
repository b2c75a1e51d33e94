/** 未注明发布时间: a list on which not one day can be read. */
import type { Finding, RuleInfo } from '../../model.js';
import type { ColumnFacts } from '../facts.js';
import { pageSeen } from './evidence.js';

export const undatedItems: RuleInfo = {
  id: 'undated-items',
  title: { zh: '信息未注明发布时间', en: 'Items without a date' },
  reason: {
    zh: '列表中没有一条能读出发布日期，无法判断是否按时公开。普查口径将其视为不更新；本工具不据此认定未更新，只提示并请人工核对。',
    en:
      'No item of the list shows a day that can be read, so nothing can be said about time. The census counted ' +
      'such items as not updated; we do not: we only show it, for a person to check.',
  },
  source: {
    zh:
      '国办发〔2015〕15号附件2注：“未注明信息发布时间的视为不更新”（据第三方转载核对，引用前请核对原文）；' +
      '国办发〔2017〕47号《政府网站发展指引》：发布时间应清晰，格式为YYYY-MM-DD HH:MM' +
      ' https://www.gov.cn/zhengce/content/2017-06/08/content_5200760.htm （据转引）。',
    en:
      '国办发〔2015〕15号, annex 2, note: items without a publishing time count as not updated (third-party copy: check ' +
      'the original before quoting); 国办发〔2017〕47号, time to be shown as YYYY-MM-DD HH:MM, ' +
      'https://www.gov.cn/zhengce/content/2017-06/08/content_5200760.htm (quoted at second hand).',
  },
  basis: 'inspection',
  sure: 'second-hand',
};

export function undatedItemsFinding(facts: ColumnFacts): Finding {
  const { column, history } = facts;
  // Sorted, so that the same facts give the same finding in whatever order they were stored.
  const examples = history.items.filter((item) => item.date === null).map((item) => item.title).sort();
  return {
    key: `${undatedItems.id}|${column.key}`,
    rule: undatedItems.id,
    level: 'unreadable',
    columnKey: column.key,
    period: null,
    facts: 'undated',
    description: {
      zh: '列表中的信息均未读出发布时间，无法判断是否按时公开；本工具不据此认定未更新，请在列表中标注发布日期或人工核对。',
      en:
        'No item in the list shows a day that can be read. We do not count this as stale; please show the ' +
        'publishing date in the list, or check it by hand.',
    },
    basis: { zh: '国办发〔2015〕15号附件2：应注明发布时间', en: '国办发〔2015〕15号, annex 2: a publishing time is due' },
    evidence: [
      ...pageSeen(facts),
      ...examples.slice(0, shownItems).map((title) => ({
        label: { zh: '未读出日期的信息', en: 'Item without a date' },
        text: title,
      })),
    ],
  };
}

const shownItems = 3;
