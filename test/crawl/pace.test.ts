import { expect, test } from 'vitest';
import { html, ignoring, obeying, type Handler } from './loopback.js';
import { opened } from './using.js';

const open = opened();

test('starts on one host keep their distance, robots.txt included', async () => {
  const server = await open.server(html('<p>'));
  const crawler = open.crawler({ perHostIntervalMs: 100 });
  await Promise.all([1, 2, 3, 4].map((page) => crawler.fetch(`${server.origin}/${page}`, obeying)));
  const starts = [...server.robotsSeen, ...server.seen].map(({ atMs }) => atMs).sort((a, b) => a - b);
  expect(starts).toHaveLength(5);
  for (const [index, start] of starts.entries())
    if (index > 0) expect(start - (starts[index - 1] ?? 0)).toBeGreaterThanOrEqual(100);
});

test('a host that falls idle is still not asked again too soon', async () => {
  const server = await open.server(html('<p>'));
  const crawler = open.crawler({ perHostIntervalMs: 150 });
  for (const page of [1, 2]) await crawler.fetch(`${server.origin}/${page}`, ignoring);
  expect((server.seen[1]?.atMs ?? 0) - (server.seen[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(150);
});

test('one request at a time is under way on a host, also on another of its ports', async () => {
  const { handler, most } = countingHandler();
  const [first, second] = [await open.server(handler), await open.server(handler)];
  const crawler = open.crawler();
  const addresses = [1, 2, 3].flatMap((page) => [`${first.origin}/${page}`, `${second.origin}/${page}`]);
  await Promise.all(addresses.map((address) => crawler.fetch(address, ignoring)));
  expect(most()).toBe(1);
});

test('as many requests as allowed are under way over all hosts, and no more', async () => {
  const { handler, most } = countingHandler();
  const server = await open.server(handler);
  const crawler = open.crawler({ concurrency: 3, allowHosts: hosts(9) }, { resolve: onLoopback });
  await Promise.all(hosts(9).map((host) => crawler.fetch(`http://${host}:${server.port}/`, ignoring)));
  expect(most()).toBe(3);
});

test('a host that waits for its turn keeps no other waiting', async () => {
  const server = await open.server(html('<p>'));
  const crawler = open.crawler(
    { concurrency: 1, perHostIntervalMs: 300, allowHosts: hosts(3) },
    { resolve: onLoopback },
  );
  const address = (host: number) => `http://host${host}.invalid:${server.port}/`;
  await Promise.all([address(0), address(0), address(1), address(2)].map((one) => crawler.fetch(one, ignoring)));
  // With one place for all, the second request to the first host comes last all the same.
  const order = server.seen.map(({ headers }) => headers.host?.slice(0, 5));
  expect(order).toEqual(['host0', 'host1', 'host2', 'host0']);
});

test('nothing is kept of hosts that have rested', async () => {
  const server = await open.server(html('<p>'));
  const crawler = open.crawler({ perHostIntervalMs: 500, allowHosts: hosts(20) }, { resolve: onLoopback });
  await Promise.all(hosts(20).map((host) => crawler.fetch(`http://${host}:${server.port}/`, ignoring)));
  expect(crawler.busyHosts).toBeGreaterThan(0);
  await expect.poll(() => crawler.busyHosts, { timeout: 5_000 }).toBe(0);
});

function hosts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `host${index}.invalid`);
}

async function onLoopback() {
  return [{ address: '127.0.0.1', family: 4 as const }];
}

function countingHandler(): { handler: Handler; most: () => number } {
  let now = 0;
  let most = 0;
  const handler: Handler = (_request, response) => {
    now += 1;
    most = Math.max(most, now);
    setTimeout(() => {
      now -= 1;
      response.end('<p>page</p>');
    }, 20);
  };
  return { handler, most: () => most };
}
