import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { startDaemon, type DaemonOptions } from '../src/daemon.js';

const EVERY_SECOND = '* * * * * *';
const NEVER_SOON = '0 2 1 1 *';

/** A daemon whose audits are told of as events and end when the test says so. */
function setUp(changed: Partial<DaemonOptions> = {}) {
  const stop = new AbortController();
  const events = new EventEmitter();
  const audits: { finish: () => void; fail: (error: Error) => void }[] = [];
  const noted: string[] = [];
  const lines: { msg: string; why?: string }[] = [];
  const log = pino({}, new Writable({ write(line, _encoding, done) {
    const entry = JSON.parse(String(line)) as { msg: string };
    lines.push(entry);
    events.emit(entry.msg);
    done();
  } }));
  const options: DaemonOptions = {
    cron: NEVER_SOON,
    timezone: 'Asia/Shanghai',
    now: () => new Date(),
    log,
    signal: stop.signal,
    nextDue: async () => null,
    setNextDue: async (at) => {
      noted.push(at);
      events.emit('noted');
    },
    audit: () =>
      new Promise<void>((finish, fail) => {
        audits.push({ finish, fail });
        events.emit('audit');
      }),
    ...changed,
  };
  stops.push(stop);
  return { stop, events, audits, noted, lines, options };
}

const stops: AbortController[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort();
});

test('writes down when the next run is due, in the configured time zone', async () => {
  const { noted, options, stop } = setUp({ cron: '0 2 * * *' });
  const daemon = await startDaemon(options);
  expect(noted).toEqual([daemon.nextRun?.toISOString()]);
  // 02:00 in Shanghai is 18:00 the day before in UTC.
  expect(noted[0]).toMatch(/T18:00:00\.000Z$/);
  stop.abort();
  await daemon.stopped;
});

describe('a run that was missed', () => {
  for (const [name, due, runs] of [
    ['long ago', '2020-01-01T18:00:00.000Z', 1],
    ['at this very moment', '2026-03-17T02:00:00.000Z', 1],
    ['not yet', '2026-03-17T02:00:00.001Z', 0],
    ['never', null, 0],
  ] as const)
    test(`due ${name}: ${runs} caught up`, async () => {
      const now = () => new Date('2026-03-17T02:00:00.000Z');
      const { audits, events, noted, options } = setUp({ nextDue: async () => due, now });
      const daemon = await startDaemon(options);
      expect(audits).toHaveLength(runs);
      expect(noted).toHaveLength(1 - runs);
      if (runs === 1) {
        audits[0]?.finish();
        await once(events, 'noted');
      }
      expect(noted).toEqual([daemon.nextRun?.toISOString()]);
      expect(audits).toHaveLength(runs);
    });

  test('is caught up again by the next start where it was stopped half-way', async () => {
    const { audits, noted, options, stop } = setUp({ nextDue: async () => '2020-01-01T18:00:00.000Z' });
    const daemon = await startDaemon(options);
    stop.abort();
    audits[0]?.finish();
    await daemon.stopped;
    expect(noted).toEqual([]);
  });
});

describe('on a cron of every second', () => {
  test('two audits never overlap, and the next begins after the first has ended', async () => {
    const { audits, events, options } = setUp({ cron: EVERY_SECOND });
    await startDaemon(options);
    await once(events, 'audit');
    await once(events, 'skipped: the previous audit is still running');
    expect(audits).toHaveLength(1);
    audits[0]?.finish();
    await once(events, 'audit');
    expect(audits).toHaveLength(2);
    audits[1]?.finish();
  });

  test('nor does one overlap with the run that is caught up', async () => {
    const { audits, events, options } = setUp({ cron: EVERY_SECOND, nextDue: async () => '2020-01-01T18:00:00.000Z' });
    await startDaemon(options);
    await once(events, 'skipped: the previous audit is still running');
    expect(audits).toHaveLength(1);
    audits[0]?.finish();
  });

  test('an audit that fails is logged, noted as done, and does not end the schedule', async () => {
    const { audits, events, lines, options } = setUp({ cron: EVERY_SECOND });
    await startDaemon(options);
    await once(events, 'audit');
    audits[0]?.fail(new Error('disk full'));
    await once(events, 'noted');
    await once(events, 'audit');
    expect(lines.map(({ msg }) => msg)).toContain('audit failed; the schedule goes on');
    audits[1]?.finish();
  });

  test('a next due moment that cannot be written does not end the schedule', async () => {
    const setNextDue = () => Promise.reject(new Error('locked'));
    const { audits, events, lines, options } = setUp({ cron: EVERY_SECOND, setNextDue });
    await startDaemon(options);
    await once(events, 'audit');
    audits[0]?.finish();
    await once(events, 'audit');
    expect(lines.filter(({ msg }) => msg.startsWith('the next due moment could not be written'))).toHaveLength(2);
    audits[1]?.finish();
  });
});

test('stopping waits for the audit under way and begins none after it', async () => {
  const { audits, options, stop, events } = setUp({ cron: EVERY_SECOND });
  const daemon = await startDaemon(options);
  await once(events, 'audit');
  let stopped = false;
  const ended = daemon.stopped.then(() => (stopped = true));
  stop.abort();
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  audits[0]?.finish();
  await ended;
  expect(audits).toHaveLength(1);
});

test('a schedule that is stopped before it begins ends at once', async () => {
  const { options, stop, audits } = setUp({ nextDue: async () => '2020-01-01T18:00:00.000Z' });
  stop.abort();
  await (await startDaemon(options)).stopped;
  expect(audits).toEqual([]);
});
