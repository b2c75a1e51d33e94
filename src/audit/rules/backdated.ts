/** 疑似倒填日期: an item that shows a day long before it was there. */
import type { Day, Evidence, Finding, KnownItem, Look, RuleInfo } from '../../model.js';
import { addDays, daysBetween } from '../days.js';
import { inOrder, isDated, type ColumnFacts, type DatedItem } from '../facts.js';
import { groupedBy } from '../groupedBy.js';
import { dayCount } from '../periodWords.js';
import { firstAfter, foldedTitle, takenDown, wouldHaveSeen } from '../witnesses.js';
import { datedItem, factsOf, pageSeen } from './evidence.js';

export const backdated: RuleInfo = {
  id: 'backdated',
  title: { zh: '疑似倒填日期', en: 'Possibly backdated' },
  reason: {
    zh:
      '信息标注的日期之后，本工具曾多次正常读取该栏目并未见到它，后来才出现。可能是补录时填写了较早的日期，也可能是审核、迁移所致，' +
      '请人工核实。从未在其间读到该栏目的，不作此提示。',
    en:
      'Visits after the day that the item shows read the list and did not see it; it came later. It may have been ' +
      'entered late under an earlier day, or held back by review or a move of the site: a person must check. Where no ' +
      'visit looked in between, nothing is said.',
  },
  source: {
    zh:
      '国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决“弄虚作假行为（如伪造发稿日期等）”' +
      ' https://www.gov.cn/zhengce/content/2019-04/18/content_5384134.htm （据第三方转载核对，引用前请核对原文）。' +
      '相差天数为本工具默认值，非法定，可在配置中修改。本提示只说明事实，不认定伪造。',
    en:
      '国办秘函〔2019〕19号 counts forged publishing dates among its vetoes (third-party copy: check the original before ' +
      'quoting). The number of days is our own default, no law, and can be set. The finding states what was seen and ' +
      'does not call it forged.',
  },
  basis: 'inspection',
  sure: 'second-hand',
};

/** One finding for all items that came on the same day, by the day on which they were first seen. */
export function backdatedFindings(facts: ColumnFacts): Finding[] {
  const cases = backdatedItems(facts);
  return [...groupedBy(cases, ({ item }) => item.firstSeen)].map(([firstSeen, found]) => finding(facts, firstSeen, found));
}

/** An item and the last visit before it came that would have seen it, had it been there. */
interface Case {
  item: DatedItem;
  /** What it showed when it was first seen. */
  shown: Day;
  missedBy: Look;
  /** How many visits missed it from its day on. */
  visits: number;
}

function backdatedItems(facts: ColumnFacts): Case[] {
  const { history, yardstick } = facts;
  const missed = facts.plain.flatMap((item): Missed[] => {
    const shown = shownAtFirst(item);
    if (shown === null) return [];
    const looks = missedIn(history.looks, shown, item.firstSeen);
    const missedBy = farthestOfLastDay(looks);
    if (missedBy === undefined || daysBetween(shown, missedBy.day) < yardstick.rules.honesty.backdatedDays) return [];
    return [{ item, shown, missedBy, looks }];
  });
  if (missed.length === 0) return [];
  const earlierHomes = firstSeenByTitle(facts.seen);
  const leftOn = lastSeenByDay(facts.seen);
  const cases = missed.flatMap(({ looks, ...found }): Case[] => {
    const { item, shown, missedBy } = found;
    // A row known under another address before has only moved.
    if ((earlierHomes.get(foldedTitle(item.title)) ?? '') < item.firstSeen) return [];
    // A row of that day that stood there until then was replaced by this one, under another title and address, and
    // perhaps a day off: a move of the site may mistake the time zone.
    const left = [-1, 0, 1].flatMap((days) => leftOn.get(addDays(shown, days)) ?? []);
    if (left.some((lastSeen) => lastSeen >= missedBy.day && lastSeen < item.firstSeen)) return [];
    return [{ ...found, visits: new Set(looks.map(({ day }) => day)).size }];
  });
  return withoutMoves(facts, cases);
}

type Missed = Omit<Case, 'visits'> & { looks: Look[] };

/** The visits after the day shown and before the first sight that would have seen the item. */
function missedIn(looks: readonly Look[], shown: Day, firstSeen: Day): Look[] {
  const missed: Look[] = [];
  for (let at = firstAfter(looks, shown); at < looks.length; at += 1) {
    const look = looks[at];
    if (look === undefined || look.day >= firstSeen) break;
    if (wouldHaveSeen(look, shown)) missed.push(look);
  }
  return missed;
}

/**
 * Without those that came when at least as many rows left their place between the same two visits: the list was put
 * together anew, under other titles, addresses and perhaps days, and nobody can tell which row had been which.
 */
