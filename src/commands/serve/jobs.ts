/**
 * The runs of a dashboard: those that people ask for and those of the schedule stand in one queue, and one is made at a
 * time, each in a process of its own, so that pages are answered meanwhile.
 */
import PQueue from 'p-queue';
import { BusyError, EXIT } from '../../exitCodes.js';
import type { Actions, Job, Queued } from '../../web/options.js';
import type { ChildRun } from './childRun.js';

export interface Jobs extends Pick<Actions, 'run' | 'check' | 'jobs'> {
  /** A run of the schedule: resolves when it is over, rejects where it could not be made. */
  scheduled(group: { job: string; name: string | null }, signal: AbortSignal): Promise<void>;
  /** Begins nothing more, ends what is under way, and resolves then. */
  stop(): Promise<void>;
}

export interface JobDoors {
  now: () => Date;
  /** Makes a run in a process of its own and gives back how that ended. */
  make: (run: ChildRun, signal: AbortSignal) => Promise<number>;
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const MOST_WAITING = 50;
const ENDED_SHOWN = 10;
/** Another process is at work on the database: it is tried again. */
const TRY_AGAIN_MS = 15_000;

export function createJobs({ now, make, wait }: JobDoors): Jobs {
  const queue = new PQueue({ concurrency: 1 });
  const halt = new AbortController();
  let all: { key: string; job: Job }[] = [];

  const change = (key: string, asked: Job, to: Partial<Job>): Job => {
    const changed = { ...asked, ...to };
    all = all.map((one) => (one.job === asked ? { key, job: changed } : one));
    return changed;
  };
  const isOpen = ({ job: { state } }: { job: Job }) => state === 'waiting' || state === 'running';
  const forgetOld = () => {
    const ended = all.filter((one) => !isOpen(one)).slice(0, ENDED_SHOWN);
    all = all.filter((one) => isOpen(one) || ended.includes(one));
  };

  const work = async (key: string, asked: Job, run: ChildRun, signal: AbortSignal): Promise<number> => {
    let job = change(key, asked, { state: 'running' });
    for (;;) {
      const code = signal.aborted ? EXIT.unexpected : await make(run, signal).catch(() => EXIT.unexpected);
      if (code !== EXIT.busy || signal.aborted) {
        // What a run found is no failure of the run.
        const isDone = code === EXIT.done || code === EXIT.findings || code === EXIT.nothingRead;
        change(key, job, isDone ? { state: 'done', note: null } : { state: 'failed', note: signal.aborted ? STOPPED : FAILED });
        forgetOld();
        return code;
      }
      if (run.what === 'scheduled') {
        change(key, job, { state: 'failed', note: BUSY });
        forgetOld();
        throw new BusyError(BUSY);
      }
      job = change(key, job, { note: BUSY });
      await wait(TRY_AGAIN_MS, signal);
    }
  };
  const enter = (key: string, asked: Omit<Job, 'askedAt' | 'state' | 'note'>): Job => {
    const job: Job = { ...asked, askedAt: now().toISOString(), state: 'waiting', note: null };
    all = [{ key, job }, ...all];
    return job;
  };
  const ask = (key: string, asked: Omit<Job, 'askedAt' | 'state' | 'note'>, run: ChildRun, priority: number): Queued => {
    if (all.some((one) => one.key === key && isOpen(one))) return 'already';
    if (all.filter(isOpen).length >= MOST_WAITING || halt.signal.aborted) return 'full';
    const job = enter(key, asked);
    void queue.add(() => work(key, job, run, halt.signal), { priority }).catch(() => undefined);
    return 'queued';
  };

  return {
    run: (by) => ask('run', { what: 'run', name: null, by }, { what: 'run' }, 0),
    // A person waits for it, and it takes a moment.
    check: ({ siteKey, columnKey, name }, by) =>
      ask(`check ${columnKey}`, { what: 'check', name, by }, { what: 'check', siteKey, columnKey }, 1),
    jobs: () => all.map(({ job }) => job),
    async scheduled({ job: group, name }, signal) {
      const job = enter(`scheduled ${group}`, { what: 'scheduled', name, by: '' });
      const either = AbortSignal.any([signal, halt.signal]);
      await queue.add(() => work(`scheduled ${group}`, job, { what: 'scheduled', job: group }, either));
    },
    async stop() {
      halt.abort();
      queue.clear();
      await queue.onIdle();
    },
  };
}

const BUSY = { zh: '另一个程序正在巡检，等它结束。', en: 'Another program is running; this waits for it.' };
const FAILED = { zh: '原因见程序日志。', en: 'The log says why.' };
const STOPPED = { zh: '程序停止，已记录的栏目都保存完好。', en: 'The program was stopped; what was recorded is safe.' };
