/** What a list's row is made of: its title's link and the marks of its dates. */
import type { DateRole } from '../dates/dateRole.js';
import type { StandaloneDate } from '../dates/standaloneDate.js';

/** A place of the page where a day is shown. */
export interface Mark {
  /** First and last text piece that it was read from. */
  from: number;
  to: number;
  box: number;
  date: StandaloneDate;
  words: string;
  /** `in-text`: the date is one part of a longer text. */
  by: 'row-text' | 'split-nodes' | 'in-text';
  role: DateRole;
}

export interface Row {
  /** The smallest box around date and title; for a paired row the box that holds all pairs. */
  box: number;
  /** Every mark in the row, in reading order. Empty for a row without a date. */
  marks: Mark[];
  /** Number of the title link; -1 where the title is plain text. */
  link: number;
  paired: boolean;
  /** Number of the row's first text: rows in page order are in this order. */
  order: number;
}
