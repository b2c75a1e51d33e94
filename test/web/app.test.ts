/** The dashboard as people and others ask it: pages, changes, and who may not. */
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/store.js';
import { ownPath } from '../../src/web/logIn.js';
import { hostileTitles } from '../hostile/hostileTitles.js';
import { connect, rowsOf } from '../store/direct.js';
import { change, column, concluded, databaseFile, entry, finding, item, list, openedStore, startedRun, timeout, verdict, visit } from '../store/samples.js';
import { account, browser, dashboard, ORIGIN } from './dashboard.js';

const KEY = 'missing-period|某局/项目进度|2026-02';
const DAY = '2026-03-16';
const REASON = '项目已停工';

/** One column with an open finding. */
async function storeWithFinding(title = '二月通报'): Promise<Store> {
  const store = await openedStore();
  const run = await startedRun(store, DAY);
  await store.recordColumn(entry(run, { visit: visit(DAY, list([item(title, '/1.html', '2026-01-05')])) }), () => ({
    verdict: verdict(DAY, { status: 'missing-period', findings: [finding(KEY)] }), changes: [change(KEY, 'opened', DAY)],
  }));
  await concluded(store, run);
  return store;
}

test('no run yet: every page says so and none fails', async () => {
  const site = dashboard(await openedStore());
  const someone = browser(site);
  expect((await someone.get('/')).body).toContain('还没有巡检过');
  for (const path of ['/?by=units', '/columns', '/findings', '/waivers', '/runs', '/live', '/downloads', '/log']) {
    expect((await someone.get(path)).status, path).toBe(200);
  }
  expect(site.errors).toEqual([]);
});

test('an open finding is found from the overview down to its evidence, and counted once for site and unit', async () => {
  const someone = browser(dashboard(await storeWithFinding()));
  const overview = (await someone.get('/')).body;
  expect(overview).toContain('1 个站点，1 个栏目，1 个问题');
  expect((await someone.get('/?by=units')).body).toContain('建设管理股');
  expect((await someone.get('/site/1')).body).toContain('/column/1');
  expect((await someone.get('/findings?state=open&level=missing&site=1&words=进度')).body).toContain('2026年2月没有信息');
  expect((await someone.get('/findings?state=resolved')).body).toContain('没有符合条件的问题');
  const page = (await someone.get('/column/1')).body;
  for (const shown of ['二月通报', '缺期', KEY, '首次看到', '立即核查本栏目', '登记豁免', '人工认定']) expect(page).toContain(shown);
});

test('everything unreadable: said to be about us, counted as no problem, and an open finding as not verified', async () => {
  const store = await storeWithFinding();
  const run = await startedRun(store, '2026-03-17');
  const unreadable = { reason: 'timeout', status: null, detail: '', lastReadable: DAY } as const;
  await store.recordColumn(entry(run, { visit: visit('2026-03-17', timeout) }), () => ({
    verdict: verdict('2026-03-17', { status: 'unreadable', unreadable }), changes: [change(KEY, 'unverified', DAY)],
  }));
  await store.concludeRun(run.id, { at: '2026-03-17T03:00:00.000Z', doubtful: { zh: '一个栏目也没读到', en: 'nothing was read' } }, (changes) => changes);
  const someone = browser(dashboard(store));
  const overview = (await someone.get('/')).body;
  expect(overview).toContain('全部 1 个栏目都没能读到');
  expect(overview).toContain('0 个问题');
  expect(overview).toContain('一个栏目也没读到');
  expect((await someone.get('/findings?state=open')).body).toContain('未能复核（栏目没能读到，不计入）');
  expect((await someone.get('/column/1')).body).toContain('未能复核，暂不计入');
});

test('without any account this machine may change, as 本机, and the log has each change', async () => {
  const store = await storeWithFinding();
  const site = dashboard(store);
  const someone = browser(site);
  const waived = await someone.send('/column/1', '/column/1/waive', { kind: 'redesign', from: '2026-03-17', until: '2026-06-30', reason: REASON });
  expect([waived.status, waived.headers.get('location')]).toEqual([303, '/column/1?done=waived']);
  const said = await someone.send('/column/1', '/column/1/opinion', { finding: KEY, opinion: 'false-alarm', reason: REASON });
  expect(said.status).toBe(303);
  expect((await someone.send('/waivers', '/waiver/1/end', { on: '2026-04-01', reason: '恢复' })).status).toBe(303);
  expect((await someone.send('/column/1', '/column/1/check', {})).status).toBe(303);
  expect((await someone.send('/runs', '/run', {})).status).toBe(303);
  expect(site.asked).toEqual(['check 某局/项目进度 本机', 'run 本机']);
  expect(await store.listWaivers()).toMatchObject([{ author: '本机', reason: REASON, endedOn: '2026-04-01', ending: { author: '本机' } }]);
  expect(await store.listOpinions()).toMatchObject([{ author: '本机', opinion: 'false-alarm' }]);
  const entries = await store.logEntries(10);
  expect(entries.map(({ what, who, address }) => `${what} ${who} ${address}`)).toEqual([
    'run-asked 本机 127.0.0.1', 'check-asked 本机 127.0.0.1', 'waiver-ended 本机 127.0.0.1', 'opinion 本机 127.0.0.1', 'waiver-added 本机 127.0.0.1',
  ]);
  expect(entries.at(-1)).toMatchObject({ subject: '某局/项目进度', before: null, after: { reason: REASON } });
  expect((await someone.get('/log')).body).toContain('终止豁免');
  expect((await someone.get('/waivers')).body).toContain(REASON);
});

