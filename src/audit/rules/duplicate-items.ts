/** 重复发布: one item more than once in a column. */
import type { Evidence, Finding, RuleInfo } from '../../model.js';
import { daysBetween } from '../days.js';
import { inOrder, type ColumnFacts, type DatedItem } from '../facts.js';
import { groupedBy } from '../groupedBy.js';
import { sameTexts, severalAddresses } from '../sameTexts.js';
import { foldedTitle, takenDown, titleMark } from '../witnesses.js';
import { datedItem, factsOf, pageSeen } from './evidence.js';
import { DAYS_APART } from './reposted.js';

export const duplicateItems: RuleInfo = {
  id: 'duplicate-items',
  title: { zh: '疑似重复发布', en: 'Published more than once' },
  reason: {
    zh:
      '同一栏目内同时列出、正文相同而日期相近，或标题和日期相同而网址不同的信息，疑似重复发布，请人工核实。换了网址的（网站迁移）、' +
      '已撤下一条的不算。',
    en:
      'Items that stood in one list side by side with the same text on days close together, or with the same long title and ' +
      'day at different addresses. One that only moved to another address, or of which a copy was taken down, does not count.',
  },
  source: {
    zh: '“多次发布相同稿件”见广东2025年第二季度检查通报（据第三方转载核对，引用前请核对原文）。',
    en: 'Named in Guangdong\'s circular of Q2 2025 (third-party copy: check the original before quoting).',
  },
  basis: 'inspection',
  sure: 'second-hand',
};

/** Shorter titles (行政处罚决定书) are given to different things on one day. */
const LEAST_TITLE = 16;

/** One finding for the column, or none. */
export function duplicateItemsFindings(facts: ColumnFacts): Finding[] {
  const texts = sideBySide(facts, sameTexts(facts)).filter(
    ([first, second]) => first && second && daysBetween(first.date.day, second.date.day) < DAYS_APART,
  );
  const groups = [...texts, ...sideBySide(facts, sameTitles(facts))];
  const unique = [...groupedBy(groups, ([first]) => first?.url ?? '').values()].map(([group]) => group as DatedItem[]);
  const [[first] = []] = unique;
  if (first === undefined) return [];
  const { column } = facts;
  return [
    {
      key: `${duplicateItems.id}|${column.key}`,
      rule: duplicateItems.id,
      level: 'doubt',
      columnKey: column.key,
      period: null,
      facts: factsOf(unique.map((group) => group.map(({ url }) => url))),
      description: {
        zh: `疑似重复发布：${unique.length}组信息相同（如“${first.title}”）。请人工核实。`,
        en: `Possibly published more than once: ${unique.length} group(s) of equal items (“${first.title}”). A person must check.`,
      },
      basis: { zh: '检查通报用语：多次发布相同稿件', en: 'Wording of inspection circulars' },
      evidence: [...pageSeen(facts), ...unique.slice(0, SHOWN).flatMap(copiesShown)],
    },
  ];
}

const SHOWN = 10;

/** Items at different addresses with the same long title and the same day. */
function sameTitles(facts: ColumnFacts): DatedItem[][] {
  // Titles are compared only where a day has several that may be one: each costs more than all else of this rule.
  const ofOneDay = perhapsEqual(facts.plain);
  const titles = new Map(ofOneDay.map((item) => [item, foldedTitle(item.title)]));
  const long = ofOneDay.filter((item) => item.url !== null && (titles.get(item) ?? '').length >= LEAST_TITLE);
  const groups = severalAddresses(groupedBy(long, (item) => `${item.date.day} ${titles.get(item)}`));
  // Where both pages were read and differ, the title is all that they share.
  return groups.filter((group) => new Set(group.flatMap(({ page }) => page?.textHash ?? [])).size <= 1);
}

/** The items, sorted by day, of which another one of the same day may bear the same title. */
function perhapsEqual(items: readonly DatedItem[]): DatedItem[] {
  const found: DatedItem[] = [];
  for (let start = 0, end = 0; start < items.length; start = end) {
    const day = items[start]?.date.day;
    while (end < items.length && items[end]?.date.day === day) end += 1;
    if (end - start < 2) continue;
    const ofDay = items.slice(start, end);
    const marks = ofDay.map(({ title }) => titleMark(title));
    if (marks.includes(null) || new Set(marks).size < marks.length) found.push(...ofDay);
  }
  return found;
}

/**
 * The groups without copies that were taken down and those that stood in the list with no other: what a site shows under
 * a new address from one day on has moved.
 */
function sideBySide(facts: ColumnFacts, groups: readonly DatedItem[][]): DatedItem[][] {
  if (groups.length === 0) return [];
  const isTakenDown = takenDown(facts);
  return groups
    .map((group) => {
      const standing = group.filter((item) => !isTakenDown(item));
      const together = seenTogether(standing);
      return standing.filter((item) => together.has(item));
    })
    .filter((group) => group.length > 1);
}

/** Those that were there on a day on which another one was, as far as their first and last sightings tell. */
function seenTogether(items: readonly DatedItem[]): Set<DatedItem> {
  const byFirst = [...items].sort((a, b) => inOrder(a.firstSeen, b.firstSeen));
  const together = new Set<DatedItem>();
  let lastOfEarlier = '';
  for (const [index, item] of byFirst.entries()) {
    const next = byFirst[index + 1];
    if (item.firstSeen <= lastOfEarlier || (next !== undefined && next.firstSeen <= item.lastSeen)) together.add(item);
    if (item.lastSeen > lastOfEarlier) lastOfEarlier = item.lastSeen;
  }
  return together;
}

function copiesShown(group: readonly DatedItem[]): Evidence[] {
  return group.slice(0, SHOWN).map((item) => datedItem({ zh: '相同的信息', en: 'Equal item' }, item));
}
