/** 站点: a row for each site of a large report, with the way to its own page. */
import type { VNode } from 'preact';
import { plainText } from '../pageText.js';
import type { SiteRow } from '../siteRow.js';
import { statusName, type Say } from '../words.js';

const heads = [
  [({ summary }: SiteRow) => summary.configured, { zh: '栏目', en: 'Columns' }],
  [({ summary }: SiteRow) => summary.judged, { zh: '已判定', en: 'Judged' }],
  [({ summary }: SiteRow) => summary.overdue, statusName('overdue')],
  [({ summary }: SiteRow) => summary.missingPeriod, statusName('missing-period')],
  [({ summary }: SiteRow) => summary.blank, statusName('blank')],
  [({ summary }: SiteRow) => summary.unreadable, statusName('unreadable')],
  [({ summary }: SiteRow) => summary.fresh + summary.due, { zh: '正常、临期', en: 'Fresh or due' }],
  [({ standing }: SiteRow) => standing, { zh: '现有问题', en: 'Findings' }],
  [({ summary }: SiteRow) => summary.findingsByLevel.doubt, { zh: '存疑', en: 'In doubt' }],
  [({ lines }: SiteRow) => lines?.over ?? '—', { zh: '国办检查线：到线', en: 'Inspection lines: over' }],
  [({ lines }: SiteRow) => lines?.near ?? '—', { zh: '接近', en: 'Near' }],
] as const;

export function SiteTable({ rows, say }: { rows: readonly SiteRow[]; say: Say }): VNode {
  return (
    <div class="wide">
      <table class="sites">
        <thead>
          <tr>
            <th scope="col">{say({ zh: '站点', en: 'Site' })}</th>
            {heads.map(([, name]) => (
              <th scope="col" class="figure">
                {say(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                <a href={row.href}>
                  {/* Without the full name on hovering: a thousand hostile ones would fill the page. */}
                  <bdi>{plainText(row.name, 60)}</bdi>
                </a>
                {row.pages > 1 && (
                  <span class="soft"> {say({ zh: `共 ${row.pages} 页`, en: `${row.pages} pages` })}</span>
                )}
              </th>
              {heads.map(([figure]) => (
                <td class="figure">{figure(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
