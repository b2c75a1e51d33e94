/** How periods and cadences are called before people. */
import type { Cadence, Period, Words } from '../model.js';
import type { PeriodKind } from './periods.js';

export const cadenceWords: Record<PeriodKind, Words> = {
  daily: { zh: '按日', en: 'daily' },
  weekly: { zh: '按周', en: 'weekly' },
  monthly: { zh: '按月', en: 'monthly' },
  quarterly: { zh: '按季', en: 'quarterly' },
  'half-yearly': { zh: '按半年', en: 'half-yearly' },
  yearly: { zh: '按年', en: 'yearly' },
};

/** `2026年第一季度`, `Q1 2026`. */
export function periodWords(kind: PeriodKind, period: Period): Words {
  return listWords(kind, [period]);
}

/**
 * Several periods, oldest first: `2026年9月、10月`, the year said once. More than six are told by their ends and number:
 * `2025年1月至2026年10月共22期`.
 */
export function listWords(kind: PeriodKind, periods: readonly Period[]): Words {
  const names = periods.map((period) => nameOf(kind, period));
  const [first, last] = [names[0], names.at(-1)];
  if (names.length > 6 && first && last) {
    return {
      zh: `${first.zhYear}${first.zh}至${last.zhYear}${last.zh}共${names.length}期`,
      en: `${first.en} to ${last.en} (${names.length} periods)`,
    };
  }
  const zh = names.map((name, at) => (name.zhYear === names[at - 1]?.zhYear ? name.zh : name.zhYear + name.zh));
  return { zh: zh.join('、'), en: names.map((name) => name.en).join(', ') };
}

/** `，期满后5个工作日内`; nothing where there is no grace. */
export function graceWords({ grace }: Cadence): Words {
  if (grace.days === 0) return { zh: '', en: '' };
  const working = grace.unit === 'working';
  return {
    zh: `，期满后${grace.days}个${working ? '工作日' : '自然日'}内`,
    en: `, within ${dayCount(grace.days, working ? 'working day' : 'day')} of the period's end`,
  };
}

/** `1 day`, `103 days`. */
export function dayCount(days: number, noun = 'day'): string {
  return `${days} ${noun}${days === 1 ? '' : 's'}`;
}

interface PeriodName {
  /** Said once for neighbours in the same year. */
  zhYear: string;
  zh: string;
  en: string;
}

function nameOf(kind: PeriodKind, { id, from, to }: Period): PeriodName {
  const year = id.slice(0, 4);
  const zhYear = `${year}年`;
  const number = Number(id.slice(kind === 'weekly' ? 6 : 5));
  switch (kind) {
    case 'daily':
      return { zhYear: '', zh: id, en: id };
    case 'weekly': {
      const [monday, sunday] = [from.slice(5), to.slice(5)];
      return {
        zhYear,
        zh: `第${number}周（${monday}至${sunday}）`,
        en: `week ${number} of ${year} (${monday} to ${sunday})`,
      };
    }
    case 'monthly':
      return { zhYear, zh: `${number}月`, en: `${monthNames[number - 1]} ${year}` };
    case 'quarterly':
      return { zhYear, zh: `第${'一二三四'[number - 1]}季度`, en: `Q${number} ${year}` };
    case 'half-yearly':
      return { zhYear, zh: number === 1 ? '上半年' : '下半年', en: `${number === 1 ? 'first' : 'second'} half of ${year}` };
    case 'yearly':
      return { zhYear: '', zh: `${year}年度`, en: year };
  }
}

const monthNames = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
  'December',
];
