/** 排名: units by what could be read of them. */
import type { UnitFigures } from '../paperFacts.js';

export interface RankedUnit extends UnitFigures {
  /** Units alike share a place, and the next has the place after all of them: 1, 1, 3. */
  place: number;
  readable: number;
  /** Share of its readable columns of which no problem is open, 0 to 1. */
  soundShare: number;
}

export interface Ranking {
  ranked: RankedUnit[];
  /** Those of which nothing could be read: nothing is said of them. */
  unranked: UnitFigures[];
}

/** The good ones first: by the share of readable columns without a problem, then by the number of problems. */
export function rankUnits(units: readonly UnitFigures[]): Ranking {
  const readable = units.filter((unit) => unit.columns > unit.unreadable).map((unit) => {
    const count = unit.columns - unit.unreadable;
    return { ...unit, readable: count, soundShare: (count - unit.withProblems) / count };
  });
  const sorted = readable.sort((one, other) =>
    other.soundShare - one.soundShare || one.open - other.open || byName(one, other));
  const ranked: RankedUnit[] = [];
  for (const [index, unit] of sorted.entries()) {
    const before = ranked.at(-1);
    const isAlike = before !== undefined && before.soundShare === unit.soundShare && before.open === unit.open;
    ranked.push({ ...unit, place: isAlike ? before.place : index + 1 });
  }
  return { ranked, unranked: units.filter((unit) => unit.columns <= unit.unreadable) };
}

function byName(one: UnitFigures, other: UnitFigures): number {
  const [a, b] = [one, other].map(({ siteName, unit }) => `${siteName}\n${unit}`) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}
