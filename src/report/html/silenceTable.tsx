/**
 * Columns that are due as things happen (实时) owe nothing by period. What can be drawn is how long they are silent.
 */
import type { VNode } from 'preact';
import type { Day, RunColumn } from '../../model.js';
import { count, type Say } from '../words.js';
import { ColumnPath, OwnPage } from './pageText.js';
import { StatusBadge } from './statusBadge.js';
import { Wide } from './wide.js';

/** How far back the line reaches. */
const DRAWN_DAYS = 365;
const WIDTH = 480;
/** A line with a tick for each month. */
const AXIS = `M6 8H${WIDTH - 6}${Array.from({ length: 13 }, (_, tick) => `M${6 + (tick * (WIDTH - 12)) / 12} 5v6`).join('')}`;

interface SilenceProps {
  columns: RunColumn[];
  /** The right end of the lines. */
  today: Day;
  hrefOf: (entry: RunColumn) => string | null;
  say: Say;
}

export function SilenceTable({ columns, today, hrefOf, say }: SilenceProps): VNode {
  return (
    <Wide label={say({ zh: '实时', en: 'As it happens' })}>
      <table class="silence">
        <thead>
          <tr>
            <th scope="col" class="name">
              {say({ zh: '实时', en: 'As it happens' })}
            </th>
            <th scope="col">{say({ zh: '状态', en: 'Status' })}</th>
            <th scope="col">{say({ zh: '最新日期', en: 'Newest date' })}</th>
            <th scope="col" class="figure">
              {say({ zh: '未更新天数', en: 'Days since' })}
            </th>
            <th scope="col">
              {say({
                zh: '近一年：圆点为最新信息，粗线为其后至判定日未更新的时间',
                en: 'The last year: the dot is the newest item, the line the time without one since',
              })}
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map((entry) => (
            <tr>
              <th scope="row">
                <OwnPage href={hrefOf(entry)}>
                  <ColumnPath path={entry.column.path} />
                </OwnPage>
              </th>
              <td class="state">
                <StatusBadge status={entry.verdict.status} say={say} />
              </td>
              <td class="day">{entry.verdict.latest?.date.day ?? '—'}</td>
              <td class="figure">{entry.verdict.ageDays ?? '—'}</td>
              <td>
                <SilenceLine entry={entry} today={today} say={say} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** Months as ticks, the newest item as a dot, silence as a line from it to `today` at the right edge. */
function SilenceLine({ entry, today, say }: { entry: RunColumn; today: Day; say: Say }): VNode | null {
  const { ageDays, latest, status } = entry.verdict;
  if (ageDays === null || latest === null) return null;
  const isOlder = ageDays > DRAWN_DAYS;
  const x = isOlder ? 6 : Math.round(WIDTH - 6 - (ageDays / DRAWN_DAYS) * (WIDTH - 12));
  const label = say({
    zh: `最新信息 ${latest.date.day}，至 ${today} 已 ${ageDays} 天`,
    en: `newest item ${latest.date.day}, ${count(ageDays, 'day')} before ${today}`,
  });
  return (
    <svg class={`line ${status}`} viewBox={`0 0 ${WIDTH} 16`} role="img" aria-label={label}>
      <path class="axis" d={AXIS} />
      <path class="silent" d={`M${x} 8H${WIDTH - 6}`} />
      {isOlder ? <path class="dot" d="M0 8l9-6v12z" /> : <circle class="dot" cx={x} cy={8} r={5} />}
    </svg>
  );
}
