/**
 * The head of the report: what was judged, when, how much of it could be seen, and what came out.
 */
import type { VNode } from 'preact';
import type { ColumnStatus, LifecycleEvent, Run, Words } from '../../model.js';
import { calendarLimit } from '../calendarLimit.js';
import type { Figures } from '../figures.js';
import { localTime, longDay } from '../periodWords.js';
import { setAsideWords } from '../setAside.js';
import type { Summary } from '../summarise.js';
import { eventNames, statusName, type Say } from '../words.js';
import { PageText } from './pageText.js';

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
  const finished =
    run.finishedAt === null
      ? say({ zh: '未完成（中途停止）', en: 'not finished (stopped on the way)' })
      : localTime(run.finishedAt, run.timezone);
  return (
    <header class="headline">
      <p class="kind">{title}</p>
      <h1>
        <PageText text={name} limit={80} />
      </h1>
      <dl class="facts">
        <Fact name={say({ zh: '判定日', en: 'Day judged' })}>{say(longDay(run.day))}</Fact>
        <Fact name={say({ zh: '巡检时间', en: 'Time of the run' })}>
          {localTime(run.startedAt, run.timezone)} – {finished}
        </Fact>
        <Fact name={say({ zh: '方式', en: 'Kind' })}>
          {run.kind === 'crawl'
            ? say({ zh: '逐一访问栏目页面', en: 'every column was visited' })
            : say({ zh: '依据已存记录重新判定，未访问网站', en: 'stored facts judged again, no site was visited' })}
        </Fact>
        <Fact name={say({ zh: '覆盖', en: 'Coverage' })}>
          <b>
            {say({
              zh: `判定 ${summary.judged} / 配置 ${summary.configured} 个栏目`,
              en: `${summary.judged} judged of ${summary.configured} columns configured`,
            })}
          </b>
        </Fact>
      </dl>
      {run.doubtful !== null && <Doubtful why={run.doubtful} say={say} />}
      <Tiles summary={summary} say={say} />
      <StatusBar summary={summary} say={say} />
      {limit !== null && <p class="honest">{say(limit)}</p>}
      {setAside !== null && <p class="honest">{say(setAside)}</p>}
      {summary.unreadable > 0 && <p class="honest">{say(unreadableSentence(summary))}</p>}
      <Changes summary={summary} say={say} />
      <Contents parts={contents} say={say} />
    </header>
  );
}

/** Before any figure of a run that is not believed. */
export function Doubtful({ why, say }: { why: Words; say: Say }): VNode {
  return (
    <p class="doubtful" role="alert">
      <b>{say({ zh: '本次巡检存疑，结果不作数：', en: 'This run is doubtful and does not count: ' })}</b>
      {say(doubtfulSentence(why))}
    </p>
  );
}

function doubtfulSentence(why: Words): Words {
  return {
    zh: `${why.zh}。可能是本机网络或网站防护所致；未据此新增或销号任何问题，请检查后重新巡检。`,
    en: `${why.en}. Our own network or a firewall may be the cause; nothing was opened or resolved from it. Please check and run again.`,
  };
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

const statusOrder: { status: ColumnStatus; of: Exclude<keyof Summary, 'findingsByLevel'> }[] = [
  { status: 'overdue', of: 'overdue' },
  { status: 'missing-period', of: 'missingPeriod' },
  { status: 'blank', of: 'blank' },
  { status: 'unreadable', of: 'unreadable' },
  { status: 'due', of: 'due' },
  { status: 'fresh', of: 'fresh' },
  { status: 'waived', of: 'waived' },
  { status: 'static', of: 'static' },
];

function numberOf(summary: Summary, of: keyof Summary): number {
  const value = summary[of];
  return typeof value === 'number' ? value : 0;
}

function Tiles({ summary, say }: { summary: Summary; say: Say }): VNode {
  return (
    <ul class="tiles">
      {statusOrder.map(({ status, of }) => (
        <li class={`tile ${status}${numberOf(summary, of) === 0 ? ' none' : ''}`}>
          <span class="number">{numberOf(summary, of)}</span>
          <span class="name">{say(statusName(status))}</span>
        </li>
      ))}
    </ul>
  );
}

/** The tiles' numbers as one bar, so that the share of what could not be seen is seen. */
function StatusBar({ summary, say }: { summary: Summary; say: Say }): VNode | null {
  if (summary.configured === 0) return <p>{say({ zh: '配置中没有栏目。', en: 'No column is configured.' })}</p>;
  const shown = statusOrder.filter(({ of }) => numberOf(summary, of) > 0);
  return (
    <div class="bar" aria-hidden="true">
      {shown.map(({ status, of }) => (
        <span
          class={status}
          style={`flex-grow:${numberOf(summary, of)}`}
          title={`${say(statusName(status))} ${numberOf(summary, of)}`}
        />
      ))}
    </div>
  );
}

const eventOrder: LifecycleEvent[] = ['opened', 'reopened', 'continuing', 'resolved', 'unverified'];

/** Nothing is drawn for a run that kept no lifecycle. */
function Changes({ summary, say }: { summary: Summary; say: Say }): VNode | null {
  if (eventOrder.every((event) => summary[event] === 0)) return null;
  return (
    <p class="changes">
      <span>{say({ zh: '与上次相比：', en: 'Since the last run: ' })}</span>
      {eventOrder.map((event) => (
        <span>
          {say(eventNames[event])} <b>{numberOf(summary, event)}</b>
        </span>
      ))}
    </p>
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
