/** The findings of a column with their evidence, what people said of them, and the form for a word of one's own. */
import type { VNode } from 'preact';
import type { FindingRecord, Opinion, RuleInfo, Verdict } from '../../model.js';
import { PageLink, PageText } from '../../report/html/pageText.js';
import { levelNames, type Say } from '../../report/words.js';
import type { ColumnDetails } from '../../store/columnDetails.js';
import type { Asking } from '../layout.js';
import { ChangeForm } from '../parts.js';

export const OPINION_NAMES = {
  confirmed: { zh: '属实', en: 'confirmed' },
  'false-alarm': { zh: '误报', en: 'false alarm' },
} as const;

/** Resolved ones beyond so many are told by their number. */
const RESOLVED_SHOWN = 20;

interface PartProps {
  asking: Asking;
  details: ColumnDetails;
  verdict: Verdict | null;
  rules: readonly RuleInfo[];
}

export function FindingsOfColumn(props: PartProps): VNode {
  const { asking: { say }, details } = props;
  const open = details.findings.filter(({ state }) => state === 'open');
  const resolved = details.findings.filter(({ state }) => state === 'resolved').reverse();
  return (
    <section id="findings">
      <h2>
        {say({ zh: '未解决的问题', en: 'Open findings' })} <span class="tally">{open.length}</span>
      </h2>
      {open.length === 0 && <p class="nothing">{say({ zh: '没有未解决的问题。', en: 'Nothing is open.' })}</p>}
      {open.map((record) => <OneFinding record={record} {...props} />)}
      {resolved.length > 0 && (
        <details>
          <summary>{say({ zh: `已解决的问题 ${resolved.length}`, en: `Resolved: ${resolved.length}` })}</summary>
          <ul>
            {resolved.slice(0, RESOLVED_SHOWN).map(({ finding, openedOn, resolvedOn }) => (
              <li>
                <span class="day">{openedOn}–{resolvedOn}</span> <PageText text={say(finding.description)} limit={200} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function OneFinding({ record: { finding, openedOn, reopened, notices }, asking, details, verdict, rules }: PartProps & { record: FindingRecord }): VNode {
  const { say } = asking;
  const rule = rules.find(({ id }) => id === finding.rule);
  const words = details.opinions.filter(({ findingKey }) => findingKey === finding.key);
  return (
    <article class="finding" id={anchorOf(finding.key)}>
      <h3>
        <span class={`badge ${finding.level}`}>{say(levelNames[finding.level])}</span> <PageText text={say(finding.description)} limit={300} />
      </h3>
      <StandsHow finding={finding.key} level={finding.level} verdict={verdict} say={say} />
      <p class="soft">
        {say({ zh: `发现于 ${openedOn}`, en: `found on ${openedOn}` })}
        {reopened > 0 && say({ zh: `，复发 ${reopened} 次`, en: `, came back ${reopened} times` })}
        {notices.map(({ on, due }) => say({ zh: `，${on} 通报${due === null ? '' : `，限 ${due} 前整改`}`, en: `, handed out on ${on}${due === null ? '' : `, due ${due}`}` }))}
      </p>
      <dl class="evidence">
        {finding.evidence.map((piece) => (
          <div>
            <dt><PageText text={say(piece.label)} limit={40} /></dt>
            <dd><PageLink text={piece.text} url={piece.url ?? null} limit={300} /></dd>
          </div>
        ))}
        <div>
          <dt>{say({ zh: '依据', en: 'Basis' })}</dt>
          <dd>
            <PageText text={say(finding.basis)} limit={300} />
            {rule !== undefined && <span class="soft"> {say(rule.title)}：{say(rule.source)}</span>}
          </dd>
        </div>
        <div>
          <dt>{say({ zh: '问题编号', en: 'Key' })}</dt>
          <dd><PageText text={finding.key} limit={200} /></dd>
        </div>
      </dl>
      {words.map((word) => <Said word={word} facts={finding.facts} say={say} />)}
      {asking.visitor?.role === 'editor' && finding.level !== 'unreadable' && typeof finding.facts === 'string' && (
        <OpinionForm asking={asking} columnId={details.id} findingKey={finding.key} />
      )}
    </article>
  );
}

/** Where an open finding is not held against anybody just now, and why. */
function StandsHow({ finding, level, verdict, say }: { finding: string; level: string; verdict: Verdict | null; say: Say }): VNode | null {
  if (verdict === null || level === 'unreadable') return null;
  if (verdict.findings.some(({ key }) => key === finding)) return null;
  const why = verdict.status === 'unreadable'
    ? { zh: '栏目这次没能读到，问题未能复核，暂不计入。', en: 'The column could not be read this time: it is not verified and not counted.' }
    : verdict.dismissed.some(({ finding: { key } }) => key === finding)
      ? { zh: '已人工认定为误报，不计入。', en: 'Called a false alarm by a person; not counted.' }
      : { zh: '目前不计入（豁免，或这次无从判断）。', en: 'Not counted at present (waived, or it could not be told this time).' };
  return <p class="honest">{say(why)}</p>;
}

function Said({ word: { opinion, reason, author, at, facts }, facts: now, say }: { word: Opinion; facts: string; say: Say }): VNode {
  return (
    <p class="said">
      {say(OPINION_NAMES[opinion])}：<PageText text={reason} limit={300} />{' '}
      <span class="soft">
        <PageText text={author} limit={60} /> {at.slice(0, 10)}
        {facts !== now && say({ zh: '（其后事实有变化，不再适用）', en: ' (the facts have changed since)' })}
      </span>
    </p>
  );
}

function OpinionForm({ asking: { say, formWord }, columnId, findingKey }: { asking: Asking; columnId: number; findingKey: string }): VNode {
  const id = anchorOf(findingKey);
  return (
    <details class="word">
      <summary>{say({ zh: '人工认定', en: 'A word on it' })}</summary>
      <ChangeForm action={`/column/${columnId}/opinion`} formWord={formWord} label={say({ zh: '人工认定', en: 'A word on it' })}>
        <input type="hidden" name="finding" value={findingKey} />
        <fieldset>
          <legend>{say({ zh: '认定为', en: 'It is' })}</legend>
          {(['confirmed', 'false-alarm'] as const).map((opinion) => (
            <label><input type="radio" name="opinion" value={opinion} required /> {say(OPINION_NAMES[opinion])}</label>
          ))}
        </fieldset>
        <label for={`${id}-reason`}>{say({ zh: '认定理由', en: 'Why' })}</label>
        <textarea id={`${id}-reason`} name="reason" rows={2} maxLength={2000} required />
        <button type="submit">{say({ zh: '提交认定', en: 'Note it' })}</button>
      </ChangeForm>
    </details>
  );
}

/** For the address of a finding on its column's page; keys are of any length and sign. */
export function anchorOf(key: string): string {
  let hash = 0;
  for (const unit of key) hash = (Math.imul(hash, 31) + (unit.codePointAt(0) ?? 0)) | 0;
  return `f${(hash >>> 0).toString(36)}`;
}
