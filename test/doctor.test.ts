/** `doctor` says which secrets of messages are missing, and of which database it speaks. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkSecrets } from '../src/commands/checkSecrets.js';
import type { Channel, MessageSettings, Secret } from '../src/model.js';
import { revealer } from '../src/notify/secrets.js';
import { folders, shixian } from './doors/program.js';

const folder = folders();
const reveal = revealer({ SET: 'https://robot.example.invalid/key-1', EMPTY: ' ' });
const set: Secret = { from: 'env', name: 'SET' };
const unset: Secret = { from: 'env', name: 'UNSET' };
const empty: Secret = { from: 'env', name: 'EMPTY' };
const noFile: Secret = { from: 'file', file: '/nonexistent/secret' };

function settings(ways: Channel['way'][], password?: Secret): MessageSettings {
  const mail = { host: 'mail.example.invalid', port: 465, security: 'tls' as const, from: { name: '', address: 'a@example.invalid' } };
  return {
    mail: { ...mail, ...(password && { password }) },
    channels: ways.map((way, index) => ({ name: `渠道${index + 1}`, way, levels: [], after: [0] })),
    language: 'zh', hours: [], workingDays: false, unreadableAfter: 3,
  };
}

describe('secrets of messages', () => {
  for (const [title, given, says] of [
    ['no channel needs none', settings([], unset), null],
    ['a mail server without a password needs none', settings([{ kind: 'mail', to: [] }]), null],
    ['all there', settings([{ kind: 'wecom', url: set }, { kind: 'mail', to: [] }], set), '消息的密钥齐全（2 个）'],
    ['a text is there', settings([{ kind: 'webhook', url: { from: 'text', text: 'https://a.example.invalid/' } }]), '消息的密钥齐全（1 个）'],
    ['a variable is not set', settings([{ kind: 'feishu', url: set, secret: unset }]), '缺 1 个，有关渠道发不出去：渠道1: env:UNSET'],
    ['a variable is blank', settings([{ kind: 'wecom', url: set }, { kind: 'dingtalk', url: empty }]), '渠道2: env:EMPTY'],
    ['a file is not there', settings([{ kind: 'wecom', url: noFile }]), 'file:/nonexistent/secret (ENOENT)'],
    ['the password of the mail server', settings([{ kind: 'mail', to: [] }], unset), 'mail: env:UNSET'],
    ['several', settings([{ kind: 'webhook', url: unset, secret: empty }]), '缺 2 个'],
  ] as const)
    test(title, async () => {
      const found = await checkSecrets(given, reveal);
      if (says === null) return expect(found).toBeNull();
      expect(found?.words.zh).toContain(says);
      expect(found?.ok).toBe(says.includes('齐全'));
      expect(JSON.stringify(found)).not.toContain('key-1');
    });
});

test('doctor names the database that it was given, and the variable that is not set', async () => {
  const at = await folder();
  const file = path.join(at, 'shixian.yaml');
  await writeFile(file, `crawl: { contact: "mailto:a@example.invalid" }
messages: { channels: [ { name: 值班群, kind: 企业微信, url: "env:SHIXIAN_TEST_NOT_SET" } ] }
sites: [ { name: 甲局, url: "https://a.example.invalid/", columns: [ { name: 进度, url: "https://a.example.invalid/b/", cadence: 按月 } ] } ]
`);
  const db = path.join(at, 'own', 'columns.sqlite');
  const { code, out } = await shixian(['doctor', '--config', file, '--db', db, '--out', await folder()]);
  expect(out).toContain(`数据库 ${db}（还没有，首次巡检时建立）`);
  expect(out).toMatch(/^✓ 文件夹 .*own 可写$/m);
  expect(out).toMatch(/^✗ 消息的密钥缺 1 个.*值班群: env:SHIXIAN_TEST_NOT_SET/m);
  expect(code).toBe(0);
});
