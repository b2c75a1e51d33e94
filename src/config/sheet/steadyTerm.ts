import type { Words } from '../../model.js';
import { VERBS } from './plainTerm.js';
import type { Term } from './term.js';
import type { Understood } from './understood.js';

const REALTIME = new RegExp(`^(?:实时|随时|及时|即时|立即|动态|常态化?|第1时间)+(?:动态|及时|实时)*${VERBS}$`);
const STANDING = new RegExp(`^(?:长期|静态|固定|永久|常年|1次性|一次性)(?:有效|不变|内容|信息|展示|保留)*${VERBS}$`);
const VAGUE = /^(?:定期|不定期|适时|按(?:要求|规定|需|时|期|实际)|根据|视|依|酌情|其他|法定|待定|如有)/;

/** Promises without a period: 及时, 动态更新; and what stands and is not renewed: 长期公开. Null for anything else. */
export function steadyTerm(text: string): Understood<Term> | null {
  if (REALTIME.test(text)) {
    if (text.startsWith('实时')) return { as: 'read', value: { cadence: '实时' } };
    return {
      as: 'assumed',
      value: { cadence: '实时' },
      note: {
        zh: '没有写明周期，按“实时”：多久没有新信息算超期，随栏目类别；不以此判断的，在“静默天数”写 无',
        en: 'no period is named, taken for 实时: how long its silence may last goes by 栏目类别; write 无 under 静默天数 for never',
      },
    };
  }
  if (STANDING.test(text)) {
    if (text.startsWith('静态')) return { as: 'read', value: { cadence: '静态' } };
    return {
      as: 'assumed',
      value: { cadence: '静态' },
      note: { zh: '按“静态”：有内容即可，不要求更新', en: 'taken for 静态: it must hold something and need not be renewed' },
    };
  }
  if (!VAGUE.test(text)) return null;
  return {
    as: 'not-understood',
    note: {
      zh: '没有说明多久一次。有周期的请写 按月、按季 等；有信息就公开的写 实时；不更新的写 静态',
      en: 'says no period. Write 按月, 按季 …; 实时 for what is published as it comes; 静态 for what is not renewed',
    },
  };
}

/** Periods that no cadence has: 每两周, 每旬, 双月, 每三年. Null for anything else. */
export function inexpressible(text: string): Understood<Term> | null {
  const [, count = '', unit = ''] = /^(?:每隔?|隔|双|半|间隔)?个?(\d{0,3}|半|双|隔)个?(工作日|日|天|周|旬|月|季度?|年)/.exec(text) ?? [];
  if (/^\d{1,3}个?(?:工作日|日|天)/.test(text)) return { as: 'not-understood', note: since };
  if (/^\d/.test(text)) return null;
  const isCounted = count !== '' || /^(?:每隔|隔|双|半|间隔)/.test(text) || unit === '旬';
  if (unit === '' || !isCounted) return null;
  const days = daysOf(count, unit, text);
  const wider = days <= 7 ? '按周' : days <= 31 ? '按月' : days <= 92 ? '按季' : days <= 184 ? '按半年' : days <= 366 ? '按年' : '静态';
  return {
    as: 'not-understood',
    note: {
      zh: `没有这样的周期。最接近而不更严的是 ${wider}，可改写成它`,
      en: `there is no such cadence. The nearest that is no stricter is ${wider}: write that`,
    },
  };
}

function daysOf(count: string, unit: string, text: string): number {
  const each = { 工作日: 1.4, 日: 1, 天: 1, 周: 7, 旬: 10, 月: 30.5, 季: 91, 季度: 91, 年: 365 }[unit] ?? 365;
  const isHalf = count === '半' || text.startsWith('半');
  const isDouble = /双|隔/.test(count) || /^(?:双|隔|每隔)/.test(text);
  return each * (isHalf ? 0.5 : isDouble && !/\d/.test(count) ? 2 : Number(count === '' ? 1 : count));
}

const since: Words = {
  zh: '没有写明从什么时候起算。成文后多少天的，请写 信息形成后20个工作日内；周期结束后多少天的，请写 每月结束后5个工作日内',
  en: 'counted from what? Write 信息形成后20个工作日内 for days after an item is made, 每月结束后5个工作日内 for days after a period',
};

export const unclear: Words = {
  zh: '没有读懂。请写 实时、按日、按周、按月、按季、按半年、按年、静态，或如 每月10日前、每季度结束后10个工作日内、信息形成后20个工作日内',
  en:
    'not understood. Write 实时, 按日, 按周, 按月, 按季, 按半年, 按年 or 静态, or as 每月10日前, 每季度结束后10个工作日内, ' +
    '信息形成后20个工作日内',
};
