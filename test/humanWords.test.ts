/** People's words over runs of the whole program: they win over the machine until the facts change, and hide no date. */
import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { openStore } from '../src/store/store.js';
import { changingSite } from './doors/changingSite.js';

const site = changingSite();
const key = 'cadence-overdue|某局/项目进度';
const by = ['--reason', '当月以<b>纸质</b>公告公开', '--author', '张三'];

test('a false alarm: set aside, not resolved, until the facts change', async () => {
  const { judged, said, html } = await site();
  const first = await judged('run', '2026-03-02');
  expect(first.columns[0]?.status).toBe('overdue');
  expect(first.findings).toMatchObject([{ key, event: 'opened' }]);

  const given = await said(['opinion', key, '误报', ...by], '2026-03-02');
  expect(given).toMatchObject({ code: 0, err: '' });
  expect(given.out).toContain('已认定为误报');
  expect(given.out).toContain('事实变化之前一直有效');

  for (const [command, today] of [['run', '2026-03-03'], ['audit', '2026-03-04'], ['run', '2026-03-05']] as const) {
    const after = await judged(command, today);
    expect(after.columns[0]).toMatchObject({
      status: 'fresh', dismissed: [{ key, opinion: { author: '张三', reason: '当月以<b>纸质</b>公告公开' } }],
    });
    expect(after.findings).toEqual([]);
    expect(after.summary).toMatchObject({ resolved: 0, unverified: 0, overdue: 0 });
    const page = await html();
    expect(page).toContain('当月以&lt;b>纸质&lt;/b>公告公开');
    expect(page).toContain('张三');
  }
  expect((await said(['opinion'], '2026-03-05')).out).toContain('误报（有效）');

  const march = await judged('run', '2026-04-02');
  expect(march.columns[0]).toMatchObject({ status: 'overdue', dismissed: [] });
  expect(march.findings).toMatchObject([{ key, event: 'continuing' }]);
  expect(march.findings[0]?.evidence.map(({ label }) => label.zh)).toContain('原人工认定因事实变化不再适用（原认定：误报）');
  expect((await said(['opinion'], '2026-04-02')).out).toContain('误报（事实已变化，不再适用）');

  await said(['opinion', key, 'confirmed', '--reason', '核实无误', '--author', '李四'], '2026-04-02');
  const confirmed = await judged('audit', '2026-04-03');
  expect(confirmed.columns[0]?.status).toBe('overdue');
  expect(confirmed.findings[0]?.evidence).toContainEqual(
    expect.objectContaining({ label: expect.objectContaining({ zh: '人工确认' }), text: '李四，2026-04-02，核实无误' }),
  );
  const shown = (await said(['opinion'], '2026-04-03')).out;
  expect(shown).toContain('属实（有效）');
  expect(shown).toContain('当月以<b>纸质</b>公告公开（此前：误报）');
});

test('one that was called a false alarm is resolved all the same when it no longer stands', async () => {
  const { judged, said, days } = await site();
  await judged('run', '2026-03-02');
  await said(['opinion', key, 'false-alarm', ...by], '2026-03-02');
  await judged('run', '2026-03-03');
  days.unshift('2026-03-04');
  const repaired = await judged('run', '2026-03-04');
  expect(repaired.columns[0]).toMatchObject({ status: 'missing-period', dismissed: [] });
  expect(repaired.findings).toMatchObject([{ rule: 'missing-period', event: 'opened' }, { key, event: 'resolved' }]);
  expect((await said(['opinion'], '2026-03-04')).out).toContain('误报（问题已解决）');
});

test('what a person called a false alarm is not handed out, not even before the next run', async () => {
  const { judged, said } = await site();
  await judged('run', '2026-03-02');
  await said(['opinion', key, 'false-alarm', ...by], '2026-03-02');
  expect((await said(['notice', 'issue', '--out', 'none'], '2026-03-02')).out).toContain('没有可下发的问题');
});

const waive = ['waive', 'add', '--column', '项目进度', '--kind', '无此类信息', '--author', '张三', '--document', '临交〔2026〕3号'];

