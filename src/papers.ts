/**
 * The sheets and letters of an office as files: 整改台账, 整改通知书, 自查报告, 通报. Each is gathered from the store and
 * drawn by a pure builder; commands and the dashboard come through here.
 */
import { rules } from './audit/rules/index.js';
import { UsageError } from './exitCodes.js';
import type { Day, Run, RunColumn } from './model.js';
import { unitName } from './report/findingRows.js';
import { groupBy } from './report/groupBy.js';
import type { LetterHead } from './report/letter/letterWords.js';
import { renderCircular } from './report/letter/renderCircular.js';
import { renderNotice } from './report/letter/renderNotice.js';
import { renderSelfReport } from './report/letter/renderSelfReport.js';
import { plainText } from './report/pageText.js';
import { fullUnitName, joinFacts, siteFacts, type PaperFacts, type PaperUnit } from './report/paperFacts.js';
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
  /** Id of the run that it speaks of; absent: how every column stands by its last verdict, whichever run gave it. */
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

/** Whom a letter is about: a unit of a site, or the whole site. */
export interface PaperOf {
  siteKey: string;
  unit?: string;
}

export type PaperStore = Pick<Store, 'runHead' | 'runSites' | 'standingSites' | 'listRuns' | 'findingRecords' | 'listOpinions'>;

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

/**
 * 整改通知书 to one unit, or to a whole site.
 *
 * @throws UsageError where nothing is to be put right, or the run is doubtful: nobody is accused by it
 */
export async function noticePaper(store: PaperStore, of: PaperOf, wish: PaperWish = {}): Promise<Paper> {
  const facts = await factsOfOne(store, of, wish);
  refuseDoubtful(facts);
  if (!hasOpen(facts)) {
    throw new UsageError({
      zh: `${nameOf(facts)}没有应整改的问题，不需要整改通知书。`,
      en: `There is nothing for ${nameOf(facts)} to put right: no notice is due.`,
    });
  }
  return notice(facts, wish);
}

/** A notice to each unit, or to each site, that has something to put right; nothing where none has. */
export async function* noticePapers(store: PaperStore, wish: PaperWish = {}, by: 'site' | 'unit' = 'unit'): AsyncGenerator<Paper> {
  for await (const facts of factsOfEach(store, wish, by)) {
    refuseDoubtful(facts);
    if (hasOpen(facts)) yield notice(facts, wish);
  }
}

async function notice(facts: PaperFacts, wish: PaperWish): Promise<Paper> {
  return letter(`整改通知书-${fileName(nameOf(facts))}-${facts.run.day}`, await renderNotice(facts, headOf(facts, wish)));
}

function hasOpen({ problems }: PaperFacts): boolean {
  return problems.some(({ state }) => state === 'open');
}

/** 自查报告 of one unit, or of a whole site with its units as 责任单位. From a doubtful run it says so at its top. */
export async function selfReportPaper(store: PaperStore, of: PaperOf, wish: PaperWish = {}): Promise<Paper> {
  return selfReport(await factsOfOne(store, of, wish), wish);
}

/** One for each unit, or for each site. */
export async function* selfReportPapers(store: PaperStore, wish: PaperWish = {}, by: 'site' | 'unit' = 'unit'): AsyncGenerator<Paper> {
  for await (const facts of factsOfEach(store, wish, by)) yield selfReport(facts, wish);
}

async function selfReport(facts: PaperFacts, wish: PaperWish): Promise<Paper> {
  return letter(`自查报告-${fileName(nameOf(facts))}-${facts.run.day}`, await renderSelfReport(facts, headOf(facts, wish)));
}

/** 通报 over all units that are wanted. @throws UsageError where the run is doubtful: nobody is ranked by it */
export async function circularPaper(store: PaperStore, wish: PaperWish = {}): Promise<Paper> {
  const facts = await gatherFacts(store, wish);
  refuseDoubtful(facts);
  if (facts.units.length === 0) throw noneWanted();
  return letter(`通报-${facts.run.day}`, await renderCircular(facts, headOf(facts, wish)));
}

