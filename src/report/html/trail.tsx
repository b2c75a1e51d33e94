/** The ways from one page of a report to its others, above the headline; not on paper. */
import type { VNode } from 'preact';
import type { Words } from '../../model.js';
import { plainText } from '../pageText.js';
import type { Say } from '../words.js';

export interface Way {
  /** Relative to the page that it stands on; null for a place that is only named. */
  href: string | null;
  name: Words;
}

export function Trail({ ways, say }: { ways: Way[]; say: Say }): VNode {
  return (
    <nav class="trail" aria-label={say({ zh: '报告各页', en: 'Pages of the report' })}>
      {ways.map(({ href, name }) => {
        const text = plainText(say(name), 60);
        return href === null ? <span>{text}</span> : <a href={href}>{text}</a>;
      })}
    </nav>
  );
}

/** The page before, where this one stands, and the page after; nothing where there is one page alone. */
export function pageWays(page: number, pages: number, hrefOf: (page: number) => string): Way[] {
  if (pages < 2) return [];
  return [
    ...(page > 1 ? [{ href: hrefOf(page - 1), name: { zh: '‹ 上一页', en: '‹ Previous page' } }] : []),
    { href: null, name: { zh: `第 ${page} / ${pages} 页`, en: `Page ${page} of ${pages}` } },
    ...(page < pages ? [{ href: hrefOf(page + 1), name: { zh: '下一页 ›', en: 'Next page ›' } }] : []),
  ];
}
