/** The judgement of a column with periods: what its ledger says. */
import type { Cell, Day, Evidence, Finding, Period, Words } from '../model.js';
import { columnLedger } from './columnLedger.js';
import { addDays, daysBetween } from './days.js';
import type { ColumnFacts, DatedItem, Judged } from './facts.js';
import { periodContaining, type PeriodKind } from './periods.js';
import { cadenceWords, graceWords, listWords, periodWords } from './periodWords.js';
import { periodsStoodFor } from './publications.js';
import { cadenceOverdueFinding } from './rules/cadence-overdue.js';
import { filledCell, uncoveredPeriods } from './rules/evidence.js';
import { missingPeriodFinding } from './rules/missing-period.js';
import { waiverWords } from './waiverWords.js';

/**
 * `overdue` when the cells that could be judged last are missing, one finding for all of that gap; `missing-period`
 * when there are only gaps before it, one finding each. Otherwise `due` while an empty period's grace is running or
 * the empty current period nears its end, `waived` where the cell judged last is, else `fresh`. An empty ledger, of a
 * column that owes nothing yet, is `fresh`.
 *
 * A waiver stands in no item's place: the gap reaches over waived cells back to the last filled one.
 */
export function judgeLedger(
  facts: ColumnFacts,
  latest: DatedItem,
  kind: PeriodKind,
  cells: readonly Cell[],
): Judged {
  const gap = trailingGap(cells);
  const others = withNeighbours(cells).filter(({ cell }) => cell.state === 'missing' && !gap.includes(cell));
  const byDay = gap.length + others.length > 0 ? filledByDay(facts) : new Map<string, Cell>();
  const withMore = (finding: Finding, missing: readonly Cell[]): Finding => ({
    ...finding,
    evidence: [...finding.evidence, ...givenToOthers(missing, byDay, kind), ...uncoveredPeriods(cells)],
  });
  const findings = [
    ...(gap.length > 0 ? [withMore(cadenceOverdueFinding(facts, kind, gap), gap)] : []),
    ...others.map(({ cell, before, after }) =>
      withMore(missingPeriodFinding(facts, kind, cell, { before, after }), [cell]),
    ),
  ];
  const ledger = [...cells];
  const told = (status: Judged['status'], because: Words): Judged => ({
    status, because: withUncovered(because, kind, cells), findings, ledger,
  });

  const [first] = findings;
  if (first && gap.length > 0) return { status: 'overdue', because: first.description, findings, ledger };
  if (findings.length > 0) {
    const because = missingWords(kind, others.map(({ cell }) => cell.period));
    return { status: 'missing-period', because, findings, ledger };
  }
  const awaited = cells.find((cell) => isAwaited(cell, kind, facts.today));
  if (awaited) return told('due', awaitedWords(kind, awaited));
  const judgedLast = cells.findLast(({ state }) => state !== 'pending' && state !== 'unknown');
  if (judgedLast?.waiver) {
    const waiver = waiverWords(judgedLast.waiver);
    return told('waived', { zh: `${periodWords(kind, judgedLast.period).zh}${waiver.zh}。`, en: `${periodWords(kind, judgedLast.period).en} is ${waiver.en}.` });
  }
  return told('fresh', freshWords(facts, latest, kind));
}

/** Why a column is `missing-period`. */
export function missingWords(kind: PeriodKind, periods: readonly Period[]): Words {
  const missing = listWords(kind, periods);
  return { zh: `缺少${missing.zh}信息；此后已有更新。`, en: `Nothing for ${missing.en}; updated since.` };
}

/** The missing cells since the last filled one, oldest first; pending, unknown and waived cells are stepped over. */
function trailingGap(cells: readonly Cell[]): Cell[] {
  const lastFilled = cells.findLastIndex((cell) => cell.filledBy !== null);
  return cells.slice(lastFilled + 1).filter((cell) => cell.state === 'missing');
}

/** The cells that are filled where every item goes by its day alone. */
function filledByDay(facts: ColumnFacts): Map<string, Cell> {
  if (facts.column.periodBy === 'date') return new Map();
  const cells = columnLedger(facts, facts.today, 'date').filter(({ filledBy }) => filledBy !== null);
  return new Map(cells.map((cell) => [cell.period.id, cell]));
}

const SHOWN_ITEMS = 5;

/**
 * The items that would fill a missing period by their day and that their titles give to another one: without them a
 * reader would find an item of those days and doubt the finding.
 */
