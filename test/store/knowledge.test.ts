import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Day } from '../../src/model.js';
import { boundedBy, extendKnowledge, type Knowledge, type VisitReach } from '../../src/store/knowledge.js';

const nothing: Knowledge = { since: undefined, until: null };

for (const [title, before, visit, after] of [
  ['a first visit that read everything', nothing, [null, '03-10'], [null, '03-10']],
  ['a first visit that stopped at a day', nothing, ['03-01', '03-10'], ['03-01', '03-10']],
  ['a first visit that says nothing', nothing, [undefined, '03-10'], [undefined, null]],
  ['a visit that reaches past what was known', ['02-01', '03-10'], ['02-20', '03-20'], ['02-01', '03-20']],
  ['a visit that reaches the very day that was known', ['02-01', '03-10'], ['03-10', '03-20'], ['02-01', '03-20']],
  ['a visit that misses it by a day', ['02-01', '03-10'], ['03-11', '03-20'], ['03-11', '03-20']],
  ['a deeper visit', ['02-01', '03-10'], ['01-01', '03-20'], ['01-01', '03-20']],
  ['a visit that read everything', ['02-01', '03-10'], [null, '05-20'], [null, '05-20']],
  ['a shallow visit when everything was known', [null, '03-10'], ['03-09', '03-20'], [null, '03-20']],
  ['a gap after everything was known', [null, '03-10'], ['03-12', '03-20'], ['03-12', '03-20']],
  ['a visit that says nothing', ['02-01', '03-10'], [undefined, '03-20'], ['02-01', '03-10']],
  ['a reach that lies after the visit', ['02-01', '03-10'], ['03-21', '03-20'], ['02-01', '03-10']],
  ['a reach that lies after a first visit', nothing, ['03-21', '03-20'], [undefined, null]],
  ['a visit recorded late, inside what is known', ['02-01', '03-10'], ['01-15', '02-10'], ['01-15', '03-10']],
  ['a visit recorded late, before what is known', ['02-01', '03-10'], [null, '01-31'], ['02-01', '03-10']],
] as const)
  test(`${title}: ${JSON.stringify(after)}`, () => {
    const known = 'until' in before ? before : { since: optionalDay(before[0]), until: day(before[1]) };
    expect(extendKnowledge(known, { completeSince: optionalDay(visit[0]), day: day(visit[1]) }))
      .toEqual({ since: optionalDay(after[0]), until: optionalDay(after[1]) ?? null });
  });

test('claims no day that no visit covered', () => {
  fc.assert(fc.property(fc.array(reaches, { maxLength: 8 }), (visits) => {
    const known = visits.reduce(extendKnowledge, nothing);
    if (known.until === null) return;
    for (const claimed of days.filter((one) => one >= (known.since ?? '') && one <= (known.until ?? ''))) {
      expect(visits.some((visit) => covers(visit, claimed))).toBe(true);
    }
    // "Since ever" needs a visit that read the whole list.
    if (known.since === null) expect(visits.some((visit) => visit.completeSince === null)).toBe(true);
  }));
});

test('since gets later only across a gap', () => {
  fc.assert(fc.property(fc.array(reaches, { maxLength: 8 }), reaches, (visits, next) => {
    const before = visits.reduce(extendKnowledge, nothing);
    const after = extendKnowledge(before, next);
    if (before.until === null || before.since === undefined || after.since === undefined) return;
    const isLater = (after.since ?? '') > (before.since ?? '');
    if (isLater) expect((next.completeSince ?? '') > before.until).toBe(true);
  }));
});

test('the order of one day\'s visits does not matter where each reaches what was known', () => {
  fc.assert(fc.property(reaches, fc.array(reaches, { minLength: 2, maxLength: 4 }), (first, later) => {
    const before = extendKnowledge(nothing, first);
    const joining = later
      .map(({ completeSince }) => ({ completeSince, day: lastDay }))
      .filter(({ completeSince }) => before.until === null || (completeSince ?? '') <= before.until);
    expect([...joining].reverse().reduce(extendKnowledge, before)).toEqual(joining.reduce(extendKnowledge, before));
  }));
});

test('never forgets that days were known up to some day', () => {
  fc.assert(fc.property(fc.array(reaches, { maxLength: 8 }), reaches, (visits, next) => {
    const before = visits.reduce(extendKnowledge, nothing);
    expect((extendKnowledge(before, next).until ?? '') >= (before.until ?? '')).toBe(true);
  }));
});

const days: Day[] = Array.from({ length: 12 }, (_, index) => day(`03-${String(index + 1).padStart(2, '0')}`));
const lastDay = day('03-12');
const reaches: fc.Arbitrary<VisitReach> = fc.record({
  completeSince: fc.oneof(fc.constantFrom(...days), fc.constant(null), fc.constant(undefined)),
  day: fc.constantFrom(...days),
});

function covers(visit: VisitReach, claimed: Day): boolean {
  if (visit.completeSince === undefined) return false;
  return (visit.completeSince ?? '') <= claimed && claimed <= visit.day;
}

function day(monthAndDay: string): Day {
  return `2026-${monthAndDay}`;
}

function optionalDay(monthAndDay: string | null | undefined): Day | null | undefined {
  return monthAndDay ? day(monthAndDay) : monthAndDay;
}

for (const [title, before, after] of [
  ['everything was known', { since: null, until: '03-10' }, { since: '01-05', until: '03-10' }],
  ['a stretch was known', { since: '02-01', until: '03-10' }, { since: '02-01', until: '03-10' }],
  ['nothing was known', nothing, nothing],
] as const)
  test(`a list that dropped rows, ${title}: ${JSON.stringify(after)}`, () => expect(boundedBy(before, '01-05')).toEqual(after));
