/**
 * Everything that the head of a report and the last lines on the terminal count. The figures of a run are those of its
 * sites added up, so that no more than one site has to be known at a time.
 */
import type { RunRecord } from '../model.js';
import { addStops, calendarStops, type CalendarStops } from './calendarLimit.js';
import { setAside, type SetAside } from './setAside.js';
import { addSummaries, summarise, type Summary } from './summarise.js';
import { waiverRows } from './waiverWords.js';

export interface Figures {
  summary: Summary;
  stops: CalendarStops;
  setAside: SetAside;
  /** Waivers that hold or ended not long before. */
  waivers: number;
  /** Sites that were judged as a whole. */
  sites: number;
}

/** Of a whole run or of some of its columns. */
export function figuresOf(record: RunRecord): Figures {
  return {
    summary: summarise(record),
    stops: calendarStops(record),
    setAside: setAside(record),
    waivers: waiverRows(record).length,
    sites: record.sites.length,
  };
}

/** The figures of two sets of columns that have none in common, `one` standing before `other`. */
export function addFigures(one: Figures, other: Figures): Figures {
  return {
    summary: addSummaries(one.summary, other.summary),
    stops: addStops(one.stops, other.stops),
    setAside: {
      waived: one.setAside.waived + other.setAside.waived,
      dismissed: one.setAside.dismissed + other.setAside.dismissed,
    },
    waivers: one.waivers + other.waivers,
    sites: one.sites + other.sites,
  };
}
