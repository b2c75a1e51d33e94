import type { Config, Words } from '../../model.js';
import { ConfigError } from '../configError.js';
import { parseConfig } from '../parseConfig.js';
import { assemble, type Assembled, type Branch } from './assemble.js';
import { findHeader } from './findHeader.js';
import { importedYaml } from './importedYaml.js';
import { readOtherSettings, type OtherSetting } from './otherSettings.js';
import { CHOICES_SHEET, EXPLANATION_SHEET, OTHER_SETTINGS } from './ownSheets.js';
import { readSpreadsheet } from './readSpreadsheet.js';
import type { Sheet } from './sheet.js';
import { siteOfRows } from './siteOfRows.js';
import { tableRows, type PassedOver } from './tableRows.js';
import { understandRow, type CellNote, type UnderstoodRow } from './understandRow.js';

export interface ImportOptions {
  /** Of rows that name no site. */
  site?: string | undefined;
  /** Homepage of sites that the table gives none for. */
  siteUrl?: string | undefined;
  /** How a site's administrator reaches the office; used where the table does not carry it. */
  contact?: string | undefined;
}

/** One row and what became of it. */
export interface ImportedRow {
  row: UnderstoodRow;
  /** Whether it is in the configuration; `looked-at` where something of it ought to be checked. */
  outcome: 'taken' | 'looked-at' | 'left-out';
  /** What keeps it out, or what was supposed, besides what its cells say. */
  words: Words[];
}

export interface SheetRead {
  name: string;
  /** Row of the heading, from 1; null where none was found and nothing was read. */
  headingAt: number | null;
  /** Headings that are not used. */
  unused: string[];
  isHidden: boolean;
}

export interface Imported {
  sheets: SheetRead[];
  rows: ImportedRow[];
  passedOver: PassedOver[];
  /** What was supposed for whole sites. */
  notes: Words[];
  /** What is not taken besides rows. */
  troubles: Words[];
  /** Null where no row is taken. */
  yaml: string | null;
  /** What the YAML means. */
  config: Config | null;
}

/**
 * A spreadsheet → a configuration, and what was understood of each cell.
 *
 * Rows of which something decisive is not understood are left out, and stand in the YAML as comments. The YAML is one that the
 * program accepts: it was read again.
 *
 * @param name  of the file, without its folder
 * @throws {SheetError}  where the file is none that can be read
 * @throws {ConfigError}  where the sheet 其他设置 holds settings that no configuration can have
 */
export function importSpreadsheet(bytes: Uint8Array, name: string, options: ImportOptions = {}): Imported {
  const sheets: SheetRead[] = [];
  const rows: UnderstoodRow[] = [];
  const passedOver: PassedOver[] = [];
  const settings: OtherSetting[] = [];
  const troubles: Words[] = [];
  for (const sheet of readSpreadsheet(bytes, name)) {
    if (sheet.name === EXPLANATION_SHEET || sheet.name === CHOICES_SHEET) continue;
    if (sheet.name === OTHER_SETTINGS) {
      const other = readOtherSettings(sheet);
      settings.push(...other.settings);
      troubles.push(...other.troubles);
    } else {
      const read = readSheet(sheet);
      sheets.push({ ...read.sheet, isHidden: sheet.isHidden });
      rows.push(...read.rows);
      passedOver.push(...read.passedOver);
    }
  }
  return { sheets, passedOver, ...configurationOf(rows, settings, troubles, name, options) };
}

function readSheet(sheet: Sheet & { isHidden: boolean }): { sheet: Omit<SheetRead, 'isHidden'>; rows: UnderstoodRow[]; passedOver: PassedOver[] } {
  // What somebody has hidden may be last year's.
  const header = sheet.isHidden ? null : findHeader(sheet);
  if (header === null) return { sheet: { name: sheet.name, headingAt: null, unused: [] }, rows: [], passedOver: [] };
  const { rows, passedOver } = tableRows(sheet, header);
  const about = { name: sheet.name, headingAt: header.rows[0]?.number ?? 1, unused: header.unused };
  return { sheet: about, rows: rows.map(understandRow), passedOver };
}

/** A heading such as 栏目类别 means other things in other offices; without it a column is judged by the widest windows. */
function isDecisive({ field, as }: CellNote): boolean {
  return as === 'not-understood' && field !== 'class';
}

