import { expect, test } from 'vitest';
import { wholeness } from '../../src/crawl/wholeness.js';

const length = { 'content-length': '100' };
for (const [title, headers, text, expected] of [
  ['a document with its end', {}, '<html><body><p>a</p></body></html>\n', 'whole'],
  ['the end of the body alone', {}, '<HTML><BODY><p>a</p></BODY >', 'whole'],
  ['no end and no length', {}, '<html><body><p>a</p>', 'broken'],
  ['no end, but a length', length, '<html><body><p>a</p>', 'doubtful'],
  ['within a tag, with a length', length, '<html><body><p>a</p><a hre', 'broken'],
  ['no end, but chunks that ended as they should', { 'transfer-encoding': 'chunked' }, '<html><p>a</p>', 'whole'],
  ['no end, but gzip that ended as it should', { ...length, 'content-encoding': 'gzip' }, '<html><p>a</p>', 'whole'],
  ['a fragment, which has no end', {}, '<li>a</li><li>b</li>', 'whole'],
  ['JSON, which is read whole or not at all', {}, '{"rows":[', 'whole'],
  ['rows in XML with their end', {}, '<datastore><record>a</record></datastore>', 'whole'],
  ['rows in XML without', {}, '<datastore><record>a</record>', 'broken'],
  ['nothing', {}, '', 'whole'],
] as const)
  test(`${title}: ${expected}, by its bytes as by its text`, () => {
    expect(wholeness({ headers, text })).toBe(expected);
    for (const encoding of ['utf8', 'utf16le'] as const)
      expect(wholeness({ headers, text, body: Buffer.from(text, encoding) })).toBe(expected);
  });

test('a page that closes at its end is not decoded to find that out', () => {
  const asked = () => {
    throw new Error('decoded');
  };
  const body = Buffer.from(`<html><body>${'<p>政务公开</p>'.repeat(1_000)}</body></html>\n`);
  const page = { headers: length, body, get text(): string { return asked(); } };
  expect(wholeness(page)).toBe('whole');
});
