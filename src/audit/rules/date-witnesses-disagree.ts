/** 发布日期证据不一致: the witnesses of one document's publication (text, meta tags, address) name different days. */
import type { DateEvidence, Evidence, Finding, RuleInfo, Words } from '../../model.js';
import { daysBetween } from '../days.js';
import type { ColumnFacts } from '../facts.js';
import { factsOf, pageSeen } from './evidence.js';

export const dateWitnessesDisagree: RuleInfo = {
  id: 'date-witnesses-disagree',
  title: { zh: '发布日期证据不一致', en: 'The witnesses of a date disagree' },
  reason: {
    zh: '单篇文档页面上显示的发布日期与网页标签（PubDate等）或网址中的日期相差超过1天，疑似页面重新生成或日期有误，请人工核对。只作提示，不改变时效判断。',
    en:
      'The publish day that a single document shows lies more than a day from the one in its meta tags or its address: the ' +
      'page may have been generated again, or a date may be wrong. A person should look. The judgement stays as it is.',
  },
  source: {
    zh: '本工具的判读原则，非法定：两处证据不一致时如实说明，不据此指责发布者。',
    en: 'Our own principle of reading, no law: where two witnesses disagree it is said, and nobody is accused.',
  },
  basis: 'own-view',
  sure: 'own',
};

/** One finding for a column that is a single document, or none. A day's difference may be a time zone's. */
export function dateWitnessesFindings(facts: ColumnFacts): Finding[] {
  const { column, history } = facts;
  const article = history.lastVisit?.article;
  const shown = article?.published ?? null;
  if (shown === null) return [];
  const others = (article?.others ?? []).filter(({ day }) => Math.abs(daysBetween(shown.day, day)) > 1);
  const [first] = others;
  if (first === undefined) return [];
  return [
    {
      key: `${dateWitnessesDisagree.id}|${column.key}`,
      rule: dateWitnessesDisagree.id,
      level: 'doubt',
      columnKey: column.key,
      period: null,
      facts: factsOf(shown.day, others.map(({ day }) => day)),
      description: {
        zh: `疑似日期有误：页面发布日期为${shown.day}，另一处（${first.by}）为${first.day}，请核对。`,
        en: `A date may be wrong: the page was published on ${shown.day}, but ${first.by} says ${first.day}. Please check.`,
      },
      basis: { zh: '本工具判读原则，非法定', en: 'Our own principle, no law' },
      evidence: [
        ...pageSeen(facts),
        witness({ zh: '采用的发布日期', en: 'Publish day read' }, shown),
        ...others.map((other) => witness({ zh: '另一处写明的日期', en: 'Day of another witness' }, other)),
      ],
    },
  ];
}

function witness(label: Words, { day, text, by }: DateEvidence): Evidence {
  return { label, text: `${day} “${text}” [${by}]` };
}
