/**
 * Every column of the run with what was read from it, so that a reader can check even those nothing is said about.
 */
import type { VNode } from 'preact';
import type { RunColumn, RunRecord } from '../../model.js';
import { localTime } from '../periodWords.js';
import { waiverWords } from '../waiverWords.js';
import { cadenceName, dateEvidenceWords, type Say } from '../words.js';
import { ColumnPath, PageLink, PageText, UnitCell } from './pageText.js';
import { StatusBadge } from './statusBadge.js';
import { Wide } from './wide.js';

export function AllColumns({ record, say }: { record: RunRecord; say: Say }): VNode {
  return (
    <section id="columns">
      <h2>
        {say({ zh: '全部栏目', en: 'All columns' })} <span class="tally">{record.columns.length}</span>
      </h2>
      <Wide label={say({ zh: '全部栏目', en: 'All columns' })}>
        <table class="columns">
          <thead>
            <tr>
              <th scope="col">{say({ zh: '单位', en: 'Unit' })}</th>
              <th scope="col">{say({ zh: '栏目路径', en: 'Column path' })}</th>
              <th scope="col">{say({ zh: '公开时限', en: 'Cadence' })}</th>
              <th scope="col">{say({ zh: '状态', en: 'Status' })}</th>
              <th scope="col">{say({ zh: '最新条目', en: 'Newest item' })}</th>
              <th scope="col">{say({ zh: '日期与依据', en: 'Date and evidence' })}</th>
              <th scope="col">{say({ zh: '说明', en: 'Why' })}</th>
              <th scope="col">{say({ zh: '访问时间', en: 'Visited' })}</th>
            </tr>
          </thead>
          <tbody>
            {record.columns.map((entry) => (
              <ColumnRow entry={entry} timezone={record.run.timezone} say={say} />
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function ColumnRow({ entry, timezone, say }: { entry: RunColumn; timezone: string; say: Say }): VNode {
  const { column, verdict, lastVisit } = entry;
  const { latest } = verdict;
  return (
    <tr>
      <td>
        <UnitCell entry={entry} say={say} />
      </td>
      <td>
        <PageLinkedPath entry={entry} />
      </td>
      <td>{say(cadenceName(column.cadence))}</td>
      <td class="state">
        <StatusBadge status={verdict.status} say={say} />
      </td>
      <td>{latest === null ? '—' : <PageLink text={latest.title} url={latest.url} limit={60} />}</td>
      <td>
        {latest === null ? (
          '—'
        ) : (
          <>
            <span class="day">{latest.date.day}</span>
            <div class="soft">
              {say(dateEvidenceWords(latest.date))}{' '}
              <code>
                <PageText text={latest.date.by} limit={40} />
              </code>
            </div>
          </>
        )}
      </td>
      <td class="soft">
        <PageText text={say(verdict.because)} limit={200} />
        {verdict.waivers.map((waiver) => (
          <div class="waived">{say(waiverWords(waiver))}</div>
        ))}
      </td>
      <td class="soft visited">
        {lastVisit === null ? say({ zh: '未访问', en: 'never' }) : localTime(lastVisit.at, timezone)}
        {lastVisit !== null && lastVisit.itemCount > 0 && (
          <div>
            {say({
              zh: `${lastVisit.itemCount} 条，有日期 ${lastVisit.datedCount} 条`,
              en: `${lastVisit.itemCount} items, ${lastVisit.datedCount} dated`,
            })}
          </div>
        )}
      </td>
    </tr>
  );
}

/** The path, its last name leading to the column. */
function PageLinkedPath({ entry: { column } }: { entry: RunColumn }): VNode {
  return (
    <>
      <ColumnPath path={column.path} />{' '}
      <span class="no-print">
        <PageLink text="↗" url={column.url} limit={1} />
      </span>
    </>
  );
}
