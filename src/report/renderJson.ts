/**
 * `findings.json`: the run for programs. The shape is `shixian.findings/1`: names and their order stay, and new names
 * may be added at the end of an object. Text stands as the pages had it (JSON escapes it); whoever shows it has to
 * escape it.
 *
 * The same record always gives the same bytes.
 */
import type { RuleInfo, Run, RunRecord, RunTotals } from '../model.js';
import { findingRows } from './findingRows.js';
import { harmlessJson } from './harmless.js';
import { columnObject, findingObject, siteObject, unreadableObjects, wordsObject } from './jsonObjects.js';
import { summarise, type Summary } from './summarise.js';
import { unitTable, type UnitRow } from './unitTable.js';

/** The lists that grow with the run. Their items can be made site by site and put in their places afterwards. */
export const JSON_LISTS = ['columns', 'findings', 'unreadable', 'units', 'sites'] as const;

export type JsonList = (typeof JSON_LISTS)[number];

/** JSON with two spaces of indentation and a final newline. */
export function renderJson(record: RunRecord): string {
  const { run, rules, trend } = record;
  const items = { ...jsonItems(record), units: unitTable(record).map(jsonUnit) };
  return jsonPieces({ run, summary: summarise(record), rules, trend })
    .map((piece) => (typeof piece === 'string' ? piece : listText(items[piece.list])))
    .join('');
}

function listText(items: string[]): string {
  return items.length === 0 ? JSON_LIST.empty : `${JSON_LIST.start}${items.join(JSON_LIST.between)}${JSON_LIST.end}`;
}

/** What stands around the items of a list. */
export const JSON_LIST = { empty: '[]', start: '[\n', between: ',\n', end: '\n  ]' };

/** The document in the order in which it is written: text, and the places of the lists. */
export function jsonPieces(known: {
  run: Run;
  summary: Summary;
  rules: RuleInfo[];
  trend: RunTotals[];
}): (string | { list: JsonList })[] {
  const { run } = known;
  const members: [name: string, value: unknown][] = [
    ['schema', 'shixian.findings/1'],
    ['run', {
      id: run.id,
      kind: run.kind,
      day: run.day,
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
      timezone: run.timezone,
      configName: run.configName,
      doubtful: run.doubtful && wordsObject(run.doubtful),
      troubles: (run.troubles ?? []).map(wordsObject),
    }],
    ['summary', known.summary],
    ['columns', LIST],
    ['findings', LIST],
    ['unreadable', LIST],
    ['rules', known.rules.map(({ id, title, reason, source, basis, sure }) => ({
      id,
      title: wordsObject(title),
      reason: wordsObject(reason),
      source: wordsObject(source),
      basis,
      sure,
    }))],
    ['units', LIST],
    ['trend', known.trend],
    ['sites', LIST],
  ];
  const pieces = members.flatMap(([name, value], index) => [
    `${index === 0 ? '{\n' : ',\n'}  "${name}": `,
    value === LIST ? { list: name as JsonList } : indented(value, '  '),
  ]);
  return [...pieces, '\n}\n'];
}

/** Stands for a list whose items come from elsewhere. */
const LIST = Symbol('list');

/** What some columns bring to each list, as it stands there; units are counted over all columns of a site. */
export function jsonItems(record: RunRecord): Record<Exclude<JsonList, 'units'>, string[]> {
  return {
    columns: record.columns.map((column) => item(columnObject(column))),
    findings: findingRows(record).map((row) => item(findingObject(row))),
    unreadable: record.columns.flatMap(unreadableObjects).map(item),
    sites: record.sites.map((site) => item(siteObject(site))),
  };
}

export function jsonUnit(row: UnitRow): string {
  return item(row);
}

function item(value: object): string {
  return `    ${indented(value, '    ')}`;
}

/** In a JSON text a line ends only between two tokens: within a string it is escaped. */
function indented(value: unknown, indent: string): string {
  return harmlessJson(value, 2).replaceAll('\n', `\n${indent}`);
}
