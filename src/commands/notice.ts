/** `shixian notice`: 限期整改. What was handed out and what became of it; hands out a list; takes 整改链接 back. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { workingCalendar } from '../audit/calendar.js';
import { addDays } from '../audit/days.js';
import { rules } from '../audit/rules/index.js';
import { gracePattern, readGrace } from '../config/vocabulary.js';
import { EXIT, UsageError } from '../exitCodes.js';
import type { Day, FindingRecord, Grace, Run, RunColumn } from '../model.js';
import { unitName } from '../report/findingRows.js';
import { plainText } from '../report/pageText.js';
import { renderCsv } from '../report/renderCsv.js';
import { isHeldAgainst } from '../report/unitTable.js';
import type { Store } from '../store/store.js';
import { chosenDay } from '../today.js';
import { reportFolder } from './conclude.js';
import { say, type Context } from './context.js';
import type { RunOptions } from './options.js';
import { latestWholeRun, withStored } from './stored.js';

export interface NoticeOptions extends RunOptions {
  /** Only findings of units whose name contains this. */
  unit?: string;
  /** 整改时限 as a person writes it: `5 工作日`. */
  within?: string;
}

/** @param words  nothing, or `issue`, or `link`, a finding's key and an address */
export async function noticeCommand(
  context: Context,
  words: (string | undefined)[],
  options: NoticeOptions,
): Promise<number> {
  const [action, key, url] = words;
  return withStored(options, async (store) => {
    const run = await latestWholeRun(store);
    const today = chosenDay(options.today, run.timezone, context.now());
    if (action === undefined) return list(context, await store.findingRecords(), today);
    if (action === 'issue') return issue(context, store, run, today, options);
    if (action === 'link' && key !== undefined && url !== undefined) {
      return link(context, store, { key, url, on: today });
    }
    throw new UsageError({
      zh: '用法：shixian notice（查看）、shixian notice issue（下发）、shixian notice link 问题编号 整改链接（登记）。',
      en: 'Usage: shixian notice (show), shixian notice issue (hand out), shixian notice link KEY URL (note a repair).',
    });
  });
}

/** Hands out what stands against the publisher in the latest run; what is handed out and not yet due is left. */
async function issue(
  context: Context,
  store: Store,
  run: Run,
  today: Day,
  options: NoticeOptions,
): Promise<number> {
  const due = dueDay(run, today, graceOf(options.within) ?? run.rules.rectification);
  // A person may have called one a false alarm since the run: that counts at once, lest a false accusation goes out.
  const said = new Map((await store.listOpinions()).map((opinion) => [opinion.findingKey, opinion]));
  const isWanted = (key: string, known: FindingRecord | undefined) => {
    const word = said.get(key);
    if (word?.opinion === 'false-alarm' && word.facts === known?.finding.facts) return false;
    return known?.state === 'open' && !known.notices.some((notice) => notice.due !== null && notice.due >= today);
  };
  const columns: RunColumn[] = [];
  for await (const site of store.runSites(run.id)) {
    if (!site.siteName.includes(options.site ?? '')) continue;
    const records = await store.findingRecords(site.columns.map(({ column }) => column.key));
    const known = new Map(records.map((found) => [found.finding.key, found]));
    for (const column of site.columns.filter((one) => unitName(one).includes(options.unit ?? ''))) {
      const findings = column.verdict.findings
        .filter(({ key, level }) => isHeldAgainst(level) && isWanted(key, known.get(key)));
      if (findings.length === 0) continue;
      const changes = column.changes.filter(({ event }) => event !== 'resolved' && event !== 'unverified');
      columns.push({ ...column, changes, verdict: { ...column.verdict, findings } });
    }
  }
  const keys = columns.flatMap(({ verdict }) => verdict.findings.map((finding) => finding.key));
  if (keys.length === 0) {
    say(context, {
      zh: '没有可下发的问题：最近一次巡检未发现应由单位整改的问题，或都已通报且未到整改时限。',
      en: 'Nothing to hand out: the latest run found nothing to put right, or all of it is handed out and not due yet.',
    });
    return EXIT.done;
  }
  const batch = await store.giveNotice(keys, today, due);
  const notice = { batch, on: today, due, link: null, linkedOn: null };
  const told = columns.map((column) => ({
    ...column,
    changes: column.changes
      .filter(({ finding }) => keys.includes(finding.key))
      .map((change) => ({ ...change, notices: [...change.notices, notice] })),
  }));
  const file = path.join(await reportFolder(options), `notice-${batch}.csv`);
  const units = new Set(told.map((column) => `${column.siteKey}\n${unitName(column)}`)).size;
  await writeFile(file, renderCsv({ run, columns: told, sites: [], rules, trend: [] }, context.language));
  say(context, {
    zh:
      `已下发 ${batch}：${keys.length} 条问题，涉及 ${units} 个单位，` +
      `整改时限 ${due ?? '待定（工作日历未覆盖）'}。清单：${file}`,
    en:
      `Handed out ${batch}: ${keys.length} finding(s) of ${units} unit(s), ` +
      `due ${due ?? 'open (the working calendar does not reach it)'}. List: ${file}`,
  });
  return EXIT.done;
}