test.each([
  [{ until: '2026-03-16' }, '已经过去'],
  [{ until: '2027-04-30' }, '豁免最长 400 天'],
  [{ until: '2026-02-30' }, '截止日应为存在的日期'],
  [{ from: '2026-05-01', until: '2026-04-30' }, '早于起始日'],
  [{ reason: ' \u200b ' }, '请填写豁免理由'],
  [{ kind: 'forever' }, '请选择豁免类别'],
])('a waiver with %o is refused in words, and nothing is kept', async (fields, words) => {
  const store = await storeWithFinding();
  const sent = { kind: 'other', from: '2026-03-17', until: '2026-04-30', reason: REASON, ...fields };
  const answer = await browser(dashboard(store)).send('/column/1', '/column/1/waive', sent);
  expect(answer.status).toBe(422);
  expect(answer.body).toContain(words);
  expect([await store.listWaivers(), await store.logEntries(10)]).toEqual([[], []]);
});

test('once there is an account nothing is shown without a log-in; a viewer looks, an editor changes, a new password ends it', async () => {
  const store = await storeWithFinding();
  await account(store, '看客', 'viewer');
  await account(store, '张三', 'editor');
  const site = dashboard(store);
  const viewer = browser(site);
  for (const path of ['/', '/column/1', '/findings', '/live', '/snapshot/00', '/downloads']) {
    expect((await viewer.get(path)).headers.get('location'), path).toContain('/login?next=');
  }
  expect((await viewer.send('/login', '/run', {})).status).toBe(303);
  const before = viewer.cookie();
  expect((await viewer.logIn('看客')).headers.get('location')).toBe('/waivers');
  expect(viewer.cookie()).not.toBe(before);
  const seen = (await viewer.get('/column/1')).body;
  expect(seen).not.toContain('立即核查本栏目');
  expect(seen).not.toContain('提交豁免');
  expect((await viewer.get('/log')).status).toBe(404);
  for (const action of ['/run', '/column/1/check', '/column/1/waive', '/column/1/opinion', '/waiver/1/end']) {
    expect((await viewer.send('/column/1', action, {})).status, action).toBe(403);
  }
  expect(site.asked).toEqual([]);

  const editor = browser(site);
  await editor.logIn('张三');
  expect((await editor.send('/runs', '/run', {})).status).toBe(303);
  expect(site.asked).toEqual(['run 张三']);
  await account(store, '张三', 'editor', '另一个够长的密码啊啊啊');
  expect((await editor.get('/')).status).toBe(303);
  await viewer.send('/', '/logout', {});
  expect((await viewer.get('/')).status).toBe(303);
});

test('a session ends after its hours, and the database does not hold its token', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  await account(store, '张三', 'editor');
  const site = dashboard(store);
  const editor = browser(site);
  await editor.logIn('张三');
  expect((await editor.get('/')).status).toBe(200);
  const [session] = await rowsOf(file, 'session');
  expect(session).toMatchObject({ account: '张三', token_hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(editor.cookie()).not.toContain(String(session?.token_hash));
  site.clock.now = new Date('2026-03-17T16:00:01Z');
  expect((await editor.get('/')).status).toBe(303);
});

test('a wrong password and an unknown name are answered alike, and the sixth try has to wait', async () => {
  const store = await openedStore();
  await account(store, '张三', 'editor');
  const site = dashboard(store);
  const someone = browser(site);
  const [wrong, unknown] = [await someone.logIn('张三', 'x'), await someone.logIn('李四', 'x')];
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(unknown.body.replaceAll('李四', '张三').replace(/word" value="[^"]*/, '')).toBe(wrong.body.replace(/word" value="[^"]*/, ''));
  for (let tries = 0; tries < 4; tries++) await someone.logIn('张三', 'x');
  const right = await someone.logIn('张三');
  expect(right.status).toBe(429);
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  site.clock.now = new Date(site.clock.now.getTime() + 10_000);
  expect((await someone.logIn('张三')).status).toBe(303);
});

test.each([
  ['another origin', { origin: 'http://evil.example.invalid' }, 403],
  ['no origin', {}, 403],
  ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }, 403],
  ['our own page', { origin: ORIGIN }, 303],
])('a form from %s is answered with the right status', async (_, headers, status) => {
  const site = dashboard(await storeWithFinding());
  expect((await browser(site).send('/runs', '/run', {}, headers as Record<string, string>)).status).toBe(status);
  expect(site.asked).toHaveLength(status === 303 ? 1 : 0);
});

