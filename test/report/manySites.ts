/** Runs of any size, made site by site from the columns of the sample run, as a store would give them. */
import type { RunColumn, SiteLine } from '../../src/model.js';
import type { RunHead, RunReader, RunSite } from '../../src/store/runReader.js';
import { record, today } from './runPieces.js';
import { sampleRecord } from './sampleRecord.js';

const templates = sampleRecord().columns;

export interface SiteSketch {
  name: string;
  columns: number;
}

/** Every column has a path of its own; one in three is its site's own, the others belong to two units. */
export function siteOf({ name, columns }: SiteSketch): RunSite {
  const made = Array.from({ length: columns }, (_, index): RunColumn => {
    const template = templates[index % templates.length] as RunColumn;
    const key = `${name}/${index}`;
    const finding = <F extends { key: string }>(one: F): F => ({ ...one, key: `${one.key}|${key}`, columnKey: key });
    const unit = index % 3 === 0 ? {} : { unit: { name: `股室 ${index % 3}` } };
    const { unit: _none, ...column } = template.column;
    return {
      ...template,
      siteKey: name,
      siteName: name,
      column: { ...column, ...unit, key, path: [`${name} 栏目 ${index}`] },
      verdict: { ...template.verdict, columnKey: key, findings: template.verdict.findings.map(finding) },
      changes: template.changes.map((change) => ({ ...change, finding: finding(change.finding) })),
    };
  });
  return { siteKey: name, siteName: name, columns: made, verdict: { siteKey: name, siteName: name, day: today, lines: [line] } };
}

const words = { zh: '空白栏目', en: 'Blank columns' };
const line: SiteLine = {
  id: 'blank-columns', title: words, state: 'over', figure: 6, near: 4, over: 5, unit: { zh: '个', en: 'columns' },
  because: words, columns: [], source: words, evidence: [],
};

/** @param onSite  called before a site is made */
export function storeOf(sketches: SiteSketch[], onSite: () => Promise<void> = async () => undefined): Pick<RunReader, 'runHead' | 'runSites'> {
  const { run } = record([]);
  const columns = sketches.reduce((sum, sketch) => sum + sketch.columns, 0);
  const byStatus = { fresh: columns, due: 0, overdue: 0, 'missing-period': 0, blank: 0, unreadable: 0, waived: 0, static: 0 };
  const totals = { runId: run.id, day: today, columns, readable: columns, items: 0, byStatus, heldBack: 0 };
  const head: RunHead = { run, trend: [], totals, judgedSites: sketches.length };
  return {
    runHead: async (runId) => (runId === run.id ? head : null),
    async *runSites() {
      for (const sketch of sketches) {
        await onSite();
        yield siteOf(sketch);
      }
    },
  };
}