/** The day of the list is not counted. Null where the working calendar does not reach. */
function dueDay({ calendar }: Run, on: Day, { days, unit }: Grace): Day | null {
  return unit === 'working' ? workingCalendar(calendar ?? []).addWorkingDays(on, days) : addDays(on, days);
}

function graceOf(written: string | undefined): Grace | null {
  if (written === undefined) return null;
  if (gracePattern.test(written)) return readGrace(written);
  throw new UsageError({
    zh: `--within ${written}：应为 5 工作日、10 日 这样的期限。`,
    en: `--within ${written}: expected a term such as "5 working days" or "10 days".`,
  });
}

async function link(
  context: Context,
  store: Store,
  { key, url, on }: { key: string; url: string; on: Day },
): Promise<number> {
  if (!/^https?:\/\/\S+$/.test(url) || !URL.canParse(url)) {
    throw new UsageError({ zh: `${plainText(url, 80)} 不是网址。`, en: `${plainText(url, 80)} is not an address.` });
  }
  if (!(await store.noteLink(key, { url, on }))) {
    throw new UsageError({
      zh: `没有下发过编号为 ${plainText(key, 120)} 的问题。编号见清单的“问题编号”一列。`,
      en: `No finding ${plainText(key, 120)} was handed out. Its key stands in the list's column "Finding key".`,
    });
  }
  say(context, {
    zh: '已登记整改链接。下次巡检见到整改后才销号。',
    en: 'Noted. The finding is closed once a later visit sees the repair.',
  });
  return EXIT.done;
}

/** One line a list: how many were handed out, how many are closed, how many are past their day. */
function list(context: Context, records: readonly FindingRecord[], today: Day): number {
  const batches = new Map<string, { on: Day; due: Day | null; told: number; closed: number; linked: number }>();
  for (const { state, notices } of records) {
    for (const { batch, on, due, link: given } of notices) {
      const row = batches.get(batch) ?? { on, due, told: 0, closed: 0, linked: 0 };
      row.told += 1;
      if (state === 'resolved') row.closed += 1;
      if (given !== null) row.linked += 1;
      batches.set(batch, row);
    }
  }
  if (batches.size === 0) {
    say(context, { zh: '还没有下发过整改清单。', en: 'No list was handed out yet.' });
    return EXIT.done;
  }
  for (const [batch, { due, told, closed, linked }] of [...batches].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const isPast = due !== null && due < today && closed < told;
    say(context, {
      zh:
        `${batch}  ${told} 条，已销号 ${closed}，已报链接 ${linked}，整改时限 ${due ?? '待定'}` +
        (isPast ? `（已过，未销号 ${told - closed} 条）` : ''),
      en:
        `${batch}  ${told} told, ${closed} closed, ${linked} with a link, due ${due ?? 'open'}` +
        (isPast ? ` (past, ${told - closed} open)` : ''),
    });
  }
  return EXIT.done;
}
