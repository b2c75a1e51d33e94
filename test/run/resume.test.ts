/** Runs that were stopped half-way: gone on with on the same day, closed on a later one, and never counted twice. */
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FindingRecord } from '../../src/model.js';
import { openStore } from '../../src/store/store.js';
import { FIRST_DAY, known, openOffices, SECOND_DAY, writeOffices, type Known, type Offices } from '../doors/offices.js';
import { folders, shixian, type Ended } from '../doors/program.js';
import { connect } from '../store/direct.js';

let offices: Offices;
/** After an undisturbed run on the second day. */
let expected: Known;
const folder = folders();
beforeAll(async () => {
  offices = await openOffices();
  const place = await afterFirstDay();
  offices.day = 1;
  expect(await place.run(SECOND_DAY)).toMatchObject({ code: 0 });
  expected = await known(place.db);
});
afterAll(() => offices.close());

interface Place {
  home: string;
  config: string;
  db: string;
  run: (day: string, more?: string[], stopAfter?: number) => Promise<Ended>;
}

/** A database after a whole run on the first day. */
async function afterFirstDay(): Promise<Place> {
  const home = await folder();
  const config = await writeOffices(home, offices);
  const db = path.join(home, 'a.sqlite');
  const run: Place['run'] = async (day, more = [], stopAfter = Infinity) => {
    const stop = new AbortController();
    let requests = 0;
    offices.onRequest = () => {
      requests += 1;
      if (requests === stopAfter) stop.abort();
    };
    const places = ['--config', config, '--db', db, '--out', path.join(home, 'out')];
    return shixian(['run', ...places, '--today', day, '--log-level', 'silent', ...more], day, stop.signal);
  };
  offices.day = 0;
  expect(await run(FIRST_DAY)).toMatchObject({ code: 0, err: '' });
  return { home, config, db, run };
}

async function runsOf(db: string) {
  const store = await openStore(db);
  const runs = await store.listRuns(10);
  await store.close();
  return runs;
}

describe('stopped and gone on with on the same day', () => {
  for (const stopAfter of [1, 7, 15, 22])
    test(`after ${stopAfter} requests: the rest is visited, and all is as it would have been`, async () => {
      const place = await afterFirstDay();
      offices.day = 1;
      expect(await place.run(SECOND_DAY, [], stopAfter)).toMatchObject({ code: 1, out: expect.stringContaining('--resume') });
      const resumed = await place.run(SECOND_DAY, ['--resume']);
      expect(resumed).toMatchObject({ code: 0, out: expect.stringContaining('接着未完成的巡检') });
      expect(await known(place.db)).toEqual(expected);
      expect(await runsOf(place.db)).toHaveLength(2);
    });

  test('several times over', async () => {
    const place = await afterFirstDay();
    offices.day = 1;
    await place.run(SECOND_DAY, [], 5);
    for (let again = 0; again < 4; again++) await place.run(SECOND_DAY, ['--resume'], 5);
    expect(await place.run(SECOND_DAY, ['--resume'])).toMatchObject({ code: 0 });
    expect(await known(place.db)).toEqual(expected);
    expect(await runsOf(place.db)).toHaveLength(2);
  });

  test('where a judgement in between settled what the run had seen, these columns are visited again', async () => {
    const place = await afterFirstDay();
    offices.day = 1;
    await place.run(SECOND_DAY, [], 15);
    const audited = await shixian(['audit', '--db', place.db, '--out', place.home, '--today', SECOND_DAY, '--log-level', 'silent'], SECOND_DAY);
    expect(audited).toMatchObject({ code: 0 });
    expect(await place.run(SECOND_DAY, ['--resume'])).toMatchObject({ code: 0 });
    expect((await known(place.db)).findings.map(stateOf)).toEqual(expected.findings.map(stateOf));
  });
});

/** What a judgement of what is stored does not change: it goes on with findings of columns that were not visited yet. */
function stateOf({ finding, state, openedOn, resolvedOn }: FindingRecord) {
  return [finding.key, state, openedOn, resolvedOn];
}

test('where there is nothing to go on with, a run begins; where the day’s run is whole, no site is asked again', async () => {
  const place = await afterFirstDay();
  offices.day = 1;
  expect(await place.run(SECOND_DAY, ['--resume'])).toMatchObject({ code: 0, out: expect.stringContaining('从头开始') });
  let requests = 0;
  const again = place.run(SECOND_DAY, ['--resume']);
  offices.onRequest = () => (requests += 1);
  expect(await again).toMatchObject({ code: 0, out: expect.stringMatching(/不再访问网站[\s\S]*报告/) });
  expect(requests).toBe(0);
  expect(await runsOf(place.db)).toHaveLength(2);
});

test('a comment in the configuration begins no run of its own', async () => {
  const place = await afterFirstDay();
  offices.day = 1;
  await place.run(SECOND_DAY, [], 15);
  await writeOffices(place.home, { ...offices, config: `# 改了一句话\n${offices.config}` });
  expect(await place.run(SECOND_DAY, ['--resume'])).toMatchObject({ code: 0, out: expect.stringContaining('接着未完成的巡检') });
  expect(await runsOf(place.db)).toHaveLength(2);
});

test('where the configuration was changed in between, a run of its own begins and the other is closed', async () => {
  const place = await afterFirstDay();
  offices.day = 1;
  await place.run(SECOND_DAY, [], 15);
  await writeOffices(place.home, { ...offices, config: offices.config.replace('name: 政策,', 'name: 政策文件,') });
  const resumed = await place.run(SECOND_DAY, ['--resume']);
  expect(resumed).toMatchObject({ code: 0, out: expect.stringMatching(/已中断[\s\S]*改过，不能接着查/) });
  const [now, before] = await runsOf(place.db);
  expect([now?.brokenOffAt, before?.brokenOffAt !== undefined, before?.finishedAt]).toEqual([undefined, true, null]);
});

