/** Old visits of columns: their pages, those that only say what their neighbours say, and verdicts that no run shows. */
import type { Day } from '../model.js';
import type { Database } from './database.js';
import { letPagesGo, PAGES_OF_VISITS, visitOf, type OldRow, type VisitRow } from './prunePages.js';
import { add, type Kinds, type Piece, type PrunePlan } from './pruned.js';
import { daysBefore, monthsBefore, visitsBetween, visitsWithPages } from './retention.js';
import type { Statements } from './statements.js';

/** Clears away what these columns need no longer: pages in one transaction, rows in another. */
export async function pruneColumns(database: Database, piece: Piece, kinds: Kinds): Promise<void> {
  const rows: { visits: number[]; verdicts: number[] } = { visits: [], verdicts: [] };
  const work = async (statements: Statements) => {
    for (const id of piece.ids) {
      const { old, between } = await oldVisits(statements, id, piece);
      await letPagesGo(statements, PAGES_OF_VISITS, old, piece, kinds.bodies);
      const visits = await unseen(statements, IDLE_VISITS, [JSON.stringify(between)], id, piece);
      const verdicts = await unseen(statements, IDLE_VERDICTS, [], id, piece);
      for (const visit of visits) add(kinds.visits, { count: 1, bytes: visit.bytes, oldest: visit.day });
      for (const verdict of verdicts) add(kinds.verdicts, { count: 1, bytes: verdict.bytes, oldest: verdict.day });
      rows.visits.push(...visits.map((visit) => visit.id));
      rows.verdicts.push(...verdicts.map((verdict) => verdict.id));
    }
  };
  if (piece.isDryRun) await database.read((_, statements) => work(statements));
  else await database.transaction((_, statements) => work(statements));
  if (!piece.isDryRun && rows.visits.length + rows.verdicts.length > 0) await dropRows(database, rows);
}

/**
 * Nothing refers to these rows, and none of them can be referred to again: a run refers to the last visit and verdict. To
 * let the database make sure of it once more would read every column of every run for each row.
 */
async function dropRows(database: Database, { visits, verdicts }: { visits: number[]; verdicts: number[] }): Promise<void> {
  try {
    await database.script(`
      pragma foreign_keys = off;
      begin immediate;
      delete from visit where id in (${visits.join(', ')});
      delete from verdict where id in (${verdicts.join(', ')});
      commit;`);
  } finally {
    await database.script('pragma foreign_keys = on');
  }
}

/** The visits whose pages go, and those that only say once more what their neighbours say. */
async function oldVisits(statements: Statements, columnId: number, plan: PrunePlan): Promise<{ old: OldRow[]; between: number[] }> {
  const { retention, today } = plan;
  const rows = (await statements.all<VisitRow>(VISITS, columnId)).map(visitOf);
  const since = daysBefore(today, retention.snapshotDays);
  if ((rows[0]?.day ?? since) >= since) return { old: [], between: [] };
  const changed = await statements.all<{ day: Day }>(CHANGED_ON, columnId);
  const shown = await statements.all<{ day: Day }>(SHOWN_ON, columnId);
  const grounds = { changedOn: changed.map(({ day }) => day), shownOn: new Set(shown.map(({ day }) => day)) };
  const kept = visitsWithPages(rows, grounds, since);
  const old = rows.filter(({ id, pagesOf, isCleared }) => id === pagesOf && !isCleared && !kept.has(id));
  // A finding may count the visits between two days: where there ever was one, all of them stay.
  const between = changed.length > 0 ? [] : visitsBetween(rows, monthsBefore(today, retention.visitMonths));
  return { old, between: between.map(({ id }) => id) };
}

const VISITS = `
  select id, day, coalesce(same_as, id) as pagesOf, outcome <> 'unreadable' and drift is null as isRead,
    drift is not null as isDoubted, cleared_on is not null as isCleared
  from visit where column_id = ? order by day, id`;

const CHANGED_ON = `
  select distinct e.day from finding f join finding_event e on e.finding_id = f.id
  where f.column_id = ? and e.event in ('opened', 'reopened', 'resolved')`;

/** Findings name items by their addresses. */
const SHOWN_ON = `
  with shown as (
    select distinct e.value ->> 'url' as url from finding f, json_each(f.finding, '$.evidence') e
    where f.column_id = ?1 and e.value ->> 'url' is not null),
  known as (
    select i.value as item from item_part p, json_each(p.items) i
    where p.column_id = ?1 and i.value ->> 'url' in (select url from shown)),
  pages as (select id, read_on from item_page where column_id = ?1 and url in (select url from shown))
  select item ->> 'firstSeen' as day from known
  union select item ->> 'currentSince' from known
  union select v.value ->> 'firstSeen' from known, json_each(item, '$.earlier') v
  union select read_on from pages where read_on is not null
  union select v.read_on from item_page_version v join pages on pages.id = v.item_page_id`;

/** Those rows that no run shows which keeps its columns. */
function unseen(statements: Statements, sql: string, values: string[], columnId: number, { clearedRuns }: Piece): Promise<IdleRow[]> {
  return statements.all<IdleRow>(sql, columnId, JSON.stringify(clearedRuns), ...values);
}

interface IdleRow {
  id: number;
  day: Day | null;
  bytes: number;
}

const SHOWING_RUNS = `
  select 1 from run_column r where r.column_id = ?1 and r.run_id not in (select value from json_each(?2))`;

const IDLE_VISITS = `
  select v.id, v.day, 150 + 2 * length(v.url) + length(v.proof) + coalesce(length(v.page_name), 0) as bytes from visit v
  where v.id in (select value from json_each(?3))
    and not exists (${SHOWING_RUNS} and (r.last_visit_id = v.id or r.last_readable_id = v.id))`;

const IDLE_VERDICTS = `
  select v.id, v.verdict ->> 'day' as day, length(v.verdict) + length(v."column") as bytes from verdict v
  where v.column_id = ?1
    and not exists (select 1 from site_column c where c.id = ?1 and c.standing_id = v.id)
    and not exists (${SHOWING_RUNS} and r.verdict_id = v.id)`;
