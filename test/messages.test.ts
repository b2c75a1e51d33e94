/** The program as people start it, with a mail server and a robot that it tells of the demo sites. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { startDemo } from '../fixtures/demo/demo.js';
import { openStore } from '../src/store/store.js';
import { folders, shixian } from './doors/program.js';
import { mailServer, wecomRobot } from './notify/receivers.js';
import { digest } from './notify/samples.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = path.join(root, 'dist', 'src', 'bin.js');
const folder = folders();
const TODAY = '2026-03-17';

// `npm test` has built the program; started otherwise, the sources may be newer.
beforeAll(async () => {
  const setup = spawn(process.execPath, [path.join(root, 'src', 'setup.mjs'), '--no-browser'], { stdio: 'ignore' });
  expect(await once(setup, 'exit')).toEqual([0, null]);
}, 120_000);

async function program(argv: string[], environment: Record<string, string>): Promise<{ code: unknown; out: string; err: string }> {
  const child = spawn(process.execPath, [bin, ...argv], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SHIXIAN_BROWSER: 'none', ...environment } });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.out += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (text.err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

test('a run is told by mail and by a robot, a second one that changes nothing is not, and no secret is written anywhere', async () => {
  const [at, demo, mail, robot] = [await folder(), await startDemo(TODAY), await mailServer(), await wecomRobot()];
  try {
    const ca = path.join(at, 'ca.pem');
    await writeFile(ca, mail.certificate);
    await writeFile(path.join(at, 'robot'), `${robot.origin}/send?key=robotkey\n`);
    const config = path.join(at, 'shixian.yaml');
    await writeFile(config, `${demo.configYaml}
messages:
  reportUrl: https://report.example.invalid/shixian
  mail: { host: localhost, port: ${mail.port}, security: STARTTLS, user: u, password: env:SMTP_PASSWORD, ca: "${ca}", from: s@example.invalid }
  channels:
    - { name: 办公室, kind: 邮件, to: [office@example.invalid] }
    - { name: 工作群, kind: 企业微信, url: "file:${path.join(at, 'robot')}", levels: [超期] }
    - { name: 无人, kind: 邮件, to: [nobody@example.invalid], units: [没有的单位] }
`);
    const allowed = ['--allow-host', new URL(robot.origin).host];
    const places = [...allowed, '--site', '临溪县', '--column', '重大建设项目', '--config', config, '--db', path.join(at, 'a.sqlite'), '--out', at];
    const secrets = { SMTP_PASSWORD: 'geheim' };

    const first = await program(['run', '--today', TODAY, ...places], secrets);
    expect(first.out).toMatch(/消息已送达 办公室\/office@example\.invalid：【时限】新发现 \d+/);
    expect(first.out).toContain('消息已送达 工作群');
    expect(mail.mails.map(({ recipients }) => recipients)).toEqual([['office@example.invalid']]);
    expect(mail.mails[0]?.mail.text).toMatch(/这是首次向您发送[\s\S]*■ 新发现/);
    expect(mail.mails[0]?.mail.text).toMatch(/报告：https:\/\/report\.example\.invalid\/shixian\/\d{8}-\d{6}-[0-9a-f]{4}\/index\.html/);
    expect(mail.mails[0]?.mail.text).not.toContain('■ 未能监测');
    expect(robot.received).toHaveLength(1);

    const second = await program(['run', '--today', TODAY, ...places], secrets);
    expect(second.code).toBe(0);
    expect(second.out).not.toContain('消息');
    expect([mail.mails.length, robot.received.length]).toEqual([1, 1]);
    expect(first.out + first.err + second.out + second.err).not.toMatch(/geheim|robotkey/);

    const some = ['--config', config, '--db', path.join(at, 'a.sqlite')];
    const dry = await shixian(['message', '--dry-run', ...some]);
    expect(dry.out).toMatch(/→ 办公室 {2}mail {2}office@example\.invalid \(localhost:\d+ starttls\)\n {2}没有变化，不发送。/);
    expect(dry.out).not.toMatch(/geheim|robotkey/);
    expect((await shixian(['message', ...some])).out).toMatch(/→ 无人[^\n]*\n {2}还没有发送过。/);
    expect((await shixian(['message', 'send', ...some])).out).toBe('没有等待发送的消息。\n');

    const tried = await program(['message', 'test', '工作群', ...some, ...allowed], secrets);
    expect(tried).toMatchObject({ code: 0, out: '测试消息已送达 工作群。\n' });
    expect(robot.received[1]?.text).toContain('测试消息');
    expect(await program(['message', 'test', '办公室', ...some], { SMTP_PASSWORD: 'falsch' })).toMatchObject({
      code: 1, out: expect.stringMatching(/没有送到 办公室\/office@example\.invalid：EAUTH/), err: '',
    });
    expect(await shixian(['message', 'test', '别处', ...some])).toMatchObject({ code: 3, err: expect.stringContaining('办公室、工作群、无人') });
    expect(await shixian(['message', 'sent', ...some])).toMatchObject({ code: 3 });

    // Whoever was never told is shown all that stands, in the form in which the robot would be sent it.
    const other = path.join(at, 'other.yaml');
    const channel = `{ name: 新群, kind: 企业微信, url: "${robot.origin}/send?key=robotkey", hours: "01:00-01:01" }`;
    await writeFile(other, `${demo.configYaml}\nmessages: { channels: [ ${channel} ] }\n`);
    const shown = await shixian(['message', '--dry-run', '--config', other, ...some.slice(2)]);
    expect(shown.out).toContain(`→ 新群  wecom  ${robot.origin}/***\n  现在不在发送时段，留到下一时段。\n  | {\n  |   "msgtype": "markdown"`);
    expect(shown.out).not.toContain('robotkey');
    expect(robot.received).toHaveLength(2);

    // As a power cut leaves it: begun, and nobody knows how it ended.
    const store = await openStore(path.join(at, 'a.sqlite'));
    const told = { target: '工作群', channel: '工作群', builtAt: `${TODAY}T04:00:00.000Z`, digest: digest(), tells: [] };
    await store.replaceWaiting('工作群', told);
    await store.beginSending((await store.waitingMessages())[0]?.id ?? 0);
    await store.close();
    const after = await shixian(['message', 'send', ...some, ...allowed]);
    expect(after).toMatchObject({ code: 0, out: expect.stringMatching(/上次向 工作群 发送消息时程序中断，对方是否收到不能确定[\s\S]*消息已送达 工作群/) });
    expect(robot.received[2]?.text).toContain('可能重复');
  } finally {
    await demo.close();
  }
}, 120_000);
