/** How a run ends: its report in a folder, its summary on the terminal, its exit code. */
import { mkdir } from 'node:fs/promises';
import { runTroubles } from '../audit/ownTroubles.js';
import { EXIT, OutputError, UsageError } from '../exitCodes.js';
import type { Run, Words } from '../model.js';
import type { Summary } from '../report/summarise.js';
import type { Store } from '../store/store.js';
import { writeReport, type WrittenReport } from '../writeReport.js';
import type { Context } from './context.js';
import { DEFAULT_OUT, FAIL_LEVELS, type FailLevel, type RunOptions } from './options.js';
import { sayTroubles } from './ownState.js';
import { standingOut } from './standingOut.js';
import { summaryLines } from './summary.js';

export async function conclude(context: Context, store: Store, run: Run, options: RunOptions, onWritten?: (written: WrittenReport) => Promise<void>): Promise<number> {
  const { language } = context;
  const found = standingOut(language);
  const out = await reportFolder(options);
  const written = await writeReport(store, run.id, { out, language, onSite: (site) => found.addSite(site) }).catch((error: unknown) => {
    throw whyNotWritten(error, out, run.id);
  });
  if (written === null) throw new Error(`run ${run.id} is not in the database`);
  await store.noteReported(run.id, context.now().toISOString());
  const lines = summaryLines(written, found.sections(), language);
  for (const line of lines) context.out.write(`${line}\n`);
  sayTroubles(context, runTroubles(run, written.totals));
  await onWritten?.(written);
  return exitCode(written.figures.summary, options.failOn);
}

/** What the disk says in words; everything else is no matter of the disk and stays what it is. */
function whyNotWritten(error: unknown, out: string, runId: string): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const why = DISK_TROUBLES.get(code);
  if (why === undefined) return error;
  return new OutputError({
    zh: `报告写不进 ${out}：${why.zh}。巡检结果已经保存在数据库里；处理好以后运行 shixian report --run ${runId} 补写报告。`,
    en: `The report cannot be written to ${out}: ${why.en}. The run is safe in the database; afterwards \`shixian report --run ${runId}\` writes its report.`,
  }, error);
}

const NO_ROOM = { zh: '磁盘空间不足（或超出配额）', en: 'the disk, or a quota, is full' };
const NOT_ALLOWED = { zh: '没有写权限', en: 'writing there is not permitted' };
const DISK_TROUBLES = new Map<string, Words>([
  ['ENOSPC', NO_ROOM], ['EDQUOT', NO_ROOM], ['EFBIG', NO_ROOM],
  ['EACCES', NOT_ALLOWED], ['EPERM', NOT_ALLOWED], ['EROFS', { zh: '磁盘只读', en: 'the disk is read-only' }],
  ['EBUSY', { zh: '文件正被其他程序打开', en: 'a file is open in another program' }],
  ['EIO', { zh: '磁盘读写出错', en: 'the disk failed' }],
]);

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
