/** 总览: how all columns stand, and every site and unit with its figures. */
import type { VNode } from 'preact';
import type { Instant, Words } from '../../model.js';
import { PageText } from '../../report/html/pageText.js';
import { localTime } from '../../report/periodWords.js';
import { statusName, type Say } from '../../report/words.js';
import { Wide } from '../../report/html/wide.js';
import type { RunLine, Tally, TallyLine } from '../../store/dashboard.js';
import { page, type Asking } from '../layout.js';
import { addressOf, NextPage, SearchForm, Tiles, UnreadableNote } from '../parts.js';

export interface Overview {
  whole: { sites: number; tally: Tally } | null;
  last: RunLine | null;
  nextRuns: { name: Words; at: Instant }[];
  timezone: string;
  scope: 'sites' | 'units';
  words: string | undefined;
  lines: readonly TallyLine[];
  /** The place of the last line, where there is a next page. */
  after: string | undefined;
}

export function overviewPage(asking: Asking, overview: Overview): string {
  const { say } = asking;
  const { whole, last, scope, words, lines, after } = overview;
  return page(asking, { zh: '总览', en: 'Overview' }, (
    <>
      <LastRun last={last} overview={overview} say={say} />
      {whole === null ? (
        <NoRunYet say={say} />
      ) : (
        <>
          <p class="note">
            {say({
              zh: `${whole.sites} 个站点，${whole.tally.columns} 个栏目，${whole.tally.problems} 个问题，${whole.tally.doubts} 个疑点待人工核实。`,
              en: `${whole.sites} sites, ${whole.tally.columns} columns, ${whole.tally.problems} findings, ${whole.tally.doubts} doubts to be checked.`,
            })}
          </p>
          <Tiles tally={whole.tally} within="" say={say} />
          <UnreadableNote tally={whole.tally} say={say} />
          <SearchForm action="/columns" label={{ zh: '查栏目', en: 'Find a column' }} words={undefined} say={say} />
          <section>
            <h2>{scope === 'sites' ? say({ zh: '站点', en: 'Sites' }) : say({ zh: '责任单位', en: 'Units' })}</h2>
            <p class="ways">
              <a href="/" {...(scope === 'sites' && { 'aria-current': 'page' as const })}>{say({ zh: '按站点', en: 'By site' })}</a>{' '}
              <a href="/?by=units" {...(scope === 'units' && { 'aria-current': 'page' as const })}>{say({ zh: '按责任单位', en: 'By unit' })}</a>
            </p>
            <SearchForm action="/" label={{ zh: '名称', en: 'Name' }} words={words} say={say}>
              {scope === 'units' && <input type="hidden" name="by" value="units" />}
            </SearchForm>
            <TallyTable lines={lines} scope={scope} say={say} />
            {after !== undefined && (
              <NextPage path="/" query={{ by: scope === 'units' ? 'units' : undefined, words, after }} say={say} />
            )}
          </section>
        </>
      )}
    </>
  ));
}

function NoRunYet({ say }: { say: Say }): VNode {
  return (
    <p class="nothing">
      {say({
        zh: '还没有巡检过。到“巡检”页点“现在巡检”，或等到下一次定时巡检；巡检之后这里会列出各站点、各单位的情况。',
        en: 'There has been no run yet. Start one on the page “Runs”, or wait for the next scheduled one.',
      })}
    </p>
  );
}

function LastRun({ last, overview: { nextRuns, timezone }, say }: { last: RunLine | null; overview: Overview; say: Say }): VNode {
  return (
    <>
      {last !== null && last.run.doubtful !== null && (
        <p class="doubtful" role="alert">
          {say({ zh: '最近一次巡检存疑，没有据此发现或解决任何问题：', en: 'The last run is doubtful; nothing was opened or resolved from it: ' })}
          {say(last.run.doubtful)}
        </p>
      )}
      <p class="note">
        {last !== null && last.run.finishedAt !== null && say({
          zh: `最近一次完整巡检：${localTime(last.run.finishedAt, timezone)}。`,
          en: `Last whole run: ${localTime(last.run.finishedAt, timezone)}. `,
        })}
        {nextRuns.map(({ name, at }) => say({
          zh: `下一次${name.zh}：${localTime(at, timezone)}。`, en: `Next ${name.en}: ${localTime(at, timezone)}. `,
        }))}
      </p>
    </>
  );
}

const SHOWN = ['overdue', 'missing-period', 'blank', 'due', 'unreadable', 'fresh'] as const;

export function TallyTable({ lines, scope, say }: { lines: readonly TallyLine[]; scope: 'sites' | 'units'; say: Say }): VNode {
  if (lines.length === 0) return <p class="nothing">{say({ zh: '没有符合的站点或单位。', en: 'No site or unit fits.' })}</p>;
  return (
    <Wide label={say({ zh: '站点和单位', en: 'Sites and units' })}>
      <table class="listing">
        <thead>
          <tr>
            <th scope="col">{say({ zh: '站点', en: 'Site' })}</th>
            {scope === 'units' && <th scope="col">{say({ zh: '责任单位', en: 'Unit' })}</th>}
            <th scope="col" class="figure">{say({ zh: '问题', en: 'Findings' })}</th>
            {SHOWN.map((status) => <th scope="col" class="figure">{say(statusName(status))}</th>)}
            <th scope="col" class="figure">{say({ zh: '栏目', en: 'Columns' })}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => <TallyRow line={line} scope={scope} say={say} />)}
        </tbody>
      </table>
    </Wide>
  );
}

function TallyRow({ line: { siteId, siteName, unit, tally }, scope, say }: { line: TallyLine; scope: 'sites' | 'units'; say: Say }): VNode {
  const site = <a href={`/site/${siteId}`}><PageText text={siteName} limit={60} /></a>;
  const ofUnit = addressOf('/findings', { site: String(siteId), unit: unit ?? undefined, state: 'open' });
  return (
    <tr>
      {scope === 'sites' ? <th scope="row">{site}</th> : <td>{site}</td>}
      {scope === 'units' && (
        <th scope="row">
          {unit === '' ? say({ zh: '（未指定）', en: '(none named)' }) : (
            <a href={addressOf('/columns', { site: String(siteId), unit: unit ?? '' })}><PageText text={unit ?? ''} limit={60} /></a>
          )}
        </th>
      )}
      <td class="figure"><a href={ofUnit}>{tally.problems}</a></td>
      {SHOWN.map((status) => <td class="figure">{tally.byStatus[status]}</td>)}
      <td class="figure">{tally.columns}</td>
    </tr>
  );
}

