/** A bar for each responsible unit: how its columns stand. */
import type { VNode } from 'preact';
import type { UnitRow } from '../unitTable.js';
import type { Say } from '../words.js';
import { OwnPage, PageText } from './pageText.js';
import { countWords, StatusBar } from './statusBar.js';

/** A unit and the address of its own page, null where it has none. */
export interface LinkedUnit {
  row: UnitRow;
  href: string | null;
}

/** All bars have one measure: half as long is half as many columns. */
export function UnitBars({ rows, say }: { rows: readonly LinkedUnit[]; say: Say }): VNode {
  const most = rows.reduce((sum, { row }) => Math.max(sum, row.columns), 0);
  return (
    <ul class="unit-bars">
      {rows.map((unit) => (
        <li>
          <span class="unit-name">
            <UnitName unit={unit} />
          </span>
          <StatusBar counts={unit.row.byStatus} of={most} />
          <span class="unit-words">{countWords(unit.row.byStatus, say)}</span>
        </li>
      ))}
    </ul>
  );
}

/** With its site before it, where that has another name. */
export function UnitName({ unit: { row, href } }: { unit: LinkedUnit }): VNode {
  return (
    <>
      {row.unit !== row.siteName && (
        <span class="soft">
          <PageText text={row.siteName} limit={40} />{' '}
        </span>
      )}
      <OwnPage href={href}>
        <PageText text={row.unit} limit={60} />
      </OwnPage>
    </>
  );
}
