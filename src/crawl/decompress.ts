import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { CrawlFailure } from './failure.js';

/**
 * The body as the server meant it.
 *
 * Old servers compress without being asked and without saying so; a body that begins as gzip does is therefore opened
 * whatever was declared. A declared encoding that the body does not have is `bad-encoding`: half a list would look like
 * a whole one.
 *
 * @param encodings  the Content-Encoding header: one name or several, in the order in which they were applied
 * @param maxBytes  cap on the result; decompression stops there, so that a gzip bomb never unfolds
 */
export async function decompress(
  body: Uint8Array,
  encodings: string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  const names = (encodings ?? '').toLowerCase().split(',').map((name) => name.trim()).filter((name) => name !== '');
  if (names.length > 3) throw new CrawlFailure('bad-encoding', `compressed ${names.length} times over`);

  let opened = body;
  // The last encoding applied is the first to be taken off.
  for (const name of names.toReversed()) opened = await open(opened, name, maxBytes);
  return isGzip(opened) ? open(opened, 'gzip', maxBytes) : opened;
}

async function open(body: Uint8Array, encoding: string, maxBytes: number): Promise<Uint8Array> {
  // An answer without a body (204, 304, a HEAD-like error) may still carry the header.
  if (body.length === 0) return body;
  const options = { maxOutputLength: maxBytes };
  try {
    switch (encoding) {
      case 'gzip':
      case 'x-gzip':
        return await promisify(gunzip)(body, options);
      case 'deflate':
        // RFC 9110 means zlib, some servers send the bare stream; a zlib stream says in its first byte that it is one.
        return await promisify((body[0] ?? 0) % 16 === 8 ? inflate : inflateRaw)(body, options);
      case 'br':
        return await promisify(brotliDecompress)(body, options);
      case 'identity':
      case 'none':
      case 'utf-8': // Seen where someone mistook the header for the charset.
        return body;
      default:
        throw new CrawlFailure('bad-encoding', `unknown Content-Encoding ${encoding.slice(0, 40)}`);
    }
  } catch (error) {
    if (error instanceof CrawlFailure) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new CrawlFailure('too-large', `more than ${maxBytes} bytes after decompression`, { cause: error });
    throw new CrawlFailure('bad-encoding', `${encoding}: ${detail}`, { cause: error });
  }
}

function isGzip(body: Uint8Array): boolean {
  return body[0] === 0x1f && body[1] === 0x8b;
}
