/**
 * The table that offices already use (问题清单), what was resolved, and what is in doubt.
 */
import type { VNode } from 'preact';
import type { Day } from '../../model.js';
import type { FindingRow } from '../findingRows.js';
import { toldWords } from '../toldWords.js';
import type { Summary } from '../summarise.js';
import { basisNames, cadenceName, type Say } from '../words.js';
import { Evidence } from './evidence.js';
import type { HrefOf } from './ledgerTable.js';
import { Address, ColumnPath, PageText, UnitCell } from './pageText.js';
import { EventMark, LevelBadge } from './statusBadge.js';
import { Wide } from './wide.js';

interface PartProps {
  rows: FindingRow[];
  say: Say;
}

interface ShownPartProps extends PartProps {
  /** Where the page of a column is shown as it was. */
  hrefOf: HrefOf;
  isBrief: boolean;
}

export function StandingFindings({ rows, summary, hrefOf, isBrief, say }: ShownPartProps & { summary: Summary }): VNode {
  return (
    <section id="findings">
      <h2>
        {say({ zh: '问题清单', en: 'Findings' })} <span class="tally">{rows.length}</span>
      </h2>
      {rows.length === 0 ? (
        <p class="nothing">{say(nothingFound(summary))}</p>
      ) : (
        <FindingTable anchor={FINDING_ANCHOR} {...{ rows, hrefOf, isBrief, say }} />
      )}
    </section>
  );
}

function nothingFound({ judged }: Summary): { zh: string; en: string } {
  if (judged === 0) return { zh: '没有可以判定的栏目，无问题可列。', en: 'No column could be judged, so there is nothing to list.' };
  return {
    zh: `在已判定的 ${judged} 个栏目中未发现超期、缺期或空白。`,
    en: `Among the ${judged} columns judged, none is overdue, misses a period or is blank.`,
  };
}

/** Nothing is drawn where nothing is in doubt. */
export function Doubts({ rows, hrefOf, isBrief, say }: ShownPartProps): VNode | null {
  if (rows.length === 0) return null;
  return (
    <section id="doubts">
      <h2>
        {say({ zh: '存疑事项', en: 'In doubt' })} <span class="tally">{rows.length}</span>
      </h2>
      <p class="note">
        {say({
          zh: '以下情况需要人工核实，未计入超期、缺期或空白。',
          en: 'These need a person’s look. They are not counted as overdue, missing or blank.',
        })}
      </p>
      <FindingTable anchor={DOUBT_ANCHOR} {...{ rows, hrefOf, isBrief, say }} />
    </section>
  );
}

/** With its number, counted from 1, the name of a finding's place on the page. */
export const FINDING_ANCHOR = 'f';
export const DOUBT_ANCHOR = 'd';

/** What the widths in the stylesheet are called. */
const columnNames = 'number unit column url cadence latest age description basis found'.split(' ');

