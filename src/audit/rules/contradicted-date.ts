/** 日期与旁证不符: the day shown is contradicted by the item's address or by its number in sequence. */
import type { Day, Evidence, Finding, RuleInfo } from '../../model.js';
import { daysBetween } from '../days.js';
import type { ColumnFacts, DatedItem } from '../facts.js';
import { outOfSequence } from '../sequence.js';
import { datedItem, factsOf, pageSeen } from './evidence.js';

export const contradictedDate: RuleInfo = {
  id: 'contradicted-date',
  title: { zh: '日期与旁证不符', en: 'The date is contradicted' },
  reason: {
    zh:
      '网址中的日期晚于标注日期，或网址编号排在标注日期更晚的信息之后，疑似补录时填写了较早的日期。网址日期、编号取决于网站的设置，' +
      '只是旁证，请人工核实。一批信息的网址带同一天日期的（网站迁移）、巡检在标注日期前后就已见到的，不作提示。',
    en:
      'The day in the address is later than the one shown, or its number follows those of items that show later days: it ' +
      'may have been entered late under an earlier day. Addresses depend on how the site is set up and are only a second ' +
      'witness: a person must check. Nothing is said where many addresses carry one day (a move of the site), nor of an item ' +
      'that a visit saw in the days around the one it shows.',
  },
  source: {
    zh: '本工具的判读原则，非法定：网址日期、编号为旁证；相差天数为本工具默认值，可在配置中修改。',
    en: 'Our own principle, no law: addresses are second witnesses; the number of days is our default and can be set.',
  },
  basis: 'own-view',
  sure: 'own',
};

/** Items of one address day, beyond which a move of the site is more likely than several cases. */
const MOST_OF_ONE_DAY = 3;

/** One finding for the column, or none. */
export function contradictedDateFindings(facts: ColumnFacts): Finding[] {
  const { column, yardstick } = facts;
  const marks = yardstick.rules.honesty.backdatedDays;
  const items = facts.plain;
  // A visit that saw it in its days is the better witness: drafts get their numbers long before they are published.
  const seenLate = items.filter(({ firstSeen, date }) => firstSeen > date.day && daysBetween(date.day, firstSeen) >= marks);
  if (seenLate.length === 0) return [];
  const late = lateAddresses(items, yardstick.addressDay, marks);
  const sequence = outOfSequence(items, marks);
  const found = seenLate.filter((item) => late.has(item) || sequence.has(item));
  const [first] = found;
  if (first === undefined) return [];
  return [
    {
      key: `${contradictedDate.id}|${column.key}`,
      rule: contradictedDate.id,
      level: 'doubt',
      columnKey: column.key,
      period: null,
      facts: factsOf(found.map(({ url, date }) => [url, date.day])),
      description: {
        zh: `疑似日期不实：${found.length}条信息标注的日期与网址日期或编号次序不符（如“${first.title}”标注${first.date.day}）。请人工核实。`,
        en:
          `Dates are contradicted: ${found.length} item(s) show a day that their address or its number does not bear out ` +
          `(“${first.title}”, ${first.date.day}). A person must check.`,
      },
      basis: { zh: '本工具判读原则，非法定', en: 'Our own principle, no law' },
      evidence: [...pageSeen(facts), ...found.slice(0, SHOWN).flatMap((item) => witnesses(item, late.get(item), sequence.get(item)))],
    },
  ];
}

const SHOWN = 10;

/** Items whose address carries a day that lies `marks` days or more after the one shown, with that day. */
function lateAddresses(
  items: readonly DatedItem[],
  addressDay: (url: string) => Day | null,
  marks: number,
): Map<DatedItem, Day> {
  const late = new Map<DatedItem, Day>();
  const ofDay = new Map<Day, number>();
  for (const item of items) {
    const day = item.url === null ? null : addressDay(item.url);
    if (day === null || daysBetween(item.date.day, day) < marks) continue;
    late.set(item, day);
    ofDay.set(day, (ofDay.get(day) ?? 0) + 1);
  }
  for (const [item, day] of late) if ((ofDay.get(day) ?? 0) > MOST_OF_ONE_DAY) late.delete(item);
  // Where most addresses run ahead of their rows, that is how the site makes them.
  return late.size * 2 > items.length && items.length > MOST_OF_ONE_DAY ? new Map<DatedItem, Day>() : late;
}

function witnesses(item: DatedItem, address: Day | undefined, before: DatedItem | undefined): Evidence[] {
  return [
    datedItem({ zh: '标注的日期', en: 'Day shown' }, item),
    ...(address === undefined ? [] : [{ label: { zh: '网址中的日期', en: 'Day in its address' }, text: address, url: item.url }]),
    ...(before === undefined
      ? []
      : [datedItem({ zh: '编号在它之前、标注日期却更晚的信息', en: 'Numbered before it, but of a later day' }, before)]),
  ];
}
