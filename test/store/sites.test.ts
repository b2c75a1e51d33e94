import { describe, expect, test } from 'vitest';
import type { Day, HomepageItem, HomepageVisit, Probe, SiteVerdict } from '../../src/model.js';
import { contentHash } from '../../src/store/packBody.js';
import { date, openedStore, run } from './samples.js';

const body = new TextEncoder().encode('<h1>首页</h1>');

function reading(day: Day, items: HomepageItem[], more: Partial<HomepageVisit> = {}): HomepageVisit {
  const url = 'https://site.example.invalid/';
  return {
    siteKey: '某局', day, at: `${day}T02:00:00.000Z`, url, items, isPartial: false, unreadable: null,
    fetched: {
      outcome: 'fetched', url, finalUrl: url, status: 200, headers: {}, body, text: '', charset: 'utf-8', by: 'http', at: '', ms: 5, attempts: 1,
    },
    ...more,
  };
}

const link = (name: string, day: Day | null): HomepageItem => ({
  title: `关于${name}的通知`, url: `https://site.example.invalid/${name}`, date: day === null ? null : date(day),
});

async function watched(...readings: HomepageVisit[]) {
  const store = await openedStore();
  await store.startRun(run('r', '2026-03-01'));
  for (const one of readings) await store.recordHomepage('r', one);
  return store;
}

const failed: Partial<HomepageVisit> = { unreadable: { reason: 'timeout', status: null, detail: 'no answer' } };

describe('homepages', () => {
  test('a site whose homepage was never read has no history', async () =>
    expect(await (await watched()).homepageHistory('某局', '2026-03-01')).toBeNull());

  test('items are known by their address, with the days on which they were seen', async () => {
    const store = await watched(
      reading('2026-03-01', [link('a', '2026-02-20'), link('b', null)]), reading('2026-03-03', [link('a', null), link('c', '2026-03-03')]),
    );
    expect(await store.homepageHistory('某局', '2026-03-03')).toEqual({
      url: 'https://site.example.invalid/', lastVisit: { day: '2026-03-03', isPartial: false, unreadable: null },
      firstReadable: '2026-03-01', lastReadable: '2026-03-03', lastNewOn: '2026-03-03',
      items: [
        // A reading that shows no day does not undo the one that an earlier reading showed.
        { ...link('a', '2026-02-20'), firstSeen: '2026-03-01', lastSeen: '2026-03-03' },
        { ...link('b', null), firstSeen: '2026-03-01', lastSeen: '2026-03-01' },
        { ...link('c', '2026-03-03'), firstSeen: '2026-03-03', lastSeen: '2026-03-03' },
      ],
    });
  });

  test('a look back sees what was known then', async () => {
    const store = await watched(reading('2026-03-01', [link('a', null)]), reading('2026-03-03', [link('c', '2026-03-03')]));
    expect(await store.homepageHistory('某局', '2026-03-02')).toMatchObject({ lastReadable: '2026-03-01', lastNewOn: null, items: [{ title: '关于a的通知' }] });
    expect(await store.homepageHistory('某局', '2026-02-28')).toBeNull();
  });

  test('what could not be read leaves the items and says when it last could', async () => {
    const store = await watched(reading('2026-03-01', [link('a', null)]), reading('2026-03-02', [], failed));
    expect(await store.homepageHistory('某局', '2026-03-02')).toMatchObject({
      lastVisit: { day: '2026-03-02', unreadable: { reason: 'timeout' } }, firstReadable: '2026-03-01', lastReadable: '2026-03-01', items: [{}],
    });
  });

  test('never readable: no day, no items', async () =>
    expect(await (await watched(reading('2026-03-01', [], failed))).homepageHistory('某局', '2026-03-01')).toMatchObject({ firstReadable: null, lastReadable: null, items: [] }));

  test('items that left the page long ago are not carried along, and still date when something new appeared', async () => {
    const store = await watched(
      reading('2025-10-01', [link('a', null)]), reading('2025-11-01', [link('old', null)]), reading('2026-03-01', [link('a', null)]),
    );
    expect(await store.homepageHistory('某局', '2026-03-01')).toMatchObject({ lastNewOn: '2025-11-01', items: [{ title: '关于a的通知' }] });
  });

  test('hundreds of items, twice, and the page once', async () => {
    const items = Array.from({ length: 450 }, (_, index) => link(`n${index}`, '2026-03-01'));
    const store = await watched(reading('2026-03-01', items), reading('2026-03-02', items));
    expect((await store.homepageHistory('某局', '2026-03-02'))?.items).toHaveLength(450);
    expect(await store.snapshot(contentHash(body))).toEqual(Buffer.from(body));
  });
});

const probe = (at: string, more: Partial<Probe> = {}): Probe => ({
  siteKey: '某局', at, answered: true, status: 200, ms: 80, reason: null, controlAnswered: true, ...more,
});

test('probes come back as they were, from one moment up to another', async () => {
  const store = await openedStore();
  const failedProbe = probe('2026-03-02T00:00:00.000Z', { answered: false, status: null, reason: 'timeout', controlAnswered: null });
  const unseen = probe('2026-03-03T00:00:00.000Z', { answered: false, status: 502, reason: 'http-status', controlAnswered: false });
  await store.recordProbes([unseen, failedProbe, probe('2026-03-01T00:00:00.000Z'), probe('2026-03-02T00:00:00.000Z', { siteKey: '另一局' })]);
  expect(await store.probes('某局', '2026-03-01T00:00:00.000Z', '2026-03-03T00:00:00.000Z')).toEqual([probe('2026-03-01T00:00:00.000Z'), failedProbe]);
  expect(await store.probes('某局', '2026-03-02T12:00:00.000Z', '2026-04-01')).toEqual([unseen]);
  await store.recordProbes([]);
});

test('what was judged of sites comes back with the run, in the order of the configuration', async () => {
  const store = await openedStore();
  await store.startRun(run('r', '2026-03-01'));
  await store.startRun(run('before', '2026-02-28'));
  const verdict = (siteKey: string): SiteVerdict => ({ siteKey, siteName: siteKey, day: '2026-03-01', lines: [] });
  await store.recordSite('r', 1, verdict('乙局'));
  await store.recordSite('r', 0, verdict('甲局'));
  expect((await store.readRun('r'))?.sites).toEqual([verdict('甲局'), verdict('乙局')]);
  expect((await store.readRun('before'))?.sites).toEqual([]);
});