function configurationOf(
  rows: readonly UnderstoodRow[],
  settings: readonly OtherSetting[],
  earlier: readonly Words[],
  source: string,
  options: ImportOptions,
): Omit<Imported, 'sheets' | 'passedOver'> {
  const leftOut = new Map<UnderstoodRow, Words[]>();
  for (const row of rows) {
    if (row.troubles.length > 0 || row.cells.some(isDecisive)) leftOut.set(row, row.troubles);
  }
  const choice = siteOfRows(rows, options.site);
  const ofAll = Object.fromEntries(settings.filter(({ site }) => site === '').map(({ key, value }) => [key, value]));
  for (;;) {
    const taken = rows.filter((row) => !leftOut.has(row));
    const assembled = assemble(taken, choice, settings, options);
    for (const [row, trouble] of assembled.troubles) leftOut.set(row, [trouble]);
    const inOrder = rows.flatMap((row) => {
      const words = leftOut.get(row);
      return words === undefined ? [] : [{ row, why: whyLeftOut(row, words) }];
    });
    const yaml = importedYaml(assembled.sites, { source, settings: ofAll, contact: options.contact, leftOut: inOrder });
    const tried = assembled.sites.length === 0 ? null : tryOut(yaml, source, assembled);
    if (tried instanceof Map) {
      for (const [row, words] of tried) leftOut.set(row, words);
      continue;
    }
    return {
      rows: rows.map((row) => outcomeOf(row, leftOut, assembled)),
      notes: [...choice.notes, ...assembled.siteNotes],
      troubles: [...earlier, ...assembled.homeless.map(homelessWords)],
      yaml: tried === null ? null : yaml,
      config: tried,
    };
  }
}

/** The configuration, or the rows that make mistakes of it. @throws {ConfigError}  for mistakes that no row makes */
function tryOut(yaml: string, source: string, { sites }: Assembled): Config | Map<UnderstoodRow, Words[]> {
  try {
    return parseConfig(yaml, source);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const wrong = new Map<UnderstoodRow, Words[]>();
    for (const { path, expected } of error.problems) {
      const row = rowAt(path, sites);
      if (row === null) continue;
      const words = { zh: `应为${expected.zh}`, en: `expected ${expected.en}` };
      wrong.set(row, [...(wrong.get(row) ?? []), words]);
    }
    if (wrong.size === 0) throw error;
    return wrong;
  }
}

/** The row of the deepest column that a path such as `sites[0].columns[1].url` leads to. */
function rowAt(path: string, sites: Assembled['sites']): UnderstoodRow | null {
  const [site, ...steps] = [...path.matchAll(/(?:^sites|\.columns)\[(\d+)\]/g)].map((step) => Number(step[1]));
  let branches: readonly Branch[] = sites[site ?? -1]?.columns ?? [];
  let found: UnderstoodRow | null = null;
  for (const step of steps) {
    const branch = branches[step];
    found = branch?.row ?? found;
    branches = branch?.below ?? [];
  }
  return found;
}

function outcomeOf(row: UnderstoodRow, leftOut: ReadonlyMap<UnderstoodRow, Words[]>, { notes }: Assembled): ImportedRow {
  const why = leftOut.get(row);
  if (why !== undefined) return { row, outcome: 'left-out', words: why };
  const note = notes.get(row);
  const isPlain = note === undefined && row.cells.every(({ as }) => as === 'read');
  return { row, outcome: isPlain ? 'taken' : 'looked-at', words: note === undefined ? [] : [note] };
}

function whyLeftOut({ cells }: UnderstoodRow, words: readonly Words[]): string {
  const ofCells = cells.filter(isDecisive).map(({ written, note }) => `“${written.slice(0, 40)}”${note?.zh ?? ''}`);
  return [...words.map(({ zh }) => zh), ...ofCells].join('；');
}

function homelessWords({ number, site, column, key }: OtherSetting): Words {
  const where = [site, column].filter((part) => part !== '').join('/');
  return {
    zh: `${OTHER_SETTINGS} 第 ${number} 行：表里没有“${where}”，“${key}”没有采用`,
    en: `${OTHER_SETTINGS} row ${number}: the table has no ${where}; ${key} is not taken`,
  };
}
