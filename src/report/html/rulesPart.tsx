/**
 * The rules by which was judged, so that a finding can be argued about with its source in hand.
 */
import type { VNode } from 'preact';
import type { RuleInfo } from '../../model.js';
import { basisNames, sureNames, type Say } from '../words.js';
import { PageText } from './pageText.js';
import { Wide } from './wide.js';

export function RulesPart({ rules, say }: { rules: RuleInfo[]; say: Say }): VNode {
  return (
    <section id="rules">
      <h2>{say({ zh: '检查规则与依据', en: 'Rules and their sources' })}</h2>
      <Wide label={say({ zh: '检查规则与依据', en: 'Rules and their sources' })}>
        <table class="rules">
          <thead>
            <tr>
              <th scope="col">{say({ zh: '规则', en: 'Rule' })}</th>
              <th scope="col">{say({ zh: '性质', en: 'Basis' })}</th>
              <th scope="col">{say({ zh: '理由', en: 'Reason' })}</th>
              <th scope="col">{say({ zh: '出处', en: 'Source' })}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr>
                <td>
                  <b>{say(rule.title)}</b>
                  <div class="soft">
                    <code>{rule.id}</code>
                  </div>
                </td>
                <td>
                  {say(basisNames[rule.basis])}
                  <div class="soft">{say(sureNames[rule.sure])}</div>
                </td>
                <td>{say(rule.reason)}</td>
                <td>
                  <SourceText text={say(rule.source)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

/** Sources are ours, yet long addresses in them have to break. */
function SourceText({ text }: { text: string }): VNode {
  return (
    <span class="address">
      <PageText text={text} limit={500} />
    </span>
  );
}