function givenToOthers(missing: readonly Cell[], byDay: ReadonlyMap<string, Cell>, kind: PeriodKind): Evidence[] {
  const given = missing.flatMap(({ period }) => {
    const cell = byDay.get(period.id);
    const periods = cell?.filledBy ? periodsStoodFor(cell.filledBy, kind) : [];
    if (!cell || periods.length === 0) return [];
    const others = listWords(kind, periods);
    return filledCell(
      { zh: `本期内发布、按标题归入${others.zh}的信息`, en: `Published in the period, its title gives it to ${others.en}` },
      cell,
    );
  });
  if (given.length === 0) return [];
  return [...given.slice(0, SHOWN_ITEMS), ...byDateInstead];
}

const byDateInstead: Evidence[] = [
  {
    label: { zh: '如应按发布日期归期', en: 'If items should go by their day' },
    text: 'periodBy: 日期',
  },
];

/** Each cell with the nearest filled ones on either side. One walk there and one back. */
function withNeighbours(
  cells: readonly Cell[],
): { cell: Cell; before: Cell | undefined; after: Cell | undefined }[] {
  const before = lastFilledUpTo(cells);
  const after = lastFilledUpTo(cells.toReversed()).reverse();
  return cells.map((cell, at) => ({ cell, before: before[at], after: after[at] }));
}

function lastFilledUpTo(cells: readonly Cell[]): (Cell | undefined)[] {
  let filled: Cell | undefined;
  return cells.map((cell) => (filled = cell.filledBy === null ? filled : cell));
}

/** Whether an item is wanted soon: the period's grace is running, or a fifth of its days or less are left. */
function isAwaited(cell: Cell, kind: PeriodKind, today: Day): boolean {
  const { to } = cell.period;
  if (cell.state !== 'pending') return false;
  if (to < today) return true;
  return kind !== 'daily' && today >= lastFifthOf(cell.period);
}

/** The day from which on a fifth of a period's days or less are left. */
function lastFifthOf({ from, to }: Period): Day {
  const periodDays = daysBetween(from, to) + 1;
  return addDays(to, -Math.ceil(periodDays / 5));
}

/**
 * The days on which the calendar alone changes what a ledger says, past ones among them: the next period begins, the
 * current one nears its end, or a grace is over. What a waiver changes is not told here.
 *
 * @param cells  the ledger of `today`
 */
export function ledgerTurns(kind: PeriodKind, cells: readonly Cell[], today: Day): Day[] {
  const turns = cells.filter(({ filledBy }) => filledBy === null).flatMap(({ period, deadline }) => [
    lastFifthOf(period), ...(deadline === null ? [] : [addDays(deadline, 1)]),
  ]);
  // Where an item is awaited past its deadline it is until the end of a period, and the audit window moves with one too.
  return [addDays(periodContaining(kind, today).to, 1), ...turns];
}

function awaitedWords(kind: PeriodKind, { period, deadline, awaitedUntil }: Cell): Words {
  const name = periodWords(kind, period);
  if (awaitedUntil !== undefined) {
    return {
      zh: `尚无${name.zh}信息（期末${period.to}）；该栏目的信息在次期公开，未配置宽限期，${awaitedUntil}前不认定缺期。`,
      en:
        `Nothing for ${name.en} yet (it ended on ${period.to}); the column publishes in the period after, no grace is ` +
        `configured, and nothing is held to be missing before ${awaitedUntil} has passed.`,
    };
  }
  if (deadline === null) {
    return {
      zh: `尚无${name.zh}信息；工作日历未覆盖，期限无法计算。`,
      en: `Nothing for ${name.en} yet; the working calendar does not reach its deadline.`,
    };
  }
  return { zh: `尚无${name.zh}信息，期限${deadline}。`, en: `Nothing for ${name.en} yet; it is due by ${deadline}.` };
}

/** A sentence more where periods that are over could not be judged, since the working calendar ends before them. */
function withUncovered(because: Words, kind: PeriodKind, cells: readonly Cell[]): Words {
  const uncovered = cells.filter((cell) => cell.state === 'unknown' && cell.uncovered);
  if (uncovered.length === 0) return because;
  const names = listWords(kind, uncovered.map(({ period }) => period));
  return {
    zh: `${because.zh}工作日历未覆盖，${names.zh}未作判定。`,
    en: `${because.en} Not judged, as the working calendar does not cover it: ${names.en}.`,
  };
}

function freshWords({ column }: ColumnFacts, latest: DatedItem, kind: PeriodKind): Words {
  const grace = graceWords(column.cadence);
  return {
    zh: `承诺${cadenceWords[kind].zh}公开${grace.zh}，未发现缺期；最后更新${latest.date.day}。`,
    en: `Promised ${cadenceWords[kind].en}${grace.en}; no period found missing; last update ${latest.date.day}.`,
  };
}
