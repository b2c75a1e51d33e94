import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants } from 'node:zlib';

import type { PackedBody, Snapshot } from '../model.js';

/** The body of a page ready to be stored; what was packed already is not packed again. */
export async function packPage({ body, packed }: Pick<Snapshot, 'body' | 'packed'>): Promise<PackedBody> {
  if (packed) return packed;
  if (body.byteLength < SMALL_BYTES) return packBody(body);
  return { ...nameOf(body), brotli: await compress(body, compressionOptions(body)) };
}

/** The same here and now, to be handed to another thread: no buffer in it is larger than what it holds. */
export function packBody(body: Uint8Array): PackedBody {
  return { ...nameOf(body), brotli: new Uint8Array(brotliCompressSync(body, compressionOptions(body))) };
}

/** The name under which the page's body is kept. */
export function bodyHash({ body, packed }: Pick<Snapshot, 'body' | 'packed'>): string {
  return packed?.sha256 ?? contentHash(body);
}

/** The name under which a page's body, or a picture of it, is kept. */
export function contentHash(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/** A small body is packed in less time than another thread could be asked to. */
const SMALL_BYTES = 200_000;

const compress = promisify(brotliCompress);

function nameOf(body: Uint8Array): { sha256: string; sizeBytes: number } {
  return { sha256: contentHash(body), sizeBytes: body.byteLength };
}

function compressionOptions(body: Uint8Array): { params: Record<number, number> } {
  // Quality 2 takes a quarter of the time of 5, and pages grow by a fifth.
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 2,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
    },
  };
}
