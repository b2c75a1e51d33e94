/** 日期在未来: items dated after the day they were seen on. */
import type { Finding, RuleInfo } from '../../model.js';
import type { ColumnFacts, DatedItem } from '../facts.js';
import { datedItem, factsOf, pageSeen } from './evidence.js';

export const futureDate: RuleInfo = {
  id: 'future-date',
  title: { zh: '信息日期晚于监测日', en: 'Dated in the future' },
  reason: {
    zh: '晚于监测日的日期不能证明已经更新，不计入任何周期。可能是录入错误、预设的公示期，也可能是本工具读错，请人工核对。',
    en:
      'A date after the day of the visit proves no update and fills no period. It may be a typing error, a notice ' +
      'period set ahead, or our misreading: a person should look.',
  },
  source: {
    zh: '本工具的判读原则，非法定：不采信未来日期，也不据此指责发布者。',
    en: 'Our own principle of reading, no law: future dates are not believed, and nobody is accused because of them.',
  },
  basis: 'own-view',
  sure: 'own',
};

/** @param items  dated after today and seen by today, earliest first, at least one; the first five are shown */
export function futureDateFinding(facts: ColumnFacts, items: readonly DatedItem[]): Finding {
  const { column, today } = facts;
  return {
    key: `${futureDate.id}|${column.key}`,
    rule: futureDate.id,
    level: 'doubt',
    columnKey: column.key,
    period: null,
    facts: factsOf(items.map(({ title, date }) => [title, date.day])),
    description: {
      zh: `${items.length}条信息的日期晚于监测日${today}，未计为更新，请核对日期。`,
      en:
        items.length === 1
          ? `One item is dated after ${today}; it does not count as an update. Please check the date.`
          : `${items.length} items are dated after ${today}; they do not count as updates. Please check the dates.`,
    },
    basis: { zh: '本工具判读原则，非法定', en: 'Our own principle, no law' },
    evidence: [
      ...pageSeen(facts),
      ...items.slice(0, shownItems).map((item) => datedItem({ zh: '日期在未来的信息', en: 'Item dated in the future' }, item)),
    ],
  };
}

const shownItems = 5;
