/**
 * 证据页: what is said of one column, what it rests on, and the page as it was. The page stands in a frame that may do
 * nothing, and only what `harmlessPage` leaves of it.
 */
import type { VNode } from 'preact';
import type { Day, Finding, Instant, Language, Run, RunColumn, Verdict } from '../../model.js';
import type { FindingRow } from '../findingRows.js';
import { harmlessPage } from '../harmlessPage.js';
import { plainBlock } from '../pageText.js';
import { localTime, longDay } from '../periodWords.js';
import { cadenceName, sureNames, unreadableName, unreadableRemedy, speaker, type Say } from '../words.js';
import { htmlDocument, renderChapters, reportTitle } from './document.js';
import { EvidenceList } from './evidence.js';
import { LedgerLegend, LedgerTable } from './ledgerTable.js';
import { Address, ColumnPath, PageText } from './pageText.js';
import { LevelBadge, StatusBadge } from './statusBadge.js';
import { Trail, type Way } from './trail.js';

/** A page that a visit read, its body decoded. */
export interface SeenPage {
  finalUrl: string;
  by: 'http' | 'browser';
  at: Instant;
  status: number | null;
  /** Null where nothing came, or the body is kept no longer. */
  text: string | null;
  /** JPEG of the page as the browser drew it. */
  picture: Uint8Array | null;
}

/** What a visit saw. */
export interface SeenPages {
  day: Day;
  /** The earlier day on which the page was read, where this visit found it unchanged. */
  readOn: Day | null;
  pages: SeenPage[];
  /** The day on which `shixian prune` cleared the bodies away. */
  clearedOn: Day | null;
}

export interface EvidenceFacts {
  run: Run;
  column: RunColumn;
  /** What is said of it. */
  rows: FindingRow[];
  /** Null where the run knows no visit of it. */
  seen: SeenPages | null;
  ways: Way[];
}

/** At most so many pages of a visit are shown, and of each so many characters. */
export const PAGES_SHOWN = 2;
export const CHARACTERS_SHOWN = 200_000;

/** A whole HTML document. */
export function evidenceDocument({ run, column: entry, rows, seen, ways }: EvidenceFacts, language: Language): string {
  const say = speaker(language);
  const { column, verdict } = entry;
  const name = column.path.join(' › ');
  const head = (
    <header class="headline">
      <p class="kind">
        {reportTitle(say)} · {say({ zh: '证据', en: 'Evidence' })} · {say(longDay(run.day))}
      </p>
      <h1>
        <ColumnPath path={column.path} />
      </h1>
      <p class="standing">
        <StatusBadge status={verdict.status} say={say} /> <PageText text={say(verdict.because)} limit={300} />
      </p>
      <p class="soft">
        <PageText text={entry.siteName} limit={60} /> · {say(cadenceName(column.cadence))} · <Address url={column.url} />
      </p>
    </header>
  );
  const chapters = renderChapters([
    <Findings rows={rows} say={say} />,
    <Unreadable entry={entry} say={say} />,
    <section id="ledger">
      <h2>{say({ zh: '周期台账', en: 'Ledger of periods' })}</h2>
      <LedgerLegend say={say} />
      <LedgerTable columns={[entry]} today={run.day} say={say} />
    </section>,
    <PagesSeen seen={seen} marked={markedWords(verdict, rows.map(({ finding }) => finding))} timezone={run.timezone} say={say} />,
  ]);
  return htmlDocument({ run, name, head: [<Trail ways={ways} say={say} />, head], chapters }, language);
}

function Findings({ rows, say }: { rows: FindingRow[]; say: Say }): VNode | null {
  if (rows.length === 0) return null;
  return (
    <section id="findings">
      <h2>{say({ zh: '问题与依据', en: 'Findings and what they rest on' })}</h2>
      {rows.map((row) => (
        <article class="one-finding">
          <h3>
            <LevelBadge level={row.finding.level} say={say} /> <PageText text={say(row.finding.description)} limit={400} />
          </h3>
          <EvidenceList row={row} say={say} />
          {row.rule !== null && (
            <p class="note">
              {say(row.rule.reason)} {say({ zh: '出处：', en: 'Source: ' })}
              <PageText text={say(row.rule.source)} limit={500} /> ({say(sureNames[row.rule.sure])})
            </p>
          )}
        </article>
      ))}
    </section>
  );
}

function Unreadable({ entry: { verdict }, say }: { entry: RunColumn; say: Say }): VNode | null {
  if (verdict.unreadable === null) return null;
  const { reason } = verdict.unreadable;
  return (
    <section id="unreadable">
      <h2>{say({ zh: '为什么无法监测', en: 'Why it could not be read' })}</h2>
      <p>
        <b>{say(unreadableName(reason))}</b> {say(unreadableRemedy(reason))}
      </p>
      <p class="note">
        {say({
          zh: '无法监测不等于未更新：不计为超期、缺期或空白。',
          en: 'Unreadable does not mean out of date: nothing is held against the column.',
        })}
      </p>
    </section>
  );
}

/** The words that a reader looks for on the page: those of the newest date, of its title, and what the findings quote. */
export function markedWords({ latest }: Pick<Verdict, 'latest'>, findings: readonly Pick<Finding, 'evidence'>[]): string[] {
  const quoted = findings.flatMap(({ evidence }) => evidence.map(({ text }) => text));
  return [...(latest ? [latest.title, latest.date.text] : []), ...quoted].filter(({ length }) => length <= 200).slice(0, 12);
}