test('a waiver: its periods are waived, dates are not, and when it has ended what is missing is missing', async () => {
  const { judged, said, html, days } = await site();
  expect((await judged('run', '2026-03-02')).columns[0]?.status).toBe('overdue');
  const given = await said([...waive, '--from', '2026-02-01', '--until', '2026-03-31', '--reason', '本期无项目'], '2026-03-02');
  expect(given).toMatchObject({ code: 0, err: '' });

  days.unshift('2026-12-31');
  const waived = await judged('run', '2026-03-03');
  expect(waived.columns[0]).toMatchObject({
    status: 'waived', waivers: [{ id: 1, author: '张三', document: '临交〔2026〕3号', endedOn: null }],
  });
  expect(waived.columns[0]?.ledger.find(({ period }) => period === '2026-02')).toMatchObject({ state: 'waived' });
  expect(waived.findings).toMatchObject([{ rule: 'future-date', event: 'opened' }]);
  expect(waived.summary).toMatchObject({ resolved: 0, unverified: 0, waived: 1 });
  const page = await html();
  for (const words of ['本期无项目', '张三', '临交〔2026〕3号']) expect(page.slice(page.indexOf('<section id="waivers"'))).toContain(words);

  const over = await judged('run', '2026-05-02');
  expect(over.columns[0]?.status).toBe('overdue');
  expect(over.columns[0]?.ledger.slice(-4).map(({ period, state }) => `${period} ${state}`)).toEqual([
    '2026-02 waived', '2026-03 waived', '2026-04 missing', '2026-05 pending',
  ]);
  expect(over.findings.map(({ rule, event }) => `${rule} ${event ?? ''}`)).toEqual(['cadence-overdue continuing', 'future-date continuing']);
});

test('a waiver that is taken back from its first day on never held', async () => {
  const { judged, said } = await site();
  await judged('run', '2026-03-02');
  await said([...waive, '--from', '2026-02-01', '--until', '2026-03-31', '--reason', '本期无项目'], '2026-03-02');
  expect((await judged('run', '2026-03-03')).columns[0]?.status).toBe('waived');
  const ended = await said(['waive', 'end', '1', '--on', '2026-02-01', '--reason', '登记有误', '--author', '李四'], '2026-03-04');
  expect(ended).toMatchObject({ code: 0, err: '' });
  const after = await judged('audit', '2026-03-04');
  expect(after.columns[0]?.status).toBe('overdue');
  expect(after.findings).toMatchObject([{ key, event: 'continuing' }]);
});

test('what is said at the command line stands in the audit log beside what the dashboard changed, by who typed it', async () => {
  const { judged, said, db } = await site();
  await judged('run', '2026-03-02');
  await said(['opinion', key, '误报', ...by], '2026-03-02');
  await said(['opinion', key, '属实', ...by], '2026-03-03');
  await said(['waive', 'add', '--column', '某局/项目进度', '--kind', '改版期间', '--until', '2026-03-31', ...by], '2026-03-03');
  await said(['waive', 'end', '1', ...by], '2026-03-04');
  await said(['waive', 'end', '1', ...by], '2026-03-04');
  const store = await openStore(db);
  const entries = await store.logEntries(10);
  const [waiver] = await store.listWaivers();
  await store.close();
  expect(entries.map(({ what, subject, at }) => [what, subject, at.slice(0, 10)])).toEqual([
    ['waiver-ended', '#1 某局/项目进度', '2026-03-04'], ['waiver-added', '某局/项目进度', '2026-03-03'],
    ['opinion', key, '2026-03-03'], ['opinion', key, '2026-03-02'],
  ]);
  for (const { who, address } of entries) expect({ who, address }).toEqual({ who: userInfo().username, address: 'command line' });
  expect(entries[0]?.after).toEqual(waiver);
  expect(entries[2]).toMatchObject({ before: { opinion: 'false-alarm', author: '张三' }, after: { opinion: 'confirmed' } });
});
