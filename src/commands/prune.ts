/** `shixian prune`: clears away what the ladder of retention does not keep; without `--yes` it only says what that is. */
import { existsSync } from 'node:fs';
import { lstat, readdir, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSettings } from '../config/openConfig.js';
import { DEFAULT_RETENTION } from '../config/upkeepShape.js';
import { EXIT } from '../exitCodes.js';
import type { RetentionSettings, Settings, Words } from '../model.js';
import { PRUNED_KINDS, type Pruned, type Store } from '../store/store.js';
import { chosenDay } from '../today.js';
import { say, type Context } from './context.js';
import { DEFAULT_CONFIG, DEFAULT_DB, DEFAULT_OUT, type PruneOptions } from './options.js';
import { withStored } from './stored.js';

export async function pruneCommand(context: Context, options: PruneOptions): Promise<number> {
  const settings = await settingsOf(options);
  const retention = settings?.retention ?? DEFAULT_RETENTION;
  const today = chosenDay(options.today, settings?.timezone ?? 'Asia/Shanghai', context.now());
  // Asking counts more than doing where a line says both.
  const isDryRun = options.yes !== true || options.dryRun === true;
  return withStored(options, async (store) => {
    say(context, ladderWords(retention));
    const pruned = await store.prune({ retention, today, isDryRun, signal: context.signal });
    for (const kind of PRUNED_KINDS) say(context, kindWords(kind, pruned));
    await pruneReports(context, pruned.clearedRuns, { out: options.out ?? DEFAULT_OUT, isDryRun });
    if (!pruned.isWhole) {
      say(context, { zh: '清理被中止；已清理的有效，其余下次再清。', en: 'Stopped. What is cleared is cleared; the rest goes next time.' });
      return EXIT.unexpected;
    }
    say(context, isDryRun
      ? { zh: '以上只是试算，什么也没有清理。确认清理请加 --yes。', en: 'Nothing was cleared away. Add --yes to do it.' }
      : { zh: '清理完成。', en: 'Cleared away.' });
    if (options.vacuum === true && !isDryRun) await giveRoomBack(context, store, options.db ?? DEFAULT_DB);
    return EXIT.done;
  });
}

/** Null where none is named and none lies in its usual place: the program's own ladder holds then. */
async function settingsOf({ config }: PruneOptions): Promise<Settings | null> {
  return config === undefined && !existsSync(DEFAULT_CONFIG) ? null : loadSettings(config ?? DEFAULT_CONFIG);
}

function ladderWords({ snapshotDays, runMonths, visitMonths }: RetentionSettings): Words {
  return {
    zh:
      `保存期限：网页快照 ${snapshotDays} 天，更早的每个栏目每月一份；巡检和报告 ${runMonths} 个月，更早的每月一次；` +
      `无变化的监测记录 ${visitMonths} 个月，更早的留首尾。信息、问题、豁免、人工认定和整改记录永不清理。`,
    en:
      `Kept: pages of ${snapshotDays} days, then one visit's a month and column; runs and reports of ${runMonths} months, ` +
      `then one a month; unchanged visits of ${visitMonths} months, then the first and last of each stretch. Items, ` +
      'findings, waivers, opinions and notices are never cleared away.',
  };
}

const NAMES: Record<(typeof PRUNED_KINDS)[number], Words> = {
  bodies: { zh: '网页快照', en: 'pages' },
  runs: { zh: '旧巡检', en: 'runs' },
  runColumns: { zh: '旧巡检的栏目明细', en: 'columns of those runs' },
  verdicts: { zh: '不再有巡检引用的判定', en: 'verdicts that no run shows' },
  visits: { zh: '无变化的监测记录', en: 'unchanged visits' },
};

function kindWords(kind: (typeof PRUNED_KINDS)[number], { kinds }: Pruned): Words {
  const { count, bytes, oldest } = kinds[kind];
  return linesOf(NAMES[kind], count, bytes, oldest);
}

function linesOf(name: Words, count: number, bytes: number, oldest: string | null): Words {
  const size = bytes === 0 ? null : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
  const zh = [`${count} 个`, ...(size ? [`约 ${size}`] : []), ...(oldest ? [`最早 ${oldest}`] : [])].join('，');
  const en = [String(count), ...(size ? [`about ${size}`] : []), ...(oldest ? [`oldest ${oldest}`] : [])].join(', ');
  return { zh: `  ${name.zh}：${zh}`, en: `  ${name.en}: ${en}` };
}

const RUN_ID = /^\d{8}-\d{6}-[0-9a-f]{4}$/;

/** Only folders that bear the name of a run of this database that was cleared: all others may be anybody's. */
async function pruneReports(
  context: Context,
  clearedRuns: readonly string[],
  { out, isDryRun }: { out: string; isDryRun: boolean },
): Promise<void> {
  let count = 0;
  let bytes = 0;
  for (const id of clearedRuns.filter((name) => RUN_ID.test(name))) {
    const folder = path.join(out, id);
    const found = await lstat(folder).catch(() => null);
    if (!found?.isDirectory()) continue;
    count += 1;
    bytes += await sizeOf(folder);
    if (!isDryRun) await rm(folder, { recursive: true, force: true });
  }
  say(context, linesOf({ zh: `报告文件夹（${out}）`, en: `report folders in ${out}` }, count, bytes, null));
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  let bytes = 0;
  for (const file of files) bytes += (await lstat(path.join(file.parentPath, file.name))).size;
  return bytes;
}

/** A copy of the database is made in the system's folder for such, and written back through the one beside it. */
async function giveRoomBack(context: Context, store: Store, db: string): Promise<void> {
  const before = (await stat(db)).size;
  for (const place of new Set([path.dirname(path.resolve(db)), tmpdir()])) {
    const { bavail, bsize } = await statfs(place);
    if (bavail * bsize > before) continue;
    const needed = Math.ceil(before / 1024 ** 2);
    say(context, {
      zh: `没有收缩数据库：${place} 所在磁盘的剩余空间不足 ${needed} MB。腾出的空间会被以后的巡检重新使用。`,
      en: `The database was not shrunk: the disk of ${place} has less than ${needed} MB left. Later runs use the freed room.`,
    });
    return;
  }
  await store.reclaim();
  const freed = ((before - (await stat(db)).size) / 1024 ** 2).toFixed(1);
  say(context, { zh: `数据库文件已收缩 ${freed} MB。`, en: `The database gave back ${freed} MB.` });
}