test('a form without its word, or with that of another session, changes nothing', async () => {
  const site = dashboard(await storeWithFinding());
  const [one, other] = [browser(site), browser(site)];
  const word = /name="word" value="([^"]+)"/.exec((await other.get('/runs')).body)?.[1] ?? '';
  for (const given of ['', word, 'x']) expect((await one.send('/runs', '/run', { word: given })).status).toBe(403);
  expect(site.asked).toEqual([]);
});

test.each(['evil.example.invalid', 'evil.example.invalid:8377', '127.0.0.1.evil.example.invalid', '192.168.1.5:8377', ''])(
  'asked as %s it does not answer: another page may have made its name lead here', async (host) => {
    const { app } = dashboard(await openedStore());
    expect((await app.request('http://127.0.0.1/', { headers: { host } })).status).toBe(421);
  });

test('behind a proxy the address that people know counts, an account is wanted and cookies are secure', async () => {
  const store = await openedStore();
  const origin = 'https://shixian.example.invalid';
  const site = dashboard(store, { origin });
  const someone = browser(site, origin);
  expect((await someone.get('/')).status).toBe(303);
  await account(store, '张三', 'editor');
  const answer = await someone.logIn('张三');
  expect(answer.status).toBe(303);
  expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly.*Secure.*SameSite=Strict|Secure/);
});

test('every answer is strict about what it may load, and an unknown address and a failure are said in plain words', async () => {
  const store = await storeWithFinding();
  const site = dashboard(store);
  const someone = browser(site);
  for (const path of ['/', '/nix', '/column/99', '/column/x', '/site/0', `/snapshot/${'0'.repeat(64)}`, '/downloads/nix']) {
    const { headers, status, body } = await someone.get(path);
    expect(status, path).toBe(path === '/' ? 200 : 404);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).not.toMatch(/ style=|<script(?! src="\/live.js")| on\w+=/);
  }
  await store.close();
  const failed = await someone.get('/');
  expect(failed.status).toBe(500);
  expect(failed.body).toContain('服务器出错');
  expect(failed.body).not.toMatch(/at .*\.ts|is closed/);
  expect(site.errors).toHaveLength(1);
});

test('more than a form holds is not read', async () => {
  const site = dashboard(await openedStore());
  const answer = await browser(site).send('/runs', '/run', { reason: '长'.repeat(100_000) });
  expect(answer.status).toBe(413);
});

test.each(Object.entries(hostileTitles))('%s in a title, a reason and a name does no harm on any page', async (_, title) => {
  const store = await storeWithFinding(title);
  const someone = browser(dashboard(store));
  await someone.send('/column/1', '/column/1/waive', { kind: 'other', from: '2026-03-17', until: '2026-04-30', reason: `x${title.slice(0, 500)}` });
  for (const path of ['/', '/column/1', '/findings', '/waivers', '/log', `/columns?words=${encodeURIComponent(title.slice(0, 60).toWellFormed())}`]) {
    const { body } = await someone.get(path);
    expect(body).not.toMatch(/<svg|<script(?! src="\/live.js")|<img|<[^>"]* on\w+=|href="(?:javascript|data):/i);
    expect(body).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  }
});

test.each([
  ['/waivers?before=3', '/waivers?before=3'], ['//evil.example.invalid', '/'], ['/\\evil.example.invalid', '/'], ['https://evil.example.invalid', '/'],
  ['/\t/evil.example.invalid', '/'], [undefined, '/'], ['/login', '/'], ['javascript:alert(1)', '/'], ['/a/..//evil.example.invalid', '/'],
])('after a log-in %s leads to %s', (given, to) => expect(ownPath(given)).toBe(to));

test('the audit log cannot be changed, not even in the database', async () => {
  const file = await databaseFile();
  const store = await openedStore(file);
  await account(store, '张三', 'editor');
  const other = await connect(file);
  await expect(other.all(`update audit_log set who = '李四'`)).rejects.toThrow('never changed');
  await expect(other.all('delete from audit_log')).rejects.toThrow('never changed');
  await other.close();
  expect(await store.logEntries(10)).toMatchObject([{ who: 'test', what: 'account', subject: '张三' }]);
});

test('columns that the last whole run no longer held are counted no more, and their pages say so', async () => {
  const store = await openedStore();
  const asked = { configName: 'demo.yaml', site: null, column: null, fingerprint: 'x' };
  for (const [day, keys] of [['2026-03-15', ['某局/甲', '某局/乙']], ['2026-03-16', ['某局/甲']]] as const) {
    const run = { ...(await startedRun(store, day)), id: `whole-${day}` };
    await store.startRun(run, asked);
    for (const [position, key] of keys.entries()) {
      await store.recordColumn(entry(run, { position, column: { ...column(key), path: [key] } }), () => ({ verdict: verdict(day, { columnKey: key }), changes: [] }));
    }
    await concluded(store, run);
  }
  const someone = browser(dashboard(store));
  expect((await someone.get('/')).body).toContain('1 个站点，1 个栏目');
  expect((await someone.get('/columns')).body).not.toContain('/column/2');
  expect((await someone.get('/column/2')).body).toContain('不再巡检');
});
