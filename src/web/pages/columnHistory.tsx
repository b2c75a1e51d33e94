/** What a column ever listed, and every visit to it. */
import type { VNode } from 'preact';
import { Address, PageLink } from '../../report/html/pageText.js';
import { localTime } from '../../report/periodWords.js';
import { dateEvidenceWords, unreadableName, type Say } from '../../report/words.js';
import { Wide } from '../../report/html/wide.js';
import type { ItemsPage, VisitLine } from '../../store/columnDetails.js';
import { addressOf } from '../parts.js';

/** Shown at once. */
export const ITEMS_SHOWN = 50;
export const VISITS_SHOWN = 30;

export function ItemsPart({ columnId, items: { items, total, from }, say }: { columnId: number; items: ItemsPage & { from: number }; say: Say }): VNode {
  return (
    <section id="items">
      <h2>
        {say({ zh: '见过的信息', en: 'Items seen' })} <span class="tally">{total}</span>
      </h2>
      {total === 0 ? (
        <p class="nothing">{say({ zh: '还没有在这个栏目里读到过信息。', en: 'No item was read in this column so far.' })}</p>
      ) : (
        <Wide label={say({ zh: '见过的信息', en: 'Items seen' })}>
          <table class="listing">
            <thead>
              <tr>
                <th scope="col">{say({ zh: '日期', en: 'Date' })}</th>
                <th scope="col">{say({ zh: '标题', en: 'Title' })}</th>
                <th scope="col">{say({ zh: '日期依据', en: 'Read from' })}</th>
                <th scope="col">{say({ zh: '首次看到', en: 'First seen' })}</th>
                <th scope="col">{say({ zh: '最后看到', en: 'Last seen' })}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr>
                  <td class="day">{item.date?.day ?? '—'}</td>
                  <th scope="row"><PageLink text={item.title} url={item.url} limit={120} /></th>
                  <td class="soft">{item.date === null ? say({ zh: '未读到日期', en: 'no date read' }) : say(dateEvidenceWords(item.date))}</td>
                  <td class="day">{item.firstSeen}</td>
                  <td class="day">{item.lastSeen}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      <Pages path={`/column/${columnId}`} name="items" from={from} size={ITEMS_SHOWN} hasMore={from + items.length < total} say={say} />
    </section>
  );
}

export function VisitsPart({ columnId, visits: { lines, from }, timezone, say }: {
  columnId: number; visits: { lines: readonly VisitLine[]; from: number }; timezone: string; say: Say;
}): VNode {
  const shown = lines.slice(0, VISITS_SHOWN);
  return (
    <section id="visits">
      <h2>{say({ zh: '访问记录', en: 'Visits' })}</h2>
      {shown.length === 0 ? (
        <p class="nothing">{say({ zh: '还没有访问过。', en: 'It was never visited.' })}</p>
      ) : (
        <Wide label={say({ zh: '访问记录', en: 'Visits' })}>
          <table class="listing">
            <thead>
              <tr>
                <th scope="col">{say({ zh: '时间', en: 'Time' })}</th>
                <th scope="col">{say({ zh: '结果', en: 'Outcome' })}</th>
                <th scope="col" class="figure">{say({ zh: '条数', en: 'Items' })}</th>
                <th scope="col" class="figure">{say({ zh: '有日期', en: 'Dated' })}</th>
                <th scope="col" class="figure">{say({ zh: '毫秒', en: 'ms' })}</th>
                <th scope="col">{say({ zh: '网址', en: 'Address' })}</th>
                <th scope="col">{say({ zh: '当时的网页', en: 'The page then' })}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((visit) => (
                <tr>
                  <td class="day">{localTime(visit.at, timezone)}</td>
                  <td>{outcomeOf(visit, say)}</td>
                  <td class="figure">{visit.itemCount}</td>
                  <td class="figure">{visit.datedCount}</td>
                  <td class="figure">{visit.ms}</td>
                  <td><Address url={visit.finalUrl} /></td>
                  <td>{snapshotOf(columnId, visit, say)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      <Pages path={`/column/${columnId}`} name="visits" from={from} size={VISITS_SHOWN} hasMore={lines.length > VISITS_SHOWN} say={say} />
    </section>
  );
}

function outcomeOf({ outcome, reason, isDoubted, isUnchanged }: VisitLine, say: Say): string {
  if (reason !== null) return say({ zh: '没能读到：', en: 'not read: ' }) + say(unreadableName(reason));
  if (isDoubted) return say({ zh: '读到但疑似改版，未采信', en: 'read and not believed (redesigned?)' });
  if (isUnchanged) return say({ zh: '与上次相同', en: 'unchanged' });
  switch (outcome) {
    case 'list':
      return say({ zh: '读到列表', en: 'a list' });
    case 'document':
      return say({ zh: '一篇文章', en: 'one document' });
    case 'blank':
      return say({ zh: '网页自称没有信息', en: 'blank by its own words' });
    case 'unreadable':
      return say({ zh: '没能读到', en: 'not read' });
  }
}

function snapshotOf(columnId: number, { id, snapshot, clearedOn }: VisitLine, say: Say): VNode | string {
  if (clearedOn !== null) return say({ zh: `已于 ${clearedOn} 按保存期限清理`, en: `cleared away on ${clearedOn}` });
  if (snapshot === null) return '—';
  return (
    <>
      <a href={`/column/${columnId}/visit/${id}`}>{say({ zh: '查看网页', en: 'Show it' })}</a>{' '}
      <a href={`/snapshot/${snapshot}`}>{say({ zh: '查看源文件', en: 'Its source' })}</a>
    </>
  );
}

function Pages({ path, name, from, size, hasMore, say }: {
  path: string; name: 'items' | 'visits'; from: number; size: number; hasMore: boolean; say: Say;
}): VNode | null {
  if (from === 0 && !hasMore) return null;
  return (
    <nav class="paging" aria-label={name === 'items' ? say({ zh: '信息翻页', en: 'Pages of items' }) : say({ zh: '访问翻页', en: 'Pages of visits' })}>
      {from > 0 && <a rel="prev" href={`${addressOf(path, { [name]: String(Math.max(0, from - size)) })}#${name}`}>{say({ zh: '‹ 较新的', en: '‹ Newer' })}</a>}{' '}
      {hasMore && <a rel="next" href={`${addressOf(path, { [name]: String(from + size) })}#${name}`}>{say({ zh: '较早的 ›', en: 'Older ›' })}</a>}
    </nav>
  );
}
