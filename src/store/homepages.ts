import { createHash } from 'node:crypto';

import type { Knex } from 'knex';

import type { DateEvidence, Day, FetchFailure, HomepageHistory, HomepageItem, HomepageVisit, UnreadableReason } from '../model.js';
import { chunks } from './chunks.js';
import { bodyHash } from './packBody.js';
import { storable } from './storable.js';

/** Items that stood on the page this long before its last reading are looked at: longer than any window over them. */
const LOOKED_AT_DAYS = 60;

/** Writes a reading. An item seen again keeps the day that an earlier reading showed where this one shows none. */
export async function recordHomepage(sql: Knex, runId: string, visit: HomepageVisit): Promise<void> {
  const { fetched, unreadable, items } = visit;
  await sql('homepage_visit').insert({
    site_key: visit.siteKey,
    run_id: runId,
    day: visit.day,
    at: visit.at,
    url: visit.url,
    final_url: fetched.finalUrl,
    status: unreadable?.status ?? fetched.status ?? null,
    reason: unreadable?.reason ?? null,
    detail: storable(unreadable?.detail ?? ''),
    is_partial: visit.isPartial,
    item_count: items.length,
    dated_count: items.filter(({ date }) => date !== null).length,
    snapshot: fetched.outcome === 'fetched' ? bodyHash(fetched) : null,
  });
  for (const piece of chunks(items.map((item) => itemRow(visit, item)))) {
    await sql('homepage_item')
      .insert(piece)
      .onConflict(['site_key', 'identity'])
      .merge({
        title: sql.raw('excluded.title'),
        date: sql.raw('coalesce(excluded.date, homepage_item.date)'),
        first_seen: sql.raw(`case when ${EARLIER} then excluded.first_seen else homepage_item.first_seen end`),
        last_seen: sql.raw(`case when ${LATER} then excluded.last_seen else homepage_item.last_seen end`),
      });
  }
}

const EARLIER = 'excluded.first_seen < homepage_item.first_seen';
const LATER = 'excluded.last_seen > homepage_item.last_seen';

/** What the readings up to `asOf` tell of a site's homepage; null where there was none. */
export async function readHomepageHistory(sql: Knex, siteKey: string, asOf: Day): Promise<HomepageHistory | null> {
  const visits = () => sql('homepage_visit').where({ site_key: siteKey }).where('day', '<=', asOf);
  const latestFirst = ['day', 'id'].map((column) => ({ column, order: 'desc' as const }));
  const last = await visits().orderBy(latestFirst).first<VisitRow | undefined>();
  if (!last) return null;

  const firstReadable = await dayOf(visits().whereNull('reason').orderBy('day'));
  const lastReadable = await dayOf(visits().whereNull('reason').orderBy('day', 'desc'));
  const { url, day, is_partial: isPartial, reason, status, detail } = last;
  const unreadable = reason === null ? null : { reason, status, detail };
  const lastVisit = { day, isPartial: Boolean(isPartial), unreadable };
  if (firstReadable === null || lastReadable === null) {
    return { url, lastVisit, firstReadable, lastReadable, items: [], lastNewOn: null };
  }
  const known = () => sql('homepage_item').where({ site_key: siteKey }).where('first_seen', '<=', lastReadable);
  const rows = await known()
    .where('last_seen', '>=', lookedAtFrom(lastReadable))
    .orderBy('id')
    .select<ItemRow[]>();
  const lastNewOn = await known().where('first_seen', '>', firstReadable).max<{ day: Day | null }[]>({ day: 'first_seen' });
  return { url, lastVisit, firstReadable, lastReadable, items: rows.map(itemOf), lastNewOn: lastNewOn[0]?.day ?? null };
}

function lookedAtFrom(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) - LOOKED_AT_DAYS * 86_400_000).toISOString().slice(0, 10);
}

async function dayOf(visits: Knex.QueryBuilder): Promise<Day | null> {
  const row: { day: Day } | undefined = await visits.first('day');
  return row?.day ?? null;
}

interface VisitRow {
  url: string;
  day: Day;
  is_partial: number | boolean;
  reason: UnreadableReason | FetchFailure | null;
  status: number | null;
  detail: string;
}

interface ItemRow {
  url: string;
  title: string;
  date: string | null;
  first_seen: Day;
  last_seen: Day;
}

function itemRow({ siteKey, day }: HomepageVisit, { title, url, date }: HomepageItem): Record<string, string | null> {
  const address = storable(url);
  return {
    site_key: siteKey,
    // Of fixed length, because an address may be longer than what a database can index.
    identity: createHash('sha256').update(address).digest('base64url'),
    url: address,
    title: storable(title),
    date: date && storable(JSON.stringify(date)),
    first_seen: day,
    last_seen: day,
  };
}

function itemOf({ url, title, date, first_seen: firstSeen, last_seen: lastSeen }: ItemRow): HomepageHistory['items'][number] {
  return { url, title, date: date === null ? null : (JSON.parse(date) as DateEvidence), firstSeen, lastSeen };
}
