import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../src/model.js';
import { dingtalkRobot, feishuRobot, receiver, wecomRobot } from './receivers.js';
import { channel, delivered, digest, line, means } from './samples.js';

const from = (text: string) => ({ from: 'text', text }) as const;
const OK = { outcome: 'delivered' };
const many = digest(Array.from({ length: 300 }, (_, at) => line({ path: `栏目${at}`, words: { zh: `第${at}条没有信息`.repeat(10), en: 'x' } })));

const dingtalk = (origin: string, secret = 'SECx'): Channel => channel({ kind: 'dingtalk', url: from(`${origin}/robot/send?access_token=tok`), secret: from(secret) });
const feishu = (origin: string, secret = 'fs'): Channel => channel({ kind: 'feishu', url: from(`${origin}/hook/1`), secret: from(secret) });
const wecom = (origin: string): Channel => channel({ kind: 'wecom', url: from(`${origin}/send?key=k`) });

describe('a robot takes what it is sent', () => {
  test('钉钉: signed in the address, as its robot checks it', async () => {
    const robot = await dingtalkRobot('SECx');
    expect(await delivered([dingtalk(robot.origin)], digest(), means())).toEqual([{ target: '渠道', delivery: OK, attempts: 1 }]);
    expect(robot.received[0]?.url.searchParams.get('access_token')).toBe('tok');
    expect(robot.received[0]?.body).toMatchObject({ msgtype: 'markdown', markdown: { title: '【时限】新发现 1（2026-03-17）' }, at: { isAtAll: false } });
    expect(robot.received[0]?.text).toContain('已超期 12 天。按月公开，2026年2月没有信息');
  });

  test('飞书: signed in the body, as its robot checks it', async () => {
    const robot = await feishuRobot('fs');
    expect(await delivered([feishu(robot.origin)], digest(), means())).toMatchObject([{ delivery: OK }]);
    expect(robot.received[0]?.body).toMatchObject({ msg_type: 'post', timestamp: '1773716400' });
  });

  test('企业微信: markdown, without a signature', async () => {
    const robot = await wecomRobot();
    expect(await delivered([wecom(robot.origin)], digest(), means())).toMatchObject([{ delivery: OK }]);
    expect(robot.received[0]?.body).toMatchObject({ msgtype: 'markdown', markdown: { content: expect.stringContaining('[查看报告](https://report.example.invalid/r/index.html)') } });
  });

  test('webhook: facts and words as JSON, signed over time and body', async () => {
    const server = await receiver(() => [204, '']);
    const hook = channel({ kind: 'webhook', url: from(`${server.origin}/in`), secret: from('s') });
    expect(await delivered([hook], digest(), means())).toMatchObject([{ delivery: OK }]);
    const [got] = server.received;
    if (!got) throw new Error('nothing came');
    const { headers, text, body } = got;
    const sign = createHmac('sha256', 's').update(`${String(headers['x-shixian-timestamp'])}.${text}`).digest('hex');
    expect(headers['x-shixian-signature']).toBe(`sha256=${sign}`);
    expect(body).toMatchObject({ type: 'shixian.digest', digest: { counts: { opened: 1 }, lines: [{ unit: '建设股' }] } });
  });

  test('a secret comes from a variable as well, and its absence is told by name', async () => {
    const robot = await wecomRobot();
    const named = channel({ kind: 'wecom', url: { from: 'env', name: 'WECOM' } });
    expect(await delivered([named], digest(), means({}, { WECOM: `${robot.origin}/send?key=k\n` }))).toMatchObject([{ delivery: OK }]);
    expect(await delivered([named], digest(), means())).toMatchObject([{ delivery: { again: 'refused', why: expect.stringContaining('env:WECOM') } }]);
  });
});

