/** Pieces that several pages of the dashboard are made of. */
import type { ComponentChildren, VNode } from 'preact';
import type { ColumnStatus, Words } from '../model.js';
import { statusName, type Say } from '../report/words.js';
import type { ColumnLine } from '../store/columnLines.js';
import type { Tally } from '../store/dashboard.js';
import { ColumnPath, PageText } from '../report/html/pageText.js';
import { Wide } from '../report/html/wide.js';

/** In the order in which they are shown: the gravest first, what could not be read apart from it. */
export const STATUSES: ColumnStatus[] = ['overdue', 'missing-period', 'blank', 'due', 'unreadable', 'fresh', 'waived', 'static'];

export function StatusBadge({ status, say }: { status: ColumnStatus | null; say: Say }): VNode {
  if (status === null) return <span class="badge static">{say({ zh: '尚未巡检', en: 'Not yet visited' })}</span>;
  return <span class={`badge ${status}`}>{say(statusName(status))}</span>;
}

/** The figures of all columns, each a way to those columns. @param within  what else the address says: `site=3` */
export function Tiles({ tally, within, say }: { tally: Tally; within: string; say: Say }): VNode {
  return (
    <ul class="figures" aria-label={say({ zh: '栏目状态', en: 'How columns stand' })}>
      {STATUSES.map((status) => {
        const number = tally.byStatus[status];
        return (
          <li class={number === 0 ? 'none' : status}>
            <a href={`/columns?${[within, `status=${status}`].filter(Boolean).join('&')}`}>
              <b>{number}</b> {say(statusName(status))}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** Says first of all that what could not be read is no problem of the unit. */
export function UnreadableNote({ tally, say }: { tally: Tally; say: Say }): VNode | null {
  const { unreadable } = tally.byStatus;
  if (unreadable === 0) return null;
  const all = unreadable === tally.columns - tally.unjudged;
  return (
    <p class="honest">
      {say({
        zh: all
          ? `全部 ${unreadable} 个栏目都没能读到。这说的是本工具，不是单位：既不是超期，也不是空白，请先检查网络和本机。`
          : `${unreadable} 个栏目没能读到，既不算超期也不算空白，不计入单位的问题。`,
        en: all
          ? `None of the ${unreadable} columns could be read. That is about this program and not about the units: nothing is overdue or blank by it. Check the network first.`
          : `${unreadable} columns could not be read. They count neither as overdue nor as blank, and not as findings of a unit.`,
      })}
    </p>
  );
}

export function ColumnTable({ columns, withSite, say }: { columns: readonly ColumnLine[]; withSite: boolean; say: Say }): VNode {
  return (
    <Wide label={say({ zh: '栏目列表', en: 'List of columns' })}>
      <table class="listing">
        <thead>
          <tr>
            {withSite && <th scope="col">{say({ zh: '站点', en: 'Site' })}</th>}
            <th scope="col">{say({ zh: '栏目', en: 'Column' })}</th>
            <th scope="col">{say({ zh: '责任单位', en: 'Unit' })}</th>
            <th scope="col">{say({ zh: '状态', en: 'Status' })}</th>
            <th scope="col">{say({ zh: '最新信息', en: 'Newest item' })}</th>
            <th scope="col">{say({ zh: '最近访问', en: 'Last visit' })}</th>
            <th scope="col" class="figure">
              {say({ zh: '问题', en: 'Findings' })}
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr>
              {withSite && (
                <td>
                  <a href={`/site/${column.siteId}`}>
                    <PageText text={column.siteName} limit={60} />
                  </a>
                </td>
              )}
              <th scope="row">
                <a href={`/column/${column.id}`}>
                  <ColumnPath path={column.path} />
                </a>
              </th>
              <td>
                <PageText text={column.unit} limit={60} />
              </td>
              <td>
                <StatusBadge status={column.status} say={say} />
              </td>
              <td class="day">{column.latest ?? '—'}</td>
              <td class="day">{column.lastVisit ?? '—'}</td>
              <td class="figure">{column.problems}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** The way to the next page, which keeps what else the address says. */
export function NextPage({ path, query, say }: { path: string; query: Record<string, string | undefined>; say: Say }): VNode {
  return (
    <nav class="paging" aria-label={say({ zh: '翻页', en: 'Pages' })}>
      <a rel="next" href={addressOf(path, query)}>
        {say({ zh: '下一页 ›', en: 'Next page ›' })}
      </a>
    </nav>
  );
}

/** Without what is undefined or empty. */
export function addressOf(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as [string, string]]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** A form that looks for something: what it asks stands in the address. */
export function SearchForm({ action, label, words, say, children }: {
  action: string; label: Words; words: string | undefined; say: Say; children?: ComponentChildren;
}): VNode {
  return (
    <form class="search" method="get" action={action} role="search" aria-label={say(label)}>
      {children}
      <label>
        {say(label)} <input type="search" name="words" value={words ?? ''} maxLength={60} />
      </label>{' '}
      <button type="submit">{say({ zh: '查找', en: 'Search' })}</button>
    </form>
  );
}

/** A form that changes something. */
export function ChangeForm({ action, formWord, children, label }: {
  action: string; formWord: string; label: string; children: ComponentChildren;
}): VNode {
  return (
    <form class="change" method="post" action={action} aria-label={label}>
      <input type="hidden" name="word" value={formWord} />
      {children}
    </form>
  );
}
