import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { KnownAnswer } from '../../src/model.js';
import { failed, fetched, html, ignoring, type Handler } from './loopback.js';
import { opened } from './using.js';

const open = opened();
const page = '<p>政务公开</p>';
const sha256 = createHash('sha256').update(page).digest('hex');
const etag = '"v1"';
const lastModified = 'Mon, 02 Mar 2026 01:00:00 GMT';

/** A server that keeps to RFC 9110: 304 where a condition holds. */
const honest: Handler = (request, response) => {
  const isSame = request.headers['if-none-match'] === etag || request.headers['if-modified-since'] === lastModified;
  response.setHeader('etag', etag);
  if (isSame) response.writeHead(304).end();
  else html(page)(request, response);
};

describe('a page that is known', () => {
  for (const [title, known, status] of [
    ['by its ETag', { sha256, etag }, 304],
    ['by its date', { sha256, lastModified }, 304],
    ['by both', { sha256, etag, lastModified }, 304],
    ['by its bytes alone', { sha256 }, 200],
    ['by an ETag of before', { sha256, etag: '"v0"' }, 200],
    ['by an ETag that no header may carry', { sha256, etag: 'a\r\nx: y' }, 200],
  ] as const)
    test(`${title} is unchanged after ${status}`, async () => {
      const server = await open.server(honest);
      const answer = fetched(await open.crawler().fetch(`${server.origin}/`, ignoring, 'http', { known }));
      expect(answer).toMatchObject({ status, unchanged: true, sha256, text: status === 304 ? '' : page });
      expect(answer.body).toHaveLength(status === 304 ? 0 : Buffer.byteLength(page));
      expect(server.seen).toHaveLength(1);
    });

  for (const [title, handler, known] of [
    ['whose bytes differ', html(`${page} `), { sha256, etag }],
    ['of which nothing is known', html(page), undefined],
    ['that is an error page of the same bytes', (_, response) => void response.writeHead(404).end(page), { sha256 }],
  ] as const satisfies readonly (readonly [string, Handler, KnownAnswer | undefined])[])
    test(`one ${title} is not`, async () => {
      const server = await open.server(handler);
      const answer = fetched(await open.crawler().fetch(`${server.origin}/`, ignoring, 'http', known ? { known } : {}));
      expect(answer).not.toHaveProperty('unchanged');
      expect(answer.text).toContain(page);
    });
});

test('a 304 that nobody asked for is a failure', async () => {
  const server = await open.server((_request, response) => void response.writeHead(304).end());
  const crawler = open.crawler();
  for (const known of [undefined, { sha256, finalUrl: `${server.origin}/other` }])
    expect(failed(await crawler.fetch(`${server.origin}/`, ignoring, 'http', known ? { known } : {}))).toMatchObject({
      reason: 'http-status', status: 304, attempts: 1,
    });
});

test('only the address that gave the known answer is asked about it', async () => {
  const server = await open.server({
    '/': (_request, response) => void response.writeHead(302, { location: '/list' }).end(),
    '/list': honest,
  });
  const conditions = () => server.seen.map(({ headers }) => headers['if-none-match']);
  const crawler = open.crawler();
  const known = { sha256, etag, finalUrl: `${server.origin}/list` };
  expect(fetched(await crawler.fetch(`${server.origin}/#top`, ignoring, 'http', { known })).unchanged).toBe(true);
  expect(conditions()).toEqual([undefined, etag]);
  // Known of the first address: it leads elsewhere now, and what it leads to is compared by its bytes.
  const answer = fetched(await crawler.fetch(`${server.origin}/`, ignoring, 'http', { known: { sha256, etag } }));
  expect(answer).toMatchObject({ status: 200, unchanged: true });
  expect(conditions().slice(2)).toEqual([etag, undefined]);
});

test('a question by POST carries no condition', async () => {
  const server = await open.server(honest);
  const asked = { url: `${server.origin}/`, body: { type: 'form', text: 'page=1' } } as const;
  const answer = fetched(await open.crawler().fetch(asked, ignoring, 'http', { known: { sha256, etag } }));
  expect(answer).not.toHaveProperty('unchanged');
  expect(server.seen[0]?.headers['if-none-match']).toBeUndefined();
});
