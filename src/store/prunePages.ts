/** Bodies and pictures of pages, which several visits may share. */
import type { Day } from '../model.js';
import { add, type PrunedKind, type PrunePlan } from './pruned.js';
import type { OldVisit } from './retention.js';
import type { Statements } from './statements.js';

/** Lets the pages of these visits go: a body goes where no other visit needs it. */
export async function letPagesGo(statements: Statements, of: PagesOf, old: readonly OldRow[], plan: PrunePlan, kind: PrunedKind): Promise<void> {
  if (old.length === 0) return;
  const ids = JSON.stringify(old.map(({ id }) => id));
  const going = await statements.all<{ sha256: string; bytes: number }>(of.going, ids);
  const oldest = old[0]?.day ?? null;
  for (const { bytes } of going) add(kind, { count: 1, bytes, oldest });
  if (plan.isDryRun) return;
  await statements.run(of.mark, plan.today, ids);
  const hashes = JSON.stringify(going.map(({ sha256 }) => sha256));
  await statements.run('delete from snapshot where sha256 in (select value from json_each(?))', hashes);
  await statements.run('delete from picture where sha256 in (select value from json_each(?))', hashes);
}

/** Of which visits: of columns or of homepages. */
interface PagesOf {
  going: string;
  mark: string;
}

const NEEDED_BY_VISIT = `
  select 1 from visit_page q join visit w on w.id = q.visit_id where q.snapshot = s.sha256 and w.cleared_on is null`;
const NEEDED_BY_HOMEPAGE = 'select 1 from homepage_visit h where h.snapshot = s.sha256 and h.cleared_on is null';
const THESE = '(select value from json_each(?1))';

export const PAGES_OF_VISITS: PagesOf = {
  going: `
    select s.sha256, length(s.brotli) as bytes from snapshot s
    where s.sha256 in (select snapshot from visit_page where visit_id in ${THESE})
      and not exists (${NEEDED_BY_VISIT} and w.id not in ${THESE}) and not exists (${NEEDED_BY_HOMEPAGE})
    union all
    select s.sha256, s.size_bytes from picture s
    where s.sha256 in (select picture from visit_page where visit_id in ${THESE})
      and not exists (
        select 1 from visit_page q join visit w on w.id = q.visit_id
        where q.picture = s.sha256 and w.cleared_on is null and w.id not in ${THESE})`,
  mark: 'update visit set cleared_on = ? where id in (select value from json_each(?))',
};

export const PAGES_OF_HOMEPAGES: PagesOf = {
  going: `
    select s.sha256, length(s.brotli) as bytes from snapshot s
    where s.sha256 in (select snapshot from homepage_visit where id in ${THESE})
      and not exists (${NEEDED_BY_VISIT}) and not exists (${NEEDED_BY_HOMEPAGE} and h.id not in ${THESE})`,
  mark: 'update homepage_visit set cleared_on = ? where id in (select value from json_each(?))',
};

/** A visit as far as its pages go. */
export type OldRow = Pick<OldVisit, 'id' | 'day'>;

/** A visit as the database has it; `pagesOf` is the visit that holds its pages. */
export interface VisitRow {
  id: number;
  day: Day;
  pagesOf: number;
  isRead: number;
  isDoubted: number;
  isCleared: number;
}

export function visitOf({ id, day, pagesOf, isRead, isDoubted, isCleared }: VisitRow): OldVisit & { isCleared: boolean } {
  return { id, day, pagesOf, isRead: isRead === 1, isDoubted: isDoubted === 1, isCleared: isCleared === 1 };
}
