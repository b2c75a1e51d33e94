import type { Snapshot } from '../model.js';

/**
 * Whether a page came whole, as far as that can be told.
 *
 * A chunked or compressed body that ends early is a failure already. But a body without a length ends where its connection
 * ends, also where that broke; and a length is wrong now and then, counted in characters by a server that sends bytes. There
 * a document that opens `<html>` and closes neither that nor its body is in question: half a list would look like one whose
 * older items are missing. Of 534 saved pages one was of that kind.
 *
 * - `broken`: it has no length, or ends within a tag. Nothing is read from it.
 * - `doubtful`: what came is there, but nothing can be said of what may follow.
 */
export function wholeness(page: Pick<Snapshot, 'headers' | 'text'> & Partial<Pick<Snapshot, 'body'>>): 'whole' | 'doubtful' | 'broken' {
  const { headers } = page;
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) return 'whole';
  if (page.body !== undefined && endsClosed(page.body)) return 'whole';
  // Asked for only here, because a text may be decoded when it is.
  const { text } = page;
  const root = ROOT.exec(text.slice(0, 2_000))?.[1]?.toLowerCase();
  if (root === undefined || isClosed(text, root)) return 'whole';
  const isWithinTag = text.lastIndexOf('<') > text.lastIndexOf('>');
  return headers['content-length'] === undefined || isWithinTag ? 'broken' : 'doubtful';
}

/** Pages, and the XML in which one content system sends the rows of a list. */
const ROOT = /<(html|datastore)\b/i;

function isClosed(text: string, root: string): boolean {
  return (root === 'html' ? /<\/(?:html|body)\s*>/i : /<\/datastore\s*>/i).test(text);
}

/**
 * Whether the bytes show that a document opens and, at its very end, closes: true for nearly all pages. Tags are ASCII, and
 * no charset that pages come in has bytes of tags within other characters, but for UTF-16: there it is left to the text.
 */
function endsClosed(body: Uint8Array): boolean {
  const root = ROOT.exec(latin1(body.subarray(0, 2_000)))?.[1]?.toLowerCase();
  return root !== undefined && isClosed(latin1(body.subarray(-500)), root);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
