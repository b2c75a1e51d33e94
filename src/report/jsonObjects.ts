/** The items of the lists in `findings.json`: names and their order stay, and new names go to the end of an object. */
import type { Cell, CellItem, DateEvidence, Evidence, RunColumn, SiteVerdict, Unit, Waiver } from '../model.js';
import type { FindingRow } from './findingRows.js';
import { unreadableName, unreadableRemedy } from './words.js';

/** A site against the national inspection's lines; none in runs of single columns, and in those of older versions. */
export function siteObject({ siteKey, siteName, day, lines }: SiteVerdict): object {
  return {
    site: { key: siteKey, name: siteName },
    day,
    lines: lines.map(({ id, title, state, figure, near, over, unit, because, columns, source, evidence }) => ({
      id,
      title: wordsObject(title),
      state,
      figure,
      near,
      over,
      unit: wordsObject(unit),
      because: wordsObject(because),
      columns,
      source: wordsObject(source),
      evidence: evidence.map(evidenceObject),
    })),
  };
}

/** A column as it was configured and judged, with its ledger. */
export function columnObject(entry: RunColumn): object {
  const { column, verdict, lastVisit } = entry;
  return {
    key: column.key,
    ...placeObject(entry),
    class: column.class,
    since: column.since ?? null,
    status: verdict.status,
    because: wordsObject(verdict.because),
    latest:
      verdict.latest === null
        ? null
        : { title: verdict.latest.title, url: verdict.latest.url, date: dateObject(verdict.latest.date) },
    ageDays: verdict.ageDays,
    lastVisit: lastVisit === null ? null : { day: lastVisit.day, at: lastVisit.at, finalUrl: lastVisit.finalUrl },
    lastReadable: entry.lastReadable?.day ?? null,
    ledger: verdict.ledger.map(cellObject),
    waivers: [...verdict.waivers, ...(verdict.endedWaivers ?? [])].map(waiverObject),
    dismissed: verdict.dismissed.map(dismissedObject),
  };
}

function cellObject(cell: Cell): object {
  return {
    period: cell.period.id,
    from: cell.period.from,
    to: cell.period.to,
    state: cell.state,
    deadline: cell.deadline,
    lateDays: cell.lateDays,
    filledBy:
      cell.filledBy === null
        ? null
        : {
            title: cell.filledBy.title,
            url: cell.filledBy.url,
            date: dateObject(cell.filledBy.date),
            by: cell.filledBy.by ?? null,
            now: nowObject(cell.filledBy.now),
          },
    // Only where the working calendar does not reach.
    ...(cell.uncovered && { uncovered: wordsObject(cell.uncovered) }),
    ...(cell.awaitedUntil !== undefined && { awaitedUntil: cell.awaitedUntil }),
    ...(cell.waiver && { waiver: cell.waiver.id }),
  };
}

function nowObject(now: CellItem['now']): object | null {
  return now === undefined ? null : { title: now.title, date: now.date && dateObject(now.date) };
}

function waiverObject({ id, kind, from, until, reason, author, document, recordedAt, endedOn, ending }: Waiver): object {
  return { id, kind, from, until, reason, author, document, recordedAt, endedOn, ...(ending && { ending }) };
}

/** What a person called a false alarm: it is not among the findings and in no count. */
function dismissedObject({ finding, opinion }: RunColumn['verdict']['dismissed'][number]): object {
  const { reason, author, at } = opinion;
  return {
    key: finding.key,
    rule: finding.rule,
    level: finding.level,
    period: finding.period,
    description: wordsObject(finding.description),
    opinion: { opinion: opinion.opinion, reason, author, at },
  };
}

/** Findings that stand, and those that were resolved or could not be checked again: `event` says which. */
export function findingObject(row: FindingRow): object {
  const { finding, column } = row;
  return {
    key: finding.key,
    rule: finding.rule,
    level: finding.level,
    event: row.event,
    openedOn: row.openedOn,
    columnKey: finding.columnKey,
    ...placeObject(column),
    period: finding.period,
    latestDate: column.verdict.latest?.date.day ?? null,
    ageDays: column.verdict.ageDays,
    description: wordsObject(finding.description),
    basis: wordsObject(finding.basis),
    evidence: finding.evidence.map(evidenceObject),
    reopened: row.reopened,
    notices: row.notices.map(({ batch, on, due, link, linkedOn }) => ({ batch, on, due, link, linkedOn })),
  };
}

/** Why a column could not be read, and what to do; none for one that was. */
export function unreadableObjects(entry: RunColumn): object[] {
  const { unreadable } = entry.verdict;
  if (unreadable === null) return [];
  return [
    {
      columnKey: entry.column.key,
      ...placeObject(entry),
      reason: unreadable.reason,
      reasonName: wordsObject(unreadableName(unreadable.reason)),
      remedy: wordsObject(unreadableRemedy(unreadable.reason)),
      status: unreadable.status,
      detail: unreadable.detail,
      lastReadable: unreadable.lastReadable,
    },
  ];
}

function placeObject({ siteKey, siteName, column }: RunColumn): object {
  const { kind, grace, silenceDays, source } = column.cadence;
  return {
    site: { key: siteKey, name: siteName },
    path: column.path,
    url: column.url,
    cadence: {
      kind,
      grace: { days: grace.days, unit: grace.unit },
      // JSON has no `undefined`: a number, null for never, and "by-class" where the column class decides.
      silenceDays: kind === 'realtime' && silenceDays === undefined ? 'by-class' : (silenceDays ?? null),
      source: source ?? null,
    },
    unit: unitObject(column.unit),
  };
}

function unitObject(unit: Unit | undefined): object | null {
  return unit === undefined ? null : { name: unit.name, person: unit.person ?? null, contact: unit.contact ?? null };
}

function dateObject({ day, by, text, implied }: DateEvidence): object {
  return { day, by, text, implied };
}

function evidenceObject({ label, text, url }: Evidence): object {
  return { label: wordsObject(label), text, url: url ?? null };
}

/** Both languages, always in this order. */
export function wordsObject({ zh, en }: { zh: string; en: string }): object {
  return { zh, en };
}
