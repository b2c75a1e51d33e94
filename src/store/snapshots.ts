import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, brotliDecompress, constants } from 'node:zlib';

import type { Knex } from 'knex';

import type { Fetched } from '../model.js';
import type { Statements } from './statements.js';

/** A body ready to be stored: stored once, however many visits saw it. */
export interface PackedSnapshot {
  sha256: string;
  sizeBytes: number;
  brotli: Buffer;
}

/** The name under which a body is kept. */
export function contentHash(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/**
 * The bodies among `pages`, each once, compressed before any transaction has to wait for it. One that is stored already is
 * compressed for nothing: that takes less time than to ask.
 */
export async function packSnapshots(pages: readonly Fetched[]): Promise<PackedSnapshot[]> {
  const bodies = new Map<string, Uint8Array>();
  for (const page of pages) {
    if (page.outcome === 'fetched') bodies.set(contentHash(page.body), page.body);
  }
  return Promise.all([...bodies].map(async ([sha256, body]) => ({
    sha256,
    sizeBytes: body.byteLength,
    brotli: await packed(body),
  })));
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
export async function recordSnapshots(statements: Statements, snapshots: readonly PackedSnapshot[]): Promise<void> {
  for (const { sha256, sizeBytes, brotli } of snapshots) {
    // A large one is not written out as text.
    if (brotli.byteLength > SMALL_BYTES) await statements.run(KEEP, sha256, sizeBytes, brotli);
    else statements.later(KEEP, sha256, sizeBytes, brotli);
  }
}

const KEEP = 'insert into snapshot (sha256, size_bytes, brotli) values (?, ?, ?) on conflict (sha256) do nothing';

/** The bytes of a body as they were fetched, or null where none is kept under this hash. */
export async function readSnapshot(sql: Knex, sha256: string): Promise<Uint8Array | null> {
  const row = await sql('snapshot').where({ sha256 }).first<{ brotli: Buffer } | undefined>('brotli');
  return row ? decompress(row.brotli) : null;
}

/** A small body is packed in less time than another thread could be asked to. */
const SMALL_BYTES = 200_000;

async function packed(body: Uint8Array): Promise<Buffer> {
  const options = compressionOptions(body);
  return body.byteLength < SMALL_BYTES ? brotliCompressSync(body, options) : compress(body, options);
}

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

function compressionOptions(body: Uint8Array): { params: Record<number, number> } {
  // Quality 2 takes a quarter of the time of 5, and pages grow by a fifth.
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 2,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
    },
  };
}