/** The units of a run that papers can be written for, in the order of the configuration. */
export async function paperUnits(store: PaperStore, wish: PaperWish = {}): Promise<PaperUnit[]> {
  const { units } = await gatherFacts(store, wish);
  return units.map(({ siteKey, siteName, unit }) => ({ siteKey, siteName, unit }));
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

function letter(name: string, bytes: Uint8Array): Paper {
  return { name: `${name}.docx`, bytes, type: DOCX };
}

async function factsOfOne(store: PaperStore, of: PaperOf, wish: PaperWish): Promise<PaperFacts> {
  for await (const facts of factsOfEach(store, { ...wish, site: of.siteKey }, of.unit === undefined ? 'site' : 'unit')) {
    const [first] = facts.units;
    if (first?.siteKey === of.siteKey && (of.unit === undefined || first.unit === of.unit)) return facts;
  }
  throw noneWanted();
}

function headOf({ run }: PaperFacts, { office, documentNumber, on }: PaperWish): LetterHead {
  return { on: on ?? run.day, ...(office !== undefined && { office }), ...(documentNumber !== undefined && { documentNumber }) };
}

function refuseDoubtful({ run }: PaperFacts): void {
  if (run.doubtful === null) return;
  throw new UsageError({
    zh: `巡检 ${run.id}（${run.day}）结果存疑：${run.doubtful.zh}。不据此发通知、排名次；请等下一次巡检，或用 --run 指定此前的一次。`,
    en: `Run ${run.id} (${run.day}) is doubtful: ${run.doubtful.en}. Nobody is accused or ranked by it; wait for the next run, or name an earlier one with --run.`,
  });
}

function noneWanted(): UsageError {
  return new UsageError({
    zh: '没有符合 --site、--unit 的单位。运行 shixian paper 查看有哪些单位。',
    en: 'No unit fits --site and --unit. `shixian paper` lists them.',
  });
}

/** Of a unit, or of a site with several. */
function nameOf({ units }: PaperFacts): string {
  const [first] = units;
  if (!first) return '';
  return plainText(units.length > 1 ? first.siteName : fullUnitName(first), 80);
}

/** Without what a system forbids in the name of a file. */
function fileName(name: string): string {
  const plain = name.replace(/[\\/:*?"<>|.\s]+/gu, '_').slice(0, 60).replace(/[\uD800-\uDBFF]$/, '');
  return plain === '' ? '单位' : plain;
}

async function gatherFacts(store: PaperStore, wish: PaperWish): Promise<PaperFacts> {
  const run = await wantedRun(store, wish.run);
  const sites: PaperFacts[] = [];
  for await (const facts of factsOfEach(store, wish, 'site')) sites.push(facts);
  return joinFacts(run, wish.since ?? sinceWhen(run.day), sites);
}

/** The facts of each site or unit that is wanted, one after the other. */
async function* factsOfEach(store: PaperStore, wish: PaperWish, by: 'site' | 'unit'): AsyncGenerator<PaperFacts> {
  const run = await wantedRun(store, wish.run);
  const since = wish.since ?? sinceWhen(run.day);
  const opinions = new Map((await store.listOpinions()).map((opinion) => [opinion.findingKey, opinion]));
  const isWanted = wanting(wish);
  for await (const site of wish.run === undefined ? store.standingSites() : store.runSites(run.id)) {
    const columns = site.columns.filter(isWanted).map((column) => (wish.run === undefined ? asVisited(column) : asOfRun(run, column)));
    if (columns.length === 0) continue;
    const records = await store.findingRecords(columns.map(({ column }) => column.key));
    const groups = by === 'site' ? [columns] : [...groupBy(columns, unitName).values()];
    for (const some of groups) {
      const keys = new Set(some.map(({ column }) => column.key));
      const own = records.filter(({ finding }) => keys.has(finding.columnKey));
      yield siteFacts({ run, since, rules, columns: some, records: own, opinions });
    }
  }
}

/** A verdict that stood still since an earlier day, as of the last visit that found nothing new. */
function asVisited(column: RunColumn): RunColumn {
  const { lastVisit, verdict } = column;
  return lastVisit !== null && lastVisit.day > verdict.day ? asOfRun({ day: lastVisit.day }, column) : column;
}

function wanting({ site, unit }: PaperWish): (column: RunColumn) => boolean {
  return (column) =>
    (site === undefined || column.siteKey === site || column.siteName.includes(site)) &&
    (unit === undefined || unitName(column).includes(unit));
}

const RUNS_LOOKED_AT = 100;

/** The run of that id, else the latest that ended and says how things stand: what was only asked by other rules does not. */
async function wantedRun(store: PaperStore, id: string | undefined): Promise<Run> {
  const says = ({ kind, finishedAt, standsOn }: Run) => finishedAt !== null && (kind === 'crawl' || standsOn !== undefined);
  const run = id === undefined ? (await store.listRuns(RUNS_LOOKED_AT)).find(says) : (await store.runHead(id))?.run;
  if (run) return run;
  throw new UsageError({
    zh: id === undefined ? '数据库里还没有完成的巡检。请先运行 shixian run。' : `没有编号为 ${plainText(id, 60)} 的巡检。`,
    en: id === undefined ? 'No run has come to its end yet. Run `shixian run` first.' : `There is no run ${plainText(id, 60)}.`,
  });
}

/** The first of January of the year; in January that of the year before, which is what people then write about. */
export function sinceWhen(day: Day): Day {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5, 7) === '01' ? year - 1 : year}-01-01`;
}
