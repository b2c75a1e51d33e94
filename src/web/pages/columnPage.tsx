/** One column with all that is known of it: how it stands and why, its periods, findings, items, visits and waivers. */
import type { VNode } from 'preact';
import type { Day, Verdict } from '../../model.js';
import { Address, PageLink, PageText } from '../../report/html/pageText.js';
import { plainText } from '../../report/pageText.js';
import { cellWords } from '../../report/periodWords.js';
import { cadenceName, cellMarks, dateEvidenceWords, unreadableName, unreadableRemedy, type Say } from '../../report/words.js';
import type { ColumnDetails, ItemsPage, VisitLine } from '../../store/columnDetails.js';
import { page, type Asking } from '../layout.js';
import type { Job, WebOptions } from '../options.js';
import { ChangeForm, StatusBadge } from '../parts.js';
import { FindingsOfColumn } from './columnFindings.js';
import { ItemsPart, VisitsPart } from './columnHistory.js';
import { WaiverPart } from './waiverForm.js';

export interface ColumnShown {
  details: ColumnDetails;
  /** As it reads today; null where it was never judged. */
  verdict: Verdict | null;
  today: Day;
  items: ItemsPage & { from: number };
  visits: { lines: readonly VisitLine[]; from: number };
  /** Its own check, where one waits or is under way. */
  job: Job | null;
  /** What was wrong with a form that was sent. */
  mistakes: readonly string[];
  options: Pick<WebOptions, 'rules' | 'limits' | 'timezone'>;
}

export function columnPage(asking: Asking, shown: ColumnShown): string {
  const { say, visitor } = asking;
  const { details, verdict, mistakes } = shown;
  const path = plainText(details.path.join(' › '), 100);
  return page(asking, { zh: path, en: path }, (
    <>
      <p class="ways">
        <a href={`/site/${details.siteId}`}><PageText text={details.siteName} limit={60} /></a>
      </p>
      {mistakes.length > 0 && (
        <div class="doubtful" role="alert">
          {mistakes.map((mistake) => <p>{mistake}</p>)}
        </div>
      )}
      {!details.isWatched && (
        <p class="honest">{say({ zh: '这个栏目已不在配置里，不再巡检；以前的记录保留。', en: 'This column is not configured any more and not visited; its records are kept.' })}</p>
      )}
      <Standing shown={shown} say={say} />
      {visitor?.role === 'editor' && details.isWatched && <CheckNow shown={shown} formWord={asking.formWord} say={say} />}
      <FindingsOfColumn asking={asking} details={details} verdict={verdict} rules={shown.options.rules} />
      {verdict !== null && verdict.ledger.length > 0 && <Ledger verdict={verdict} say={say} />}
      <ItemsPart columnId={details.id} items={shown.items} say={say} />
      <VisitsPart columnId={details.id} visits={shown.visits} timezone={shown.options.timezone} say={say} />
      <WaiverPart asking={asking} details={details} today={shown.today} limits={shown.options.limits} />
    </>
  ));
}

function Standing({ shown: { details, verdict, today }, say }: { shown: ColumnShown; say: Say }): VNode {
  const { column, url } = details;
  return (
    <dl class="facts">
      <div>
        <dt>{say({ zh: '状态', en: 'Status' })}</dt>
        <dd>
          <StatusBadge status={verdict?.status ?? null} say={say} /> {verdict !== null && <PageText text={say(verdict.because)} limit={300} />}
        </dd>
      </div>
      {verdict?.unreadable != null && (
        <div>
          <dt>{say({ zh: '怎么办', en: 'What to do' })}</dt>
          <dd>
            {say(unreadableName(verdict.unreadable.reason))}。{say(unreadableRemedy(verdict.unreadable.reason))}
            {' '}{say({ zh: '没能读到的栏目既不算超期也不算空白。', en: 'What could not be read is neither overdue nor blank.' })}
          </dd>
        </div>
      )}
      <div>
        <dt>{say({ zh: '网址', en: 'Address' })}</dt>
        <dd><Address url={url} /></dd>
      </div>
      {column !== null && (
        <div>
          <dt>{say({ zh: '公开时限', en: 'Cadence' })}</dt>
          <dd>{say(cadenceName(column.cadence))}</dd>
        </div>
      )}
      {column?.unit !== undefined && (
        <div>
          <dt>{say({ zh: '责任单位', en: 'Unit' })}</dt>
          <dd>
            <PageText text={column.unit.name} limit={60} />
            {column.unit.contact !== undefined && <>，<PageText text={column.unit.contact} limit={60} /></>}
          </dd>
        </div>
      )}
      {verdict?.latest != null && (
        <div>
          <dt>{say({ zh: '最新信息', en: 'Newest item' })}</dt>
          <dd>
            <span class="day">{verdict.latest.date.day}</span> <PageLink text={verdict.latest.title} url={verdict.latest.url} limit={100} />{' '}
            <span class="soft">{say(dateEvidenceWords(verdict.latest.date))}</span>
          </dd>
        </div>
      )}
      {verdict?.ageDays != null && (
        <div>
          <dt>{say({ zh: `未更新天数（至 ${verdict.day}）`, en: `Days since (on ${verdict.day})` })}</dt>
          <dd>{verdict.ageDays}</dd>
        </div>
      )}
      {details.lastVisit !== null && details.lastVisit.day < today && (
        <div>
          <dt>{say({ zh: '最近访问', en: 'Last visit' })}</dt>
          <dd class="day">{details.lastVisit.day}</dd>
        </div>
      )}
    </dl>
  );
}

function CheckNow({ shown: { details, job }, formWord, say }: { shown: ColumnShown; formWord: string; say: Say }): VNode {
  return (
    <ChangeForm action={`/column/${details.id}/check`} formWord={formWord} label={say({ zh: '立即核查', en: 'Check now' })}>
      <button type="submit" disabled={job !== null}>{say({ zh: '立即核查本栏目', en: 'Check this column now' })}</button>{' '}
      <span class="soft" data-live="/live" data-reload={job === null ? undefined : 'yes'}>
        {job === null
          ? say({ zh: '按平常的间隔访问这个栏目一次，结果记入数据库。', en: 'Visits it once at the usual pace and records the result.' })
          : say({ zh: '正在核查或排队，完成后刷新本页查看。', en: 'It waits or is under way; reload this page afterwards.' })}
      </span>
    </ChangeForm>
  );
}

/** Of so many periods each is told in words; the picture shows all. */
const PERIODS_TOLD = 24;

function Ledger({ verdict: { ledger }, say }: { verdict: Verdict; say: Say }): VNode {
  const told = ledger.slice(-PERIODS_TOLD).reverse();
  return (
    <section>
      <h2>{say({ zh: '周期台账', en: 'Ledger of periods' })}</h2>
      <p class="strip" aria-hidden="true">
        {ledger.map((cell) => <span class={`cell ${cell.state}`} title={say(cellWords(cell))}>{say(cellMarks[cell.state])}</span>)}
      </p>
      <ul class="periods">
        {told.map((cell) => (
          <li>
            <span class={`cell ${cell.state}`} aria-hidden="true">{say(cellMarks[cell.state])}</span> <PageText text={say(cellWords(cell))} limit={300} />
          </li>
        ))}
      </ul>
    </section>
  );
}
