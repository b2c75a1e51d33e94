import type { Knex } from 'knex';

import type { FetchFailure, Instant, Probe } from '../model.js';
import { chunks } from './chunks.js';
import type { Statements } from './statements.js';

export async function insertProbes(sql: Knex, probes: readonly Probe[]): Promise<void> {
  const rows = probes.map(({ siteKey, at, answered, status, ms, reason, controlAnswered }) => (
    { site_key: siteKey, at, answered, status, ms, reason, control_answered: controlAnswered }
  ));
  for (const piece of chunks(rows)) await sql('probe').insert(piece);
}

/** A site's probes from `since` up to and without `until`, oldest first. */
export async function readProbes(
  statements: Pick<Statements, 'all'>, siteKey: string, since: Instant, until: Instant,
): Promise<Probe[]> {
  const rows = await statements.all<ProbeRow>(PROBES, siteKey, since, until);
  return rows.map((row) => ({
    siteKey: row.site_key,
    at: row.at,
    answered: Boolean(row.answered),
    status: row.status,
    ms: row.ms,
    reason: row.reason,
    controlAnswered: row.control_answered === null ? null : Boolean(row.control_answered),
  }));
}

const PROBES = 'select * from probe where site_key = ? and at >= ? and at < ? order by at, id';

interface ProbeRow {
  site_key: string;
  at: Instant;
  answered: number | boolean;
  status: number | null;
  ms: number;
  reason: FetchFailure | null;
  control_answered: number | boolean | null;
}
