/**
 * Every column of the run with what was read from it, so that a reader can check even those nothing is said about.
 */
import type { VNode } from 'preact';
import type { DateEvidence, RunColumn, RunRecord } from '../../model.js';
import { groupBy } from '../groupBy.js';
import { localTime } from '../periodWords.js';
import { waiverWords } from '../waiverWords.js';
import { cadenceName, dateEvidenceWords, type Say } from '../words.js';
import { ColumnPath, PageLink, PageText, WebLink } from './pageText.js';
import { StatusBadge } from './statusBadge.js';
import { Wide } from './wide.js';

const COLUMNS = [
  { zh: '栏目路径', en: 'Column path' },
  { zh: '公开时限', en: 'Cadence' },
  { zh: '状态', en: 'Status' },
  { zh: '最新条目', en: 'Newest item' },
  { zh: '日期与依据', en: 'Date and evidence' },
  { zh: '说明', en: 'Why' },
  { zh: '访问时间', en: 'Visited' },
];

/** @param isBrief  why is not said where a finding says it already, or all is well: for pages of many columns */
export function AllColumns({ record, isBrief = false, say }: { record: RunRecord; isBrief?: boolean; say: Say }): VNode {
  return (
    <section id="columns">
      <h2>
        {say({ zh: '全部栏目', en: 'All columns' })} <span class="tally">{record.columns.length}</span>
      </h2>
      <Wide label={say({ zh: '全部栏目', en: 'All columns' })}>
        <table class="columns">
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <th scope="col">{say(name)}</th>
              ))}
            </tr>
          </thead>
          {[...groupBy(record.columns, ({ siteKey }) => siteKey).values()].map((columns) => (
            <tbody>
              <tr class="site-name">
                <th scope="rowgroup" colSpan={COLUMNS.length}>
                  <PageText text={columns[0]?.siteName ?? ''} limit={60} />
                </th>
              </tr>
              {columns.map((entry) => (
                <ColumnRow entry={entry} timezone={record.run.timezone} isBrief={isBrief} say={say} />
              ))}
            </tbody>
          ))}
        </table>
      </Wide>
    </section>
  );
}

interface ColumnRowProps {
  entry: RunColumn;
  timezone: string;
  isBrief: boolean;
  say: Say;
}

function ColumnRow({ entry, timezone, isBrief, say }: ColumnRowProps): VNode {
  const { column, verdict, lastVisit, siteName } = entry;
  const { latest } = verdict;
  const isSaidAbove = isBrief && (verdict.findings.length > 0 || verdict.status === 'fresh');
  return (
    <tr>
      <td>
        <WebLink url={column.url}>
          <ColumnPath path={column.path} />
        </WebLink>
        {column.unit !== undefined && column.unit.name !== siteName && (
          <div>
            <PageText text={column.unit.name} limit={60} />
          </div>
        )}
      </td>
      <td>{say(cadenceName(column.cadence))}</td>
      <td>
        <StatusBadge status={verdict.status} say={say} />
      </td>
      <td>{latest === null ? '—' : <PageLink text={latest.title} url={latest.url} limit={60} />}</td>
      <td>{latest === null ? '—' : <DateRead date={latest.date} say={say} />}</td>
      <td>
        {!isSaidAbove && <PageText text={say(verdict.because)} limit={200} />}
        {verdict.waivers.map((waiver) => (
          <div class="waived">{say(waiverWords(waiver))}</div>
        ))}
      </td>
      <td>
        {lastVisit === null ? say({ zh: '未访问', en: 'never' }) : localTime(lastVisit.at, timezone)}
        {lastVisit !== null && lastVisit.itemCount > 0 && (
          <div>
            {say({
              zh: `${lastVisit.itemCount} 条，${lastVisit.datedCount === lastVisit.itemCount ? '均有日期' : `有日期 ${lastVisit.datedCount} 条`}`,
              en: `${lastVisit.itemCount} items, ${lastVisit.datedCount} dated`,
            })}
          </div>
        )}
      </td>
    </tr>
  );
}

function DateRead({ date, say }: { date: DateEvidence; say: Say }): VNode {
  return (
    <>
      {date.day}
      <div>{say(dateEvidenceWords(date))}</div>
    </>
  );
}
