/** 与上次相比: what is new, what came back and what was put right, each one line with the way to where it is told. */
import type { VNode } from 'preact';
import type { LifecycleEvent } from '../../model.js';
import type { FindingParts, FindingRow } from '../findingRows.js';
import { eventNames, type Say } from '../words.js';
import { DOUBT_ANCHOR, FINDING_ANCHOR } from './findingsParts.js';
import { ColumnPath, PageText } from './pageText.js';
import { LevelBadge } from './statusBadge.js';

/** Of each kind; the chapters have them all. */
const MOST_LISTED = 12;

interface Line {
  row: FindingRow;
  href: string;
}

/** Nothing is drawn where nothing changed, and where all is new because no run was before. */
export function ChangesPart({ parts, isFirst, say }: { parts: FindingParts; isFirst: boolean; say: Say }): VNode | null {
  const lines = [
    ...parts.publisher.map((row, index) => ({ row, href: `#${FINDING_ANCHOR}${index + 1}` })),
    ...parts.doubts.map((row, index) => ({ row, href: `#${DOUBT_ANCHOR}${index + 1}` })),
  ];
  const withEvent = (event: LifecycleEvent) => lines.filter(({ row }) => row.event === event);
  const resolved = parts.resolved.map((row) => ({ row, href: '#resolved' }));
  const opened = isFirst ? [] : withEvent('opened');
  const reopened = withEvent('reopened');
  if (opened.length + reopened.length + resolved.length === 0) return null;
  return (
    <section id="changes">
      <h2>{say({ zh: '与上次相比', en: 'Since the last run' })}</h2>
      <div class="change-lists">
        <ChangeList event="opened" lines={opened} say={say} />
        <ChangeList event="reopened" lines={reopened} say={say} />
        <ChangeList event="resolved" lines={resolved} say={say} />
      </div>
    </section>
  );
}

function ChangeList({ event, lines, say }: { event: LifecycleEvent; lines: Line[]; say: Say }): VNode | null {
  if (lines.length === 0) return null;
  const left = lines.length - MOST_LISTED;
  return (
    <div class={`change-list ${event}`}>
      <h3>
        {say(eventNames[event])} <span class="tally">{lines.length}</span>
      </h3>
      <ul>
        {lines.slice(0, MOST_LISTED).map(({ row, href }) => (
          <li>
            <LevelBadge level={row.finding.level} isGone={event === 'resolved'} say={say} />{' '}
            <a href={href}>
              <ColumnPath path={row.column.column.path} />
            </a>{' '}
            <span class="soft">
              <PageText text={row.column.siteName} limit={30} />
            </span>
          </li>
        ))}
        {left > 0 && <li class="soft">{say({ zh: `另有 ${left} 条，见下文`, en: `${left} more, below` })}</li>}
      </ul>
    </div>
  );
}
