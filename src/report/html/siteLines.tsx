/**
 * 国办检查线: each site held against the national inspection's lines. They are figures; no score is made of them.
 */
import type { VNode } from 'preact';
import type { Evidence, RunRecord, SiteLine, SiteVerdict } from '../../model.js';
import { siteLineStates, type Say } from '../words.js';
import { PageLink, PageText } from './pageText.js';
import { Wide } from './wide.js';

/** Nothing is drawn for runs that judged no site, such as those of a single column. */
export function SiteLines({ record, say }: { record: RunRecord; say: Say }): VNode | null {
  if (record.sites.length === 0) return null;
  return (
    <section id="site-lines">
      <h2>
        {say({ zh: '国办检查线', en: "The national inspection's lines" })} <span class="tally">{record.sites.length}</span>
      </h2>
      <p class="note">
        {say({
          zh: '只计配置中的栏目，只列数字，不打分。读不到的栏目、豁免和人工认定误报的都不计入；“无法判定”不等于合格，也不等于不合格。',
          en:
            'Only configured columns are counted; these are figures and no score. What could not be read, is waived, or was ' +
            'called a false alarm never counts. "Not known" is neither a pass nor a fail.',
        })}
      </p>
      {record.sites.map((site) => (
        <SiteTable site={site} say={say} />
      ))}
      <Sources lines={record.sites.flatMap((site) => site.lines)} say={say} />
    </section>
  );
}

/** 依据 of each line, once for all sites. */
function Sources({ lines, say }: { lines: SiteLine[]; say: Say }): VNode {
  const sources = new Map(lines.map(({ title, source }) => [`${say(title)}\n${say(source)}`, { title, source }]));
  return (
    <dl class="sources">
      {[...sources.values()].map(({ title, source }) => (
        <div>
          <dt>{say(title)}</dt>
          <dd class="soft address">{say(source)}</dd>
        </div>
      ))}
    </dl>
  );
}

function SiteTable({ site, say }: { site: SiteVerdict; say: Say }): VNode {
  return (
    <div class="site">
      <h3>
        <PageText text={site.siteName} limit={60} />
      </h3>
      <Wide label={say({ zh: '国办检查线', en: "The national inspection's lines" })}>
        <table class="site-lines">
          <thead>
            <tr>
              <th scope="col">{say({ zh: '检查线', en: 'Line' })}</th>
              <th scope="col">{say({ zh: '状态', en: 'State' })}</th>
              <th scope="col" class="figure">{say({ zh: '现值', en: 'Figure' })}</th>
              <th scope="col" class="figure">{say({ zh: '提示', en: 'Warning' })}</th>
              <th scope="col" class="figure">{say({ zh: '到线', en: 'Line' })}</th>
              <th scope="col">{say({ zh: '说明', en: 'Why' })}</th>
            </tr>
          </thead>
          <tbody>
            {site.lines.map((line) => (
              <LineRow line={line} say={say} />
            ))}
          </tbody>
        </table>
      </Wide>
    </div>
  );
}

/** The shade of each state is that of the column status that it is most like. */
const shades: Record<SiteLine['state'], string> = { clear: 'fresh', near: 'due', over: 'overdue', unknown: 'unreadable' };

function LineRow({ line, say }: { line: SiteLine; say: Say }): VNode {
  const { title, state, figure, near, over, unit, because, evidence } = line;
  return (
    <tr>
      <th scope="row">{say(title)}</th>
      <td class="state">
        <span class={`badge ${shades[state]}`}>{say(siteLineStates[state])}</span>
      </td>
      <td class="figure">{figure === null ? '—' : `${figure} ${say(unit)}`}</td>
      <td class="figure">{near}</td>
      <td class="figure">{over}</td>
      <td>
        <PageText text={say(because)} limit={400} />
        {evidence.length > 0 && <LineEvidence evidence={evidence} say={say} />}
      </td>
    </tr>
  );
}

/** More than anybody reads in a report; findings.json has them all. */
const MOST_SHOWN = 5;

function LineEvidence({ evidence, say }: { evidence: Evidence[]; say: Say }): VNode {
  const left = evidence.length - MOST_SHOWN;
  return (
    <>
      <details>
        <summary>{say({ zh: '证据', en: 'Evidence' })}</summary>
      </details>
      <dl class="evidence">
        {evidence.slice(0, MOST_SHOWN).map(({ label, text, url }) => (
          <div>
            <dt>
              <PageText text={say(label)} limit={120} />
            </dt>
            <dd>
              <PageLink text={text} url={url ?? null} limit={160} />
            </dd>
          </div>
        ))}
        {left > 0 && (
          <div>
            <dt>{say({ zh: `另有 ${left} 项`, en: `${left} more` })}</dt>
            <dd>findings.json</dd>
          </div>
        )}
      </dl>
    </>
  );
}
