/**
 * 周期台账: per site, what became of every period of every column, as a picture.
 */
import type { VNode } from 'preact';
import type { RunColumn, RunRecord } from '../../model.js';
import { groupBy } from '../groupBy.js';
import { statusName, type Say } from '../words.js';
import { LedgerLegend, LedgerTable, ledgerAxes, type HrefOf } from './ledgerTable.js';
import { PageText } from './pageText.js';

interface LedgerPictureProps {
  record: RunRecord;
  /** Where more is told of a column; see `LedgerTable`. */
  hrefOf: HrefOf;
  isBrief: boolean;
  say: Say;
}

export function LedgerPicture({ record, hrefOf, isBrief, say }: LedgerPictureProps): VNode {
  // One axis for all sites: what lies under one another on the page lies at the same time.
  const axes = ledgerAxes(record.columns);
  return (
    <section id="ledger">
      <h2>
        {say({ zh: '周期台账', en: 'Ledger of periods' })} <span class="tally">{record.columns.length}</span>
      </h2>
      <LedgerLegend say={say} />
      {[...groupBy(record.columns, (column) => column.siteKey)].map(([siteKey, columns]) => (
        <section class="site" key={siteKey}>
          <h3>
            <PageText text={columns[0]?.siteName ?? ''} limit={60} /> <SiteTally columns={columns} say={say} />
          </h3>
          <LedgerTable columns={columns} axes={axes} today={record.run.day} hrefOf={hrefOf} isBrief={isBrief} say={say} />
        </section>
      ))}
    </section>
  );
}

/** `12 个栏目 · 超期 2 · 无法监测 1`: only what is not as it should be. */
function SiteTally({ columns, say }: { columns: RunColumn[]; say: Say }): VNode {
  const noteworthy = (['overdue', 'missing-period', 'blank', 'unreadable'] as const)
    .map((status) => ({ status, number: columns.filter((column) => column.verdict.status === status).length }))
    .filter(({ number }) => number > 0);
  const total = { zh: `${columns.length} 个栏目`, en: columns.length === 1 ? '1 column' : `${columns.length} columns` };
  return (
    <small>
      {[say(total), ...noteworthy.map(({ status, number }) => `${say(statusName(status))} ${number}`)].join(' · ')}
    </small>
  );
}
