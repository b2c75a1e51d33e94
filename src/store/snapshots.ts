import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';

import type { Knex } from 'knex';

import type { Fetched } from '../model.js';

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
 * The bodies among `pages` that are not stored yet, each once, compressed before any transaction has to wait for it.
 */
export async function packSnapshots(
  pages: readonly Fetched[],
  storedAmong: (hashes: string[]) => Promise<Set<string>>,
): Promise<PackedSnapshot[]> {
  const bodies = new Map<string, Uint8Array>();
  for (const page of pages) {
    if (page.outcome === 'fetched') bodies.set(contentHash(page.body), page.body);
  }
  if (bodies.size === 0) return [];

  const stored = await storedAmong([...bodies.keys()]);
  const missing = [...bodies].filter(([sha256]) => !stored.has(sha256));
  return Promise.all(missing.map(async ([sha256, body]) => ({
    sha256,
    sizeBytes: body.byteLength,
    brotli: await compress(body, compressionOptions(body)),
  })));
}

export async function storedHashes(sql: Knex, hashes: string[]): Promise<Set<string>> {
  return new Set(await sql('snapshot').whereIn('sha256', hashes).pluck<string[]>('sha256'));
}

export async function recordSnapshots(sql: Knex, snapshots: readonly PackedSnapshot[]): Promise<void> {
  // One statement each: bodies are large and few. Two visits under way at once may bring the same one.
  for (const { sha256, sizeBytes, brotli } of snapshots) {
    await sql('snapshot').insert({ sha256, size_bytes: sizeBytes, brotli }).onConflict('sha256').ignore();
  }
}

/** The bytes of a body as they were fetched, or null where none is kept under this hash. */
export async function readSnapshot(sql: Knex, sha256: string): Promise<Uint8Array | null> {
  const row = await sql('snapshot').where({ sha256 }).first<{ brotli: Buffer } | undefined>('brotli');
  return row ? decompress(row.brotli) : null;
}

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

function compressionOptions(body: Uint8Array): { params: Record<number, number> } {
  // Quality 5 packs pages about as well as gzip's best and takes a tenth of the time of brotli's best.
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
    },
  };
}
