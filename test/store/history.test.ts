import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Day, Item, KnownItem, Visit } from '../../src/model.js';
import { extendKnowledge, type Knowledge } from '../../src/store/knowledge.js';
import { blank, item, list, openedStore, recordVisits, timeout, visit } from './samples.js';

test('whatever visits are recorded, in whatever order, the history is what a list in memory would tell', async () => {
  const store = await openedStore();
  let columns = 0;
  await fc.assert(fc.asyncProperty(fc.array(visits, { maxLength: 6 }), anyDay, async (unkeyed, asOf) => {
    columns += 1;
    const columnKey = `某局/栏目${columns}`;
    const recorded = unkeyed.map((one) => ({ ...one, columnKey }));
    await recordVisits(store, recorded);

    const history = await store.history(columnKey, asOf);
    expect(history.items.map(({ earlier: _, ...item }) => item)).toEqual(itemsOf(recorded));
    expect(history.knownSince).toEqual(knowledgeOf(recorded).since);
    const { last, lastReadable } = latestOf(recorded, asOf);
    expect([history.lastVisit?.day, history.lastVisit?.at, history.lastVisit?.outcome])
      .toEqual([last?.day, last?.at, last?.observation.outcome]);
    expect([history.lastReadable?.day, history.lastReadable?.at]).toEqual([lastReadable?.day, lastReadable?.at]);
  }), { numRuns: 60 });
});

const dayPool: Day[] = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
const anyDay = fc.constantFrom(...dayPool);
const items = fc.record({
  title: fc.constantFrom('甲', '乙', '丙', '半\ud83d'),
  path: fc.constantFrom('/1', '/2', '/3', null),
  day: fc.option(fc.constantFrom('2026-02-01', '2026-02-02', '2026-02-03'), { freq: 3 }),
}).map(({ title, path, day }) => item(title, path, day));
const observations = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.array(items, { minLength: 1, maxLength: 5 }), fc.option(anyDay)).map(
    ([rows, completeSince]) => list(rows, completeSince),
  ) },
  { weight: 1, arbitrary: fc.constant(timeout) },
  { weight: 1, arbitrary: fc.constant(blank) },
);
const visits = fc.record({ day: anyDay, hour: fc.integer({ min: 0, max: 3 }), observation: observations })
  .map(({ day, hour, observation }) => visit(day, observation, { at: `${day}T0${hour}:00:00.000Z` }));

/** The model: every rule of the store said in the plainest way. */
function itemsOf(recorded: readonly Visit[]): KnownItem[] {
  return [...itemsByIdentity(recorded).values()];
}

function itemsByIdentity(recorded: readonly Visit[]): Map<string, KnownItem> {
  const known = new Map<string, KnownItem>();
  for (const { day, observation } of recorded) {
    if (observation.outcome !== 'list') continue;
    for (const [identity, row] of shownOnce(observation.items)) {
      const before = known.get(identity);
      if (!before) {
        known.set(identity, { ...row, firstSeen: day, lastSeen: day });
      } else if (day >= before.lastSeen) {
        known.set(identity, { ...row, date: row.date ?? before.date, firstSeen: before.firstSeen, lastSeen: day });
      } else {
        const firstSeen = day < before.firstSeen ? day : before.firstSeen;
        known.set(identity, { ...before, date: before.date ?? row.date, firstSeen });
      }
    }
  }
  return known;
}

function shownOnce(rows: readonly Item[]): Map<string, Item> {
  const once = new Map<string, Item>();
  for (const row of rows) {
    const kept = { ...row, title: row.title.replace('\ud83d', '\ufffd') };
    const daysShown = new Set(rows.filter(({ url }) => url === row.url).flatMap(({ date }) => date?.day ?? []));
    const isOwn = row.url !== null && daysShown.size <= 1;
    const identity = isOwn ? `${row.url}` : `${row.url} ${kept.title} ${row.date?.day}`;
    const earlier = once.get(identity);
    if (!earlier || (earlier.date === null && row.date !== null)) once.set(identity, kept);
  }
  return once;
}

function knowledgeOf(recorded: readonly Visit[]): Knowledge {
  return recorded.reduce<Knowledge>((before, { day, observation }, index) => {
    const earlier = recorded.slice(0, index);
    if (observation.outcome === 'list') {
      const outlived = observation.completeSince === null ? outlivedBy(observation.items, earlier) : null;
      if (outlived === null) return extendKnowledge(before, { completeSince: observation.completeSince, day });
      const bounded = before.until !== null && before.since === null ? { ...before, since: outlived.known } : before;
      return extendKnowledge(bounded, { completeSince: outlived.shown, day });
    }
    const isProof = observation.outcome === 'blank' && itemsOf(earlier).length === 0;
    return isProof ? extendKnowledge(before, { completeSince: null, day }) : before;
  }, { since: undefined, until: null });
}

/** Set where an item as old as the oldest row is known and not shown. */
function outlivedBy(rows: readonly Item[], earlier: readonly Visit[]): { shown: Day; known: Day } | null {
  const [shown] = rows.flatMap(({ date }) => (date ? [date.day] : [])).sort();
  if (shown === undefined) return null;
  const asOld = [...itemsByIdentity(earlier)].filter(([, { date }]) => date !== null && date.day <= shown);
  const [known] = asOld.flatMap(([, { date }]) => (date ? [date.day] : [])).sort();
  const here = shownOnce(rows);
  return known !== undefined && asOld.some(([identity]) => !here.has(identity)) ? { shown, known } : null;
}

function latestOf(recorded: readonly Visit[], asOf: Day): { last?: Visit; lastReadable?: Visit } {
  // A sort keeps the order of entry within a day: what the clock said then does not matter.
  const inOrder = recorded.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  const isReadable = ({ observation }: Visit) => observation.outcome !== 'unreadable';
  const upTo = inOrder.filter(({ day }) => day <= asOf);
  if (upTo.length > 0) return { last: upTo.at(-1), lastReadable: upTo.findLast(isReadable) };
  return { last: inOrder[0], lastReadable: inOrder.find(isReadable) };
}