export interface SeenProps {
  seen: SeenPages | null;
  /** Words that a reader looks for; at most twelve are marked. */
  marked: string[];
  timezone: string;
  say: Say;
}

/** The pages themselves, in frames that may do nothing, and what the browser drew; needs `img-src data:` for that. */
export function PagesSeen({ seen, marked, timezone, say }: SeenProps): VNode {
  const pages = pagesToShow(seen);
  return (
    <section id="page" class="as-it-was">
      <h2>{say({ zh: '当时的网页', en: 'The page as it was' })}</h2>
      {seen === null && <p class="nothing">{say({ zh: '本次没有访问该栏目。', en: 'The column was not visited.' })}</p>}
      {seen?.readOn && (
        <p class="note">
          {say({
            zh: `${seen.day} 访问时网页与 ${seen.readOn} 读到的完全相同，以下是那一天的网页。`,
            en: `On ${seen.day} the page was just as it had been read on ${seen.readOn}; this is what was read then.`,
          })}
        </p>
      )}
      {pages.map((page) => (
        <OnePage page={page} clearedOn={seen?.clearedOn ?? null} {...{ marked, timezone, say }} />
      ))}
    </section>
  );
}

/** Where the browser drew the page, what came before is only the script that draws it. */
function pagesToShow(seen: SeenPages | null): SeenPage[] {
  const pages = seen?.pages ?? [];
  const drawn = pages.findIndex(({ by, text }) => by === 'browser' && text !== null);
  return pages.slice(Math.max(0, drawn), Math.max(0, drawn) + PAGES_SHOWN);
}

interface PageProps extends Omit<SeenProps, 'seen'> {
  page: SeenPage;
  clearedOn: Day | null;
}

function OnePage({ page, clearedOn, marked, timezone, say }: PageProps): VNode {
  return (
    <div class="site">
      <p class="note">
        {localTime(page.at, timezone)}
        {page.status !== null && ` · HTTP ${page.status}`} ·{' '}
        {page.by === 'browser' ? say({ zh: '由浏览器打开', en: 'drawn by the browser' }) : say({ zh: '直接读取', en: 'read over HTTP' })} ·{' '}
        <Address url={page.finalUrl} />
      </p>
      {page.picture !== null && (
        <>
          <h3>{say({ zh: '浏览器所见（未载入图片）', en: 'As the browser drew it (pictures not loaded)' })}</h3>
          <img
            src={`data:image/jpeg;base64,${Buffer.from(page.picture).toString('base64')}`}
            alt={say({ zh: '网页截图，文字见下', en: 'Picture of the page; its words stand below' })}
          />
        </>
      )}
      <PageBody text={page.text} clearedOn={clearedOn} marked={marked} say={say} />
    </div>
  );
}

function PageBody({ text, clearedOn, marked, say }: Pick<PageProps, 'clearedOn' | 'marked' | 'say'> & { text: string | null }): VNode {
  if (text === null) {
    const words = clearedOn === null
      ? { zh: '没有取回网页内容。', en: 'Nothing came back.' }
      : { zh: `网页原文已于 ${clearedOn} 按保存期限清理（shixian prune）；读到的标题、日期和结论仍在。`, en: `The page was cleared away on ${clearedOn} by \`shixian prune\`; what was read from it is still there.` };
    return <p class="nothing">{say(words)}</p>;
  }
  if (!/<[a-z!]/i.test(text.slice(0, 50_000)) || /^\s{0,200}[[{]/.test(text)) {
    return <SourcePart text={text} say={say} />;
  }
  const { html, isCut } = harmlessPage(text, CHARACTERS_SHOWN, marked);
  return (
    <>
      <p class="note">
        {say({
          zh: '只保留文字和表格，脚本、图片、样式和链接都已去除；标黄的是判定所依据的文字。',
          en: 'Words and tables only: scripts, pictures, styles and links are left out. What the verdict rests on is marked.',
        })}
        {isCut && say({ zh: `网页过长，只显示前 ${CHARACTERS_SHOWN / 10_000} 万字符。`, en: ` Only the first ${CHARACTERS_SHOWN} characters are shown.` })}
      </p>
      <iframe sandbox="" title={say({ zh: '当时的网页', en: 'The page as it was' })} srcDoc={FRAME_HEAD + html} />
      {!html.includes('<mark>') && <SourceText text={text} say={say} />}
    </>
  );
}

/** What a page says of its list in a script, as some systems do, is in its source alone. */
function SourceText({ text, say }: { text: string; say: Say }): VNode {
  return (
    <details class="source">
      <summary>{say({ zh: '网页源码（依据不在显示的文字中时供核对）', en: 'Source of the page, for what is not in its words' })}</summary>
      <SourcePart text={text} say={say} />
    </details>
  );
}

function SourcePart({ text, say }: { text: string; say: Say }): VNode {
  return (
    <pre tabIndex={0} role="group" aria-label={say({ zh: '网页源码', en: 'Source of the page' })}>
      {plainBlock(text, CHARACTERS_SHOWN / 2)}
    </pre>
  );
}

const FRAME_HEAD =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8">' +
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">` +
  '<style>body{font:15px/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:16px;color:#1b2027;background:#fff}' +
  'a{text-decoration:underline}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:2px 6px}mark{background:#ffe27a}</style>';
