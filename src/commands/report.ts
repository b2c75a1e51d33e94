/** `shixian report`: writes the report of a stored run again. */
import path from 'node:path';
import { endTrouble } from '../audit/ownTroubles.js';
import { EXIT, UsageError } from '../exitCodes.js';
import { writeReport } from '../writeReport.js';
import { reportFolder } from './conclude.js';
import { say, type Context } from './context.js';
import type { RunOptions } from './options.js';
import { sayTroubles } from './ownState.js';
import { latestWholeRun, withStored } from './stored.js';

export async function reportCommand(context: Context, options: RunOptions): Promise<number> {
  return withStored(options, async (store) => {
    const runId = options.run ?? (await latestWholeRun(store)).id;
    const clearedOn = await store.runClearedOn(runId);
    if (clearedOn !== null) {
      throw new UsageError({
        zh: `巡检 ${runId} 的明细已于 ${clearedOn} 按保存期限清理（shixian prune），不能再生成报告；问题和整改记录仍在。`,
        en: `The columns of run ${runId} were cleared away on ${clearedOn} by \`shixian prune\`; findings and notices are still there.`,
      });
    }
    const written = await writeReport(store, runId, { out: await reportFolder(options), language: context.language });
    if (written === null) {
      const known = (await store.listRuns(5)).map(({ id }) => id);
      throw new UsageError({
        zh: `没有编号为 ${runId} 的巡检。最近的有：${known.join('、') || '无'}。`,
        en: `There is no run ${runId}. The latest are: ${known.join(', ') || 'none'}.`,
      });
    }
    const unended = endTrouble(written.run);
    sayTroubles(context, [...(unended ? [unended] : []), ...(written.run.troubles ?? [])]);
    const file = path.join(written.folder, 'index.html');
    say(context, { zh: `报告已写入 ${file}`, en: `Report written to ${file}` });
    return EXIT.done;
  });
}
