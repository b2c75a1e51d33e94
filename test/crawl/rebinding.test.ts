/** A name that answers differently each time it is asked, and every way that leads out of this room. */
import { expect, test } from 'vitest';
import type { HostAddress, Resolve } from '../../src/crawl/addressGate.js';
import { findBrowser } from '../../src/crawl/systemBrowser.js';
import { failed, html, ignoring, obeying, type Handler } from './loopback.js';
import { opened } from './using.js';

const open = opened();
const browserPath = await findBrowser();
const PUBLIC = '203.0.113.7'; // Answers nobody, anywhere.

/** Says the given addresses one look-up after the other, and the last one ever after. */
function answering(...inTurn: string[][]): Resolve & { asked: number } {
  const resolve = async (): Promise<HostAddress[]> => {
    const answer = inTurn[Math.min(resolver.asked, inTurn.length - 1)] ?? [];
    resolver.asked += 1;
    return answer.map((address) => ({ address, family: 4 }));
  };
  const resolver = Object.assign(resolve, { asked: 0 });
  return resolver;
}

for (const [title, inTurn] of [
  ['public first and loopback ever after', [['8.8.8.8'], ['127.0.0.1']]],
  ['public twice and loopback ever after', [['8.8.8.8'], ['8.8.8.8'], ['127.0.0.1']]],
  ['loopback hidden among public addresses', [['8.8.8.8', '127.0.0.1', '9.9.9.9']]],
  ['loopback as its own name', [['127.0.0.1']]],
] as const) {
  test(`a name that says ${title} never leads to this machine`, { timeout: 60_000 }, async () => {
    const secret = await open.server({ '/': html('secret'), '/robots.txt': html('secret') });
    const address = `http://rebind.invalid:${secret.port}/`;
    for (const site of [ignoring, obeying]) {
      const resolve = answering(...inTurn.map((addresses) => [...addresses]));
      const crawler = open.crawler({ allowHosts: [], timeoutMs: 400, retries: 2 }, { resolve });
      expect(failed(await crawler.fetch(address, site)).reason).toMatch(/^(unsafe-address|timeout|refused)$/);
    }
    expect([...secret.seen, ...secret.robotsSeen]).toEqual([]);
  });

  test.skipIf(browserPath === null)(`nor in the browser: ${title}`, { timeout: 60_000 }, async () => {
    const secret = await open.server({ '/': html('secret') });
    const resolve = answering(...inTurn.map((addresses) => [...addresses]));
    const crawler = open.crawler({ allowHosts: [], timeoutMs: 2_500, retries: 1 }, { resolve, browserPath });
    const result = failed(await crawler.fetch(`http://rebind.invalid:${secret.port}/`, ignoring, 'browser'));
    expect(result.reason).toMatch(/^(unsafe-address|timeout|refused)$/);
    await crawler.close();
    expect(secret.seen).toEqual([]);
  });
}

test('a redirect to a name that has turned private is refused at the hop, and so is that of robots.txt', async () => {
  const secret = await open.server({ '/': html('secret'), '/robots.txt': html('secret') });
  const away = (path: string): Handler => (_request, response) =>
    void response.writeHead(302, { location: `http://rebind.invalid:${secret.port}${path}` }).end();
  const server = await open.server({ '/': away('/'), '/robots.txt': away('/robots.txt') });
  const resolve = answering(['127.0.0.1']);
  const crawler = open.crawler({ allowHosts: ['127.0.0.1'] }, { resolve });
  expect(failed(await crawler.fetch(`${server.origin}/`, ignoring)).reason).toBe('unsafe-address');
  expect(failed(await crawler.fetch(`${server.origin}/`, obeying)).reason).toBe('unsafe-address');
  expect([...secret.seen, ...secret.robotsSeen]).toEqual([]);
});

test('an allowed name leads to the address that the gate was given, and nobody else is asked', async () => {
  const server = await open.server(html('here'));
  const resolve = answering(['127.0.0.1'], [PUBLIC]);
  const crawler = open.crawler({ allowHosts: ['rebind.invalid'] }, { resolve });
  const result = await crawler.fetch(`http://rebind.invalid:${server.port}/`, ignoring);
  expect([result.outcome, resolve.asked]).toEqual(['fetched', 1]);
});
