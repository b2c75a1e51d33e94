import type { RuleInfo } from '../../src/model.js';

/** Rules as a run carries them, shortened. */
export const rules: RuleInfo[] = [
  {
    id: 'cadence-overdue',
    title: { zh: '未按公开时限更新', en: 'Not updated within its cadence' },
    reason: { zh: '承诺按期公开的栏目，每个周期都应有信息。', en: 'A column promised by period owes an item for each.' },
    source: { zh: '责任单位公开时限；国办秘函〔2019〕19号 栏目不更新', en: 'Cadence promised by the unit; 国办秘函〔2019〕19号' },
    basis: 'promise',
    sure: 'own',
  },
  {
    id: 'missing-period',
    title: { zh: '缺少某一周期的信息', en: 'A period without an item' },
    reason: { zh: '后一期的信息不能补前一期。', en: 'A later period’s item does not repair an earlier one.' },
    source: { zh: '责任单位公开时限', en: 'Cadence promised by the unit' },
    basis: 'promise',
    sure: 'own',
  },
  {
    id: 'realtime-silence',
    title: { zh: '实时栏目长期未更新', en: 'A realtime column long silent' },
    reason: { zh: '动态要闻两周、通知公告与政策文件六个月。', en: 'News two weeks, notices and policies six months.' },
    source: {
      zh: '国办秘函〔2019〕19号 https://www.gov.cn/zhengce/content/2019-04/18/content_5384134.htm',
      en: '国办秘函〔2019〕19号',
    },
    basis: 'inspection',
    sure: 'second-hand',
  },
  {
    id: 'blank-column',
    title: { zh: '空白栏目', en: 'Blank column' },
    reason: { zh: '有栏目无内容。', en: 'A column that never held anything.' },
    source: { zh: '国办发〔2015〕15号 附件2', en: '国办发〔2015〕15号 annex 2' },
    basis: 'inspection',
    sure: 'second-hand',
  },
  {
    id: 'unreadable',
    title: { zh: '栏目无法监测', en: 'Column could not be read' },
    reason: { zh: '读不到的不能评价。', en: 'What cannot be read cannot be judged.' },
    source: { zh: '本工具的原则', en: 'A principle of this tool' },
    basis: 'own-view',
    sure: 'own',
  },
  {
    id: 'future-date',
    title: { zh: '日期晚于判定日', en: 'Dated after the day judged' },
    reason: { zh: '可能是填写错误。', en: 'Perhaps a slip.' },
    source: { zh: '本工具的原则', en: 'A principle of this tool' },
    basis: 'own-view',
    sure: 'own',
  },
];
