import { createHash } from 'node:crypto';

import type { Knex } from 'knex';

import type {
  DateEvidence, Day, ItemPage, ItemPageAnswer, ItemPageContent, KnownItem, KnownPage, UnreadableReason,
} from '../model.js';
import { chunks } from './chunks.js';
import { answered } from './pageSightings.js';
import { storable } from './storable.js';

/** Keeps what a visit learned of items' pages. What a page said before stays, and what it says otherwise beside it. */
export async function recordItemPages(
  sql: Knex,
  columnId: number,
  answers: readonly ItemPageAnswer[],
  day: Day,
): Promise<void> {
  const known = await pagesByIdentity(sql, columnId, answers.map(({ url }) => identityOf(url)));
  const upserts: PageRow[] = [];
  const versions: VersionRow[] = [];
  for (const answer of answers) {
    const identity = identityOf(answer.url);
    const before = known.get(identity);
    const { current, otherwise } = answered(before?.page, answer, day);
    if (before && otherwise) versions.push({ item_page_id: before.id, read_on: day, ...contentColumns(otherwise) });
    upserts.push(pageRow(columnId, identity, current));
  }
  for (const piece of chunks(upserts)) {
    await sql('item_page').insert(piece).onConflict(['column_id', 'identity']).merge([...changingColumns]);
  }
  for (const piece of chunks(versions)) await sql('item_page_version').insert(piece);
}

/** The pages of a column's items that any visit asked for, in the order in which they were asked first. */
export async function readKnownPages(sql: Knex, columnId: number): Promise<KnownPage[]> {
  const rows = await sql('item_page').where({ column_id: columnId }).orderBy('id').select<PageRow[]>();
  return rows.map(knownPage);
}

/** The items, each with what its own page said. */
export function withPages(items: readonly KnownItem[], pages: readonly KnownPage[]): KnownItem[] {
  if (pages.length === 0) return [...items];
  const byAddress = new Map(pages.map(({ url, page }) => [url, page]));
  return items.map((item) => {
    const page = item.url === null ? undefined : byAddress.get(addressOf(item.url));
    return page ? { ...item, page } : item;
  });
}

/** A page is known by its address without what stands behind #. */
function addressOf(url: string): string {
  return url.replace(/#.*$/s, '');
}

function identityOf(url: string): string {
  return createHash('sha256').update(storable(url)).digest('base64url');
}

interface ContentColumns {
  title: string | null;
  /** JSON of the evidence. */
  published: string | null;
  written: string | null;
  text_hash: string | null;
}

interface PageRow extends ContentColumns {
  column_id: number;
  identity: string;
  url: string;
  read_on: Day | null;
  checked_on: Day;
  state: ItemPage['state'];
  status: number | null;
  reason: UnreadableReason | null;
  gone_since: Day | null;
  failed_in_a_row: number;
}

interface VersionRow extends ContentColumns {
  item_page_id: number;
  read_on: Day;
}

const changingColumns: readonly (keyof PageRow)[] = [
  'read_on', 'title', 'published', 'written', 'text_hash', 'checked_on', 'state', 'status', 'reason', 'gone_since',
  'failed_in_a_row',
];

async function pagesByIdentity(
  sql: Knex,
  columnId: number,
  identities: string[],
): Promise<Map<string, { id: number; page: KnownPage }>> {
  const known = new Map<string, { id: number; page: KnownPage }>();
  for (const piece of chunks(identities)) {
    const rows = await sql('item_page')
      .where({ column_id: columnId })
      .whereIn('identity', piece)
      .select<(PageRow & { id: number })[]>();
    for (const row of rows) known.set(row.identity, { id: row.id, page: knownPage(row) });
  }
  return known;
}

function pageRow(columnId: number, identity: string, { url, page, failedInARow }: KnownPage): PageRow {
  return {
    column_id: columnId,
    identity,
    url: storable(url),
    read_on: page.readOn,
    ...contentColumns(page),
    checked_on: page.checkedOn,
    state: page.state,
    status: page.status,
    reason: page.reason,
    gone_since: page.goneSince,
    failed_in_a_row: failedInARow,
  };
}

function knownPage(row: PageRow): KnownPage {
  const page: ItemPage = {
    readOn: row.read_on,
    title: row.title,
    published: evidence(row.published),
    written: evidence(row.written),
    textHash: row.text_hash,
    checkedOn: row.checked_on,
    state: row.state,
    status: row.status,
    reason: row.reason,
    goneSince: row.gone_since,
  };
  return { url: row.url, page, failedInARow: row.failed_in_a_row };
}

function contentColumns({ title, published, written, textHash }: ItemPageContent): ContentColumns {
  return {
    title,
    published: published && JSON.stringify(published),
    written: written && JSON.stringify(written),
    text_hash: textHash,
  };
}

function evidence(json: string | null): DateEvidence | null {
  return json === null ? null : JSON.parse(json) as DateEvidence;
}
