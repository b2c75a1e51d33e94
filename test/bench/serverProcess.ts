/**
 * The server that all are measured against, in a process of its own: bodies that were made before, with ETag and
 * Last-Modified, and 304 for who sends the ETag back. Its port is written to standard output when it is ready.
 *
 *   node serverProcess.js COLUMNS
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listPage } from './listPage.js';

const pages = Array.from({ length: Number(process.argv[2]) }, (_, column) => {
  const { body, contentType } = listPage(column);
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  const validators = { etag, 'last-modified': 'Fri, 20 Nov 2026 01:00:00 GMT' };
  return { body, etag, validators, headers: { ...validators, 'content-type': contentType, 'content-length': body.length } };
});

const server = createServer((request, response) => {
  const page = pages[Number(request.url?.slice(1, -1))];
  if (!page) {
    response.writeHead(404, { 'content-length': 0 }).end();
  } else if (request.headers['if-none-match'] === page.etag) {
    response.writeHead(304, page.validators).end();
  } else {
    response.writeHead(200, page.headers).end(page.body);
  }
});
server.keepAliveTimeout = 60_000;
server.listen({ port: 0, host: '0.0.0.0', backlog: 2_000 }, () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
// Whoever started it holds its standard input: it ends with them.
process.stdin.on('end', () => process.exit()).resume();
