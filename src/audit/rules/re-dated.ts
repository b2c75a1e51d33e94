/** 疑似改动日期: an item that showed another day before. */
import type { Day, Evidence, Finding, ItemVersion, RuleInfo } from '../../model.js';
import { daysBetween } from '../days.js';
import type { ColumnFacts, DatedItem } from '../facts.js';
import { groupedBy } from '../groupedBy.js';
import { datedItem, factsOf, pageSeen } from './evidence.js';

export const reDated: RuleInfo = {
  id: 're-dated',
  title: { zh: '疑似改动日期', en: 'The date was changed' },
  reason: {
    zh: '同一条信息先后显示过不同的日期。可能是更正，也可能是旧稿换新日期，请人工核实；原先占用的周期仍按原日期计。',
    en:
      'The same item showed different days at different times. It may be a correction, or old text under a new day: a ' +
      'person must check. The period that it filled before stays filled.',
  },
  source: {
    zh: '国办秘函〔2019〕19号：伪造发稿日期属单项否决（据第三方转载核对，引用前请核对原文）。相差天数为本工具默认值，非法定。',
    en: '国办秘函〔2019〕19号: forged dates are a veto (third-party copy: check the original). The number of days is our own default, no law.',
  },
  basis: 'inspection',
  sure: 'second-hand',
};

interface Change {
  item: DatedItem;
  before: ItemVersion & { date: DatedItem['date'] };
  /** The last day on which the former date was seen. */
  until: Day;
}

/** One finding for all items that were changed after the same visit. */
export function reDatedFindings(facts: ColumnFacts): Finding[] {
  const { backdatedDays } = facts.yardstick.rules.honesty;
  const changes = facts.plain.flatMap((item): Change[] => {
    const before = item.earlier?.findLast((version) => version.date !== null && version.date.day !== item.date.day);
    if (!before?.date || before.date.implied.length > 0 || before.lastSeen >= facts.today) return [];
    // A day that it had shown before, and shows again: two templates of the site, or a mistake that was put right.
    if (item.earlier?.some(({ date, lastSeen }) => date?.day === item.date.day && lastSeen < before.firstSeen)) return [];
    // Another reader of the same row is our doing, not theirs.
    if (before.date.by !== item.date.by || before.firstSeen > before.lastSeen) return [];
    if (Math.abs(daysBetween(before.date.day, item.date.day)) < backdatedDays) return [];
    // A day that had not come yet never was one of publication: put right to the day on which the item came.
    const isPutRight = before.date.day > before.lastSeen && Math.abs(daysBetween(item.date.day, item.firstSeen)) < backdatedDays;
    if (isPutRight) return [];
    return [{ item, before: { ...before, date: before.date }, until: before.lastSeen }];
  });
  return [...groupedBy(changes, ({ until }) => until)].map(([until, found]) => finding(facts, until, found));
}

function finding(facts: ColumnFacts, until: Day, found: readonly Change[]): Finding {
  const { column } = facts;
  const [{ item, before }] = found as [Change];
  return {
    key: `${reDated.id}|${column.key}|${until}`,
    rule: reDated.id,
    level: 'doubt',
    columnKey: column.key,
    period: null,
    facts: factsOf(found.map((change) => [change.item.url ?? change.item.title, change.before.date.day, change.item.date.day])),
    description: {
      zh:
        `疑似改动日期：${found.length}条信息的日期被改过（如“${item.title}”原为${before.date.day}，现为${item.date.day}）。` +
        '请人工核实。',
      en:
        `Dates were changed: ${found.length} item(s) showed another day before (“${item.title}”: ${before.date.day}, ` +
        `now ${item.date.day}). A person must check.`,
    },
    basis: {
      zh: '国办秘函〔2019〕19号：伪造发稿日期属单项否决；本条仅为疑似',
      en: '国办秘函〔2019〕19号: forged dates are a veto; this is only a doubt',
    },
    evidence: [...pageSeen(facts), ...found.slice(0, SHOWN).flatMap(witnesses)],
  };
}

const SHOWN = 10;

function witnesses({ item, before }: Change): Evidence[] {
  const { firstSeen, lastSeen, date, title } = before;
  const then = { zh: `原日期（${firstSeen}至${lastSeen}见到）`, en: `Former day (seen ${firstSeen} to ${lastSeen})` };
  return [datedItem(then, { title, url: item.url, date }), datedItem({ zh: '现日期', en: 'Day now' }, item)];
}
