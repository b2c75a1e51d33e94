import type { Term } from './term.js';
import { VERBS } from './plainTerm.js';
import type { Understood } from './understood.js';

const THING = '(?:政府信息|相关信息|信息|文件|公文|政策|数据|内容|资料)?';
// Only events whose day is the item's own 成文 date. A page does not show when something was approved, received or finished.
const EVENT = `${THING}(?:正式)?(?:形成|产生|生成|制作|制定|变更|变动|更新|获取|印发|成文|签发|发文|出台|作出|做出)(?:完成|决定)?`;
const EVENTS = `(?:自|从|在|于)?${EVENT}(?:(?:或者?|、|及|和|与|/)${EVENT})*(?:之日起|之日|之后|以后|日起|后|起)?(?:的|,|在|于)?`;

const WITHIN = new RegExp(`^${EVENTS}(\\d{1,3})个?(工作日|自然日|日|天|小时)(?:以内|之内|内)?${VERBS}$`);
const AT_ONCE = new RegExp(`^${EVENTS}(?:及时|立即|即时|即|实时|随时|当日|当天|第1时间)(?:内)?${VERBS}$`);

/**
 * 信息形成（变更）后20个工作日内: no cadence but a deadline of each item, counted from its 成文 date. The column itself is 实时: it owes
 * nothing by the calendar.
 *
 * @returns  null where the words speak of no event
 */
export function eventTerm(text: string): Understood<Term> | null {
  const [, count = '', unit = ''] = WITHIN.exec(text) ?? [];
  if (count !== '') return within(Number(count), unit);
  if (AT_ONCE.test(text)) {
    return {
      as: 'assumed',
      value: { cadence: '实时' },
      note: { zh: '按“实时”：多久没有新信息算超期，随栏目类别', en: 'taken for 实时: how long its silence may last goes by 栏目类别' },
    };
  }
  return null;
}

/** 批准后20日内: from something whose day no page shows. Null for anything else. */
export function hiddenEvent(text: string): Understood<Term> | null {
  if (!/(?:批准|批复|审批|审定|通过|收到|受理|申请|结束|完成|竣工|验收|签订|会议|召开|举行)(?:之日|日)?(?:后|起|之后)/.test(text)) return null;
  return {
    as: 'not-understood',
    note: {
      zh: '从某件事起算，网页上看不到那一天。请写 实时、按年 等，期限写在备注里',
      en: 'counted from something whose day no page shows. Write 实时, 按年 or another, and the term into 备注',
    },
  };
}

function within(count: number, unit: string): Understood<Term> | null {
  if (count === 0) return null;
  if (unit === '小时' && count % 24 !== 0) {
    return {
      as: 'not-understood',
      note: { zh: '以小时计的期限无法检查。请写成天数，如 信息形成后1日内，或 实时', en: 'hours cannot be checked. Write days, such as 信息形成后1日内, or 实时' },
    };
  }
  const days = unit === '小时' ? count / 24 : count;
  const term = unit === '工作日' ? `${days} 工作日` : `${days} 日`;
  if (term === '20 工作日') {
    return {
      as: 'assumed',
      value: { cadence: '实时' },
      note: {
        zh: '不是周期，是每条信息成文后的期限：按“实时”，20个工作日由预置的公开期限（条例第26条等）检查',
        en: 'no cadence but a deadline of each item: taken for 实时; the 20 working days are checked by the presets (art. 26 of the Regulation)',
      },
    };
  }
  return {
    as: 'assumed',
    value: { cadence: '实时', withinOfEvent: term },
    note: {
      zh: `不是周期，是每条信息成文后的期限：按“实时”，另记公开期限 ${term}（代替按栏目名称预置的期限）`,
      en: `no cadence but a deadline of each item: taken for 实时, with a deadline of ${term} (in place of the presets for the name)`,
    },
  };
}
