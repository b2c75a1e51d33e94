import { afterEach } from 'vitest';
import { crawlerWith, serve } from './loopback.js';

/** Servers and crawlers that end with the test that opened them. */
export function opened(): {
  server: (...given: Parameters<typeof serve>) => ReturnType<typeof serve>;
  crawler: (...given: Parameters<typeof crawlerWith>) => ReturnType<typeof crawlerWith>;
} {
  const open: Array<{ close(): Promise<void> }> = [];
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });
  const kept = <One extends { close(): Promise<void> }>(one: One): One => {
    open.push(one);
    return one;
  };
  return {
    server: async (...given) => kept(await serve(...given)),
    crawler: (...given) => kept(crawlerWith(...given)),
  };
}
