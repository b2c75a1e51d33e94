/** 链接失效: items that are listed, and whose own page the server says is gone. */
import type { Finding, KnownItem, RuleInfo } from '../../model.js';
import type { ColumnFacts } from '../facts.js';
import { factsOf, pageSeen } from './evidence.js';

export const deadLinks: RuleInfo = {
  id: 'dead-links',
  title: { zh: '信息链接失效', en: 'Dead links' },
  reason: {
    zh: '列表中的信息点开后，网站自己回答“不存在”（404、410 或页面如此写明）。打不开、被拦截、超时的不算。只核对本工具打开过的内容页。',
    en:
      'Items stand in the list, and the server itself says that their page does not exist (404, 410 or a page of such words). ' +
      'What could not be asked does not count. Only pages that were opened are checked.',
  },
  source: {
    zh: '国办秘函〔2019〕19号及各地检查均查错链（扣分值未核对原文，本工具不计分；据第三方转载核对）。',
    en: 'Dead links are looked for by 国办秘函〔2019〕19号 and local inspections (third-party copy; the deduction is not known, we give no score).',
  },
  basis: 'inspection',
  sure: 'second-hand',
};

/** One finding for the column, or none. */
export function deadLinksFindings(facts: ColumnFacts): Finding[] {
  const lastLook = facts.history.looks.findLast(({ day }) => day <= facts.today)?.day;
  const dead = facts.seen.filter((item) => isDead(item, facts.today) && isListed(item, lastLook));
  const [first] = dead;
  if (first === undefined) return [];
  const { column } = facts;
  return [
    {
      key: `${deadLinks.id}|${column.key}`,
      rule: deadLinks.id,
      level: 'doubt',
      columnKey: column.key,
      period: null,
      facts: factsOf(dead.map(({ url }) => url)),
      description: {
        zh: `${dead.length}条信息的链接失效，网站回答不存在（如“${first.title}”）。请核对。`,
        en: `${dead.length} item(s) lead to pages that the site says do not exist (“${first.title}”). Please check.`,
      },
      basis: { zh: '检查用语：错链、死链', en: 'Wording of inspections: dead links' },
      evidence: [
        ...pageSeen(facts),
        ...dead.slice(0, SHOWN).map(({ title, url, page }) => ({
          label: {
            zh: `${page?.goneSince}起不存在${page?.status ? `（${page.status}）` : ''}，${page?.checkedOn}核对`,
            en: `Gone since ${page?.goneSince}${page?.status ? ` (${page.status})` : ''}, checked ${page?.checkedOn}`,
          },
          text: title,
          url,
        })),
      ],
    },
  ];
}

const SHOWN = 10;

function isDead({ page }: KnownItem, today: string): boolean {
  return page?.state === 'gone' && page.goneSince !== null && page.goneSince <= today;
}

/** It stood in the list when its link was found dead, or since. */
function isListed({ lastSeen, page }: KnownItem, lastLook: string | undefined): boolean {
  return lastLook === undefined || lastSeen >= lastLook || lastSeen >= (page?.goneSince ?? '');
}
