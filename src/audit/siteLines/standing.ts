/** How one column stands to the national inspection's lines. */
import type { Column, ColumnClass, Day, RunColumn, Verdict, VisitFact, Words } from '../../model.js';
import { addDays, addMonths, daysBetween, laterOf } from '../days.js';
import { dayCount } from '../periodWords.js';
import { lastWaivedDay } from '../waivers.js';

/** A column of a run, as far as a line looks at it. */
export interface LineColumn {
  column: Column;
  verdict: Pick<Verdict, 'day' | 'status' | 'latest' | 'unreadable' | 'waivers' | 'endedWaivers' | 'dismissed'>;
  lastReadable: Pick<VisitFact, 'day'> | null;
}

/**
 * What is kept of a column until its whole site is judged. A verdict with its ledger is a hundred times as large, and many
 * sites are under way at once.
 */
export function lineColumn({ column, verdict, lastReadable }: RunColumn): LineColumn {
  const { day, status, latest, unreadable, waivers, endedWaivers, dismissed } = verdict;
  const seen = { day, status, latest, unreadable, waivers, ...(endedWaivers && { endedWaivers }), dismissed };
  // A title that was cut out of a page keeps the whole page in memory; a clone has characters of its own.
  return { column, verdict: structuredClone(seen), lastReadable: lastReadable && { day: lastReadable.day } };
}

/** Why a column that is silent does not count. `own-default`: only by a limit of this program, which is no law. */
export type Excuse = 'waived' | 'dismissed' | 'own-default';

/**
 * `late`: it counts. `soon`: it does not count yet and is past the warning mark. `fine`: it does not count. `unread`:
 * nothing can be said of it. The words say what was seen.
 */
export type Standing =
  | { is: 'fine' | 'unread' }
  | { is: 'late' | 'soon'; seen: Words }
  | { is: 'excused'; why: Excuse };

export type StandingOf = (entry: LineColumn) => Standing;

/**
 * 动态要闻 without an item in 14 days, 通知公告 and 政策文件 without one in 6 months: a last item exactly 14 days old is
 * still inside. Reckoned from the end of a waiver where that is later, to the last day on which the column was read, as
 * what came after it was not seen. A blank column has a line of its own.
 */
export const newsStanding: StandingOf = (entry) => {
  const outOfQuestion = cannotCount(entry);
  if (outOfQuestion) return outOfQuestion;
  if (entry.verdict.status === 'blank') return { is: 'fine' };
  return byClass(entry) ?? { is: 'fine' };
};

/**
 * 应更新未更新: blank, or behind the cadence that was promised, or silent past the window of its class. A promise that
 * sets no limit of silence has only the window; the six months after which this program calls a real-time column of no
 * class overdue are its own and never count.
 */
export const staleStanding: StandingOf = (entry) => {
  const outOfQuestion = cannotCount(entry);
  if (outOfQuestion) return outOfQuestion;
  if (entry.verdict.status === 'blank') return { is: 'late', seen: BLANK };
  const { cadence, class: columnClass } = entry.column;
  if (cadence.kind !== 'realtime' && entry.verdict.status === 'overdue') return { is: 'late', seen: lastUpdate(entry) };
  const silent = daysSilent(entry);
  if (silent !== null && typeof cadence.silenceDays === 'number' && cadence.kind === 'realtime' && silent > cadence.silenceDays) {
    return { is: 'late', seen: lastUpdate(entry) };
  }
  const standing = byClass(entry);
  if (standing) return standing.is === 'soon' ? { is: 'fine' } : standing;
  const isByOurDefault = entry.verdict.status === 'overdue' && columnClass === 'other' && cadence.silenceDays === undefined;
  return isByOurDefault ? { is: 'excused', why: 'own-default' } : { is: 'fine' };
};

/** 空白栏目: only where the page itself proves that there is nothing, and there never was. */
export const blankStanding: StandingOf = (entry) => {
  const outOfQuestion = cannotCount(entry);
  if (outOfQuestion) return outOfQuestion;
  return entry.verdict.status === 'blank' ? { is: 'late', seen: BLANK } : { is: 'fine' };
};

const BLANK: Words = { zh: '空白栏目：有栏目无内容', en: 'blank: a column without content' };

/** A waiver or a person's word first, then whether anything can be said at all. */
function cannotCount({ verdict }: LineColumn): Standing | null {
  if (verdict.status === 'waived' || verdict.waivers.length > 0) return { is: 'excused', why: 'waived' };
  const isFalseAlarm = verdict.dismissed.some(({ finding }) => finding.level === 'overdue' || finding.level === 'blank');
  if (isFalseAlarm) return { is: 'excused', why: 'dismissed' };
  return verdict.status === 'unreadable' || verdict.unreadable !== null ? { is: 'unread' } : null;
}

/** How it stands to the window of its class; null for a class without one and for static columns. */
function byClass(entry: LineColumn): Standing | null {
  const { column } = entry;
  if (!hasWindow(column)) return null;
  const until = seenUntil(entry);
  const from = silentFrom(entry);
  if (from === null || until === null) return { is: 'unread' };
  const { lastDay, warnFrom } = windowAfter(column.class, from);
  if (until > lastDay) return { is: 'late', seen: lastUpdate(entry) };
  return until >= warnFrom ? { is: 'soon', seen: lastUpdate(entry) } : { is: 'fine' };
}

/** Whether the inspection states how often a column of this class is updated. Nothing is owed by date in a static one. */
export function hasWindow({ class: columnClass, cadence }: Pick<Column, 'class' | 'cadence'>): boolean {
  return columnClass !== 'other' && cadence.kind !== 'static';
}

/**
 * The last day on which an item of `latest` is still inside the window, and the first on which that is worth a warning:
 * the tenth day of fourteen, as monitoring products warn; a month before the end of the longer ones, which is our own.
 */
function windowAfter(columnClass: ColumnClass, latest: Day): { lastDay: Day; warnFrom: Day } {
  if (columnClass === 'news') return { lastDay: addDays(latest, 14), warnFrom: addDays(latest, 10) };
  const months = columnClass === 'notice' || columnClass === 'policy' ? 6 : 12;
  return { lastDay: addMonths(latest, months), warnFrom: addMonths(latest, months - 1) };
}

/** The last day on which the column was read, and not after the day judged. */
function seenUntil({ verdict, lastReadable }: LineColumn): Day | null {
  if (lastReadable === null) return null;
  return lastReadable.day < verdict.day ? lastReadable.day : verdict.day;
}

/** The day of the newest item, or the last day of a waiver after it. */
function silentFrom({ verdict: { latest, day, endedWaivers = [] } }: LineColumn): Day | null {
  return latest === null ? null : laterOf(latest.date.day, lastWaivedDay(endedWaivers, day) ?? latest.date.day);
}

function daysSilent(entry: LineColumn): number | null {
  const from = silentFrom(entry);
  const until = seenUntil(entry);
  return from === null || until === null ? null : Math.max(0, daysBetween(from, until));
}

function lastUpdate(entry: LineColumn): Words {
  const day = entry.verdict.latest?.date.day;
  const silent = daysSilent(entry);
  if (day === undefined || silent === null) return { zh: '没有读到信息日期', en: 'no day was read' };
  const isWaived = silentFrom(entry) !== day;
  const since = isWaived ? { zh: '自豁免期满', en: ' since its waiver ended' } : { zh: '', en: '' };
  return { zh: `最后更新${day}，${since.zh}已${silent}天未更新`, en: `last update ${day}, silent for ${dayCount(silent)}${since.en}` };
}
