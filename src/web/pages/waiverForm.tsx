/** The waivers of a column, and the form for a new one. */
import type { VNode } from 'preact';
import type { Day, Waiver } from '../../model.js';
import { PageText } from '../../report/html/pageText.js';
import { waiverKindNames, waiverWords } from '../../report/waiverWords.js';
import type { Say } from '../../report/words.js';
import type { ColumnDetails } from '../../store/columnDetails.js';
import type { Asking } from '../layout.js';
import type { Limits } from '../options.js';
import { ChangeForm } from '../parts.js';

export const WAIVER_KINDS: Waiver['kind'][] = ['nothing-to-publish', 'redesign', 'other'];

export function WaiverPart({ asking, details, today, limits }: { asking: Asking; details: ColumnDetails; today: Day; limits: Limits }): VNode {
  const { say, visitor, formWord } = asking;
  return (
    <section id="waivers">
      <h2>{say({ zh: '豁免', en: 'Waivers' })}</h2>
      {details.waivers.length === 0 && <p class="nothing">{say({ zh: '没有豁免。', en: 'None.' })}</p>}
      {details.waivers.map((waiver) => <OneWaiver waiver={waiver} today={today} asking={asking} />)}
      {visitor?.role === 'editor' && (
        <details class="word">
          <summary>{say({ zh: '登记豁免', en: 'Add a waiver' })}</summary>
          <ChangeForm action={`/column/${details.id}/waive`} formWord={formWord} label={say({ zh: '登记豁免', en: 'Add a waiver' })}>
            <p class="note">
              {say({
                zh: `豁免期间不计缺期、超期和空白，日期存疑的问题照常列出。最长 ${limits.waiverDays} 天（本工具的上限，非法定），到期自动恢复。`,
                en: `While it holds nothing is missing, overdue or blank; doubts about dates stand. At most ${limits.waiverDays} days (this program's limit and no law).`,
              })}
            </p>
            <label for="waiver-kind">{say({ zh: '豁免类别', en: 'Kind' })}</label>
            <select id="waiver-kind" name="kind" required>
              {WAIVER_KINDS.map((kind) => <option value={kind}>{say(waiverKindNames[kind])}</option>)}
            </select>
            <label for="waiver-from">{say({ zh: '豁免起始日', en: 'From' })}</label>
            <input id="waiver-from" type="date" name="from" value={today} required />
            <label for="waiver-until">{say({ zh: '豁免截止日（含当天）', en: 'Until (that day included)' })}</label>
            <input id="waiver-until" type="date" name="until" required />
            <label for="waiver-reason">{say({ zh: '豁免理由', en: 'Why' })}</label>
            <textarea id="waiver-reason" name="reason" rows={2} maxLength={limits.reason} required />
            <label for="waiver-document">{say({ zh: '文号（可不填）', en: 'Document (if any)' })}</label>
            <input id="waiver-document" name="document" maxLength={limits.name} />
            <button type="submit">{say({ zh: '提交豁免', en: 'Add the waiver' })}</button>
          </ChangeForm>
        </details>
      )}
    </section>
  );
}

export function stateOfWaiver({ from, until, endedOn }: Waiver, today: Day, say: Say): string {
  const last = endedOn !== null && endedOn <= until ? endedOn : null;
  if (last !== null && last <= today) return say({ zh: '已终止', en: 'taken back' });
  if (until < today) return say({ zh: '已到期', en: 'ended' });
  return from > today ? say({ zh: '未开始', en: 'to come' }) : say({ zh: '生效中', en: 'holds' });
}

function OneWaiver({ waiver, today, asking: { say, visitor, formWord } }: { waiver: Waiver; today: Day; asking: Asking }): VNode {
  return (
    <article class="finding">
      <p>
        <b>#{waiver.id} {stateOfWaiver(waiver, today, say)}</b>{' '}
        {say(waiverKindNames[waiver.kind])}：<PageText text={say(waiverWords(waiver))} limit={400} />{' '}
        <span class="soft"><PageText text={waiver.author} limit={60} /> {waiver.recordedAt.slice(0, 10)}</span>
      </p>
      {waiver.ending !== undefined && (
        <p class="soft">
          {say({ zh: '终止：', en: 'Taken back: ' })}<PageText text={waiver.ending.reason} limit={300} /> <PageText text={waiver.ending.author} limit={60} />
        </p>
      )}
      {visitor?.role === 'editor' && waiver.endedOn === null && waiver.until >= today && (
        <EndForm waiver={waiver} today={today} formWord={formWord} say={say} />
      )}
    </article>
  );
}

export function EndForm({ waiver, today, formWord, say }: { waiver: Waiver; today: Day; formWord: string; say: Say }): VNode {
  const id = `end-${waiver.id}`;
  const title = say({ zh: `终止豁免 #${waiver.id}`, en: `End waiver #${waiver.id}` });
  return (
    <details class="word">
      <summary>{title}</summary>
      <ChangeForm action={`/waiver/${waiver.id}/end`} formWord={formWord} label={title}>
        <label for={`${id}-on`}>{say({ zh: '从哪天起不再豁免', en: 'The first day on which it holds no longer' })}</label>
        <input id={`${id}-on`} type="date" name="on" value={today < waiver.from ? waiver.from : today} min={waiver.from} max={waiver.until} required />
        <label for={`${id}-reason`}>{say({ zh: '终止理由', en: 'Why' })}</label>
        <textarea id={`${id}-reason`} name="reason" rows={2} maxLength={2000} required />
        <button type="submit">{say({ zh: '确认终止', en: 'End it' })}</button>
      </ChangeForm>
    </details>
  );
}
