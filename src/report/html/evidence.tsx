/**
 * What a finding rests on, folded away on the screen and open on paper.
 */
import type { ComponentChildren, VNode } from 'preact';
import type { FindingRow } from '../findingRows.js';
import { dateEvidenceWords, type Say } from '../words.js';
import { PageLink, PageText } from './pageText.js';

interface EvidenceProps {
  row: FindingRow;
  /** Where the page as it was is shown; null where it is not. */
  pageHref: string | null;
  say: Say;
}

/**
 * The evidence stands after the `details`, not in it: in the browsers that offices have no style can open a closed
 * `details` on paper, but one can show its neighbour there.
 */
export function Evidence({ row, pageHref, say }: EvidenceProps): VNode {
  return (
    <>
      <details>
        <summary>{say({ zh: '证据', en: 'Evidence' })}</summary>
      </details>
      <PageShown href={pageHref} say={say} />
      <EvidenceList row={row} say={say} />
    </>
  );
}

/** The way to the page as it was; nothing where it is not shown. */
export function PageShown({ href, say }: { href: string | null; say: Say }): VNode | null {
  if (href === null) return null;
  return (
    <a class="page-shown" href={href}>
      {say({ zh: '当时的网页', en: 'The page as it was' })}
    </a>
  );
}

/** The pieces alone: what the rule saw, the words the newest date was read from, the visit, the rule, the key. */
export function EvidenceList({ row, say }: { row: FindingRow; say: Say }): VNode {
  const { finding, column, rule } = row;
  const { latest } = column.verdict;
  const visit = column.lastVisit;
  return (
    <dl class="evidence">
      {finding.evidence.map((piece) => (
        <Piece label={say(piece.label)}>
          <PageLink text={piece.text} url={piece.url ?? null} limit={200} />
        </Piece>
      ))}
      {latest !== null && (
        <Piece label={say({ zh: '最新条目', en: 'Newest item' })}>
          <PageLink text={latest.title} url={latest.url} limit={100} />{' '}
          <span class="soft">
            {latest.date.day} · {say(dateEvidenceWords(latest.date))}
          </span>
        </Piece>
      )}
      {visit !== null && <Piece label={say({ zh: '访问', en: 'Visit' })}>{visitWords(row)}</Piece>}
      {rule !== null && <Piece label={say({ zh: '规则', en: 'Rule' })}>{say(rule.title)}</Piece>}
      <Piece label={say({ zh: '编号', en: 'Key' })}>
        <PageText text={finding.key} limit={160} />
      </Piece>
    </dl>
  );
}

/** The address as well where another one answered than the column's own, which stands in the table. */
function visitWords({ column: { column, lastVisit } }: FindingRow): ComponentChildren {
  if (lastVisit === null) return null;
  const { day, finalUrl } = lastVisit;
  if (finalUrl === column.url) return day;
  return (
    <>
      {day} <PageLink text={finalUrl} url={finalUrl} limit={120} />
    </>
  );
}

function Piece({ label, children }: { label: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>
        <PageText text={label} limit={40} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
