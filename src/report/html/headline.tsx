/**
 * The head of the report: what was judged, when, how much of it could be seen, and what came out.
 */
import type { VNode } from 'preact';
import type { LifecycleEvent, Run, Words } from '../../model.js';
import { calendarLimit } from '../calendarLimit.js';
import type { Figures } from '../figures.js';
import { localTime, longDay } from '../periodWords.js';
import { setAsideWords } from '../setAside.js';
import { runTroubles, standingWords, type OwnTrouble } from '../standingWords.js';
import { nothingWasOpen, statusCounts, type Summary } from '../summarise.js';
import { eventNames, statusName, type Say } from '../words.js';
import { PageText } from './pageText.js';
import { STATUS_ORDER, StatusBar } from './statusBar.js';

interface HeadlineProps {
  run: Run;
  figures: Figures;
  /** What kind of paper this is. */
  title: string;
  /** What the page is about: the configuration, a site, a unit. */
  name: string;
  /** The chapters that follow. */
  contents: [id: string, name: Words][];
  say: Say;
}

export function Headline({ run, figures, title, name, contents, say }: HeadlineProps): VNode {
  const { summary } = figures;
  const limit = calendarLimit(figures.stops);
  const setAside = setAsideWords(figures.setAside);
  return (
    <header class="headline">
      <OwnTroubles troubles={runTroubles(run)} say={say} />
      <p class="kind">
        {title} · {say(longDay(run.day))}
      </p>
      <h1>
        <PageText text={name} limit={80} />
      </h1>
      <p class="standing">{say(standingWords(summary))}</p>
      <Tiles summary={summary} say={say} />
      <StatusBar counts={statusCounts(summary)} />
      <Changes summary={summary} say={say} />
      {summary.unreadable > 0 && <p class="honest">{say(unreadableSentence(summary))}</p>}
      {limit !== null && <p class="honest">{say(limit)}</p>}
      {setAside !== null && <p class="honest">{say(setAside)}</p>}
      <Facts run={run} summary={summary} say={say} />
      <Contents parts={contents} say={say} />
    </header>
  );
}

/** Before any figure: what speaks against our own watching. */
export function OwnTroubles({ troubles, say }: { troubles: OwnTrouble[]; say: Say }): VNode {
  return (
    <>
      {troubles.map(({ name, why }) => (
        <p class="doubtful">
          <b>{say(name)}</b>
          {say(why)}
        </p>
      ))}
    </>
  );
}

/** Where the figures come from. */
function Facts({ run, summary, say }: { run: Run; summary: Summary; say: Say }): VNode {
  const finished =
    run.finishedAt === null
      ? say({ zh: '未完成（中途停止）', en: 'not finished (stopped on the way)' })
      : localTime(run.finishedAt, run.timezone);
  return (
    <dl class="facts">
      <Fact name={say({ zh: '巡检时间', en: 'Time of the run' })}>
        {localTime(run.startedAt, run.timezone)} – {finished}
      </Fact>
      <Fact name={say({ zh: '方式', en: 'Kind' })}>
        {run.kind === 'crawl'
          ? say({ zh: '逐一访问栏目页面', en: 'every column was visited' })
          : say({ zh: '依据已存记录重新判定，未访问网站', en: 'stored facts judged again, no site was visited' })}
      </Fact>
      <Fact name={say({ zh: '覆盖', en: 'Coverage' })}>
        {say({
          zh: `判定 ${summary.judged} / 配置 ${summary.configured} 个栏目`,
          en: `${summary.judged} judged of ${summary.configured} columns configured`,
        })}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function unreadableSentence({ unreadable, judged }: Summary): { zh: string; en: string } {
  if (judged === 0) {
    return {
      zh: `本次 ${unreadable} 个栏目全部无法监测，本报告不对任何栏目是否超期或空白作出判断。`,
      en:
        `None of the ${unreadable} columns could be read: this report says of none of them that it is overdue or ` +
        'blank.',
    };
  }
  const [verb, noun] = unreadable === 1 ? ['was', 'column'] : ['were', 'columns'];
  return {
    zh: `有 ${unreadable} 个栏目本次无法监测，既不计为超期，也不计为空白；原因和处理建议另列。`,
    en:
      `${unreadable} ${noun} could not be read and ${verb} counted neither as overdue nor as blank; reasons and ` +
      'remedies are listed apart.',
  };
}

function Tiles({ summary, say }: { summary: Summary; say: Say }): VNode {
  const counts = statusCounts(summary);
  return (
    <ul class="tiles">
      {STATUS_ORDER.map((status) => (
        <li class={`tile ${status}${counts[status] === 0 ? ' none' : ''}`}>
          <span class="number">{counts[status]}</span>
          <span class="name">{say(statusName(status))}</span>
        </li>
      ))}
    </ul>
  );
}

const eventOrder = ['opened', 'reopened', 'continuing', 'resolved', 'unverified'] as const satisfies LifecycleEvent[];

/** Nothing is drawn for a run that kept no lifecycle. */
function Changes({ summary, say }: { summary: Summary; say: Say }): VNode | null {
  if (eventOrder.every((event) => summary[event] === 0)) return null;
  const isAllNew = nothingWasOpen(summary);
  const name = isAllNew ? { zh: '此前没有未了结的问题', en: 'Nothing was open before' } : { zh: '与上次相比', en: 'Since the last run' };
  return (
    <div class="changes">
      <span class="changes-name">{say(name)}</span>
      <ul>
        {eventOrder.filter((event) => !isAllNew || event === 'opened').map((event) => (
          <li class={summary[event] === 0 ? 'none' : event}>
            {say(eventNames[event])} <b>{summary[event]}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Contents({ parts, say }: { parts: [id: string, name: Words][]; say: Say }): VNode {
  return (
    <nav class="contents" aria-label={say({ zh: '目录', en: 'Contents' })}>
      {parts.map(([id, name]) => (
        <a href={`#${id}`}>{say(name)}</a>
      ))}
    </nav>
  );
}
