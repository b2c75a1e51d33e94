/**
 * The sheets and letters of an office as files: 整改台账, 整改通知书, 自查报告, 通报. Each is gathered from the store and
 * drawn by a pure builder; commands and the dashboard come through here.
 */
import { rules } from './audit/rules/index.js';
import { UsageError } from './exitCodes.js';
import type { Day, Run } from './model.js';
import { joinFacts, ofUnit, siteFacts, type PaperFacts, type PaperUnit } from './report/paperFacts.js';
import { MOST_LEDGER_ROWS, renderLedger } from './report/workbook/renderLedger.js';
import { asOfRun } from './run/carryOn.js';
import type { Store } from './store/store.js';

/** A file to be handed out. */
export interface Paper {
  /** Fit for a file on every system. */
  name: string;
  bytes: Uint8Array;
  /** Its media type. */
  type: string;
}

export interface PaperWish {
  /** Id of the run that it speaks of; absent: the latest that came to its end. */
  run?: string;
  /** From which day on closed problems are told; absent: see `sinceWhen`. */
  since?: Day;
  /** Only sites whose key this is or whose name contains it. */
  site?: string;
  /** Only units whose name contains this. */
  unit?: string;
  /** 落款: the office that signs; absent: a place to fill in. */
  office?: string;
  /** 发文字号, as `裕政公开〔2026〕3号`; absent: a place to fill in. */
  documentNumber?: string;
  /** 成文日期; absent: the day of the run. */
  on?: Day;
}

export type PaperStore = Pick<Store, 'runHead' | 'runSites' | 'listRuns' | 'findingRecords' | 'listOpinions'>;

/** 整改台账, of all units that are wanted. @throws UsageError where nothing is stored, or there is too much for one table */
export async function ledgerPaper(store: PaperStore, wish: PaperWish = {}): Promise<Paper> {
  const facts = await gatherFacts(store, wish);
  const rows = Math.max(facts.problems.length, facts.unread.length);
  if (rows > MOST_LEDGER_ROWS) {
    throw new UsageError({
      zh: `共有 ${rows} 行，一张表放不下（最多 ${MOST_LEDGER_ROWS} 行）。请用 --site 或 --unit 分开导出。`,
      en: `There are ${rows} rows, more than one table takes (${MOST_LEDGER_ROWS}). Ask for it by --site or --unit.`,
    });
  }
  return { name: `整改台账-${facts.run.day}.xlsx`, bytes: await renderLedger(facts), type: XLSX };
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The units of a run that papers can be written for, in the order of the configuration. */
export async function paperUnits(store: PaperStore, wish: PaperWish = {}): Promise<PaperUnit[]> {
  const { units } = await gatherFacts(store, wish);
  return units.map(({ siteKey, siteName, unit }) => ({ siteKey, siteName, unit }));
}

async function gatherFacts(store: PaperStore, wish: PaperWish): Promise<PaperFacts> {
  const run = await wantedRun(store, wish.run);
  const since = wish.since ?? sinceWhen(run.day);
  const opinions = new Map((await store.listOpinions()).map((opinion) => [opinion.findingKey, opinion]));
  const sites: PaperFacts[] = [];
  for await (const { siteKey, siteName, columns } of store.runSites(run.id)) {
    if (wish.site !== undefined && siteKey !== wish.site && !siteName.includes(wish.site)) continue;
    const records = await store.findingRecords(columns.map(({ column }) => column.key));
    const judged = columns.map((column) => asOfRun(run, column));
    const facts = siteFacts({ run, since, rules, columns: judged, records, opinions });
    sites.push(wish.unit === undefined ? facts : onlyUnits(facts, wish.unit));
  }
  return joinFacts(run, since, sites);
}

function onlyUnits(facts: PaperFacts, name: string): PaperFacts {
  const wanted = facts.units.filter(({ unit }) => unit.includes(name)).map((unit) => ofUnit(facts, unit));
  return joinFacts(facts.run, facts.since, wanted);
}

const RUNS_LOOKED_AT = 100;

async function wantedRun(store: PaperStore, id: string | undefined): Promise<Run> {
  const runs = await store.listRuns(RUNS_LOOKED_AT);
  const wanted = id ?? runs.find(({ finishedAt }) => finishedAt !== null)?.id;
  const run = wanted === undefined ? undefined : (await store.runHead(wanted))?.run;
  if (run) return run;
  throw new UsageError({
    zh: id === undefined ? '数据库里还没有完成的巡检。请先运行 shixian run。' : `没有编号为 ${id} 的巡检。`,
    en: id === undefined ? 'No run has come to its end yet. Run `shixian run` first.' : `There is no run ${id}.`,
  });
}

/** The first of January of the year; in January that of the year before, which is what people then write about. */
export function sinceWhen(day: Day): Day {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5, 7) === '01' ? year - 1 : year}-01-01`;
}
