/**
 * What a finding rests on, folded away on the screen and open on paper.
 */
import type { VNode } from 'preact';
import type { FindingRow } from '../findingRows.js';
import { dateEvidenceWords, type Say } from '../words.js';
import { Address, PageLink, PageText } from './pageText.js';

/**
 * The evidence stands after the `details`, not in it: in the browsers that offices have no style can open a closed
 * `details` on paper, but one can show its neighbour there.
 */
export function Evidence({ row, say }: { row: FindingRow; say: Say }): VNode {
  const { finding, column, rule } = row;
  const { latest } = column.verdict;
  const visit = column.lastVisit;
  return (
    <>
      <details>
        <summary>{say({ zh: '证据', en: 'Evidence' })}</summary>
      </details>
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
        {visit !== null && (
          <Piece label={say({ zh: '访问', en: 'Visit' })}>
            {visit.day} <Address url={visit.finalUrl} />
          </Piece>
        )}
        {rule !== null && (
          <Piece label={say({ zh: '规则', en: 'Rule' })}>
            {say(rule.title)}
            <span class="soft"> {say(rule.reason)}</span>
          </Piece>
        )}
        <Piece label={say({ zh: '编号', en: 'Key' })}>
          <PageText text={finding.key} limit={160} />
        </Piece>
      </dl>
    </>
  );
}

function Piece({ label, children }: { label: string; children: preact.ComponentChildren }): VNode {
  return (
    <div>
      <dt>
        <PageText text={label} limit={40} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
