import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { logger, type Context } from '../../src/commands/context.js';
import { prettyLine } from '../../src/commands/prettyLog.js';
import { withIds } from '../../src/run/logIds.js';

function context(more: Partial<Context>): { context: Context; lines: string[] } {
  const lines: string[] = [];
  const err = new Writable({ write(line, _encoding, done) { lines.push(String(line)); done(); } });
  return {
    lines,
    context: { language: 'zh', logLevel: 'debug', out: err, err, now: () => new Date(), version: '0', signal: new AbortController().signal, ...more },
  };
}

test('a line carries the ids of the work that it was logged in, beside other work under way', async () => {
  const { context: given, lines } = context({});
  const log = logger(given);
  const work = (columnId: string) => withIds(log, { run: 'r', siteId: 's', columnId }, async () => {
    await turn();
    log.debug({ url: 'https://site.example.invalid/' }, 'fetched');
  });
  await Promise.all([work('a'), work('b')]);
  log.info('done');
  const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(objects.map(({ run, siteId, columnId, msg }) => [run, siteId, columnId, msg])).toEqual([
    ['r', 's', 'a', 'fetched'], ['r', 's', 'b', 'fetched'], [undefined, undefined, undefined, 'done'],
  ]);
});

test('json is one object a line on a terminal as well, pretty is a line for people', () => {
  for (const [logFormat, pattern] of [['json', /^\{.*"msg":"column".*\}\n$/], ['pretty', /^\d\d:\d\d:\d\d INFO column run=r siteId=s\n$/]] as const) {
    const { context: given, lines } = context({ logFormat });
    given.err.isTTY = true;
    logger(given).info({ run: 'r', siteId: 's' }, 'column');
    expect(lines.join('')).toMatch(pattern);
  }
});

test('a pretty line is one line, and turns nothing around on the screen', () =>
  expect(prettyLine(JSON.stringify({ time: '2026-11-23T02:00:00.000Z', level: 40, msg: 'a\n\u001b[31mb\u202e', n: 3 }))).toMatch(/WARN a U?\[?.*\[31mb\[U\+202E\] n=3$/));
