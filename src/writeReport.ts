/**
 * Puts the report of one run into a folder of its own: index.html, findings.json, findings.csv. The run is walked over
 * site by site; one that does not fit on a page becomes an index with a page for each site and unit.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runTroubles } from './audit/ownTroubles.js';
import { rules } from './audit/rules/index.js';
import { asOfRun } from './run/carryOn.js';
import type { Language, Run, RunRecord, RunTotals } from './model.js';
import { addFigures, figuresOf, type Figures } from './report/figures.js';
import { PAGE_LIMITS, type PageLimits } from './report/pageLimits.js';
import { renderHtml } from './report/renderHtml.js';
import { createEvidencePages } from './reportFiles/evidencePages.js';
import { createFindingsFiles } from './reportFiles/findingsFiles.js';
import { publishFolder } from './reportFiles/publishFolder.js';
import { createSplitPages, type PageForm } from './reportFiles/splitPages.js';
import type { EvidenceReader } from './store/evidence.js';
import type { RunHead, RunReader, RunSite } from './store/runReader.js';

export interface WrittenReport {
  /** `<out>/<run id>` */
  folder: string;
  run: Run;
  totals: RunTotals;
  figures: Figures;
}

export interface ReportOptions {
  out: string;
  language: Language;
  /** Called with each site as it passes, in the order of the configuration. */
  onSite?: (site: RunSite) => void;
  limits?: PageLimits;
}

/**
 * Writes the report; null where there is no such run. A new folder appears whole, and in one that is there each file
 * appears whole or not at all, so that a reader never opens half a report.
 */
export async function writeReport(
  store: Pick<RunReader, 'runHead' | 'runSites'> & Partial<EvidenceReader>,
  runId: string,
  options: ReportOptions,
): Promise<WrittenReport | null> {
  const stored = await store.runHead(runId);
  if (stored === null) return null;
  const head = withTroubles(stored);
  const folder = path.join(options.out, head.run.id);
  // Beside the folder and not in the system's own place for such: only there a rename is one step.
  const part = path.join(options.out, `.${head.run.id}.part`);
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  try {
    const figures = await writeFiles(part, head, store, options);
    await publishFolder(part, folder);
    return { folder, run: head.run, totals: head.totals, figures };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** Beside what was wrong when the run began stands what became of itself. */
function withTroubles(head: RunHead): RunHead {
  const { run, totals } = head;
  return { ...head, run: { ...run, troubles: [...(run.troubles ?? []), ...runTroubles(run, totals)] } };
}

async function writeFiles(
  folder: string,
  head: RunHead,
  store: Pick<RunReader, 'runSites'> & Partial<EvidenceReader>,
  { language, onSite, limits = PAGE_LIMITS }: ReportOptions,
): Promise<Figures> {
  const findings = await createFindingsFiles(folder, head, language);
  const evidence = createEvidencePages(folder, head.run, store, language);
  const pages = await createPages(folder, head, { limits, language, evidenceOf: (column) => evidence.nameOf(column) });
  let figures = figuresOf(recordOf(head, []));
  for await (const stored of store.runSites(head.run.id)) {
    const site = { ...stored, columns: stored.columns.map((column) => asOfRun(head.run, column)) };
    const record = recordOf(head, [site]);
    figures = addFigures(figures, figuresOf(record));
    await findings.addSite(record);
    await evidence.addSite(record);
    await pages.addSite(site, record);
    onSite?.(site);
  }
  await findings.close(figures.summary, rules);
  await pages.close(figures);
  return figures;
}

/** The facts of some sites of a run, with the rules that judged them. */
function recordOf({ run }: RunHead, sites: readonly RunSite[]): RunRecord {
  const verdicts = sites.flatMap(({ verdict }) => (verdict === null ? [] : [verdict]));
  return { run, columns: sites.flatMap(({ columns }) => columns), sites: verdicts, rules, trend: [] };
}

/** What stands around the chapters of a page, its style above all. */
const HEAD_BYTES = 40_000;

interface Pages {
  addSite(site: RunSite, record: RunRecord): Promise<void>;
  close(figures: Figures): Promise<void>;
}

/** Only a run of few columns is held until its end, to see whether all of it fits on one page. */
async function createPages(folder: string, head: RunHead, { limits, language, evidenceOf }: PageForm): Promise<Pages> {
  const form = { limits, language, rules, evidenceOf };
  if (head.totals.columns > limits.columns) {
    const split = await createSplitPages(folder, head, form);
    return { addSite: (_, record) => split.addSite(record), close: (figures) => split.close(figures) };
  }
  const sites: RunSite[] = [];
  return {
    async addSite(site) {
      sites.push(site);
    },
    async close(figures) {
      const page = renderHtml({ ...recordOf(head, sites), trend: head.trend }, language, evidenceOf);
      if (Buffer.byteLength(page) <= limits.bytes + HEAD_BYTES) {
        await writeFile(path.join(folder, 'index.html'), page);
        return;
      }
      const split = await createSplitPages(folder, head, form);
      for (const site of sites) await split.addSite(recordOf(head, [site]));
      await split.close(figures);
    },
  };
}
