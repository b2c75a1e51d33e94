import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SMTPServerOptions } from 'smtp-server';
import type { MailSettings } from '../../src/model.js';
import { mailServer } from './receivers.js';
import { channel, delivered, digest, mailSettings, means } from './samples.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'shixian-mail-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const office = channel({ kind: 'mail', to: ['a@example.invalid', 'b@example.invalid'] });
const one = channel({ kind: 'mail', to: ['a@example.invalid'] });

async function served(options: SMTPServerOptions = {}, more: Partial<MailSettings> = {}, password = 'geheim') {
  const server = await mailServer(options);
  const ca = path.join(folder, `${server.port}.pem`);
  await writeFile(ca, server.certificate);
  const by = means({ mail: mailSettings(server.port, { ca, ...more }) }, { PASSWORD: password });
  return { server, by };
}

test('STARTTLS, a password, two people: each gets one mail of text and HTML that names both', async () => {
  const { server, by } = await served();
  expect((await delivered([office], digest(), by)).map(({ target, delivery }) => [target, delivery.outcome])).toEqual([
    ['渠道/a@example.invalid', 'delivered'], ['渠道/b@example.invalid', 'delivered'],
  ]);
  expect(server.mails.map(({ recipients }) => recipients)).toEqual([['a@example.invalid'], ['b@example.invalid']]);
  const [first] = server.mails;
  if (!first) throw new Error('no mail');
  const { mail, raw, isSecure } = first;
  expect(isSecure).toBe(true);
  expect(mail.subject).toBe('【时限】新发现 1（2026-03-17）');
  expect(raw).toMatch(/^Subject: =\?UTF-8\?/m);
  expect(raw).toMatch(/^To: a@example\.invalid, b@example\.invalid\r?$/m);
  expect(mail.from?.value).toEqual([{ name: '时限监测', address: 'shixian@example.invalid' }]);
  expect(mail.text).toContain('已超期 12 天。按月公开，2026年2月没有信息');
  expect(mail.text).toContain('报告：https://report.example.invalid/r/index.html');
  expect(mail.html).toContain('<a href="https://site.example.invalid/a/"><b>某局 重大建设项目 &gt; 项目进度（建设股）</b></a>');
  expect(mail.attachments).toEqual([]);
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
});

test('TLS from the first byte', async () => {
  const { server, by } = await served({ secure: true }, { security: 'tls' });
  expect(await delivered([one], digest(), by)).toMatchObject([{ delivery: { outcome: 'delivered' } }]);
  expect(server.mails[0]?.isSecure).toBe(true);
});

test('in clear only where the configuration says so', async () => {
  const clear = { hideSTARTTLS: true, disabledCommands: ['STARTTLS'], allowInsecureAuth: true } satisfies SMTPServerOptions;
  const { server, by } = await served(clear);
  expect(await delivered([one], digest(), by)).toMatchObject([{ delivery: { again: 'refused' } }]);
  expect(server.mails).toEqual([]);
  expect(await delivered([one], digest(), { ...by, mail: mailSettings(server.port, { security: 'none' }) })).toMatchObject([{ delivery: { outcome: 'delivered' } }]);
});

test('a certificate that nobody vouches for is refused, and nothing is said to the server', async () => {
  const { server, by } = await served();
  const { ca: _, ...without } = by.mail ?? mailSettings(0);
  const [ended] = await delivered([one], digest(), { ...by, mail: without });
  expect(ended).toMatchObject({ delivery: { again: 'refused' }, attempts: 1 });
  expect(server.asked).toEqual([]);
});

test('a wrong password is refused once for all recipients, and told without it', async () => {
  const { server, by } = await served({}, {}, 'falsch-geheim');
  const ended = await delivered([office], digest(), by);
  expect(ended).toMatchObject([{ delivery: { again: 'refused' }, attempts: 1 }, { delivery: { again: 'refused' }, attempts: 0 }]);
  expect(JSON.stringify(ended)).not.toContain('falsch');
  expect(server.mails).toEqual([]);
});

describe('a server that refuses', () => {
  const refusing = (responseCode: number, who = 'a@example.invalid'): SMTPServerOptions => ({
    onRcptTo: ({ address }, _session, done) => (address === who ? done(Object.assign(new Error('no'), { responseCode })) : done()),
  });
  for (const [code, again] of [[450, 'later'], [451, 'later'], [550, 'refused'], [553, 'refused']] as const)
    test(`${code} for one recipient: ${again}, and the other gets hers`, async () => {
      const { server, by } = await served(refusing(code));
      expect((await delivered([office], digest(), by)).map(({ delivery }) => (delivery.outcome === 'failed' ? delivery.again : delivery.outcome))).toEqual([again, 'delivered']);
      expect(server.mails.map(({ recipients }) => recipients)).toEqual([['b@example.invalid']]);
    });

  test('a greylisted mail is taken when it comes again, under the same id', async () => {
    let times = 0;
    const { server, by } = await served({
      onRcptTo: (_address, _session, done) => (times++ === 0 ? done(Object.assign(new Error('greylisted'), { responseCode: 451 })) : done()),
    });
    expect(await delivered([one], digest(), by)).toMatchObject([{ delivery: { again: 'later', mayHaveArrived: false } }]);
    expect(await delivered([one], digest(), by)).toMatchObject([{ delivery: { outcome: 'delivered' } }]);
    await delivered([one], digest(), by, { mayBeRepeat: true });
    expect(new Set(server.mails.map(({ mail }) => mail.messageId)).size).toBe(1);
    expect(server.mails.map(({ mail }) => mail.text?.includes('可能重复'))).toEqual([false, true]);
  });

  test('a server that goes away after the message may have it: the next attempt says so', async () => {
    let times = 0;
    const { server, by } = await served({
      onData(stream, _session, done) {
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => {
          texts.push(Buffer.concat(pieces).toString('utf8'));
          if (times++ === 0) server.cut();
          else done();
        });
      },
    });
    const texts: string[] = [];
    expect(await delivered([one], digest(), by)).toMatchObject([{ delivery: { outcome: 'delivered' }, attempts: 2 }]);
    const parsed = await Promise.all(texts.map((text) => simpleParser(text)));
    expect(parsed.map(({ text }) => text?.includes('可能重复'))).toEqual([false, true]);
    expect(new Set(parsed.map(({ messageId }) => messageId)).size).toBe(1);
  });

  test('a server that is away is tried three times for all together', async () => {
    const by = means({ mail: mailSettings(1, { host: '127.0.0.1' }) }, { PASSWORD: 'x' });
    expect((await delivered([office], digest(), by)).map(({ attempts }) => attempts)).toEqual([3, 0]);
  });
});