describe('a digest that is too long for a robot is cut, and says how much is left', () => {
  for (const [name, robot, way] of [
    ['企业微信', wecomRobot, wecom], ['钉钉', () => dingtalkRobot('SECx'), dingtalk], ['飞书', () => feishuRobot('fs'), feishu],
  ] as const)
    test(name, async () => {
      const server = await robot();
      expect(await delivered([way(server.origin)], many, means())).toMatchObject([{ delivery: OK }]);
      expect(server.received[0]?.text).toMatch(/另有 \d+ 条，见报告/);
      expect(server.received[0]?.text).toContain('栏目0');
    });
});

describe('an answer is looked at', () => {
  const codes = [
    ['a wrong signature', dingtalk, [200, { errcode: 310000, errmsg: 'sign not match' }], 'refused', 1],
    ['too many messages', wecom, [200, { errcode: 45009, errmsg: 'api freq out of limit' }], 'later', 1],
    ['too many messages by status', feishu, [429, {}], 'later', 1],
    ['a code of Feishu', feishu, [200, { code: 19021, msg: 'sign match fail' }], 'refused', 1],
    ['a busy robot', wecom, [200, { errcode: -1, errmsg: 'system busy' }], 'soon', 3],
    ['a broken server', feishu, [503, {}], 'soon', 3],
    ['a page of something else', wecom, [200, ['hello']], 'refused', 1],
    ['an answer without a code', dingtalk, [200, { ok: true }], 'refused', 1],
    ['a redirect', wecom, [302, {}], 'refused', 1],
  ] as const;
  for (const [title, way, answer, again, attempts] of codes)
    test(`${title}: ${again}`, async () => {
      const server = await receiver(() => [answer[0], answer[1]]);
      expect(await delivered([way(server.origin)], digest(), means())).toMatchObject([{ delivery: { outcome: 'failed', again }, attempts }]);
      expect(server.received).toHaveLength(attempts);
    });

  test('a robot that is back at the second attempt has got it once', async () => {
    const server = await receiver((_, count) => (count === 0 ? [500, {}] : [200, { errcode: 0 }]));
    expect(await delivered([wecom(server.origin)], digest(), means())).toMatchObject([{ delivery: OK, attempts: 2 }]);
  });

  test('what a server repeats of a secret is not told', async () => {
    const server = await receiver(({ url }) => [200, { errcode: 300001, errmsg: `token ${url.searchParams.get('access_token')} of SECx is unknown` }]);
    const long = { ...dingtalk(server.origin, 'SECxyz'), way: { kind: 'dingtalk', url: from(`${server.origin}/?access_token=tok`), secret: from('SECxyz') } } as const;
    const [ended] = await delivered([long], digest(), means());
    expect(JSON.stringify(ended)).not.toContain('SECxyz');
  });

  test('an address of one’s own network is asked only where it is allowed', async () => {
    const server = await wecomRobot();
    const strict = means();
    const post: typeof strict.post = async () => ({ outcome: 'failed', reason: 'unsafe-address', detail: '127.0.0.1' });
    expect(await delivered([wecom(server.origin)], digest(), { ...strict, post })).toMatchObject([{ delivery: { again: 'refused' }, attempts: 1 }]);
    expect(server.received).toEqual([]);
  });
});

test('one channel that fails holds up no other', async () => {
  const [broken, sound] = [await receiver(() => [500, {}]), await wecomRobot()];
  const ended = await delivered([{ ...wecom(broken.origin), name: '坏' }, { ...wecom(sound.origin), name: '好' }], digest(), means());
  expect(new Map(ended.map(({ target, delivery }) => [target, delivery.outcome]))).toEqual(new Map([['坏', 'failed'], ['好', 'delivered']]));
});

test('a robot that was sent too much is not asked again for the next channel', async () => {
  const server = await receiver(() => [200, { errcode: 45009 }]);
  const ended = await delivered([{ ...wecom(server.origin), name: '一' }, { ...wecom(server.origin), name: '二' }], digest(), means());
  expect(ended.map(({ attempts }) => attempts)).toEqual([1, 0]);
  expect(server.received).toHaveLength(1);
});
