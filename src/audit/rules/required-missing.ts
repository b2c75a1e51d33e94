/** 缺少必备信息: what the column must hold, and does not although the whole list was read. */
import type { Finding, RuleInfo, Words } from '../../model.js';
import type { ColumnFacts } from '../facts.js';
import { periodWords } from '../periodWords.js';
import { missingRequiredItems, type MissingRequired } from '../requiredItems.js';
import { factsOf, newestItem, pageSeen } from './evidence.js';

export const requiredMissing: RuleInfo = {
  id: 'required-missing',
  title: { zh: '缺少必备信息', en: 'A required item is missing' },
  reason: {
    zh:
      '栏目应有的信息（按名称或标题样式、周期和单位）到期后仍未见到。整个周期以来的列表都读到、且到期之后又读过，才作此判断；标题相近、' +
      '年份存疑的都算已有。下级单位逐个判断。',
    en:
      'An item that the column must hold (by its title, period and unit) is not there after its due day. Said only where the ' +
      'list was read whole since the period began, and again after the due day; a doubtful title or year counts as found.',
  },
  source: {
    zh:
      '本单位配置的必备信息；预置的年度报告等见 config/presets/deadlines.yaml（《政府信息公开条例》第四十九条：部门1月31日前、政府3月31日前公布上一年度报告）。' +
      '测评用语“信息公开不全，缺少第一季度信息”：金寨县2024年整改表 https://www.ahjinzhai.gov.cn/public/6596581/37408176.html 。',
    en:
      'The required items of the configuration; for the yearly reports of the presets, Regulation on Disclosure of Government ' +
      'Information, art. 49: by 31 January (departments) or 31 March (governments).',
  },
  basis: 'promise',
  sure: 'own',
};

/** One finding for each item, period and unit. */
export function requiredMissingFindings(facts: ColumnFacts): Finding[] {
  return missingRequiredItems(facts).map((missing) => finding(facts, missing));
}

function finding(facts: ColumnFacts, { required, unit, slot }: MissingRequired): Finding {
  const { column } = facts;
  const period = slot === null ? null : slot.period.id;
  const when = slot === null ? { zh: '', en: '' } : periodWords(slot.kind, slot.period);
  const who: Words = unit === null ? { zh: '', en: '' } : { zh: `${unit}的`, en: ` (${unit})` };
  const due = slot === null ? { zh: '', en: '' } : { zh: `，应于${slot.due.day}前公开`, en: `, due by ${slot.due.day}` };
  return {
    key: [requiredMissing.id, column.key, required.name, ...(period === null ? [] : [period]), ...(unit === null ? [] : [unit])].join('|'),
    rule: requiredMissing.id,
    level: 'missing',
    columnKey: column.key,
    period,
    facts: factsOf('missing'),
    description: {
      zh: `缺少必备信息：${who.zh}${when.zh}“${required.name}”${due.zh}。`,
      en: `A required item is missing: “${required.name}”${who.en}${when.en === '' ? '' : ` for ${when.en}`}${due.en}.`,
    },
    basis: {
      zh: required.source ?? '本单位配置的必备信息',
      en: required.source ?? 'A required item of the configuration',
    },
    evidence: [
      ...pageSeen(facts),
      { label: { zh: '按什么找', en: 'Looked for by' }, text: required.pattern ?? required.name },
      {
        label: { zh: '列表中见过的信息条数', en: 'Items seen in the list' },
        text: String(facts.history.items.length),
      },
      ...newestItem(facts),
    ],
  };
}
