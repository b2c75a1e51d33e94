/** The judgement of a column with periods: what its ledger says. */
import type { Cell, Words } from '../model.js';
import { daysBetween } from './days.js';
import type { ColumnFacts, DatedItem, Judged } from './facts.js';
import type { PeriodKind } from './periods.js';
import { cadenceWords, graceWords, listWords, periodWords } from './periodWords.js';
import { cadenceOverdueFinding } from './rules/cadence-overdue.js';
import { uncoveredPeriods } from './rules/evidence.js';
import { missingPeriodFinding } from './rules/missing-period.js';

/**
 * `overdue` when the cells that could be judged last are missing, one finding for all of that gap; `missing-period`
 * when there are only gaps before it, one finding each. Otherwise `due` while an empty period's grace is running or
 * the empty current period nears its end, else `fresh`. An empty ledger, of a column that owes nothing yet, is `fresh`.
 */
export function judgeLedger(
  facts: ColumnFacts,
  latest: DatedItem,
  kind: PeriodKind,
  cells: readonly Cell[],
): Judged {
  const gap = trailingGap(cells);
  const others = withNeighbours(cells).filter(({ cell }) => cell.state === 'missing' && !gap.includes(cell));
  const findings = [
    ...(gap.length > 0 ? [cadenceOverdueFinding(facts, kind, gap)] : []),
    ...others.map(({ cell, before, after }) => missingPeriodFinding(facts, kind, cell, { before, after })),
  ].map((finding) => ({ ...finding, evidence: [...finding.evidence, ...uncoveredPeriods(cells)] }));
  const ledger = [...cells];

  const [first] = findings;
  if (first && gap.length > 0) return { status: 'overdue', because: first.description, findings, ledger };
  if (findings.length > 0) {
    const missing = listWords(kind, others.map(({ cell }) => cell.period));
    const because = { zh: `缺少${missing.zh}信息；此后已有更新。`, en: `Nothing for ${missing.en}; updated since.` };
    return { status: 'missing-period', because, findings, ledger };
  }
  const awaited = cells.find((cell) => isAwaited(cell, kind, facts.today));
  if (awaited) {
    return { status: 'due', because: withUncovered(awaitedWords(kind, awaited), kind, cells), findings, ledger };
  }
  return { status: 'fresh', because: withUncovered(freshWords(facts, latest, kind), kind, cells), findings, ledger };
}

/** The missing cells since the last filled one, oldest first; cells that are pending or unknown are stepped over. */
function trailingGap(cells: readonly Cell[]): Cell[] {
  const lastFilled = cells.findLastIndex((cell) => cell.filledBy !== null || cell.state === 'waived');
  return cells.slice(lastFilled + 1).filter((cell) => cell.state === 'missing');
}

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
function isAwaited(cell: Cell, kind: PeriodKind, today: string): boolean {
  const { from, to } = cell.period;
  if (cell.state !== 'pending') return false;
  if (to < today) return true;
  if (kind === 'daily') return false;
  const periodDays = daysBetween(from, to) + 1;
  return daysBetween(today, to) <= Math.ceil(periodDays / 5);
}

function awaitedWords(kind: PeriodKind, { period, deadline }: Cell): Words {
  const name = periodWords(kind, period);
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
