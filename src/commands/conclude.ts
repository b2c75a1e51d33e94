/** How a run ends: its report in a folder, its summary on the terminal, its exit code. */
import { mkdir } from 'node:fs/promises';
import { EXIT, UsageError } from '../exitCodes.js';
import type { Run } from '../model.js';
import type { Summary } from '../report/summarise.js';
import type { Store } from '../store/store.js';
import { writeReport } from '../writeReport.js';
import type { Context } from './context.js';
import { DEFAULT_OUT, FAIL_LEVELS, type FailLevel, type RunOptions } from './options.js';
import { standingOut } from './standingOut.js';
import { summaryLines } from './summary.js';

export async function conclude(context: Context, store: Store, run: Run, options: RunOptions): Promise<number> {
  const { language } = context;
  const found = standingOut(language);
  const out = await reportFolder(options);
  const written = await writeReport(store, run.id, { out, language, onSite: (site) => found.addSite(site) });
  if (written === null) throw new Error(`run ${run.id} is not in the database`);
  await store.noteReported(run.id, context.now().toISOString());
  const lines = summaryLines(written, found.sections(), language);
  for (const line of lines) context.out.write(`${line}\n`);
  return exitCode(written.figures.summary, options.failOn);
}

/** 4 where not one column could be read, else 2 where there are findings at or above the level asked for, else 0. */
export function exitCode({ configured, judged, findingsByLevel }: Summary, failOn: FailLevel | undefined): number {
  if (configured > 0 && judged === 0) return EXIT.nothingRead;
  if (failOn === undefined) return EXIT.done;
  const counted = FAIL_LEVELS.slice(0, FAIL_LEVELS.indexOf(failOn) + 1);
  const isFound = counted.some((level) => findingsByLevel[level === 'any' ? 'doubt' : level] > 0);
  return isFound ? EXIT.findings : EXIT.done;
}

/** The folder for reports, made where it is not there. @throws UsageError where it cannot be made */
export async function reportFolder({ out }: RunOptions): Promise<string> {
  const folder = out ?? DEFAULT_OUT;
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError({
      zh: `不能建立报告文件夹 ${folder}（${why}）。请检查权限，或用 --out 指定其他位置。`,
      en: `The report folder ${folder} cannot be made (${why}). Check the permissions or name another with --out.`,
    });
  }
  return folder;
}
