/**
 * Pieces of work for the database that come while it is busy are committed together: thirty in one transaction cost much
 * less than thirty transactions, and are on disk no later.
 */
import { StoreError } from './storeError.js';

export interface Grouping<Piece, Result> {
  /** All of the pieces, in their order, or nothing. It may be called again with the same ones. */
  commit: (pieces: readonly Piece[]) => Promise<Result[]>;
  /** Whether a piece may be committed with those before it. */
  mayJoin: (piece: Piece, others: readonly Piece[]) => boolean;
}

/** Few enough that nobody else waits long for the database. */
const MOST_TOGETHER = 50;

/**
 * Gives back what commits one piece, alone or with others: it resolves when the piece is committed. Where a group fails
 * each of its pieces is tried by itself, so that only the one that is at fault fails; where the database itself is in
 * trouble all of them do.
 */
export function createGroups<Piece, Result>({ commit, mayJoin }: Grouping<Piece, Result>): (piece: Piece) => Promise<Result> {
  interface Waiting {
    piece: Piece;
    done: (result: Result) => void;
    failed: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let isBusy = false;

  return (piece) => new Promise((done, failed) => {
    waiting.push({ piece, done, failed });
    if (!isBusy) void commitAll();
  });

  async function commitAll(): Promise<void> {
    isBusy = true;
    while (waiting.length > 0) await commitGroup(nextGroup());
    isBusy = false;
  }

  function nextGroup(): Waiting[] {
    const others: Piece[] = [];
    while (others.length < MOST_TOGETHER) {
      const next = waiting[others.length];
      if (!next || !mayJoin(next.piece, others)) break;
      others.push(next.piece);
    }
    return waiting.splice(0, others.length);
  }

  async function commitGroup(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await commit(group.map(({ piece }) => piece));
      for (const [index, { done }] of group.entries()) done(results[index] as Result);
    } catch (error) {
      const isOver = group.length === 1 || error instanceof StoreError;
      if (isOver) for (const { failed } of group) failed(error);
      else for (const one of group) await commitGroup([one]);
    }
  }
}
