/**
 * 人工认定（误报）: what the rules found and a person set aside, so that a reader can see both.
 */
import type { VNode } from 'preact';
import type { RunRecord } from '../../model.js';
import { localTime } from '../periodWords.js';
import type { Say } from '../words.js';
import { ColumnPath, PageText, UnitCell } from './pageText.js';
import { LevelBadge } from './statusBadge.js';
import { Wide } from './wide.js';

/** Nothing is drawn where nothing was set aside. */
export function DismissedPart({ record, say }: { record: RunRecord; say: Say }): VNode | null {
  const rows = record.columns.flatMap((column) => column.verdict.dismissed.map((each) => ({ column, ...each })));
  if (rows.length === 0) return null;
  return (
    <section id="dismissed">
      <h2>
        {say({ zh: '人工认定（误报）', en: 'Called false alarms by a person' })} <span class="tally">{rows.length}</span>
      </h2>
      <p class="note">
        {say({
          zh: '以下问题经人工认定为误报，不计入本报告的任何数字；事实发生变化后，认定自动失效，问题重新列出。',
          en:
            'A person called these false alarms. They count for nothing in this report, and stand again as soon as ' +
            'their facts change.',
        })}
      </p>
      <Wide label={say({ zh: '人工认定（误报）', en: 'Called false alarms by a person' })}>
        <table class="dismissed">
          <thead>
            <tr>
              <th scope="col">{say({ zh: '单位', en: 'Unit' })}</th>
              <th scope="col">{say({ zh: '栏目路径', en: 'Column path' })}</th>
              <th scope="col">{say({ zh: '问题', en: 'Finding' })}</th>
              <th scope="col">{say({ zh: '认定理由', en: 'Reason given' })}</th>
              <th scope="col">{say({ zh: '认定人', en: 'By' })}</th>
              <th scope="col">{say({ zh: '认定时间', en: 'On' })}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ column, finding, opinion }) => (
              <tr>
                <td>
                  <UnitCell entry={column} say={say} />
                </td>
                <td>
                  <ColumnPath path={column.column.path} />
                </td>
                <td>
                  <LevelBadge level={finding.level} isGone say={say} />{' '}
                  <PageText text={say(finding.description)} limit={300} />
                  <div class="soft">
                    <PageText text={finding.key} limit={160} />
                  </div>
                </td>
                <td>
                  <PageText text={opinion.reason} limit={500} />
                </td>
                <td>
                  <PageText text={opinion.author} limit={40} />
                </td>
                <td class="day">{localTime(opinion.at, record.run.timezone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}
