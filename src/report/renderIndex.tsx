/**
 * The index of a report that is too large for one page: the headline, what stands out, and the sites in the order of the
 * configuration, with further pages where they are too many for one.
 */
import type { VNode } from 'preact';
import type { Language, RuleInfo, Run, RunTotals } from '../model.js';
import type { Figures } from './figures.js';
import { contentsOf } from './html/chapters.js';
import { htmlDocument, renderChapters, reportTitle } from './html/document.js';
import { Headline, OwnTroubles } from './html/headline.js';
import { PageText } from './html/pageText.js';
import { RulesPart } from './html/rulesPart.js';
import { SiteTable } from './html/sitesPart.js';
import { Trail, type Way } from './html/trail.js';
import { UnitBars, type LinkedUnit } from './html/unitBars.js';
import { Trend, UnitsNote, UnitTable } from './html/unitsPart.js';
import { longDay } from './periodWords.js';
import type { SiteRow } from './siteRow.js';
import { runTroubles } from './standingWords.js';
import { speaker, type Say } from './words.js';

export interface Index {
  run: Run;
  trend: RunTotals[];
  rules: RuleInfo[];
  figures: Figures;
  sites: SitesFound;
  units: UnitsFound;
}

export interface SitesFound {
  /** Those of the first page. */
  rows: readonly SiteRow[];
  total: number;
  /** Those with the most findings. */
  worst: readonly SiteRow[];
  /** The next page of the index; null where this one holds all sites. */
  next: string | null;
}

/** Where there are more than `UNITS_LISTED`, only those at both ends are on the page. */
export interface UnitsFound {
  total: number;
  /** At most `UNITS_LISTED`. */
  best: readonly LinkedUnit[];
  /** At most half as many, the worst first. */
  worst: readonly LinkedUnit[];
}

export const UNITS_LISTED = 200;
export const WORST_SITES_LISTED = 20;

export function renderIndex({ run, trend, rules, figures, sites, units }: Index, language: Language): string {
  const say = speaker(language);
  // What follows from the sites as a whole stands on their pages.
  const contents = contentsOf(['sites', 'units', 'rules'], figures);
  const headline = (
    <Headline run={run} figures={figures} title={reportTitle(say)} name={run.configName} contents={contents} say={say} />
  );
  const chapters = renderChapters([
    <SitesPart sites={sites} say={say} />,
    <UnitsPart units={units} trend={trend} say={say} />,
    <RulesPart rules={rules} say={say} />,
  ]);
  return htmlDocument({ run, name: run.configName, head: [headline], chapters }, language);
}

export interface FurtherIndex {
  run: Run;
  rows: readonly SiteRow[];
  /** The number of its first site, counted from 1. */
  first: number;
  previous: string;
  /** Null on the last page. */
  next: string | null;
}

/** A page of the index after the first. */
export function renderFurtherIndex({ run, rows, first, previous, next }: FurtherIndex, language: Language): string {
  const say = speaker(language);
  const ways: Way[] = [
    { href: 'index.html', name: { zh: '‹ 总览', en: '‹ Overview' } },
    { href: previous, name: { zh: '‹ 上一页', en: '‹ Previous page' } },
    ...(next === null ? [] : [{ href: next, name: { zh: '下一页 ›', en: 'Next page ›' } }]),
  ];
  const chapters = renderChapters([
    <section id="sites">
      <h2>
        {say({ zh: '站点', en: 'Sites' })} <span class="tally">{rangeOf(rows, first)}</span>
      </h2>
      <SiteTable rows={rows} say={say} />
    </section>,
  ]);
  const head = [<Trail ways={ways} say={say} />, <ShortHeadline run={run} say={say} />];
  return htmlDocument({ run, name: run.configName, head, chapters }, language);
}

/** What the page belongs to; the figures of the run stand on the first page of the index. */
function ShortHeadline({ run, say }: { run: Run; say: Say }): VNode {
  return (
    <header class="headline">
      <OwnTroubles troubles={runTroubles(run)} say={say} />
      <p class="kind">
        {reportTitle(say)} · {say(longDay(run.day))}
      </p>
      <h1>
        <PageText text={run.configName} limit={80} />
      </h1>
    </header>
  );
}

function rangeOf(rows: readonly SiteRow[], first: number): string {
  return rows.length === 1 ? String(first) : `${first}–${first + rows.length - 1}`;
}

function SitesPart({ sites: { rows, total, worst, next }, say }: { sites: SitesFound; say: Say }): VNode {
  return (
    <section id="sites">
      <h2>
        {say({ zh: '站点', en: 'Sites' })} <span class="tally">{total}</span>
      </h2>
      {total > worst.length && worst.length > 0 && (
        <>
          <h3>{say({ zh: `现有问题最多的 ${worst.length} 个站点`, en: `The ${worst.length} with the most findings` })}</h3>
          <SiteTable rows={worst} say={say} />
          <h3>
            {say({ zh: '按配置顺序', en: 'In the order of the configuration' })}{' '}
            {next !== null && <small>{rangeOf(rows, 1)}</small>}
          </h3>
        </>
      )}
      <SiteTable rows={rows} say={say} />
      {next !== null && (
        <p class="no-print">
          <a href={next}>{say({ zh: '其余站点 ›', en: 'Further sites ›' })}</a>
        </p>
      )}
    </section>
  );
}

interface UnitsProps {
  units: UnitsFound;
  trend: RunTotals[];
  say: Say;
}

function UnitsPart({ units: { total, best, worst }, trend, say }: UnitsProps): VNode {
  const isCut = total > UNITS_LISTED;
  const shown = isCut ? best.slice(0, UNITS_LISTED / 2) : best;
  return (
    <section id="units">
      <h2>
        {say({ zh: '责任单位', en: 'Responsible units' })} <span class="tally">{total}</span>
      </h2>
      <UnitsNote say={say} />
      {isCut && <h3>{say({ zh: `问题最少的 ${shown.length} 个`, en: `The ${shown.length} with the fewest findings` })}</h3>}
      <UnitBars rows={shown} say={say} />
      <UnitTable rows={shown} say={say} />
      {isCut && (
        <>
          <h3>{say({ zh: `问题最多的 ${worst.length} 个`, en: `The ${worst.length} with the most findings` })}</h3>
          <UnitBars rows={worst} say={say} />
          <UnitTable rows={worst} say={say} />
          <p class="note">
            {say({
              zh: '其余单位见各站点页；全部单位见 findings.json。',
              en: 'The others are on the pages of their sites; findings.json has them all.',
            })}
          </p>
        </>
      )}
      <Trend trend={trend} say={say} />
    </section>
  );
}
