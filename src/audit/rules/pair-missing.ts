/** 成对公开缺失: an item whose 解读 or 反馈 does not stand in the column where it must. */
import type { Counterpart, Day, Finding, KnownItem, Pairing, RuleInfo, Words } from '../../model.js';
import { counterpartFinder } from '../counterparts.js';
import { addDays } from '../days.js';
import { dueAfter } from '../dueDay.js';
import { inOrder, type ColumnFacts } from '../facts.js';
import { COUNTERPART_EARLIER_DAYS, itemWindowStart } from '../itemWindow.js';
import { publishedOn } from '../published.js';
import { limitWords, titleTest } from './deadline-exceeded.js';
import { dateShown, factsOf } from './evidence.js';
import { findingsPerItem, type Case } from './perItem.js';

export const pairMissing: RuleInfo = {
  id: 'pair-missing',
  title: { zh: '缺少对应的解读或反馈', en: 'The counterpart is missing' },
  reason: {
    zh:
      '文件与解读、意见征集与反馈应当成对公开。按文号、书名号和标题主题在配置的对应栏目（和本栏目）里找，拿不准的都算已有；对应栏目从该信息发布之前读起、' +
      '到期之后又读过，才作此判断。两边标题都写明年份而没有相同年份的，不算一对。',
    en:
      'Documents and their interpretations, calls for comments and their feedback belong together. The counterpart is looked for ' +
      'by document number and by the subject of titles in the column configured and in this one; what is doubtful counts as ' +
      'found. Said only where the other column is known since before the item came, and was read after the due day.',
  },
  source: {
    zh:
      '测评用语“意见征集和意见反馈须一一对应”“文件与解读须配对”：金寨县、霍邱县测评 https://www.ahjinzhai.gov.cn/public/6596581/37408176.html ' +
      'https://www.huoqiu.gov.cn/public/6601041/34949102.html ；解读与文件同步、最迟3个工作日：国办发〔2016〕80号（未核对）、皖政办秘〔2014〕3号' +
      '（据转引 http://www.xuancheng.gov.cn/XxgkRules/show/3387.html ）。多少天内补上由配置决定。',
    en:
      "Assessors' rule (金寨县, 霍邱县): consultations and feedback, documents and interpretations pair one to one. Interpretation " +
      'within 3 working days: 国办发〔2016〕80号 (not verified), 皖政办秘〔2014〕3号 (quoted at second hand). The time allowed is the configuration\'s.',
  },
  basis: 'inspection',
  sure: 'second-hand',
};

/** One finding an item and kind of counterpart. */
export function pairMissingFindings(facts: ColumnFacts): Finding[] {
  const { column, history } = facts;
  const cases = column.pairs.flatMap((pairing) => {
    const other = history.counterparts[pairing.columnKey];
    return other ? missingIn(facts, pairing, other) : [];
  });
  const byDay = cases.sort((a, b) => inOrder(a.on, b.on) || inOrder(a.found.item.url ?? '', b.found.item.url ?? ''));
  return findingsPerItem(facts, pairMissing, byDay.map(({ found }) => found));
}

function missingIn(facts: ColumnFacts, pairing: Pairing, other: Counterpart): { on: Day; found: Case }[] {
  const { column, today, yardstick } = facts;
  const { lastReadable, knownSince } = other;
  if (lastReadable?.outcome !== 'list' || lastReadable.drift || knownSince === undefined) return [];
  const start = itemWindowStart(column, today);
  const isMeant = titleTest(pairing.titles);
  const isCounterpart = (title: string) => counterpartWords[pairing.kind].test(title);

  const items = facts.seen;
  const own = items.filter(({ title }) => isCounterpart(title));
  const others = other.items.filter(({ firstSeen }) => firstSeen <= today);
  const isFound = counterpartFinder([...others, ...own].flatMap(titlesOf));
  return items.flatMap((item) => {
    const day = publishedOn(item);
    if (day === null || day < start || day > today || isCounterpart(item.title) || !isMeant(item.title)) return [];
    const due = dueAfter(yardstick.calendar, day, pairing.within);
    if (due === null || lastReadable.day <= due.last) return [];
    if (knownSince !== null && knownSince >= addDays(day, -COUNTERPART_EARLIER_DAYS)) return [];
    if (titlesOf(item).some(({ title }) => isFound(title))) return [];
    return [{ on: day, found: caseOf(item, pairing, day, due.day, other) }];
  });
}

/** Titles that are counterparts themselves need none. */
const counterpartWords: Record<Pairing['kind'], RegExp> = {
  interpretation: /解读|图解|一图|问答|答记者问|新闻发布会|吹风会/,
  feedback: /反馈|采纳|结果|汇总|情况(?:的)?(?:说明|公告|通报|公示)|意见情况/,
};

const names: Record<Pairing['kind'], Words> = {
  interpretation: { zh: '解读', en: 'interpretation' },
  feedback: { zh: '意见反馈', en: 'feedback' },
};

function caseOf(item: KnownItem, pairing: Pairing, day: Day, due: Day, other: Counterpart): Case {
  const name = names[pairing.kind];
  const limit = limitWords(pairing.within);
  return {
    item,
    of: pairing.kind,
    level: 'missing',
    facts: factsOf(day, due),
    description: {
      zh: `“${item.title}”（${day}）未见对应的${name.zh}，应于${due}前公开（${limit.zh}内）。`,
      en: `“${item.title}” (${day}) has no ${name.en}; it was due by ${due} (within ${limit.en}).`,
    },
    basis: { zh: `成对公开：${name.zh}`, en: `Paired disclosure: ${name.en}` },
    evidence: [
      ...dateShown({ zh: '信息', en: 'Item' }, item.date, item),
      { label: { zh: '对应栏目', en: 'Column of the counterparts' }, text: pairing.columnKey, url: other.lastReadable?.finalUrl ?? null },
      { label: { zh: '对应栏目最近一次正常读取', en: 'That column was last read' }, text: other.lastReadable?.day ?? '' },
      { label: { zh: '对应栏目信息条数', en: 'Items known there' }, text: String(other.items.length) },
      { label: { zh: '依据', en: 'Source' }, text: pairing.source.zh },
    ],
  };
}

/** All that an item was ever called. */
function titlesOf({ title, page, earlier = [] }: KnownItem): { title: string }[] {
  return [{ title }, ...(page?.title ? [{ title: page.title }] : []), ...earlier];
}
