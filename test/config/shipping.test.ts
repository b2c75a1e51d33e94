/** The service unit and the image to the code: the commands, files and exit codes that they name are there. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { program } from '../../src/cli.js';
import { EXIT } from '../../src/exitCodes.js';

const root = new URL('../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');
const unit = read('config/systemd/shixian.service');
const image = read('config/docker/Dockerfile');
const ignored = read('config/docker/Dockerfile.dockerignore').split('\n');
const manifest = JSON.parse(read('package.json')) as { bin: Record<string, string>; scripts: Record<string, string>; engines: { node: string } };

const cli = program(
  'en',
  { language: 'en', logLevel: 'silent', out: process.stdout, err: process.stderr, now: () => new Date(), version: '0', signal: new AbortController().signal },
  () => undefined,
);

/** That the program takes these words: a command, and options of it with their values. */
function expectCommand(words: readonly string[]): void {
  const [name, ...rest] = words;
  const command = cli.commands.find((one) => one.name() === name);
  expect(command?.name()).toBe(name);
  const options = rest.filter((word) => word.startsWith('--'));
  for (const option of options) expect(command?.options.map(({ long }) => long)).toContain(option);
  expect(rest).toHaveLength(options.length * 2);
}

describe('the service unit', () => {
  const values = (key: string) => [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value ?? '');

  test('starts the program with a command that it has, where the build puts it', () => {
    const words = (values('ExecStart')[0] ?? '').split(' ');
    expect(words.slice(0, 2)).toEqual(['/usr/bin/env', 'node']);
    expect(words[2]).toBe(`/opt/shixian/${manifest.bin['shixian']}`);
    expectCommand(words.slice(3));
  });

  test('writes only where its folders are', () => {
    const [state] = values('StateDirectory');
    const words = (values('ExecStart')[0] ?? '').split(' ');
    for (const option of ['--db', '--out']) expect(words[words.indexOf(option) + 1]).toMatch(new RegExp(`^/var/lib/${state}/`));
    expect(words[words.indexOf('--config') + 1]).toMatch(new RegExp(`^/etc/${values('ConfigurationDirectory')[0]}/`));
    expect([...values('WorkingDirectory'), ...values('ProtectSystem')]).toEqual([`/var/lib/${state}`, 'strict']);
  });

  test('is not started again for what a restart does not cure', () =>
    expect(values('RestartPreventExitStatus')[0]?.split(' ').map(Number)).toEqual([EXIT.configuration, EXIT.busy]));

  test('leaves Chromium what its sandbox needs', () => {
    expect(values('NoNewPrivileges')).toEqual(['yes']);
    expect(values('RestrictNamespaces')[0]?.split(' ')).toEqual(expect.arrayContaining(['user', 'pid', 'net']));
    expect(values('SystemCallFilter')[0]?.split(' ')).toEqual(expect.arrayContaining(['chroot', 'seccomp']));
    for (const key of ['MemoryDenyWriteExecute', 'PrivateUsers']) expect(values(key)).toEqual([]);
  });
});

describe('the image', () => {
  const lines = image.replaceAll(/\\\n\s*/g, '').split('\n').filter((line) => /^[A-Z]+ /.test(line));
  const of = (instruction: string) => lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));
  const listed = (text: string) => JSON.parse(text) as string[];

  test('copies only files that are there and that the build is given', () => {
    const copied = of('COPY').filter((line) => !line.startsWith('--from')).flatMap((line) => line.split(' ').slice(0, -1));
    for (const name of copied) {
      expect(existsSync(new URL(name, root)), name).toBe(true);
      expect(ignored, name).toContain(`!${name}`);
    }
    expect(copied).toEqual(expect.arrayContaining(['package-lock.json', 'src', 'fixtures', 'config', 'tsconfig.json']));
  });

  test('gives the build no configuration with its secrets', () =>
    expect(ignored).toEqual(expect.arrayContaining(['*', 'config/shixian.*', 'config/secrets'])));

  test('runs only npm scripts that there are', () => {
    for (const [, script = ''] of image.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(manifest.scripts)).toContain(script);
  });

  test('starts and checks the program with commands that it has, as an ordinary user', () => {
    expectCommand(listed(of('CMD')[0] ?? '[]'));
    const check = listed(/CMD (\[.*\])/.exec(of('HEALTHCHECK')[0] ?? '')?.[1] ?? '[]');
    expect(check[0]).toBe('shixian');
    expectCommand(check.slice(1));
    expect(listed(of('ENTRYPOINT')[0] ?? '[]').at(-1)).toBe('shixian');
    expect(of('USER')).toEqual(['shixian']);
    expect(image).toContain(`/opt/shixian/${manifest.bin['shixian']} /usr/local/bin/shixian`);
  });

  test('keeps its data in the volume, and names no registry', () => {
    const [volume = ''] = of('VOLUME');
    const words = listed(of('CMD')[0] ?? '[]');
    for (const option of ['--db', '--out']) expect(words[words.indexOf(option) + 1]?.startsWith(`${volume}/`)).toBe(true);
    for (const line of [...of('FROM'), ...of('ARG')]) expect(line).not.toMatch(/[\w-]+\.[a-z]{2,}\//);
  });
});
