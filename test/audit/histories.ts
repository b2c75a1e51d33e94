/** Arbitrary histories of a readable column: what visits saw and missed, what changed, what items' pages said, and what people said. */
import fc from 'fast-check';
import { addDays } from '../../src/audit/days.js';
import type { Day, History, ItemPage, KnownItem, Look, Opinion, Waiver } from '../../src/model.js';
import { itemOf, listSeen, waiverOf } from './builders.js';

/** A day of the last 800 before a day, recent ones more often. */
export function dayUpTo(last: Day): fc.Arbitrary<Day> {
  const back = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 800 }));
  return back.map((days) => addDays(last, -days));
}

const titles = fc.constantFrom(
  '项目进度', '2026年3月进度', '2026年第一季度结果', '2025年度决算', '1-3月份进度', '关于开展水土保持监督检查工作的公告', '任免名单',
);

/** Some of a few addresses, numbered or dated, so that items share and follow them. */
const addresses = fc.constantFrom(
  ...Array.from({ length: 14 }, (_, at) => `https://site.example.invalid/a/content_${1001 + at}.html`),
  'https://site.example.invalid/a/202603/t20260312_1.html', 'https://site.example.invalid/a/202605/t20260520_2.html',
);

const shown = (day: Day) => ({ day, by: 'row-text', text: day, implied: [] });

function pageUpTo(last: Day): fc.Arbitrary<ItemPage> {
  return fc
    .record({ checkedOn: dayUpTo(last), state: fc.constantFrom('answers', 'gone', 'unknown'), text: fc.constantFrom(null, 'a', 'b', 'c') })
    .map(({ checkedOn, state, text }) => ({
      readOn: checkedOn, title: null, published: null, written: null, textHash: text, checkedOn, state,
      status: state === 'gone' ? 404 : 200, reason: null, goneSince: state === 'gone' ? checkedOn : null,
    }));
}

/**
 * An item seen by `last` and dated, now and before, up to `newest`. Without an address it has no page, and is no longer the
 * same item under another title or day.
 */
function itemUpTo(last: Day, newest: Day): fc.Arbitrary<KnownItem> {
  return fc
    .record({
      day: dayUpTo(newest), words: titles, url: fc.option(addresses, { freq: 2 }), seen: fc.tuple(dayUpTo(last), dayUpTo(last)),
      page: fc.option(pageUpTo(last)), before: fc.option(fc.tuple(dayUpTo(newest), titles)),
    })
    .map(({ day, words, url, seen, page, before }) => {
      const [firstSeen, lastSeen] = [...seen].sort() as [Day, Day];
      const item = itemOf(day, words, { url, firstSeen, lastSeen });
      if (url === null) return item;
      const earlier = before && [{ title: before[1], date: shown(before[0]), firstSeen, lastSeen: firstSeen }];
      return { ...item, ...(page && { page }), ...(earlier && { earlier }) };
    });
}

/** By which the store knows an item again. */
function identityOf({ url, title, date }: KnownItem): string {
  return url ?? `${title} ${date?.day}`;
}

function looksUpTo(last: Day): fc.Arbitrary<Look[]> {
  const look = fc.record({
    day: dayUpTo(last),
    shows: fc.constantFrom('list', 'list', 'list', 'blank'),
    since: fc.oneof(fc.constant(null), fc.constant(undefined), dayUpTo(last)),
  });
  // Some days have two visits, which need not see equally far.
  return fc.array(fc.tuple(look, fc.option(look)), { maxLength: 8 }).map((pairs) => {
    const looks = pairs.flatMap(([one, other]) => (other === null ? [one] : [one, { ...other, day: one.day }]));
    return looks.sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
  });
}

/** Waivers around a day, some taken back. */
export function waiversAround(today: Day): fc.Arbitrary<Waiver[]> {
  const one = fc.tuple(fc.integer({ min: -400, max: 60 }), fc.nat(200), fc.option(fc.nat(200)));
  return fc.array(one, { maxLength: 3 }).map((drawn) =>
    drawn.map(([start, days, ended], id) => {
      const from = addDays(today, start);
      return waiverOf(from, addDays(from, days), { id, endedOn: ended === null ? null : addDays(from, ended) });
    }),
  );
}

/**
 * What visits up to `last` tell of a column whose list could be read on that day. Nobody said anything of it.
 *
 * @param newest  no item is dated after it; ten days past the last visit unless said
 */
export function historyUpTo(last: Day, newest = addDays(last, 10)): fc.Arbitrary<History> {
  return fc
    .record({
      items: fc.uniqueArray(itemUpTo(last, newest), { minLength: 1, maxLength: 30, selector: identityOf }),
      looks: looksUpTo(last),
      knownSince: fc.oneof(fc.constant(null), fc.constant(undefined), dayUpTo(last)),
    })
    .map(({ items, looks, knownSince }) => ({ ...listSeen(items, last, { looks, knownSince }), items }));
}

/** A person's word on some findings, on some of them as the facts were another time. */
export function opinionsOn(findings: readonly { key: string; facts: string }[], words: Iterator<number>): Opinion[] {
  return findings.flatMap(({ key, facts }): Opinion[] => {
    const word = words.next().value ?? 0;
    if (word === 0) return [];
    const opinion = word === 1 ? 'confirmed' : 'false-alarm';
    return [{ findingKey: key, opinion, reason: '理由', author: '张三', at: '2026-01-01T00:00:00.000Z', facts: word === 3 ? '' : facts }];
  });
}
