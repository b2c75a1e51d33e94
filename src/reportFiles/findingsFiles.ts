/**
 * `findings.csv` and `findings.json` of a run, written as its sites come by. Both files have parts that grow side by
 * side, such as the columns and the findings: each part is a file of its own until the last site is in.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Language, RuleInfo, RunRecord } from '../model.js';
import { dismissedRows, findingRows } from '../report/findingRows.js';
import type { Summary } from '../report/summarise.js';
import { csvHead, csvRows } from '../report/renderCsv.js';
import { JSON_LIST, JSON_LISTS, jsonItems, jsonPieces, jsonUnit, type JsonList } from '../report/renderJson.js';
import { unitOrder, unitTable, type UnitRow } from '../report/unitTable.js';
import type { RunHead } from '../store/runReader.js';
import { textFile } from './textFile.js';

export interface FindingsFiles {
  /** @param record  the run with the columns and the verdict of one site */
  addSite(record: RunRecord): Promise<void>;
  /** @param summary  of the whole run */
  close(summary: Summary, rules: RuleInfo[]): Promise<void>;
}

/** So many units are put in order, the good ones first; more stand in the order of the configuration. */
const UNITS_IN_ORDER = 10_000;

/** @param folder  is there already, and holds neither of the two files */
export async function createFindingsFiles(folder: string, head: RunHead, language: Language): Promise<FindingsFiles> {
  const parts = path.join(folder, '.parts');
  await mkdir(parts);
  const csv = textFile(path.join(folder, 'findings.csv'));
  const dismissed = textFile(path.join(parts, 'dismissed.csv'));
  const lists = new Map(JSON_LISTS.map((list) => [list, listFile(path.join(parts, `${list}.json`))]));
  let units: UnitRow[] = [];
  let unitsAreKept = true;

  const add = async (list: JsonList, items: string[]) => lists.get(list)?.add(items);
  const addUnits = async (rows: UnitRow[]) => {
    if (unitsAreKept && units.length + rows.length <= UNITS_IN_ORDER) {
      units.push(...rows);
      return;
    }
    unitsAreKept = false;
    await add('units', [...units, ...rows].map(jsonUnit));
    units = [];
  };
  await csv.write(csvHead(language));

  return {
    async addSite(record) {
      await csv.write(csvRows(findingRows(record), language));
      await dismissed.write(csvRows(dismissedRows(record), language));
      const items = jsonItems(record);
      for (const list of ['columns', 'findings', 'unreadable', 'sites'] as const) await add(list, items[list]);
      await addUnits(unitTable(record));
    },
    async close(summary, rules) {
      await add('units', units.sort(unitOrder).map(jsonUnit));
      await dismissed.flush();
      await csv.append(path.join(parts, 'dismissed.csv'));
      await csv.flush();
      for (const list of lists.values()) await list.close();
      const json = textFile(path.join(folder, 'findings.json'));
      for (const piece of jsonPieces({ run: head.run, summary, rules, trend: head.trend })) {
        if (typeof piece === 'string') await json.write(piece);
        else await json.append(path.join(parts, `${piece.list}.json`));
      }
      await json.flush();
      await rm(parts, { recursive: true });
    },
  };
}

interface ListFile {
  add(items: string[]): Promise<void>;
  close(): Promise<void>;
}

/** The text of a list in a JSON document, with its brackets. */
function listFile(file: string): ListFile {
  const text = textFile(file);
  let isEmpty = true;
  return {
    async add(items) {
      for (const item of items) {
        await text.write(isEmpty ? JSON_LIST.start : JSON_LIST.between);
        await text.write(item);
        isEmpty = false;
      }
    },
    async close() {
      await text.write(isEmpty ? JSON_LIST.empty : JSON_LIST.end);
      await text.flush();
    },
  };
}
