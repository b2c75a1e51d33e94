import { isUtf8 } from 'node:buffer';

/**
 * Turns bytes into text, trusting the bytes before what is said about them.
 *
 * The order is: byte order mark, strictly valid UTF-8, the header's charset, the document's own (first 4 KB), GB18030;
 * each must decode without a single fault. The test for UTF-8 goes first because it is lopsided: Chinese text in GBK
 * hardly ever happens to be valid UTF-8 (1 in 1,000 for four characters, never for twenty), while UTF-8 often passes as
 * GBK, and both declarations are wrong often enough. Where nothing fits, UTF-8 or
 * GB18030 is taken, whichever reads more.
 *
 * `charset` says what was used and why: `utf-8 (bytes)`, `gb18030 (header)`, `utf-8 (lossy)`. A body that was cut in
 * the middle of its last character loses that character only.
 */
export function decode(body: Uint8Array, contentType: string | undefined): { text: string; charset: string } {
  for (const { charset, found } of candidates(body, contentType)) {
    const text = charset === null ? null : decodeStrictly(body, charset);
    if (text !== null) return { text, charset: `${charset} (${found})` };
  }
  return decodeWithLosses(body);
}

/** In their order; what is declared is looked for only where the body is not UTF-8. */
function* candidates(
  body: Uint8Array, contentType: string | undefined,
): Generator<{ charset: string | null; found: string }> {
  yield { charset: byteOrderMark(body), found: 'bom' };
  yield { charset: 'utf-8', found: 'bytes' };
  const declared = [
    { label: charsetParameter(contentType), found: 'header' },
    { label: declaredInDocument(body), found: 'meta' },
  ]
    .map(({ label, found }) => ({ charset: knownCharset(label), found }))
    // A declaration that could be read as ASCII inside the document was not written in UTF-16.
    .filter(({ charset, found }) => !(found === 'meta' && charset?.startsWith('utf-16')));
  yield* declared.filter(({ charset }) => charset !== null && !readsEverything(charset));
  yield { charset: 'gb18030', found: 'guess' };
  // A server's default of ISO-8859-1 fits any bytes whatever, so it says nothing until all else has failed.
  yield* declared.filter(({ charset }) => charset !== null && readsEverything(charset));
}

function decodeStrictly(body: Uint8Array, charset: string): string | null {
  // Whole UTF-8 is by far the most frequent, and read several times as fast without `stream`.
  if (charset === 'utf-8' && isUtf8(body)) return withoutMark(new TextDecoder().decode(body));
  try {
    // `stream` leaves a last character that is incomplete aside instead of calling it a fault.
    return withoutMark(new TextDecoder(charset, { fatal: true }).decode(body, { stream: true }));
  } catch {
    return null;
  }
}

function decodeWithLosses(body: Uint8Array): { text: string; charset: string } {
  const utf8 = withoutMark(new TextDecoder('utf-8').decode(body));
  // GB18030 swallows most of what it misreads, so counting losses alone would favour it. Characters of three bytes that
  // are whole hardly come about by chance: where they outnumber the faults, it was UTF-8.
  if (count(utf8, /[\u0800-\uFFFC]/g) > count(utf8, /\uFFFD/g)) return { text: utf8, charset: 'utf-8 (lossy)' };
  return { text: withoutMark(new TextDecoder('gb18030').decode(body)), charset: 'gb18030 (lossy)' };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

// TextDecoder takes the mark of UTF-8 and UTF-16 away, but leaves that of GB18030 and a doubled one.
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function byteOrderMark(body: Uint8Array): string | null {
  const start = Buffer.from(body.subarray(0, 4)).toString('hex');
  if (start.startsWith('efbbbf')) return 'utf-8';
  if (start.startsWith('feff')) return 'utf-16be';
  if (start.startsWith('fffe')) return 'utf-16le';
  return start === '84319533' ? 'gb18030' : null;
}

/** The standard's name of a charset, GB18030 for the older sets that it contains, or null for one that nobody knows. */
function knownCharset(label: string | null): string | null {
  if (label === null) return null;
  try {
    const charset = new TextDecoder(label).encoding;
    // Pages that declare gb2312 often use GBK characters; GB18030 reads both.
    return charset === 'gbk' ? 'gb18030' : charset;
  } catch {
    return null;
  }
}

/** Charsets of one byte a character: nearly every sequence of bytes is valid in them. */
function readsEverything(charset: string): boolean {
  return /^(windows-|iso-8859|koi8|macintosh|ibm866|x-mac|x-user-defined)/.test(charset);
}

function charsetParameter(contentType: string | undefined): string | null {
  return /charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1] ?? null;
}

/** What a `<meta charset>`, a `<meta http-equiv>` or an XML prolog in the first 4 KB declares. */
function declaredInDocument(body: Uint8Array): string | null {
  const head = Buffer.from(body.subarray(0, 4096)).toString('latin1');
  const prolog = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1];
  if (prolog !== undefined) return prolog;
  for (const [tag] of head.matchAll(/<meta\s[^>]{0,400}>/gi)) {
    const charset = charsetParameter(tag);
    if (charset !== null) return charset;
  }
  return null;
}
