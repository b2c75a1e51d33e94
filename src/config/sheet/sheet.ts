/** A spreadsheet as it was read, whatever wrote it: only what cells say, nothing understood yet. */
import type { Day } from '../../model.js';

export interface Cell {
  /** As the office sees it, white space at both ends included: a number in plain digits, a day as `YYYY-MM-DD`. Never blank. */
  text: string;
  /** Where the cell leads to; the text may say something else. */
  link?: string;
  /** Of a cell that Excel keeps as a date. */
  day?: Day;
  /** A formula of which the file keeps no result, or an error such as `#REF!`: what the cell means is not known. */
  isBroken?: true;
  /** Counted from 0: in a merged cell all places but the first repeat it, and say where it stands. */
  mergedFrom?: { row: number; column: number };
}

export interface SheetRow {
  /** As Excel and WPS count it, from 1. */
  number: number;
  /** By their place, from 0; what is blank is left out. */
  cells: ReadonlyMap<number, Cell>;
}

export interface Sheet {
  name: string;
  /** In their order; rows without a cell of their own are left out. */
  rows: SheetRow[];
}

/** What a spreadsheet may hold; an office's largest table has some thousand rows. */
export const BOUNDS = {
  fileBytes: 20 * 1024 ** 2,
  /** Of the parts that are unpacked, taken together. */
  unpackedBytes: 128 * 1024 ** 2,
  parts: 5000,
  sheets: 200,
  rows: 20_000,
  columns: 200,
  /** In all sheets, merged places counted each. */
  cells: 1_000_000,
} as const;
