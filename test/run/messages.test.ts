/** From findings in a real database to the outbox and out of it. */
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Channel, Finding, FindingChange, LifecycleEvent, MessageSettings, Run, Verdict } from '../../src/model.js';
import { unsettled } from '../../src/audit/lifecycle.js';
import { deliverWaiting, keepNews, mayGoOut, type Attempted, type Telling } from '../../src/run/messages.js';
import { overdue } from '../../src/run/messageTopics.js';
import type { Store } from '../../src/store/store.js';
import { receiver, type Receiver } from '../notify/receivers.js';
import { means } from '../notify/samples.js';
import * as sample from '../store/samples.js';

const log = pino({ level: 'silent' });
const ok = () => receiver(() => [200, { errcode: 0 }]);

function telling(origins: Record<string, string>, more: Partial<MessageSettings> = {}, by: Partial<Channel> = {}): Telling {
  const channels = Object.entries(origins).map(([name, origin]): Channel => ({
    name, way: { kind: 'wecom', url: { from: 'text', text: `${origin}/send` } }, levels: ['overdue', 'missing', 'late', 'blank', 'unreadable'], after: [0], ...by,
  }));
  const crawl = { ...CRAWL, allowHosts: ['127.0.0.1'] };
  return { timezone: 'Asia/Shanghai', crawl, messages: { channels, language: 'zh', hours: [], workingDays: false, unreadableAfter: 3, ...more } };
}

const CRAWL = {
  contact: '', timeoutMs: 0, perHostIntervalMs: 0, concurrency: 1, allowHosts: [], maxBodyBytes: 0, maxRedirects: 0, retries: 0, maxPages: 0, maxItemPages: 0,
};

const finding = (more: Partial<Finding> = {}): Finding => ({ ...sample.finding('missing-period|甲|2026-02'), ...more });
const unread = finding({ key: 'unreadable|甲', rule: 'unreadable', level: 'unreadable', period: null, description: { zh: '无法监测：访问超时', en: 'x' } });

/** A night in which these became of the findings; @param verdict  of the column */
async function night(store: Store, day: string, events: [Finding, LifecycleEvent][], more: { verdict?: Partial<Verdict>; doubtful?: boolean } = {}): Promise<Run> {
  const run = await sample.startedRun(store, day);
  const standing = events.filter(([, event]) => event !== 'resolved' && event !== 'unverified').map(([one]) => one);
  const changes = events.map(([one, event]): FindingChange => ({ finding: one, event, openedOn: '2026-03-10', reopened: 0, notices: [] }));
  await store.recordColumn(sample.entry(run), () => ({ verdict: sample.verdict(day, { findings: standing, ...more.verdict }), changes }));
  const doubtful = more.doubtful ? { zh: '只读到一半', en: 'half' } : null;
  await store.concludeRun(run.id, { at: `${day}T03:00:00.000Z`, doubtful }, doubtful ? unsettled : (all) => all);
  return { ...run, finishedAt: `${day}T03:00:00.000Z`, doubtful };
}

/** What the end of a run does, at noon in Shanghai unless another moment is said. */
async function told(store: Store, config: Telling, run: Run | null, at = `${run?.day ?? '2026-03-17'}T04:00:00.000Z`): Promise<Attempted[]> {
  const now = () => new Date(at);
  if (run) await keepNews(store, config, run, now());
  await store.takeBackInterrupted();
  return deliverWaiting(store, config, { now, means: means({ now }), isAsked: false, log });
}

