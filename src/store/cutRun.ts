/** Where the runs before left off: a run that cannot come to all sites begins behind the one that was begun last. */
import type { Database } from './database.js';
import { ASKED } from './lastAsked.js';
import type { Asked } from './resume.js';
import type { Statements } from './statements.js';

export interface CutRunStore {
  /**
   * The site behind which the last crawl that was asked the same left sites without a single request, because it was
   * killed or stopped, or its time or allowance was used up: of those that it asked for, the one that it came to last.
   * Crawls that did not get as far as one site are passed over. Null where the last one came to every site, and where there
   * was none.
   */
  leftOffAt(asked: Pick<Asked, 'configName' | 'site' | 'column' | 'group'>): Promise<string | null>;
}

export function createCutRunStore(database: Database): CutRunStore {
  return {
    leftOffAt: ({ configName, site, column, group = null }) => database.look(async (statements) => {
      const values = [configName, site, column, group, RUNS_LOOKED_AT] as const;
      for (const run of await statements.all<CrawlRow>(CRAWLS, ...values)) {
        const isUnfinished = run.finished_at === null;
        if (!isUnfinished && (run.held_back === 0 || !(await hasUnasked(statements, run.id)))) return null;
        const last = await statements.first<{ site_key: string }>(CAME_TO_LAST, run.id);
        if (last) return last.site_key;
      }
      return null;
    }),
  };
}

type Reading = Pick<Statements, 'first'>;

async function hasUnasked(statements: Reading, runId: string): Promise<boolean> {
  return (await statements.first(UNASKED, runId)) !== undefined;
}

/** Crawls one after the other that came to no site at all: behind so many something else is wrong. */
const RUNS_LOOKED_AT = 10;

interface CrawlRow {
  id: string;
  finished_at: string | null;
  /** Null where the run has not ended, and where it ended before this was kept. */
  held_back: number | null;
}

const CRAWLS = `
  select id, finished_at, json_extract(totals, '$.heldBack') as held_back from run
  where kind = 'crawl' and cleared_on is null and config_name = ? and asked is not null
    and json_extract(asked, '$.site') is ? and json_extract(asked, '$.column') is ? and json_extract(asked, '$.group') is ?
  order by number desc limit ?`;

/** The visits of a run itself: a column that was only judged has an earlier one. */
const VISITS = `
  run_column r join visit v on v.id = r.last_visit_id and v.run_id = r.run_id join site_column c on c.id = r.column_id
  where r.run_id = ?`;

// Sites are begun one after the other and go side by side: so not the last visit counts, but the last first one.
const CAME_TO_LAST = `
  select (select key from site where id = c.site_id) as site_key from ${VISITS} and ${ASKED}
  group by c.site_id order by min(v.id) desc limit 1`;

const UNASKED = `
  select c.site_id from ${VISITS} group by c.site_id
  having max(${ASKED}) = 0 and max(v.reason is 'over-budget') = 1 limit 1`;