function withoutMoves(facts: ColumnFacts, cases: readonly Case[]): Case[] {
  if (cases.length === 0) return [];
  const isTakenDown = takenDown(facts);
  const left = facts.plain.filter(isTakenDown).map(({ lastSeen }) => lastSeen).sort();
  return [...groupedBy(cases, ({ item }) => item.firstSeen)].flatMap(([firstSeen, found]) => {
    const lastMissed = found.map(({ missedBy }) => missedBy.day).sort().at(-1) ?? firstSeen;
    const gone = left.filter((day) => day >= lastMissed && day < firstSeen).length;
    return gone >= Math.max(LEAST_MOVED, found.length) ? [] : found;
  });
}

/** Fewer may be taken down by chance when others come. */
const LEAST_MOVED = 3;

/** Of two visits on one day, the one that saw farther. */
function farthestOfLastDay(looks: readonly Look[]): Look | undefined {
  const lastDay = looks.at(-1)?.day;
  const [farthest] = looks.filter(({ day }) => day === lastDay).sort((a, b) => inOrder(a.since ?? '', b.since ?? ''));
  return farthest;
}

function shownAtFirst({ date, earlier }: DatedItem): Day | null {
  const first = earlier?.find((version) => version.date !== null)?.date ?? date;
  // The list itself calls it the day of writing (成文日期), which may well lie before that of publication.
  return first.implied.length === 0 && !first.by.endsWith(':written') ? first.day : null;
}

function firstSeenByTitle(items: readonly KnownItem[]): Map<string, Day> {
  const first = new Map<string, Day>();
  for (const { title, firstSeen } of items.filter(isDated)) {
    const name = foldedTitle(title);
    const known = first.get(name);
    if (known === undefined || firstSeen < known) first.set(name, firstSeen);
  }
  return first;
}

/** The days on which the items of each day were seen last. */
function lastSeenByDay(items: readonly KnownItem[]): Map<Day, Day[]> {
  const left = new Map<Day, Day[]>();
  for (const [day, found] of groupedBy(items.filter(isDated), ({ date }) => date.day)) {
    left.set(day, [...new Set(found.map(({ lastSeen }) => lastSeen))]);
  }
  return left;
}

function finding(facts: ColumnFacts, firstSeen: Day, found: readonly Case[]): Finding {
  const { column, yardstick } = facts;
  const [first] = found as [Case];
  const { bulkItems, backdatedDays } = yardstick.rules.honesty;
  const isBulk = found.length >= bulkItems;
  const gap = Math.max(...found.map(({ shown }) => daysBetween(shown, firstSeen)));
  return {
    key: `${backdated.id}|${column.key}|${firstSeen}`,
    rule: backdated.id,
    level: 'doubt',
    columnKey: column.key,
    period: null,
    facts: factsOf(found.map(({ item, shown }) => [item.url ?? item.title, shown])),
    description: {
      zh:
        `疑似倒填日期${isBulk ? '、集中补录' : ''}：${found.length}条信息标注日期早于首次出现日${firstSeen}，` +
        `最多相差${gap}天，其间巡检正常而未见到（如“${first.item.title}”标注${first.shown}）。请人工核实。`,
      en:
        `Possibly backdated${isBulk ? ' in bulk' : ''}: ${found.length} item(s) first seen on ${firstSeen} show ` +
        `earlier days, up to ${dayCount(gap)} before, although visits in between read the list without them (“${first.item.title}”, ` +
        `${first.shown}). A person must check.`,
    },
    basis: {
      zh: '国办秘函〔2019〕19号：伪造发稿日期属单项否决；本条仅为疑似',
      en: '国办秘函〔2019〕19号: forged dates are a veto; this is only a doubt',
    },
    evidence: [
      ...pageSeen(facts),
      { label: { zh: '首次见到', en: 'First seen' }, text: firstSeen },
      ...found.slice(0, SHOWN).flatMap((each) => witnesses(each, facts)),
      {
        label: { zh: '提示线（本工具设置，非法定），天', en: 'Mark (our setting, no law), in days' },
        text: String(backdatedDays),
      },
    ],
  };
}

const SHOWN = 10;

function witnesses({ item, missedBy, visits }: Case, { yardstick }: ColumnFacts): Evidence[] {
  const addressDay = item.url === null ? null : yardstick.addressDay(item.url);
  const reach = missedBy.since ?? null;
  return [
    datedItem({ zh: '标注的日期', en: 'Day shown' }, item),
    {
      label: {
        zh: `其间${visits}天巡检均未见到它，最后一天（${reach === null ? '读完整个列表' : `读到${reach}`}）`,
        en:
          `Not seen by visits on ${dayCount(visits)} in between, the last one on ` +
          `(${reach === null ? 'whole list read' : `read back to ${reach}`})`,
      },
      text: missedBy.day,
    },
    ...(addressDay === null ? [] : [{ label: { zh: '网址中的日期', en: 'Day in its address' }, text: addressDay }]),
  ];
}
