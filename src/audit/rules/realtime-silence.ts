/** 实时公开: no period is owed, but silence has a limit. */
import type { Column, ColumnClass, Day, Finding, RuleInfo, Words } from '../../model.js';
import { addMonths, daysBetween } from '../days.js';
import type { ColumnFacts, DatedItem } from '../facts.js';
import { dayCount } from '../periodWords.js';
import { factsOf, newestItem, ownUpdate, pageSeen, promise } from './evidence.js';

export const realtimeSilence: RuleInfo = {
  id: 'realtime-silence',
  title: { zh: '实时公开栏目长期未更新', en: 'Long silence in a real-time column' },
  reason: {
    zh: '实时公开没有固定周期，超过时限未更新才提示。期间确无应公开信息的，说明情况即可，不等于违规。',
    en:
      'Publishing as things happen owes nothing by period, so only a silence beyond the limit is shown. Having ' +
      'had nothing to publish is legitimate: then say so.',
  },
  source: {
    zh:
      '未配置时限时按栏目类别：动态要闻2周，通知公告、政策文件6个月（国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》' +
      ' https://www.gov.cn/zhengce/content/2019-04/18/content_5384134.htm ' +
      '，数字据第三方转载核对，引用前请核对原文；该指标以全站累计个数计，本规则只看单个栏目）；' +
      '人事信息、规划计划1年（据监测产品说明，沿用国办发〔2015〕15号普查口径，未见原文）；' +
      '其他类别6个月为本工具默认值，并无法定依据，可在配置中修改。',
    en:
      'Without a configured limit, by column class: news 2 weeks; notices and policy 6 months (国办秘函〔2019〕19号, ' +
      'https://www.gov.cn/zhengce/content/2019-04/18/content_5384134.htm , figures read in a third-party copy: ' +
      'check the original before quoting; the indicator counts columns of a whole site, this rule looks at one); ' +
      'personnel and planning 1 year (as a monitoring product describes the 2015 census, 国办发〔2015〕15号, original ' +
      'not seen); other classes 6 months, which is our own default and no law.',
  },
  basis: 'inspection',
  sure: 'second-hand',
};

/** How long a real-time column may be silent. */
export interface SilenceLimit {
  /** An item exactly this old is still inside. */
  limitDays: number;
  /** Where the limit comes from and how it is told: `6个月`. */
  words: Words;
  /** 依据 in a few words. */
  basis: Words;
}

/** The limit for a column whose newest item is of `latest`; null where the configuration says that it has none. */
export function silenceLimit({ cadence, class: columnClass }: Column, latest: Day): SilenceLimit | null {
  if (cadence.silenceDays === null) return null;
  if (cadence.silenceDays !== undefined) {
    const words = { zh: `配置的时限${cadence.silenceDays}天`, en: `configured limit, ${dayCount(cadence.silenceDays)}` };
    return { limitDays: cadence.silenceDays, words, basis: { zh: '本单位承诺：实时公开（时限见配置）', en: "The unit's promise: in real time (limit configured)" } };
  }
  const { days, months, words, basis } = classLimits[columnClass];
  return { limitDays: days ?? daysBetween(latest, addMonths(latest, months)), words, basis };
}

/** @param start  the day that silence counts from: the newest item's, or the last waived one where that is later */
export function realtimeSilenceFinding(
  facts: ColumnFacts,
  latest: DatedItem,
  limit: SilenceLimit,
  start: Day,
): Finding {
  const { column, today } = facts;
  const ageDays = daysBetween(latest.date.day, today);
  const lastDay = latest.date.day;
  return {
    key: `${realtimeSilence.id}|${column.key}`,
    rule: realtimeSilence.id,
    level: 'overdue',
    columnKey: column.key,
    period: null,
    facts: start === lastDay ? factsOf(lastDay, limit.limitDays) : factsOf(lastDay, limit.limitDays, start),
    description: {
      zh: `实时公开栏目已${ageDays}天未更新（最后更新${lastDay}）；如期间确无应公开信息，请说明。`,
      en:
        `Real-time column not updated for ${dayCount(ageDays)} (last update ${lastDay}); ` +
        'if there was nothing to publish in that time, please say so.',
    },
    basis: column.cadence.source === undefined ? limit.basis : { zh: column.cadence.source, en: column.cadence.source },
    evidence: [
      ...pageSeen(facts),
      ...newestItem(facts),
      ...ownUpdate(facts),
      {
        label: { zh: `时限：${limit.words.zh}，折合天数`, en: `Limit: ${limit.words.en}; in days` },
        text: String(limit.limitDays),
      },
      ...(start === lastDay ? [] : [{ label: { zh: '豁免期满，自此日起算', en: "The waiver's last day, counted from it" }, text: start }]),
      ...promise(facts),
    ],
  };
}

type ClassLimit = { words: Words; basis: Words } & ({ days: number; months?: undefined } | { days?: undefined; months: number });

const inspection = (what: Words): Words => ({ zh: `国办秘函〔2019〕19号：${what.zh}`, en: `国办秘函〔2019〕19号: ${what.en}` });

const sixMonths: ClassLimit = {
  months: 6,
  words: { zh: '6个月', en: '6 months' },
  basis: inspection({ zh: '通知公告、政策文件6个月', en: 'notices and policy, 6 months' }),
};
const oneYear: ClassLimit = {
  months: 12,
  words: { zh: '1年', en: '1 year' },
  basis: { zh: '2015年普查口径：人事、规划计划1年（据转述）', en: '2015 census: personnel and planning, 1 year (second hand)' },
};

const classLimits: Record<ColumnClass, ClassLimit> = {
  news: {
    days: 14,
    words: { zh: '2周', en: '2 weeks' },
    basis: inspection({ zh: '动态要闻2周', en: 'news, 2 weeks' }),
  },
  notice: sixMonths,
  policy: sixMonths,
  personnel: oneYear,
  planning: oneYear,
  other: {
    months: 6,
    words: { zh: '6个月（本工具默认值，非法定）', en: '6 months (our default, no law)' },
    basis: { zh: '本单位承诺：实时公开；6个月为本工具默认线，非法定', en: "The unit's promise: in real time; 6 months is our default, no law" },
  },
};
