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

export function UnitsPart({ record, say }: { record: RunRecord; say: Say }): VNode | null {
  if (record.columns.length === 0) return null;
  return (
    <section id="units">
      <h2>{say({ zh: '责任单位', en: 'Responsible units' })}</h2>
      <p class="note">
        {say({
          zh: '问题少的单位在前。存疑事项和无法监测的栏目不计入问题；不作评分。',
          en: 'Units with fewer findings first. Doubts and columns that could not be read do not count; no score is given.',
        })}
      </p>
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
            {unitTable(record).map((row) => (
              <tr>
                <th scope="row">
                  {row.unit !== row.siteName && (
                    <span class="soft">
                      <PageText text={row.siteName} limit={40} />{' '}
                    </span>
                  )}
                  <PageText text={row.unit} limit={60} />
                </th>
                {heads.map(([figure]) => (
                  <td class="figure">{row[figure] ?? '—'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {record.trend.length > 1 && <Trend trend={record.trend} say={say} />}
    </section>
  );
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

/** The latest run last. Runs over other columns are shown with their own number of columns. */
function Trend({ trend, say }: { trend: RunTotals[]; say: Say }): VNode {
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
