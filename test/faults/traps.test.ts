/** Lists that never end, and further pages that break off. What bounds the walk is counted in requests. */
import { expect, test } from 'vitest';
import type { Observation } from '../../src/model.js';
import { visitColumn } from '../../src/visit/visitColumn.js';
import { html, type Handler } from '../crawl/loopback.js';
import { opened } from '../crawl/using.js';
import { columnOf, daysDown, document, listPage, siteOf } from '../doors/pages.js';

const open = opened();

async function walk(handler: Handler, maxPages = 6) {
  const server = await open.server(handler);
  const settings = { today: '2026-03-17', windowStart: '2000-01-01', maxPages };
  const column = columnOf(`${server.origin}/list/1`);
  const { observation } = await visitColumn(open.crawler({ retries: 0 }), siteOf(server.origin), column, settings);
  return { observation, asked: server.seen.length };
}

const listed = (observation: Observation) => {
  if (observation.outcome !== 'list') throw new Error(JSON.stringify(observation));
  return observation;
};

const numberOf = (url = '') => Number(/\d+/.exec(url)?.[0] ?? 0);

test('a pager that always has one page more is left at maxPages, and its list is not known whole', async () => {
  const { observation, asked } = await walk((request, response) => {
    const at = numberOf(request.url);
    html(listPage({ days: daysDown(10, `20${25 - at}-03-10`, 3), next: `/list/${at + 1}` }))(request, response);
  });
  expect(asked).toBe(6);
  expect(listed(observation).items).toHaveLength(60);
  expect(listed(observation).completeSince).not.toBeNull();
});

test('a pager whose further pages show the same rows under ever new addresses is left at the first of them', async () => {
  const { observation, asked } = await walk((request, response) =>
    html(listPage({ days: daysDown(10), next: `/list/${numberOf(request.url) + 1}?session=${Math.random()}` }))(request, response));
  expect(asked).toBe(2);
  expect(listed(observation).items).toHaveLength(10);
});

test('a calendar that leads from month to month for ever is left at the first without rows', async () => {
  const { asked, observation } = await walk((request, response) => {
    const at = numberOf(request.url);
    const rows = listPage({ days: daysDown(12), next: '/list/2' });
    const month = document(`<table><tr>${'<td>1</td>'.repeat(31)}</tr></table><div class="page"><a href="/list/${at + 1}">下一页</a></div>`);
    html(at === 1 ? rows : month)(request, response);
  });
  expect(asked).toBe(2);
  expect(listed(observation).items).toHaveLength(12);
});

test('a page that says its pager counts a million pages costs no more than maxPages', async () => {
  const { asked } = await walk((request, response) => {
    const at = numberOf(request.url);
    const below = `<script>createPageHTML(1000000, ${at - 1}, "index", "html");</script>共1000000页`;
    html(listPage({ days: daysDown(10, `20${25 - (at % 20)}-03-10`, 3), below }))(request, response);
  });
  expect(asked).toBeLessThanOrEqual(6);
});

for (const [title, whole] of [
  ['whole', true],
  ['cut short behind its seventh row, as long as it said', false],
] as const)
  test(`a last page that came ${title} ${whole ? 'ends the list' : 'does not end it'}`, async () => {
    const last = listPage({ days: daysDown(7, '2025-12-01') });
    const { observation } = await walk((request, response) => {
      const isFirst = numberOf(request.url) === 1;
      const cut = last.slice(0, last.lastIndexOf('</li>') + 5);
      const body = isFirst ? listPage({ days: daysDown(20), next: '/list/2' }) : whole ? last : cut;
      html(body)(request, response);
    });
    expect(listed(observation).items).toHaveLength(27);
    expect(listed(observation).completeSince === null).toBe(whole);
  });
