import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parseConfig.js';
import { problemsOf } from './mistakes.js';

/** A sound configuration with these lines under `messages`. */
const withMessages = (...lines: string[]): string => [
  'crawl: { contact: "mailto:office@example.invalid" }',
  'sites: [ { name: 某局, url: https://site.example.invalid/, columns: [ { name: 通知, url: https://site.example.invalid/a/, cadence: 按月 } ] } ]',
  'messages:',
  ...lines.map((line) => `  ${line}`),
].join('\n');

const messagesOf = (...lines: string[]) => parseConfig(withMessages(...lines), 'test.yaml').messages;

test('a robot by name and kind is told everything but doubts, when it is found, at any hour', () => {
  expect(messagesOf('channels: [ { name: 工作群, kind: 企业微信, url: env:WECOM_URL } ]')).toEqual({
    channels: [{
      name: '工作群', way: { kind: 'wecom', url: { from: 'env', name: 'WECOM_URL' } },
      levels: ['overdue', 'missing', 'late', 'blank', 'unreadable'], after: [0],
    }],
    language: 'zh', hours: [], workingDays: false, unreadableAfter: 3,
  });
});

test('mail, escalation, hours and all-clear are as written', () => {
  expect(messagesOf(
    'mail: { host: smtp.example.invalid, security: STARTTLS, user: u, password: file:secrets/p, from: { name: 监测, address: a@example.invalid } }',
    'hours: [ 08:30-12:00, 14:00-18:00 ]',
    'workingDays: true',
    'allClear: 周五',
    'reportUrl: https://report.example.invalid/',
    'channels:',
    '  - { name: 分管领导, kind: 邮件, to: [ b@example.invalid ], after: [10, 30], levels: [ 超期, 空白 ], units: [ 建设股 ], sites: [ 某局 ], hours: 全天 }',
  )).toEqual({
    mail: {
      host: 'smtp.example.invalid', port: 587, security: 'starttls', user: 'u', password: { from: 'file', file: 'secrets/p' },
      from: { name: '监测', address: 'a@example.invalid' },
    },
    channels: [{
      name: '分管领导', way: { kind: 'mail', to: ['b@example.invalid'] }, units: ['建设股'], sites: ['某局'],
      levels: ['overdue', 'blank'], after: [10, 30], hours: [],
    }],
    language: 'zh', hours: [{ from: '08:30', until: '12:00' }, { from: '14:00', until: '18:00' }], workingDays: true,
    unreadableAfter: 3, allClear: 5, reportUrl: 'https://report.example.invalid/',
  });
});

test('without messages nobody is told', () =>
  expect(parseConfig(withMessages().replace('messages:', ''), 'test.yaml').messages).toBeUndefined());

const robot = (more: string) => `channels: [ { name: 群, kind: 钉钉, url: env:A${more} } ]`;

for (const [title, lines, path] of [
  ['no channel', ['channels: []'], 'messages.channels'],
  ['a kind that nobody knows', ['channels: [ { name: 群, kind: 短信, url: env:A } ]'], 'messages.channels[0].kind'],
  ['two channels of one name', ['channels: [ { name: 群, kind: 飞书, url: env:A }, { name: 群, kind: 飞书, url: env:B } ]'], 'messages.channels[1].name'],
  ['mail without a server', ['channels: [ { name: 邮, kind: 邮件, to: [ a@b.invalid ] } ]'], 'messages.mail'],
  ['mail without an address', ['mail: { host: a.invalid, from: a@b.invalid }', 'channels: [ { name: 邮, kind: 邮件 } ]'], 'messages.channels[0].to'],
  ['an address that would be a header', ['mail: { host: a.invalid, from: a@b.invalid }', 'channels: [ { name: 邮, kind: 邮件, to: [ "a@b.invalid\\r\\nBcc: c@d.invalid" ] } ]'], 'messages.channels[0].to[0]'],
  ['two addresses in one', ['mail: { host: a.invalid, from: a@b.invalid }', 'channels: [ { name: 邮, kind: 邮件, to: [ "a@b.invalid, c@d.invalid" ] } ]'], 'messages.channels[0].to[0]'],
  ['a sender over two lines', ['mail: { host: a.invalid, from: { name: "a\\nb", address: a@b.invalid } }', robot('')], 'messages.mail.from.name'],
  ['a robot without an address', ['channels: [ { name: 群, kind: 飞书 } ]'], 'messages.channels[0].url'],
  ['a robot with recipients', [robot(', to: [ a@b.invalid ]')], 'messages.channels[0].to'],
  ['a secret that wecom has not', ['channels: [ { name: 群, kind: wecom, url: env:A, secret: env:B } ]'], 'messages.channels[0].secret'],
  ['a variable that cannot be', ['channels: [ { name: 群, kind: 飞书, url: "env:1 A" } ]'], 'messages.channels[0].url'],
  ['days that go back', [robot(', after: [10, 5]')], 'messages.channels[0].after'],
  ['a level that nobody knows', [robot(', levels: [ 过期 ]')], 'messages.channels[0].levels[0]'],
  ['hours that are none', ['hours: 早上', robot('')], 'messages.hours'],
] as const)
  test(`${title} is a mistake at its place`, () => expect(problemsOf(withMessages(...lines)).map((one) => one.path)).toEqual([path]));

for (const [title, lines] of [
  ['an address of the wrong kind', ['channels: [ { name: 群, kind: 飞书, url: "ftp://x.invalid/geheim" } ]']],
  ['a secret in a list', ['channels: [ { name: 群, kind: 飞书, url: env:A, secret: [ geheim ] } ]']],
  ['a password that is a number', ['mail: { host: a.invalid, from: a@b.invalid, password: 4711007 }', robot('')]],
  ['a server written as an address', ['mail: smtp://u:geheim@x.invalid', robot('')]],
  ['a key run together with its value', ['mail: { host: a.invalid, from: a@b.invalid, "password:geheim": 1 }', robot('')]],
  ['a broken line', ['mail: { host: a.invalid, password: "geheim, from: a@b.invalid }', robot('')]],
  ['a robot’s address where none is wanted', ['reportUrl: "qyapi.example.invalid/cgi-bin/webhook/send?key=geheim"', robot('')]],
] as const)
  test(`${title} is told without the secret`, () => {
    const problems = problemsOf(withMessages(...lines));
    expect(problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(problems)).not.toMatch(/geheim|4711007/);
  });