describe('where columns were changed in between', () => {
  const changes: Record<string, (config: string) => string> = {
    'one was removed': (config) => config.replace(/ {6}- \{ name: 项目进度.*\n/, ''),
    'one was added': (config) => config.replace(/( {6}- \{ name: 政策)(, url: \S+)\/zc\/(.*\n)/, '$1$2/zc/$3$1解读$2/xw/$3'),
    'one has another cadence': (config) => config.replace(/(name: 政策, .*)cadence: 按月/, '$1cadence: 按季'),
  };
  for (const [what, change] of Object.entries(changes))
    test(`${what}: all ends as if the run before had not been, but for its visits`, async () => {
      const changed = { ...offices, config: change(offices.config) };
      expect(changed.config).not.toBe(offices.config);
      const undisturbed = await afterFirstDay();
      const place = await afterFirstDay();
      offices.day = 1;
      await writeOffices(undisturbed.home, changed);
      expect(await undisturbed.run(SECOND_DAY)).toMatchObject({ code: 0 });
      await place.run(SECOND_DAY, [], 15);
      await writeOffices(place.home, changed);
      expect(await place.run(SECOND_DAY, ['--resume'])).toMatchObject({ code: 0, out: expect.stringContaining('改过，不能接着查') });
      expect((await known(place.db)).findings.map(stateOf)).toEqual((await known(undisturbed.db)).findings.map(stateOf));
      // Nothing is left over that a third start would go on with.
      expect((await place.run(SECOND_DAY, ['--resume'])).out).toContain('不再访问网站');
    });
});

test('a run of one site that a whole run has overtaken is gone on with no more', async () => {
  const place = await afterFirstDay();
  offices.day = 1;
  await place.run(SECOND_DAY, ['--site', '第3局'], 2);
  expect(await place.run(SECOND_DAY)).toMatchObject({ code: 0, out: expect.stringContaining('已中断') });
  expect(await place.run(SECOND_DAY, ['--site', '第3局', '--resume'])).toMatchObject({ code: 0, out: expect.stringContaining('从头开始') });
  expect((await known(place.db)).findings.map(stateOf)).toEqual(expected.findings.map(stateOf));
});

test('a run that another replaces is closed; one of a single site replaces no whole one', async () => {
  const place = await afterFirstDay();
  offices.day = 1;
  await place.run(SECOND_DAY, [], 15);
  await place.run(SECOND_DAY, ['--site', '第3局']);
  expect((await runsOf(place.db)).map(({ brokenOffAt }) => brokenOffAt !== undefined)).toEqual([false, false, false]);
  expect((await place.run(SECOND_DAY, ['--resume'])).out).toContain('接着未完成的巡检');
  expect((await known(place.db)).findings.map(stateOf)).toEqual(expected.findings.map(stateOf));

  await place.run(SECOND_DAY, [], 15);
  expect((await place.run(SECOND_DAY)).out).toContain('已中断');
});

/** The findings with their lives, but those that are named after the day on which something was first seen. */
function lives({ findings }: Known) {
  return findings
    .filter(({ finding }) => finding.rule !== 'backdated')
    .map(({ finding, state, openedOn, lastSeenOn, resolvedOn }) => [finding.key, state, openedOn, lastSeenOn, resolvedOn]);
}

describe('not gone on with until a later day', () => {
  const LATER = '2026-04-21';

  test('it is closed and said to be; its visits stay, and no finding was opened or resolved by it', async () => {
    const place = await afterFirstDay();
    const other = path.join(place.home, 'b.sqlite');
    await copyFile(place.db, other);
    offices.day = 1;
    await place.run(SECOND_DAY, [], 15);
    const before = (await known(other)).findings;
    expect((await known(place.db)).findings).toEqual(before);

    const next = await place.run(LATER, ['--resume']);
    expect(next.out).toMatch(/2026-04-20 的巡检 \S+ 已中断：当时查过的 \d+ 个栏目都保存完好/);
    await shixian(['run', '--config', place.config, '--db', other, '--out', place.home, '--today', LATER, '--log-level', 'silent'], LATER);
    const [broken, never] = [await known(place.db), await known(other)];
    expect(lives(broken)).toEqual(lives(never));
    // What was seen was seen: its visits count as looks, and items were first seen by them.
    const looked = broken.columns.filter(({ history }) => history.looks.some(({ day }) => day === SECOND_DAY));
    expect(looked.length).toBeGreaterThan(0);
    expect(looked.some(({ history }) => history.items.some(({ firstSeen }) => firstSeen === SECOND_DAY))).toBe(true);

    const id = (await runsOf(place.db))[1]?.id ?? '';
    expect(await shixian(['report', '--run', id, '--db', place.db, '--out', place.home])).toMatchObject({ code: 0 });
  });

  test('one that had recorded every column is brought to its end as of its day', async () => {
    const place = await afterFirstDay();
    offices.day = 1;
    await place.run(SECOND_DAY);
    // As if it had been killed before anything of the last sites was settled.
    const direct = await connect(place.db);
    const [latest] = await direct.all('select id from run order by number desc limit 1');
    const id = String(latest?.['id']);
    await direct.all(`update run set finished_at = null where id = '${id}'`);
    await direct.close();
    await shixian(['audit', '--db', place.db, '--out', place.home, '--today', SECOND_DAY, '--log-level', 'silent'], SECOND_DAY);
    expect((await runsOf(place.db)).find((run) => run.id === id)?.finishedAt).not.toBeNull();
    expect((await known(place.db)).findings).toEqual(expected.findings);
  });
});
