/**
 * What a finding rests on, folded away on the screen and open on paper.
 */
import type { ComponentChildren, VNode } from 'preact';
import type { Evidence as Proof, Verdict } from '../../model.js';
import type { FindingRow } from '../findingRows.js';
import { dateEvidenceWords, type Say } from '../words.js';
import { PageLink, PageText } from './pageText.js';

interface EvidenceProps {
  row: FindingRow;
  /** Where the page as it was is shown; null where it is not. */
  pageHref: string | null;
  /** Where the other page tells all, the list is short: for pages of many columns. */
  isBrief?: boolean;
  say: Say;
}

/**
 * The evidence stands after the `details`, not in it: in the browsers that offices have no style can open a closed
 * `details` on paper, but one can show its neighbour there.
 */
export function Evidence({ row, pageHref, isBrief = false, say }: EvidenceProps): VNode {
  return (
    <>
      <details>
        <summary>{say({ zh: '证据', en: 'Evidence' })}</summary>
      </details>
      <PageShown href={pageHref} say={say} />
      <EvidenceList row={row} isBrief={isBrief && pageHref !== null} say={say} />
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

/** So many pieces of a rule's evidence are in a short list: the first ones say what was found. */
const PIECES_IN_SHORT = 2;

/** The pieces alone: what the rule saw, the words the newest date was read from, the visit, the rule, the key. */
export function EvidenceList({ row, isBrief = false, say }: Omit<EvidenceProps, 'pageHref'>): VNode {
  const { finding, column, rule } = row;
  const { latest } = column.verdict;
  const visited = isBrief ? null : visitWords(row);
  const proofs = finding.evidence.filter((piece) => !standsInTable(piece, column));
  return (
    <dl class="evidence">
      {(isBrief ? proofs.slice(0, PIECES_IN_SHORT) : proofs).map((piece) => (
        <Piece label={say(piece.label)}>
          <PageLink text={piece.text} url={piece.url ?? null} limit={200} />
        </Piece>
      ))}
      {latest !== null && (isBrief || !isTold(latest, finding)) && (
        <Piece label={say({ zh: '最新条目', en: 'Newest item' })}>
          <PageLink text={latest.title} url={latest.url} limit={100} />{' '}
          <span class="soft">
            {latest.date.day} · {say(dateEvidenceWords(latest.date))}
          </span>
        </Piece>
      )}
      {visited !== null && <Piece label={say({ zh: '访问', en: 'Visit' })}>{visited}</Piece>}
      {rule !== null && !isBrief && <Piece label={say({ zh: '规则', en: 'Rule' })}>{say(rule.title)}</Piece>}
      <Piece label={say({ zh: '编号', en: 'Key' })}>
        <PageText text={finding.key} limit={160} />
      </Piece>
    </dl>
  );
}

/** The column's own address, which stands in every row about it. */
function standsInTable({ text, url }: Proof, { column }: FindingRow['column']): boolean {
  return text === column.url && (url === column.url || !url);
}

/** The rule itself shows the newest item and the words that its day was read from. */
function isTold({ url, date }: NonNullable<Verdict['latest']>, { evidence }: FindingRow['finding']): boolean {
  return evidence.some((piece) => url !== null && piece.url === url && piece.text.includes(date.text));
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
