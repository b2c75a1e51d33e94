/** 问题: findings by what is asked; the address says what that is. */
import type { VNode } from 'preact';
import type { FindingLevel, FindingState, RuleInfo } from '../../model.js';
import { ColumnPath, PageText } from '../../report/html/pageText.js';
import { levelNames, type Say } from '../../report/words.js';
import { Wide } from '../../report/html/wide.js';
import type { FindingLine, FindingsAsked, FindingsPage } from '../../store/findingSearch.js';
import { page, type Asking } from '../layout.js';
import { NextPage } from '../parts.js';
import { anchorOf, OPINION_NAMES } from './columnFindings.js';

export const LEVELS: FindingLevel[] = ['overdue', 'missing', 'late', 'blank', 'doubt', 'unreadable'];
export const STATES: FindingState[] = ['open', 'resolved'];
const STATE_NAMES = { open: { zh: '未解决', en: 'Open' }, resolved: { zh: '已解决', en: 'Resolved' } } as const;

export interface FindingsShown {
  asked: Omit<FindingsAsked, 'limit' | 'before'>;
  siteName: string | null;
  rules: readonly RuleInfo[];
  found: FindingsPage;
}

export function findingsPage(asking: Asking, { asked, siteName, rules, found }: FindingsShown): string {
  const { say } = asking;
  const { siteId, unit, rule, level, state, words } = asked;
  const query = { site: siteId === undefined ? undefined : String(siteId), unit, rule, level, state, words };
  return page(asking, { zh: '问题', en: 'Findings' }, (
    <>
      <Filters asked={asked} siteName={siteName} rules={rules} say={say} />
      {found.findings.length === 0 ? (
        <p class="nothing">
          {found.isCut
            ? say({ zh: '前一批问题里没有符合条件的，请翻到下一页继续找。', en: 'None among those looked through; go on with the next page.' })
            : say({ zh: '没有符合条件的问题。', en: 'No finding fits.' })}
        </p>
      ) : (
        <FindingTable findings={found.findings} say={say} />
      )}
      {found.isCut && found.findings.length > 0 && (
        <p class="note">{say({ zh: '符合的很少，这一页只找了一部分，请翻页继续。', en: 'Few fit: this page looked through a part; go on with the next.' })}</p>
      )}
      {found.next !== null && <NextPage path="/findings" query={{ ...query, before: String(found.next) }} say={say} />}
    </>
  ));
}

function Filters({ asked, siteName, rules, say }: { asked: FindingsShown['asked']; siteName: string | null; rules: readonly RuleInfo[]; say: Say }): VNode {
  const all = say({ zh: '全部', en: 'All' });
  return (
    <form class="search" method="get" action="/findings" role="search" aria-label={say({ zh: '筛选问题', en: 'Filter findings' })}>
      {asked.siteId !== undefined && (
        <label>
          {say({ zh: '站点', en: 'Site' })}{' '}
          <select name="site">
            <option value={String(asked.siteId)} selected>{siteName ?? `#${asked.siteId}`}</option>
            <option value="">{say({ zh: '全部站点', en: 'All sites' })}</option>
          </select>
        </label>
      )}
      <label>
        {say({ zh: '责任单位', en: 'Unit' })} <input name="unit" value={asked.unit ?? ''} maxLength={100} />
      </label>
      <label>
        {say({ zh: '级别', en: 'Level' })}{' '}
        <select name="level">
          <option value="">{all}</option>
          {LEVELS.map((level) => <option value={level} selected={level === asked.level}>{say(levelNames[level])}</option>)}
        </select>
      </label>
      <label>
        {say({ zh: '规则', en: 'Rule' })}{' '}
        <select name="rule">
          <option value="">{all}</option>
          {rules.map(({ id, title }) => <option value={id} selected={id === asked.rule}>{say(title)}</option>)}
        </select>
      </label>
      <label>
        {say({ zh: '是否解决', en: 'State' })}{' '}
        <select name="state">
          <option value="">{all}</option>
          {STATES.map((state) => <option value={state} selected={state === asked.state}>{say(STATE_NAMES[state])}</option>)}
        </select>
      </label>
      <label>
        {say({ zh: '关键词', en: 'Words' })} <input type="search" name="words" value={asked.words ?? ''} maxLength={60} />
      </label>
      <button type="submit">{say({ zh: '筛选', en: 'Filter' })}</button> <a href="/findings">{say({ zh: '清除条件', en: 'Clear' })}</a>
    </form>
  );
}

function FindingTable({ findings, say }: { findings: readonly FindingLine[]; say: Say }): VNode {
  return (
    <Wide label={say({ zh: '问题列表', en: 'List of findings' })}>
      <table class="listing">
        <thead>
          <tr>
            <th scope="col">{say({ zh: '站点', en: 'Site' })}</th>
            <th scope="col">{say({ zh: '责任单位', en: 'Unit' })}</th>
            <th scope="col">{say({ zh: '栏目', en: 'Column' })}</th>
            <th scope="col">{say({ zh: '问题描述', en: 'Finding' })}</th>
            <th scope="col">{say({ zh: '发现时间', en: 'Found on' })}</th>
            <th scope="col">{say({ zh: '现状', en: 'Now' })}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((line) => (
            <tr>
              <td><a href={`/site/${line.siteId}`}><PageText text={line.siteName} limit={60} /></a></td>
              <td><PageText text={line.unit} limit={60} /></td>
              <th scope="row"><a href={`/column/${line.columnId}#${anchorOf(line.finding.key)}`}><ColumnPath path={line.path} /></a></th>
              <td>
                <span class={`badge ${line.finding.level}`}>{say(levelNames[line.finding.level])}</span> <PageText text={say(line.finding.description)} limit={200} />
              </td>
              <td class="day">{line.openedOn}</td>
              <td>{stateWords(line, say)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** An open finding whose column could not be read is nobody's just now, and says so. */
function stateWords({ state, resolvedOn, finding, status, isWatched, opinion, notices }: FindingLine, say: Say): string {
  if (state === 'resolved') return say({ zh: `已于 ${resolvedOn} 解决`, en: `resolved on ${resolvedOn}` });
  const words: string[] = [];
  if (!isWatched) words.push(say({ zh: '栏目不再巡检', en: 'the column is not visited any more' }));
  else if (status === 'unreadable' && finding.level !== 'unreadable') words.push(say({ zh: '未能复核（栏目没能读到，不计入）', en: 'not verified (the column could not be read; not counted)' }));
  else words.push(say(STATE_NAMES.open));
  if (opinion !== null && opinion.facts === finding.facts) words.push(say({ zh: '人工认定', en: 'said to be' }) + say(OPINION_NAMES[opinion.opinion]));
  const due = notices.at(-1)?.due;
  if (due != null) words.push(say({ zh: `限 ${due} 前整改`, en: `due ${due}` }));
  return words.join(say({ zh: '，', en: ', ' }));
}
