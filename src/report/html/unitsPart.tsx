/**
 * 责任单位: a row for each, and how the columns stood in the runs before.
 */
import type { VNode } from 'preact';
import type { RunRecord, RunTotals } from '../../model.js';
import { unitTable, type UnitRow } from '../unitTable.js';
import type { Say } from '../words.js';
import { PageText } from './pageText.js';

const heads = [
  ['columns', { zh: '栏目', en: 'Columns' }],
  ['judged', { zh: '已判定', en: 'Judged' }],
  ['onTime', { zh: '按时周期', en: 'On time' }],
  ['late', { zh: '逾期补发周期', en: 'Late' }],
  ['missing', { zh: '缺期', en: 'Missing' }],
  ['overdue', { zh: '超期栏目', en: 'Overdue columns' }],
  ['standing', { zh: '现有问题', en: 'Findings' }],
  ['recurring', { zh: '其中复发或上期已通报', en: 'Of these again or told before' }],
  ['pastDue', { zh: '其中超过整改时限', en: 'Of these past their due day' }],
  ['resolved', { zh: '本次销号', en: 'Resolved now' }],
  ['daysToFix', { zh: '整改用时（天，中位数）', en: 'Days to fix (median)' }],
] as const satisfies [keyof UnitRow, { zh: string; en: string }][];

interface UnitsProps {
  record: RunRecord;
  /** The address of a unit's own page; without it, or where it gives none, its name stands alone. */
  hrefOf?: (row: UnitRow) => string | null;
  say: Say;
}

export function UnitsPart({ record, hrefOf = () => null, say }: UnitsProps): VNode | null {
  if (record.columns.length === 0) return null;
  return (
    <section id="units">
      <h2>{say({ zh: '责任单位', en: 'Responsible units' })}</h2>
      <UnitsNote say={say} />
      <UnitTable rows={unitTable(record).map((row) => ({ row, href: hrefOf(row) }))} say={say} />
      <Trend trend={record.trend} say={say} />
    </section>
  );
}

export function UnitsNote({ say }: { say: Say }): VNode {
  return (
    <p class="note">
      {say({
        zh: '问题少的单位在前。存疑事项和无法监测的栏目不计入问题；不作评分。',
        en: 'Units with fewer findings first. Doubts and columns that could not be read do not count; no score is given.',
      })}
    </p>
  );
}

/** A unit and the address of its own page, null where it has none. */
export interface LinkedUnit {
  row: UnitRow;
  href: string | null;
}

export function UnitTable({ rows, say }: { rows: LinkedUnit[]; say: Say }): VNode {
  return (
    <div class="wide">
      <table class="units">
        <thead>
          <tr>
            <th scope="col">{say({ zh: '单位', en: 'Unit' })}</th>
            {heads.map(([, name]) => (
              <th scope="col" class="figure">
                {say(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, href }) => (
            <tr>
              <th scope="row">
                {row.unit !== row.siteName && (
                  <span class="soft">
                    <PageText text={row.siteName} limit={40} />{' '}
                  </span>
                )}
                <OwnPage href={href}>
                  <PageText text={row.unit} limit={60} />
                </OwnPage>
              </th>
              {heads.map(([figure]) => (
                <td class="figure">{row[figure] ?? '—'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A link to another page of this report; the bare content where there is none. */
export function OwnPage({ href, children }: { href: string | null; children: preact.ComponentChildren }): VNode {
  return href === null ? <>{children}</> : <a href={href}>{children}</a>;
}

const trendHeads = [
  [({ day }: RunTotals) => day, { zh: '巡检日', en: 'Run of' }],
  [({ columns }: RunTotals) => columns, { zh: '栏目', en: 'Columns' }],
  [({ readable }: RunTotals) => readable, { zh: '可读', en: 'Readable' }],
  [({ byStatus }: RunTotals) => byStatus.overdue, { zh: '超期', en: 'Overdue' }],
  [({ byStatus }: RunTotals) => byStatus['missing-period'], { zh: '缺期', en: 'Missing a period' }],
  [({ byStatus }: RunTotals) => byStatus.blank, { zh: '空白', en: 'Blank' }],
  [({ byStatus }: RunTotals) => byStatus.fresh + byStatus.due, { zh: '正常、临期', en: 'Fresh or due' }],
] as const;

/** The latest run last. Runs over other columns are shown with their own number of columns. One alone shows no trend. */
export function Trend({ trend, say }: { trend: RunTotals[]; say: Say }): VNode | null {
  if (trend.length < 2) return null;
  return (
    <>
      <h3>{say({ zh: '历次巡检', en: 'Runs up to this one' })}</h3>
      <div class="wide">
        <table class="trend">
          <thead>
            <tr>
              {trendHeads.map(([, name]) => (
                <th scope="col" class="figure">
                  {say(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {trend.map((totals) => (
              <tr>
                {trendHeads.map(([figure]) => (
                  <td class="figure">{figure(totals)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
