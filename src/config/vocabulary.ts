import type {
  CadenceKind, Column, ColumnClass, Day, Deadline, Grace, ItemPagesChoice, Pairing, RequiredItem, RuleSettings,
  VisitHours,
} from '../model.js';

/**
 * The words that a configuration may use for a closed choice, in both tongues, each with what it means. Only words that
 * cannot be taken for another choice are here: 及时 (timely) and 定期 (regularly) are promises without a period.
 */
export const cadenceWords = {
  实时: 'realtime',
  按日: 'daily',
  按周: 'weekly',
  按月: 'monthly',
  按季: 'quarterly',
  按半年: 'half-yearly',
  按年: 'yearly',
  静态: 'static',
  每日: 'daily',
  每天: 'daily',
  每周: 'weekly',
  每月: 'monthly',
  按季度: 'quarterly',
  每季度: 'quarterly',
  每半年: 'half-yearly',
  按年度: 'yearly',
  每年: 'yearly',
  realtime: 'realtime',
  daily: 'daily',
  weekly: 'weekly',
  monthly: 'monthly',
  quarterly: 'quarterly',
  'half-yearly': 'half-yearly',
  yearly: 'yearly',
  static: 'static',
} as const satisfies Record<string, CadenceKind>;

export const classWords = {
  动态要闻: 'news',
  通知公告: 'notice',
  政策文件: 'policy',
  人事信息: 'personnel',
  规划计划: 'planning',
  其他: 'other',
  news: 'news',
  notice: 'notice',
  policy: 'policy',
  personnel: 'personnel',
  planning: 'planning',
  other: 'other',
} as const satisfies Record<string, ColumnClass>;

export const perWords = {
  月: 'month',
  季: 'quarter',
  半年: 'half-year',
  年: 'year',
  一次: 'once',
  month: 'month',
  quarter: 'quarter',
  'half-year': 'half-year',
  year: 'year',
  once: 'once',
} as const satisfies Record<string, NonNullable<RequiredItem['per']>>;

export const itemPagesWords = {
  需要时: 'auto',
  全部: 'all',
  不取: 'none',
  auto: 'auto',
  all: 'all',
  none: 'none',
} as const satisfies Record<string, ItemPagesChoice>;

export const periodByWords = {
  标题: 'title',
  日期: 'date',
  title: 'title',
  date: 'date',
} as const satisfies Record<string, Column['periodBy']>;

export const deadlineKindWords = {
  成文后: 'after-written',
  展示: 'shown',
  'after-written': 'after-written',
  shown: 'shown',
} as const satisfies Record<string, Deadline['kind']>;

export const pairKindWords = {
  解读: 'interpretation',
  反馈: 'feedback',
  interpretation: 'interpretation',
  feedback: 'feedback',
} as const satisfies Record<string, Pairing['kind']>;

/** What stands for an empty list of deadlines. */
export const noneWords = { 无: 'none', none: 'none' } as const satisfies Record<string, 'none'>;

export const countLevelWords = {
  末级: 'leaf',
  一级: 'first',
  leaf: 'leaf',
  first: 'first',
} as const satisfies Record<string, RuleSettings['lines']['countLevel']>;

/** What `rules.presets` says of a preset. */
export const onOffWords = { 开: 'on', 关: 'off', on: 'on', off: 'off' } as const satisfies Record<string, 'on' | 'off'>;

/** `5 工作日`, `5个工作日`, `10 日`, `10天`, `5 working days`, `10 days`: a number and its unit, at most 999. */
export const gracePattern = /^(\d{1,3}) ?个? ?(工作日|working days?|日|天|自然日|days?|calendar days?)$/;

/** `90天`, `90 日`, `90 days`, or `无` / `never` for a column whose silence proves nothing. */
export const silencePattern = /^(?:无|never|([1-9]\d{0,3}) ?(?:天|日|个?自然日|days?|calendar days?))$/;

/**
 * Reads a grace that `gracePattern` accepts. A bare number means calendar days, because that is what a plain 日 means in
 * 预算法; working days are always said in so many words.
 */
export function readGrace(written: string | number): Grace {
  if (typeof written === 'number') return { days: written, unit: 'calendar' };
  const [, days, unit = ''] = gracePattern.exec(written) ?? [];
  return { days: Number(days), unit: unit.startsWith('工作') || unit.startsWith('working') ? 'working' : 'calendar' };
}

/** How to speak to servers of the past. */
export const tlsWords = { 旧版TLS: 'legacy', legacy: 'legacy' } as const satisfies Record<string, 'legacy'>;

/** What stands for hours without a limit. */
export const anyHourWords = { 全天: 'any', any: 'any' } as const satisfies Record<string, 'any'>;

/** `22:00-06:00`, `8:30至17:30`, `22:00-次日06:00`: from one time of day to another, at most to 24:00. */
export const hoursPattern =
  /^((?:[01]?\d|2[0-3])[:：][0-5]\d) ?[-–—~～至到] ?(?:次日)?((?:[01]?\d|2[0-3])[:：][0-5]\d|24[:：]00)$/;

/** Reads hours that `hoursPattern` accepts; one time of day twice is refused, since it might mean all or nothing. */
export function readHours(written: string): VisitHours | null {
  const [from, until] = (hoursPattern.exec(written) ?? []).slice(1).map((clock) => clock.replace('：', ':').padStart(5, '0'));
  return from === undefined || until === undefined || from === until ? null : { from, until };
}

/** Reads a silence that `silencePattern` accepts: calendar days, or null for never. */
export function readSilence(written: string | number): number | null {
  if (typeof written === 'number') return written;
  const days = silencePattern.exec(written)?.[1];
  return days === undefined ? null : Number(days);
}

/** Whether `text` is `YYYY-MM-DD` and such a day exists: 2025-02-30 does not. */
export function isDay(text: string): text is Day {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (day === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().startsWith(text);
}
