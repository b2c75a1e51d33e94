/**
 * 无法监测的栏目, apart from everything that is held against a publisher: why, what to do, since when, and which findings
 * wait for the column to become readable again.
 */
import type { VNode } from 'preact';
import type { RunColumn, RunRecord, UnreadableReason } from '../../model.js';
import type { FindingRow } from '../findingRows.js';
import { groupBy } from '../groupBy.js';
import { localTime } from '../periodWords.js';
import { cadenceName, levelNames, unreadableName, unreadableRemedy, type Say } from '../words.js';
import { PageShown } from './evidence.js';
import type { HrefOf } from './ledgerTable.js';
import { Address, ColumnPath, PageText, UnitCell } from './pageText.js';
import { EventMark } from './statusBadge.js';
import { Wide } from './wide.js';

interface UnreadableProps {
  record: RunRecord;
  rows: FindingRow[];
  /** Where is shown what came instead of a list. */
  hrefOf: HrefOf;
  say: Say;
}

export function UnreadablePart({ record, rows, hrefOf, say }: UnreadableProps): VNode {
  const rowsOf = groupBy(rows, (row) => row.column);
  const concerned = record.columns.filter((entry) => entry.verdict.unreadable !== null || rowsOf.has(entry));
  const byReason = groupBy(concerned, (entry) => entry.verdict.unreadable?.reason ?? null);
  return (
    <section id="unreadable">
      <h2>
        {say({ zh: '无法监测的栏目', en: 'Columns that could not be read' })} <span class="tally">{concerned.length}</span>
      </h2>
      {concerned.length === 0 ? (
        <p class="nothing">{say({ zh: '本次全部栏目均可读取。', en: 'Every column could be read.' })}</p>
      ) : (
        <>
          <p class="note">
            {say({
              zh: '无法监测不等于未更新：以下栏目未作超期、缺期或空白判断，原有问题也不因此销号。',
              en:
                'Unreadable does not mean out of date: nothing is held against these columns, and no finding of ' +
                'theirs is closed.',
            })}
          </p>
          <Wide label={say({ zh: '无法监测的栏目', en: 'Columns that could not be read' })}>
            <table class="apart">
              <thead>
                <tr>
                  <th scope="col">{say({ zh: '单位', en: 'Unit' })}</th>
                  <th scope="col">{say({ zh: '栏目路径', en: 'Column path' })}</th>
                  <th scope="col">{say({ zh: '网址', en: 'Address' })}</th>
                  <th scope="col">{say({ zh: '公开时限', en: 'Cadence' })}</th>
                  <th scope="col">{say({ zh: '最后正常监测时间', en: 'Last readable' })}</th>
                  <th scope="col">{say({ zh: '本次情况', en: 'What was seen' })}</th>
                </tr>
              </thead>
              {[...byReason].map(([reason, entries]) => (
                <ReasonBody reason={reason} entries={entries} rowsOf={rowsOf} record={record} hrefOf={hrefOf} say={say} />
              ))}
            </table>
          </Wide>
        </>
      )}
    </section>
  );
}

interface ReasonProps {
  /** Null for columns that are readable again while a finding still waits to be checked. */
  reason: UnreadableReason | null;
  entries: RunColumn[];
  rowsOf: Map<RunColumn, FindingRow[]>;
  record: RunRecord;
  hrefOf: HrefOf;
  say: Say;
}

function ReasonBody({ reason, entries, rowsOf, record, hrefOf, say }: ReasonProps): VNode {
  return (
    <tbody>
      {reason !== null && (
        <tr class="reason">
          <th scope="rowgroup" colSpan={6}>
            {say(unreadableName(reason))} <span class="tally">{entries.length}</span>
            <p class="remedy">
              <b>{say({ zh: '处理建议：', en: 'What to do: ' })}</b>
              {say(unreadableRemedy(reason))}
            </p>
          </th>
        </tr>
      )}
      {entries.map((entry) => (
        <tr>
          <td>
            <UnitCell entry={entry} say={say} />
          </td>
          <td>
            <ColumnPath path={entry.column.path} />
          </td>
          <td>
            <Address url={entry.column.url} />
          </td>
          <td>{say(cadenceName(entry.column.cadence))}</td>
          <td class="day">{entry.verdict.unreadable?.lastReadable ?? say({ zh: '从未', en: 'never' })}</td>
          <td>
            <WhatWasSeen entry={entry} rows={rowsOf.get(entry) ?? []} timezone={record.run.timezone} say={say} />
            <PageShown href={hrefOf(entry)} say={say} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

interface SeenProps {
  entry: RunColumn;
  rows: FindingRow[];
  timezone: string;
  say: Say;
}

function WhatWasSeen({ entry, rows, timezone, say }: SeenProps): VNode {
  const { verdict, lastVisit } = entry;
  const standing = rows.filter((row) => row.event !== 'unverified');
  const waiting = rows.filter((row) => row.event === 'unverified');
  const status = verdict.unreadable?.status ?? null;
  return (
    <>
      {standing.length === 0 && <PageText text={say(verdict.because)} limit={300} />}
      {standing.map((row) => (
        <div>
          <PageText text={say(row.finding.description)} limit={300} />
          {row.openedOn !== null && (
            <span class="soft">
              {' '}
              {say({ zh: '发现时间', en: 'found on' })} {row.openedOn}
            </span>
          )}
          {row.event !== null && <EventMark event={row.event} say={say} />}
        </div>
      ))}
      <div class="soft detail">
        {lastVisit !== null && localTime(lastVisit.at, timezone)}
        {status !== null && ` · HTTP ${status}`}
        {verdict.unreadable !== null && verdict.unreadable.detail !== '' && (
          <>
            {' · '}
            {say({ zh: '技术信息：', en: 'technical: ' })}
            <PageText text={verdict.unreadable.detail} limit={160} />
          </>
        )}
      </div>
      {waiting.length > 0 && (
        <ul class="waiting">
          {waiting.map((row) => (
            <li>
              <EventMark event="unverified" say={say} /> {say(levelNames[row.finding.level])} ·{' '}
              <PageText text={say(row.finding.description)} limit={200} />
              <span class="soft">
                {' '}
                {say({ zh: '发现时间', en: 'found on' })} {row.openedOn ?? '—'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
