import type { Knex } from 'knex';

import type { Day, Instant, Words } from '../model.js';
import type { Database } from './database.js';

/** What is stored of a job that is done again and again. */
export interface ScheduledJob {
  job: string;
  nextDue: Instant;
  /** Since when it has been planned as it is; null where an earlier program noted it. */
  since: Instant | null;
}

/** A crawl as the schedule sees it. */
export interface GroupRun {
  id: string;
  day: Day;
  startedAt: Instant;
  /** Null where it was killed or stopped, or is at work still. */
  finishedAt: Instant | null;
  isBrokenOff: boolean;
  doubtful: Words | null;
}

export interface ScheduleStore {
  /** The moment noted last at which `job` is due; null where none was noted. In the past: a run was missed. */
  nextDue(job: string): Promise<Instant | null>;
  setNextDue(job: string, at: Instant): Promise<void>;
  /**
   * Notes which jobs there are and how each is planned, and forgets all others.
   *
   * @param jobs  `plan` is any text that differs where the job is planned otherwise
   */
  notePlans(jobs: readonly { job: string; plan: string; nextDue: Instant }[], at: Instant): Promise<void>;
  scheduledJobs(): Promise<ScheduledJob[]>;
  /**
   * Crawls of all the columns of a group that began since a moment, the latest first. Those of all sites count for
   * every group; those of one site or column, asked for by hand, for none.
   *
   * @param group  null for all sites
   */
  groupRuns(group: string | null, since: Instant): Promise<GroupRun[]>;
}

export function createScheduleStore(database: Database): ScheduleStore {
  return {
    nextDue: (job) => database.read(async (sql) => {
      const row = await sql('schedule').where({ job }).first<{ next_due: Instant } | undefined>('next_due');
      return row?.next_due ?? null;
    }),
    setNextDue: (job, at) => database.transaction(async (sql) => {
      await sql('schedule').insert({ job, next_due: at }).onConflict('job').merge(['next_due']);
    }),
    notePlans: (jobs, at) => database.transaction(async (sql) => {
      await sql('schedule').whereNotIn('job', jobs.map(({ job }) => job)).delete();
      for (const { job, plan, nextDue } of jobs) {
        await sql('schedule').insert({ job, plan, since: at, next_due: nextDue }).onConflict('job').ignore();
        await sql('schedule').where({ job }).whereRaw('plan is not ?', [plan]).update({ plan, since: at });
      }
    }),
    scheduledJobs: () => database.read(async (sql) => {
      const rows = await sql('schedule').select<{ job: string; next_due: Instant; since: Instant | null }[]>();
      return rows.map(({ job, next_due, since }) => ({ job, nextDue: next_due, since }));
    }),
    groupRuns: (group, since) => database.read((sql) => readGroupRuns(sql, group, since)),
  };
}

async function readGroupRuns(sql: Knex, group: string | null, since: Instant): Promise<GroupRun[]> {
  const rows = await sql('run')
    .where({ kind: 'crawl' })
    .where('started_at', '>=', since)
    .orderBy('number', 'desc')
    .select<{ id: string; day: Day; started_at: Instant; finished_at: Instant | null; broken_off_at: Instant | null; doubtful: string | null; asked: string | null }[]>(
      'id', 'day', 'started_at', 'finished_at', 'broken_off_at', 'doubtful', 'asked',
    );
  return rows.filter(({ asked }) => isOfGroup(asked, group)).map((row) => ({
    id: row.id,
    day: row.day,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    isBrokenOff: row.broken_off_at !== null,
    doubtful: row.doubtful === null ? null : (JSON.parse(row.doubtful) as Words),
  }));
}

/** Where nothing was noted of what was asked, it was everything. */
function isOfGroup(asked: string | null, group: string | null): boolean {
  if (asked === null) return true;
  const { site, column, group: ran } = JSON.parse(asked) as { site: string | null; column: string | null; group?: string | null };
  return site === null && column === null && ((ran ?? null) === null || ran === group);
}
