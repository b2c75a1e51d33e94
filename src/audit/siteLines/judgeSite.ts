/** A whole site held against the national inspection's lines (国办检查指标): figures, no score. */
import type { Day, HomepageHistory, Probe, SiteVerdict } from '../../model.js';
import type { Yardstick } from '../facts.js';
import { availabilityLine } from './availabilityLine.js';
import { columnLines } from './columnLines.js';
import { homepageLine } from './homepageLine.js';
import type { LineColumn } from './standing.js';

/** What the judgement of a site starts from. */
export interface SiteFacts {
  site: { key: string; name: string };
  /** This run's columns of the site. Only configured columns are known: the site may have more. */
  columns: readonly LineColumn[];
  /** Null where the homepage was never looked at. */
  homepage: HomepageHistory | null;
  /** Those of the days before; others do no harm. */
  probes: readonly Probe[];
}

/** The five lines, in the order of the indicators. The same facts and day always give the same verdict. */
export function judgeSite({ site, columns, homepage, probes }: SiteFacts, today: Day, { rules, dayOf }: Pick<Yardstick, 'rules' | 'dayOf'>): SiteVerdict {
  const dated = probes.map((probe) => ({ ...probe, day: dayOf(probe.at) }));
  return {
    siteKey: site.key,
    siteName: site.name,
    day: today,
    lines: [availabilityLine(dated, today), homepageLine(homepage), ...columnLines(columns, rules.lines.countLevel)],
  };
}
