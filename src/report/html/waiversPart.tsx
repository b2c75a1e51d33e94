/**
 * 豁免: what was not held against a column and on whose word, those that have ended included.
 */
import type { VNode } from 'preact';
import type { RunRecord, Waiver, Words } from '../../model.js';
import { endedWords, waiverKindNames, waiverRows, type WaiverRow } from '../waiverWords.js';
import type { Say } from '../words.js';
import { ColumnPath, PageText, UnitCell } from './pageText.js';
import { Wide } from './wide.js';

/** Nothing is drawn where nothing is or was waived. */
export function WaiversPart({ record, say }: { record: RunRecord; say: Say }): VNode | null {
  const rows = waiverRows(record);
  if (rows.length === 0) return null;
  return (
    <section id="waivers">
      <h2>
        {say({ zh: '豁免', en: 'Waivers' })} <span class="tally">{rows.length}</span>
      </h2>
      <p class="note">
        {say({
          zh: '豁免期间不计缺期、超期和空白；涉及日期真实性的问题不因豁免隐去。',
          en: 'Nothing is missing, overdue or blank while a waiver holds; findings about dates are not hidden by it.',
        })}
      </p>
      <Wide label={say({ zh: '豁免', en: 'Waivers' })}>
        <table class="waivers">
          <thead>
            <tr>
              <th scope="col">{say({ zh: '单位', en: 'Unit' })}</th>
              <th scope="col">{say({ zh: '栏目路径', en: 'Column path' })}</th>
              <th scope="col">{say({ zh: '类别', en: 'Kind' })}</th>
              <th scope="col">{say({ zh: '起止', en: 'From and until' })}</th>
              <th scope="col">{say({ zh: '原因', en: 'Reason' })}</th>
              <th scope="col">{say({ zh: '文号', en: 'Document' })}</th>
              <th scope="col">{say({ zh: '经手人', en: 'By' })}</th>
              <th scope="col">{say({ zh: '状态', en: 'State' })}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <WaiverLine row={row} say={say} />
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function WaiverLine({ row: { column, waiver, isHolding }, say }: { row: WaiverRow; say: Say }): VNode {
  const ended = endedWords(waiver);
  return (
    <tr>
      <td>
        <UnitCell entry={column} say={say} />
      </td>
      <td>
        <ColumnPath path={column.column.path} />
      </td>
      <td>{say(waiverKindNames[waiver.kind])}</td>
      <td class="day">
        {waiver.from} – {waiver.until}
      </td>
      <td>
        <PageText text={waiver.reason} limit={500} />
      </td>
      <td>{waiver.document === null ? '—' : <PageText text={waiver.document} limit={80} />}</td>
      <td>
        <PageText text={waiver.author} limit={40} />
      </td>
      <td>
        {isHolding ? say({ zh: '有效', en: 'holds' }) : say({ zh: '已结束', en: 'ended' })}
        {ended !== '' && (
          <div class="soft">
            {say(ended)}
            {waiver.ending && <PageText text={say(endingWords(waiver.ending))} limit={500} />}
          </div>
        )}
      </td>
    </tr>
  );
}

function endingWords({ author, reason }: NonNullable<Waiver['ending']>): Words {
  return { zh: `：${reason}（${author}）`, en: `: ${reason} (${author})` };
}
