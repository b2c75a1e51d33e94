/** 巡检: what is under way, what waits, what was; and the button that starts one. */
import type { VNode } from 'preact';
import type { Instant, Words } from '../../model.js';
import { PageText } from '../../report/html/pageText.js';
import { localTime } from '../../report/periodWords.js';
import { statusName, type Say } from '../../report/words.js';
import { Wide } from '../../report/html/wide.js';
import type { RunLine } from '../../store/dashboard.js';
import { page, type Asking } from '../layout.js';
import type { Job } from '../options.js';
import { ChangeForm, NextPage, STATUSES } from '../parts.js';

export interface RunsShown {
  lines: readonly RunLine[];
  /** The number of the last one, where there are more. */
  next: number | null;
  jobs: readonly Job[];
  configuredColumns: number | null;
  nextRuns: { name: Words; at: Instant }[];
  timezone: string;
}

export function runsPage(asking: Asking, shown: RunsShown): string {
  const { say, visitor, formWord } = asking;
  const { lines, next, jobs, nextRuns, timezone, configuredColumns } = shown;
  return page(asking, { zh: '巡检', en: 'Runs' }, (
    <>
      {visitor?.role === 'editor' && (
        <ChangeForm action="/run" formWord={formWord} label={say({ zh: '现在巡检', en: 'Run now' })}>
          <button type="submit">{say({ zh: '现在巡检', en: 'Run now' })}</button>{' '}
          <span class="soft">
            {say({ zh: '访问配置里的全部栏目，按平常的间隔，完成要一些时间。', en: 'Visits all configured columns at the usual pace; it takes its time.' })}
          </span>
        </ChangeForm>
      )}
      {nextRuns.map(({ name, at }) => <p class="note">{say(name)}：{localTime(at, timezone)}</p>)}
      <section aria-live="polite">
        <h2>{say({ zh: '正在进行和排队', en: 'Under way and waiting' })}</h2>
        <p id="progress" data-live="/live">{say(progressWords(lines, jobs, configuredColumns))}</p>
        <JobList jobs={jobs} timezone={timezone} say={say} />
      </section>
      <section>
        <h2>{say({ zh: '巡检记录', en: 'Runs so far' })}</h2>
        {lines.length === 0 ? (
          <p class="nothing">{say({ zh: '还没有巡检过。', en: 'There has been none yet.' })}</p>
        ) : (
          <RunTable lines={lines} timezone={timezone} say={say} />
        )}
        {next !== null && <NextPage path="/runs" query={{ before: String(next) }} say={say} />}
      </section>
    </>
  ));
}

/** What is under way, in a sentence; the page without a script shows it as it was when it was opened. */
export function progressWords(lines: readonly RunLine[], jobs: readonly Job[], configured: number | null): Words {
  const open = lines.find(({ run, recorded }) => recorded !== null && run.kind === 'crawl');
  const waiting = jobs.filter(({ state }) => state === 'waiting').length;
  const queue = waiting === 0 ? { zh: '', en: '' } : { zh: `另有 ${waiting} 项排队。`, en: ` ${waiting} more waiting.` };
  const isRunning = jobs.some(({ state }) => state === 'running');
  if (!open) {
    return isRunning
      ? { zh: `正在开始。${queue.zh}`, en: `Beginning.${queue.en}` }
      : { zh: `目前没有巡检在进行。${queue.zh}`, en: `No run is under way.${queue.en}` };
  }
  // Whoever killed the process that made it took its end as well. Another program may be at it, too: nobody here can tell.
  if (!isRunning) {
    return {
      zh: `巡检 ${open.run.id} 没有查完：已查 ${open.recorded} 个栏目，都保存完好。可能已中断，也可能另一个程序正在巡检；已中断的，当天再巡检一次即可。${queue.zh}`,
      en:
        `Run ${open.run.id} has not ended: ${open.recorded} columns visited, all of them kept. It was broken off, or another program is at it; ` +
        `where it was broken off, run once more today.${queue.en}`,
    };
  }
  const of = open.narrowedTo === null && configured !== null ? { zh: ` / ${configured}`, en: ` of ${configured}` } : { zh: '', en: '' };
  return {
    zh: `巡检 ${open.run.id}：已查 ${open.recorded}${of.zh} 个栏目。${queue.zh}`,
    en: `Run ${open.run.id}: ${open.recorded}${of.en} columns visited.${queue.en}`,
  };
}

const JOB_NAMES = {
  run: { zh: '全部栏目', en: 'all columns' },
  check: { zh: '核查栏目', en: 'one column' },
  scheduled: { zh: '定时巡检', en: 'scheduled run' },
} as const;

const JOB_STATES = {
  waiting: { zh: '排队中', en: 'waiting' },
  running: { zh: '进行中', en: 'under way' },
  done: { zh: '已完成', en: 'done' },
  failed: { zh: '没有完成', en: 'failed' },
} as const;

function JobList({ jobs, timezone, say }: { jobs: readonly Job[]; timezone: string; say: Say }): VNode | null {
  if (jobs.length === 0) return null;
  return (
    <ul class="jobs">
      {jobs.map((job) => (
        <li>
          {say(JOB_STATES[job.state])}：{say(JOB_NAMES[job.what])}
          {job.name !== null && <> <PageText text={job.name} limit={80} /></>}{' '}
          <span class="soft">
            <PageText text={job.by} limit={40} /> {localTime(job.askedAt, timezone)}
            {job.note !== null && <> {say(job.note)}</>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function RunTable({ lines, timezone, say }: { lines: readonly RunLine[]; timezone: string; say: Say }): VNode {
  return (
    <Wide label={say({ zh: '巡检记录', en: 'Runs' })}>
      <table class="listing">
        <thead>
          <tr>
            <th scope="col">{say({ zh: '开始', en: 'Started' })}</th>
            <th scope="col">{say({ zh: '判定日', en: 'Day' })}</th>
            <th scope="col">{say({ zh: '范围', en: 'What' })}</th>
            <th scope="col">{say({ zh: '结果', en: 'Ended' })}</th>
            <th scope="col" class="figure">{say({ zh: '栏目', en: 'Columns' })}</th>
            {STATUSES.map((status) => <th scope="col" class="figure">{say(statusName(status))}</th>)}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <th scope="row" class="day">{localTime(line.run.startedAt, timezone)}</th>
              <td class="day">{line.run.day}</td>
              <td>
                {line.run.kind === 'rejudge' ? say({ zh: '重新判定', en: 'judged again' }) : line.narrowedTo === null ? say({ zh: '全部', en: 'all' }) : <PageText text={line.narrowedTo} limit={60} />}
              </td>
              <td>{endOf(line, say)}</td>
              <td class="figure">{line.totals?.columns ?? line.recorded ?? '—'}</td>
              {STATUSES.map((status) => <td class="figure">{line.totals?.byStatus[status] ?? '—'}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function endOf({ run, clearedOn }: RunLine, say: Say): string {
  if (run.brokenOffAt !== undefined) return say({ zh: '中断，不据此判定', en: 'broken off' });
  if (run.finishedAt === null) return say({ zh: '未完成', en: 'not finished' });
  if (run.doubtful !== null) return say({ zh: '存疑：', en: 'doubtful: ' }) + say(run.doubtful);
  if (clearedOn !== null) return say({ zh: `完成，明细已于 ${clearedOn} 清理`, en: `done; its columns were cleared away on ${clearedOn}` });
  return say({ zh: '完成', en: 'done' });
}
