/**
 * What the closed lists of the model are called before people. Each table is a `Record` over its union, so a new member
 * without words does not compile.
 */
import type {
  Cadence,
  CadenceKind,
  CellState,
  DateEvidence,
  FindingLevel,
  Grace,
  Implied,
  Language,
  LifecycleEvent,
  RuleInfo,
  SiteLine,
  UnreadableReason,
  ColumnStatus,
  Words,
} from '../model.js';
import { plainText } from './pageText.js';
import { unreadableWords } from './unreadableWords.js';

/** Picks the sentence for the reader's language. */
export type Say = (words: Words) => string;

export function speaker(language: Language): Say {
  return (words) => words[language];
}

export function statusName(status: ColumnStatus): Words {
  return statusNames[status];
}

/** What a cannot-read reason is called: `访问被拦截`. */
export function unreadableName(reason: UnreadableReason): Words {
  return unreadableWords[reason].name;
}

/** What a person in an office can do about it, in a sentence or two. */
export function unreadableRemedy(reason: UnreadableReason): Words {
  return unreadableWords[reason].remedy;
}

const statusNames: Record<ColumnStatus, Words> = {
  fresh: { zh: '正常', en: 'Up to date' },
  due: { zh: '临期', en: 'Due soon' },
  overdue: { zh: '超期', en: 'Overdue' },
  'missing-period': { zh: '缺期', en: 'Missing period' },
  blank: { zh: '空白', en: 'Blank' },
  unreadable: { zh: '无法监测', en: 'Unreadable' },
  waived: { zh: '豁免', en: 'Waived' },
  static: { zh: '静态', en: 'Static' },
};

export const levelNames: Record<FindingLevel, Words> = {
  overdue: { zh: '超期', en: 'Overdue' },
  missing: { zh: '缺期', en: 'Missing period' },
  late: { zh: '逾期公开', en: 'Published late' },
  blank: { zh: '空白', en: 'Blank' },
  unreadable: { zh: '无法监测', en: 'Unreadable' },
  doubt: { zh: '存疑', en: 'In doubt' },
};

export const eventNames: Record<LifecycleEvent, Words> = {
  opened: { zh: '新发现', en: 'New' },
  continuing: { zh: '持续', en: 'Continuing' },
  reopened: { zh: '复发', en: 'Came back' },
  resolved: { zh: '已解决', en: 'Resolved' },
  unverified: { zh: '未能复核', en: 'Not re-checked' },
};

export const cellStateNames: Record<CellState, Words> = {
  'on-time': { zh: '按时', en: 'On time' },
  late: { zh: '迟发', en: 'Late' },
  missing: { zh: '缺', en: 'Missing' },
  pending: { zh: '未到期', en: 'Not yet due' },
  waived: { zh: '豁免', en: 'Waived' },
  unknown: { zh: '无法判定', en: 'Not known' },
};

/** One sign per cell, so that the picture can be read where colours cannot. */
export const cellMarks: Record<CellState, Words> = {
  'on-time': { zh: '●', en: '●' },
  late: { zh: '迟', en: 'L' },
  missing: { zh: '缺', en: '×' },
  pending: { zh: '○', en: '○' },
  waived: { zh: '免', en: 'W' },
  unknown: { zh: '?', en: '?' },
};

/** 国办检查线 */
export const siteLineStates: Record<SiteLine['state'], Words> = {
  clear: { zh: '未到线', en: 'Clear' },
  near: { zh: '接近', en: 'Near' },
  over: { zh: '到线', en: 'Over' },
  unknown: { zh: '无法判定', en: 'Not known' },
};

export const basisNames: Record<RuleInfo['basis'], Words> = {
  law: { zh: '法律法规', en: 'Law' },
  inspection: { zh: '检查指标', en: 'Inspection rule' },
  promise: { zh: '公开承诺', en: 'Promise of the unit' },
  'own-view': { zh: '本工具所见', en: 'Our own view' },
};

/** How sure we are of the text of a source. */
export const sureNames: Record<RuleInfo['sure'], Words> = {
  law: { zh: '据法律原文', en: 'read in the law' },
  original: { zh: '据文件原文', en: 'read in the original' },
  'second-hand': { zh: '据转载，引用前请核对原文', en: 'read in a copy: check the original' },
  unverified: { zh: '未核实', en: 'not verified' },
  own: { zh: '单位承诺或本工具原则', en: "the unit's promise or our own principle" },
};

export const cadenceKindNames: Record<CadenceKind, Words> = {
  realtime: { zh: '实时', en: 'As it happens' },
  daily: { zh: '按日', en: 'Daily' },
  weekly: { zh: '按周', en: 'Weekly' },
  monthly: { zh: '按月', en: 'Monthly' },
  quarterly: { zh: '按季', en: 'Quarterly' },
  'half-yearly': { zh: '按半年', en: 'Half-yearly' },
  yearly: { zh: '按年', en: 'Yearly' },
  static: { zh: '静态', en: 'Static' },
};

/** 公开时限 with what the office added to it: `按月（期满后 5 个工作日内）`. */
export function cadenceName(cadence: Cadence): Words {
  const name = cadenceKindNames[cadence.kind];
  const addition = cadence.kind === 'realtime' ? silenceWords(cadence.silenceDays) : graceWords(cadence.grace);
  if (cadence.kind === 'static' || addition === null) return name;
  return { zh: `${name.zh}（${addition.zh}）`, en: `${name.en} (${addition.en})` };
}

function silenceWords(silenceDays: number | null | undefined): Words | null {
  if (silenceDays === undefined) return null;
  if (silenceDays === null) return { zh: '不设静默期限', en: 'no limit of silence' };
  return { zh: `${silenceDays} 天内应有更新`, en: `an update within ${count(silenceDays, 'day')}` };
}

function graceWords(grace: Grace): Words | null {
  if (grace.days === 0) return null;
  const isWorking = grace.unit === 'working';
  return {
    zh: `期满后 ${grace.days} 个${isWorking ? '工作日' : '自然日'}内`,
    en: `within ${count(grace.days, isWorking ? 'working day' : 'calendar day')} after the period`,
  };
}

const impliedNames: Record<Implied, Words> = {
  year: { zh: '年份为推断', en: 'year inferred' },
  century: { zh: '世纪为推断', en: 'century inferred' },
  day: { zh: '日为推断', en: 'day inferred' },
  relative: { zh: '由相对时间推算', en: 'worked out from a relative time' },
};

/** 日期依据 in words: `页面文字“03-05”，年份为推断`; of a row without a day, the words of its item's own page. */
export function dateEvidenceWords(date: DateEvidence): Words {
  const text = plainText(date.text, 80);
  const isOfItemPage = date.by.startsWith('page:');
  const place = isOfItemPage
    ? { zh: '列表未注明，信息内容页文字', en: 'not on the list; words of the item’s own page' }
    : { zh: '页面文字', en: 'page words' };
  const implied = date.implied.map((part) => impliedNames[part]);
  return {
    zh: [`${place.zh}“${text}”`, ...implied.map((words) => words.zh)].join('，'),
    en: [`${place.en} “${text}”`, ...implied.map((words) => words.en)].join(', '),
  };
}

/** `1 day`, `2 days`: for English sentences. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