/** One table body per finding, so that a finding and its evidence stay on one sheet of paper. */
function FindingTable({ rows, anchor, hrefOf, isBrief, say }: ShownPartProps & { anchor: string }): VNode {
  return (
    <Wide label={say({ zh: '问题清单', en: 'Findings' })}>
      <table class="findings">
        <colgroup>
          {columnNames.map((name) => (
            <col class={`of-${name}`} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{say({ zh: '序号', en: 'No.' })}</th>
            <th scope="col">{say({ zh: '单位', en: 'Unit' })}</th>
            <th scope="col">{say({ zh: '栏目路径', en: 'Column path' })}</th>
            <th scope="col">{say({ zh: '网址', en: 'Address' })}</th>
            <th scope="col">{say({ zh: '公开时限', en: 'Cadence' })}</th>
            <th scope="col">{say({ zh: '最后更新时间', en: 'Last update' })}</th>
            <th scope="col" class="figure">
              {say({ zh: '未更新天数', en: 'Days since' })}
            </th>
            <th scope="col">{say({ zh: '问题描述', en: 'Finding' })}</th>
            <th scope="col">{say({ zh: '依据', en: 'Basis' })}</th>
            <th scope="col">{say({ zh: '发现时间', en: 'Found on' })}</th>
          </tr>
        </thead>
        {rows.map((row, index) => (
          <FindingBody number={index + 1} pageHref={hrefOf(row.column)} {...{ row, anchor, isBrief, say }} />
        ))}
      </table>
    </Wide>
  );
}

interface FindingBodyProps {
  row: FindingRow;
  number: number;
  anchor: string;
  pageHref: string | null;
  isBrief: boolean;
  say: Say;
}

function FindingBody({ row, number, anchor, pageHref, isBrief, say }: FindingBodyProps): VNode {
  const { column, verdict } = row.column;
  return (
    <tbody class="finding" id={`${anchor}${number}`}>
      <tr>
        <td class="figure">{number}</td>
        <td>
          <UnitCell entry={row.column} say={say} />
        </td>
        <td>
          <ColumnPath path={column.path} />
        </td>
        <td>
          <Address url={column.url} />
        </td>
        <td>{say(cadenceName(column.cadence))}</td>
        <td class="day">{verdict.latest?.date.day ?? '—'}</td>
        <td class="figure">{verdict.ageDays ?? '—'}</td>
        <td>
          <LevelBadge level={row.finding.level} say={say} />{' '}
          <PageText text={say(row.finding.description)} limit={300} />
        </td>
        <td class="soft">
          {row.rule !== null && <span class="basis">{say(basisNames[row.rule.basis])}</span>}
          <PageText text={say(row.finding.basis)} limit={160} />
        </td>
        <td>
          <span class="day">{row.openedOn ?? '—'}</span>
          {row.event !== null && <EventMark event={row.event} say={say} />}
          <Told row={row} say={say} />
        </td>
      </tr>
      <tr class="evidence-row">
        <td />
        <td colSpan={9}>
          <Evidence {...{ row, pageHref, isBrief, say }} />
        </td>
      </tr>
    </tbody>
  );
}

/** 上期已通报, 整改时限 and how often it came back. */
function Told({ row, say }: { row: FindingRow; say: Say }): VNode | null {
  const words = toldWords(row);
  return words === null ? null : <span class="soft told">{say(words)}</span>;
}

/** Nothing is drawn where nothing was resolved. */
export function Resolved({ rows, day, say }: PartProps & { day: Day }): VNode | null {
  if (rows.length === 0) return null;
  return (
    <section id="resolved">
      <h2>
        {say({ zh: '本次已解决', en: 'Resolved this time' })} <span class="tally">{rows.length}</span>
      </h2>
      <Wide label={say({ zh: '本次已解决', en: 'Resolved this time' })}>
        <table class="resolved">
          <thead>
            <tr>
              <th scope="col">{say({ zh: '单位', en: 'Unit' })}</th>
              <th scope="col">{say({ zh: '栏目路径', en: 'Column path' })}</th>
              <th scope="col">{say({ zh: '原问题', en: 'What stood' })}</th>
              <th scope="col">{say({ zh: '最后更新时间', en: 'Last update' })}</th>
              <th scope="col">{say({ zh: '发现时间', en: 'Found on' })}</th>
              <th scope="col">{say({ zh: '解决时间', en: 'Resolved on' })}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td>
                  <UnitCell entry={row.column} say={say} />
                </td>
                <td>
                  <ColumnPath path={row.column.column.path} />
                </td>
                <td>
                  <LevelBadge level={row.finding.level} isGone say={say} />{' '}
                  <PageText text={say(row.finding.description)} limit={200} />
                </td>
                <td class="day">{row.column.verdict.latest?.date.day ?? '—'}</td>
                <td class="day">{row.openedOn ?? '—'}</td>
                <td class="day">{day}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}
