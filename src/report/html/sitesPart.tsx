/** 站点: a row for each site of a large report, with the way to its own page. */
import type { VNode } from 'preact';
import { plainText } from '../pageText.js';
import type { SiteRow } from '../siteRow.js';
import { statusName, type Say } from '../words.js';
import { FigureTable, type FigureColumn } from './figureTable.js';

const figures: FigureColumn<SiteRow>[] = [
  { of: ({ summary }) => summary.configured, name: { zh: '栏目', en: 'Columns' } },
  { of: ({ summary }) => summary.judged, name: { zh: '已判定', en: 'Judged' } },
  { of: ({ summary }) => summary.overdue, name: statusName('overdue') },
  { of: ({ summary }) => summary.missingPeriod, name: statusName('missing-period') },
  { of: ({ summary }) => summary.blank, name: statusName('blank') },
  { of: ({ summary }) => summary.unreadable, name: statusName('unreadable') },
  { of: ({ summary }) => summary.fresh + summary.due, name: { zh: '正常、临期', en: 'Fresh or due' } },
  { of: ({ standing }) => standing, name: { zh: '现有问题', en: 'Findings' } },
  { of: ({ summary }) => summary.findingsByLevel.doubt, name: { zh: '存疑', en: 'In doubt' } },
  { of: ({ lines }) => lines?.over ?? '—', name: { zh: '国办检查线：到线', en: 'Inspection lines: over' } },
  { of: ({ lines }) => lines?.near ?? '—', name: { zh: '接近', en: 'Near' } },
];

export function SiteTable({ rows, say }: { rows: readonly SiteRow[]; say: Say }): VNode {
  const nameOf = (row: SiteRow) => (
    <>
      <a href={row.href}>
        {/* Without the full name on hovering: a thousand hostile ones would fill the page. */}
        <bdi>{plainText(row.name, 60)}</bdi>
      </a>
      {row.pages > 1 && <span class="soft"> {say({ zh: `共 ${row.pages} 页`, en: `${row.pages} pages` })}</span>}
    </>
  );
  return <FigureTable kind="sites" name={{ zh: '站点', en: 'Site' }} {...{ rows, nameOf, figures, say }} />;
}
