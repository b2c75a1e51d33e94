/** The page as a visit saw it, shown by the dashboard: what a hostile page holds does nothing there. */
import { expect, test } from 'vitest';
import { concluded, content, entry, item, list, openedStore, page, startedRun, visit } from '../store/samples.js';
import type { Store } from '../../src/store/store.js';
import { account, browser, dashboard } from './dashboard.js';

const DAY = '2026-03-16';
const HOSTILE = `<html><head><meta http-equiv="refresh" content="0;url=http://evil.invalid/"><base href="http://evil.invalid/">
<style>body{background:url(http://evil.invalid/b.png)}</style><link rel="stylesheet" href="http://evil.invalid/a.css"></head><body>
<script>top.location='http://evil.invalid/'</script><img src=x onerror="alert(1)"><a href="javascript:alert(2)">点这里</a>
<form action="/run" method="post"><input name="word"><button>现在巡检</button></form>
<iframe src="http://evil.invalid/f"></iframe></iframe><svg onload="alert(3)"></svg>"></iframe><script>alert(4)</script>
<ul><li>三月通报 2026-03-05</li></ul></body></html>`;

async function storeWithPage(body: string): Promise<Store> {
  const store = await openedStore();
  const run = await startedRun(store, DAY);
  const seen = visit(DAY, list([item('三月通报', '/3.html', '2026-03-05')]), { pages: [page(body)] });
  await store.recordColumn(entry(run, { visit: seen }), content(DAY));
  await concluded(store, run);
  return store;
}

test('the column’s page leads to it; it stands in a frame that may do nothing, under a policy that permits nothing', async () => {
  const someone = browser(dashboard(await storeWithPage(HOSTILE)));
  const [link] = /\/column\/1\/visit\/\d+/.exec((await someone.get('/column/1')).body) ?? [];
  const { status, body, headers } = await someone.get(link ?? '');
  expect(status).toBe(200);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`default-src 'none'`);
  expect(policy).toContain(`frame-ancestors 'none'`);
  expect(policy).not.toContain('script-src');
  expect(policy).not.toContain('http');
  expect(body.match(/<iframe/g)).toHaveLength(1);
  const [, frame = ''] = /<iframe sandbox(?:="")? [^>]*srcdoc="([^"]*)"/i.exec(body) ?? [];
  expect(frame).toContain('三月通报');
  expect(frame).toContain(`default-src 'none'`);
  expect(frame).not.toMatch(/&lt;(?:script|img|form|iframe|svg|base|link)|onerror|onload|javascript:|http:\/\/evil|refresh/i);
  // Its source stands below as words.
  expect(body.replace(frame, '')).not.toMatch(/<(?:img|base|svg)|<script>|href="javascript/i);
});

test('a page without words in it is shown as its source, one that is gone as gone', async () => {
  const json = browser(dashboard(await storeWithPage('{"rows":[{"title":"三月通报</pre><script>alert(1)</script>"}]}')));
  const shown = (await json.get('/column/1/visit/1')).body;
  expect(shown).toContain('&lt;script>alert(1)');
  expect(shown).not.toContain('<iframe');
});

test('no visit, one of another column, and nobody logged in: nothing is shown', async () => {
  const store = await storeWithPage('<p>三月通报</p>');
  const someone = browser(dashboard(store));
  for (const path of ['/column/1/visit/9', '/column/2/visit/1', '/column/1/visit/x', '/column/x/visit/1']) {
    expect((await someone.get(path)).status, path).toBe(404);
  }
  await account(store, '张三', 'viewer');
  const stranger = browser(dashboard(store));
  expect((await stranger.get('/column/1/visit/1')).status).toBe(303);
  await stranger.logIn('张三');
  expect((await stranger.get('/column/1/visit/1')).status).toBe(200);
});
