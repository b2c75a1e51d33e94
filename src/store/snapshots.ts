import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

import type { Knex } from 'knex';

import type { Fetched, PackedBody } from '../model.js';
import { bodyHash, contentHash, packPage } from './packBody.js';
import { insertInto, statementOf, type Statements } from './statements.js';

/**
 * The bodies among `pages`, each once, packed before any transaction has to wait for it. One that is stored already is
 * packed for nothing: that takes less time than to ask.
 */
export async function packSnapshots(pages: readonly Fetched[]): Promise<PackedBody[]> {
  const fetched = pages.flatMap((page) => (page.outcome === 'fetched' ? [page] : []));
  if (fetched.length === 1) return Promise.all(fetched.map(packPage));
  const bodies = new Map(fetched.map((page) => [bodyHash(page), page]));
  return Promise.all([...bodies.values()].map(packPage));
}

/** What the browser drew of `pages`: each picture is kept once. */
export async function recordPictures(statements: Statements, pages: readonly Fetched[]): Promise<void> {
  for (const page of pages) {
    if (page.outcome !== 'fetched' || !page.picture) continue;
    const { picture } = page;
    await statements.run(KEEP_PICTURE, contentHash(picture), picture.byteLength, Buffer.from(picture));
  }
}

const KEEP_PICTURE = 'insert into picture (sha256, size_bytes, jpeg) values (?, ?, ?) on conflict (sha256) do nothing';

/** Two visits under way at once may bring the same one. */
export async function recordSnapshots(statements: Statements, snapshots: readonly PackedBody[]): Promise<void> {
  for (const { sha256, sizeBytes, brotli } of snapshots) {
    const kept = Buffer.from(brotli.buffer, brotli.byteOffset, brotli.byteLength);
    // A large one is not written out as text.
    if (kept.byteLength > SHORT_BYTES) await statements.run(statementOf(KEEP), sha256, sizeBytes, kept);
    else statements.row(KEEP, sha256, sizeBytes, kept);
  }
}

const SHORT_BYTES = 200_000;
const KEEP = insertInto('snapshot', ['sha256', 'size_bytes', 'brotli'], 'on conflict (sha256) do nothing');

/** The bytes of a body as they were fetched, or null where none is kept under this hash. */
export async function readSnapshot(sql: Knex, sha256: string): Promise<Uint8Array | null> {
  const row = await sql('snapshot').where({ sha256 }).first<{ brotli: Buffer } | undefined>('brotli');
  return row ? decompress(row.brotli) : null;
}

const decompress = promisify(brotliDecompress);