const titles = ({ received }: Receiver) => received.map(({ body }) => /### (.*)/.exec((body.markdown as { content: string }).content)?.[1] ?? '');

test('a finding is told when it is found and when it is gone, and never while it is unchanged', async () => {
  const [store, robot] = [await sample.openedStore(), await ok()];
  const config = telling({ 群: robot.origin });
  for (const [day, event] of [
    ['2026-03-10', 'opened'], ['2026-03-11', 'continuing'], ['2026-03-12', 'unverified'], ['2026-03-13', 'continuing'], ['2026-03-14', 'resolved'],
    ['2026-03-15', 'reopened'], ['2026-03-16', 'continuing'],
  ] as const) await told(store, config, await night(store, day, [[finding(), event]]));
  await told(store, config, await night(store, '2026-03-17', []));
  expect(titles(robot)).toEqual(['【时限】新发现 1（2026-03-10）', '【时限】已解决 1（2026-03-14）', '【时限】复发 1（2026-03-15）']);
});

test('escalation reaches the leader on the tenth day, and the group again', async () => {
  const [store, robot, leader] = [await sample.openedStore(), await ok(), await ok()];
  const config = telling({ 群: robot.origin }, {}, { after: [0, 10] });
  config.messages.channels.push({ ...telling({ 领导: leader.origin }).messages.channels[0] as Channel, after: [10] });
  const ledger: Verdict['ledger'] = [{ period: { id: '2026-02', from: '2026-02-01', to: '2026-02-28' }, state: 'missing', deadline: '2026-03-05', filledBy: null, lateDays: 0 }];
  for (const [day, event] of [['2026-03-10', 'opened'], ['2026-03-14', 'continuing'], ['2026-03-15', 'continuing'], ['2026-03-16', 'continuing']] as const)
    await told(store, config, await night(store, day, [[finding(), event]], { verdict: { ledger } }));
  expect(titles(robot)).toEqual(['【时限】新发现 1（2026-03-10）', '【时限】持续未解决 1（2026-03-15）']);
  expect(titles(leader)).toEqual(['【时限】持续未解决 1（2026-03-15）']);
  expect(leader.received[0]?.text).toContain('已超期 10 天');
});

test('an unreadable column is told apart after three days, once, and once when it is read again', async () => {
  const [store, robot] = [await sample.openedStore(), await ok()];
  const config = telling({ 群: robot.origin });
  const verdict = { status: 'unreadable', unreadable: { reason: 'timeout', status: null, detail: '', lastReadable: null } } as const;
  const nights = ['2026-03-10', '2026-03-11', '2026-03-11', '2026-03-12', '2026-03-13'];
  for (const [at, day] of nights.entries()) await told(store, config, await night(store, day, [[unread, at === 0 ? 'opened' : 'continuing']], { verdict }));
  await told(store, config, await night(store, '2026-03-14', [[unread, 'resolved']]));
  expect(titles(robot)).toEqual(['【时限】未能监测 1（2026-03-12）', '【时限】恢复监测 1（2026-03-14）']);
  expect(robot.received[0]?.text).toContain('不计为超期，也不计为空白，不作为责任单位的问题');
  expect(robot.received[0]?.text).toContain('未解决的问题 0 条；未能监测的栏目 1 个');
});

test('a doubtful run says that it is doubtful and nothing else, once; what it saw is told by the next sound one', async () => {
  const [store, robot] = [await sample.openedStore(), await ok()];
  const config = telling({ 群: robot.origin });
  await told(store, config, await night(store, '2026-03-10', [[finding(), 'opened']], { doubtful: true }));
  await told(store, config, await night(store, '2026-03-11', [[finding(), 'opened']], { doubtful: true }));
  await told(store, config, await night(store, '2026-03-12', [[finding(), 'opened']]));
  await told(store, config, await night(store, '2026-03-13', [[finding(), 'continuing']]));
  expect(titles(robot)).toEqual(['【时限】本次巡检存疑（2026-03-10）', '【时限】新发现 1（2026-03-12）']);
  expect(robot.received[0]?.text).not.toContain('2026年2月没有信息');
  expect(robot.received[1]?.text).toContain('此前有巡检存疑；本次巡检正常');
});

test('what a person called a false alarm is taken back where it was told', async () => {
  const [store, robot] = [await sample.openedStore(), await ok()];
  const config = telling({ 群: robot.origin });
  await told(store, config, await night(store, '2026-03-10', [[finding(), 'opened']]));
  const opinion = { id: 1, key: finding().key, word: 'false-alarm', reason: '已公开', author: '张三', at: '', facts: '' } as unknown as Verdict['dismissed'][number]['opinion'];
  await told(store, config, await night(store, '2026-03-11', [], { verdict: { dismissed: [{ finding: finding(), opinion }] } }));
  await told(store, config, await night(store, '2026-03-12', [], { verdict: { dismissed: [{ finding: finding(), opinion }] } }));
  expect(titles(robot)).toEqual(['【时限】新发现 1（2026-03-10）', '【时限】撤回 1（2026-03-11）']);
});

describe('hours', () => {
  const hours = [{ from: '08:30', until: '18:00' }];
  test('outside of them a digest waits, and is merged with the next: what came and went is told to nobody', async () => {
    const [store, robot] = [await sample.openedStore(), await ok()];
    const config = telling({ 群: robot.origin }, { hours });
    const second = finding({ key: 'missing-period|甲|2026-01', period: '2026-01' });
    expect((await told(store, config, await night(store, '2026-03-10', [[finding(), 'opened'], [second, 'opened']]), '2026-03-10T19:00:00.000Z'))[0]?.result).toBe('outside');
    expect((await told(store, config, await night(store, '2026-03-11', [[finding(), 'resolved'], [second, 'continuing']]), '2026-03-11T19:00:00.000Z'))[0]?.result).toBe('outside');
    expect(robot.received).toEqual([]);
    expect(await told(store, config, null, '2026-03-12T00:30:00.000Z')).toHaveLength(1);
    expect(await told(store, config, null, '2026-03-12T00:35:00.000Z')).toHaveLength(0);
    expect(titles(robot)).toEqual(['【时限】新发现 1（2026-03-11）']);
  });

  for (const [title, at, more, goes] of [
    ['before they begin', '2026-03-17T00:29:59.000Z', {}, false],
    ['when they begin', '2026-03-17T00:30:00.000Z', {}, true],
    ['when they have ended', '2026-03-17T10:00:00.000Z', {}, false],
    ['of the channel itself', '2026-03-17T10:00:00.000Z', { own: [] }, true],
    ['a Sunday', '2026-03-15T04:00:00.000Z', { workingDays: true }, false],
    ['a Sunday that is worked', '2026-02-14T04:00:00.000Z', { workingDays: true }, true],
    ['a holiday', '2026-10-01T04:00:00.000Z', { workingDays: true }, false],
    ['a Tuesday that no notice covers', '2031-03-18T04:00:00.000Z', { workingDays: true }, true],
    ['a Sunday that no notice covers', '2031-03-16T04:00:00.000Z', { workingDays: true }, false],
  ] as const)
    test(`${title}: ${goes ? 'goes' : 'waits'}`, () => {
      const config = telling({ 群: 'http://a.invalid' }, { hours, ...('workingDays' in more && more) }, { ...('own' in more && { hours: [] }) });
      expect(mayGoOut(config, config.messages.channels[0] as Channel, new Date(at))).toBe(goes);
    });
});

describe('what cannot be delivered', () => {
  test('waits, is not tried again at once, and then arrives with what came meanwhile', async () => {
    let isUp = false;
    const store = await sample.openedStore();
    const robot = await receiver(() => (isUp ? [200, { errcode: 0 }] : [200, { errcode: 93000, errmsg: 'invalid webhook url' }]));
    const config = telling({ 群: robot.origin });
    expect(await told(store, config, await night(store, '2026-03-10', [[finding(), 'opened']]))).toMatchObject([{ result: { again: 'refused' } }]);
    expect(await told(store, config, null, '2026-03-10T04:05:00.000Z')).toMatchObject([{ result: 'not-yet' }]);
    expect((await store.waitingMessages())[0]).toMatchObject({ attempts: 1, problem: 'code 93000 invalid webhook url' });
    isUp = true;
    const second = finding({ key: 'missing-period|甲|2026-01', period: '2026-01' });
    await told(store, config, await night(store, '2026-03-11', [[finding(), 'continuing'], [second, 'opened']]));
    expect(titles(robot)).toEqual(['【时限】新发现 1（2026-03-10）', '【时限】新发现 2（2026-03-11）']);
    expect(await store.waitingMessages()).toEqual([]);
  });

  test('one channel that fails does not keep another from being told, nor tells it twice', async () => {
    const [store, broken, robot] = [await sample.openedStore(), await receiver(() => [200, { errcode: 1, errmsg: 'x' }]), await ok()];
    const config = telling({ 坏: broken.origin, 好: robot.origin });
    await told(store, config, await night(store, '2026-03-10', [[finding(), 'opened']]));
    await told(store, config, await night(store, '2026-03-11', [[finding(), 'continuing']]));
    expect(titles(robot)).toHaveLength(1);
    expect((await store.waitingMessages()).map(({ target }) => target)).toEqual(['坏']);
  });

  test('a message that was under way when the program ended is sent again and says so; one that was confirmed is not', async () => {
    const file = await sample.databaseFile();
    const [store, robot] = [await sample.openedStore(file), await ok()];
    const config = telling({ 群: robot.origin });
    const run = await night(store, '2026-03-10', [[finding(), 'opened']]);
    await keepNews(store, config, run, new Date('2026-03-10T04:00:00.000Z'));
    const [message] = await store.waitingMessages();
    await store.beginSending(message?.id ?? 0);
    await store.close();

    const again = await sample.openedStore(file);
    expect((await again.takeBackInterrupted()).map(({ target }) => target)).toEqual(['群']);
    await told(again, config, run);
    await told(again, config, run);
    expect(titles(robot)).toHaveLength(1);
    expect(robot.received[0]?.text).toContain('可能重复');
    expect(await again.takeBackInterrupted()).toEqual([]);
  });

  test('a channel that is no longer configured is not told, and its digest is taken away', async () => {
    const [store, robot] = [await sample.openedStore(), await ok()];
    await told(store, telling({ 旧: robot.origin }, { hours: [{ from: '01:00', until: '01:01' }] }), await night(store, '2026-03-10', [[finding(), 'opened']]));
    await told(store, telling({ 新: robot.origin }), await night(store, '2026-03-11', [[finding(), 'continuing']]));
    expect((await store.latestMessages()).map(({ target }) => target)).toEqual(['新']);
  });
});

describe('days overdue', () => {
  const cell = (id: string, state: Verdict['ledger'][number]['state'], deadline: string | null) => ({ period: { id, from: '', to: '' }, state, deadline, filledBy: null, lateDays: 0 });
  const ledger = [cell('1', 'missing', '2026-01-05'), cell('2', 'on-time', '2026-02-05'), cell('3', 'missing', '2026-03-05'), cell('4', 'missing', '2026-04-05'), cell('5', 'pending', '2026-05-05')];
  const on = { openedOn: '2026-04-10', day: '2026-04-15' };
  for (const [title, one, days] of [
    ['of a gap are those of its oldest period', { level: 'overdue', period: null }, 41],
    ['of a missing period are its own', { level: 'missing', period: '1' }, 100],
    ['where no deadline is known, since it was found', { level: 'missing', period: null }, 5],
    ['of a blank column, since it was found', { level: 'blank', period: null }, 5],
    ['of what came late say nothing', { level: 'late', period: '1' }, 0],
    ['of a doubt say nothing', { level: 'doubt', period: '1' }, 0],
  ] as const)
    test(title, () => expect(overdue(finding(one), sample.verdict('2026-04-15', { ledger }), on)).toEqual({ overdueDays: days, isSinceFound: days < 10 }));
  test('of a gap without a deadline, since it was found', () =>
    expect(overdue(finding({ level: 'overdue', period: null }), sample.verdict('2026-04-15', { ledger: [cell('1', 'missing', null)] }), on)).toEqual({ overdueDays: 5, isSinceFound: true }));
});
