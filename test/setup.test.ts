/** The set-up in a small project of its own: a compiler and an npm that only take notes, and packages that are a file. */
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, readlink, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folders } from './doors/program.js';

const setupFile = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'src', 'setup.mjs');
const folder = folders();

const COMPILER = `
const { mkdirSync, writeFileSync, appendFileSync } = require('node:fs');
mkdirSync('dist/src/crawl', { recursive: true });
writeFileSync('dist/src/bin.js', '');
writeFileSync('dist/.tsbuildinfo', '');
writeFileSync('dist/src/crawl/systemBrowser.js',
  'export const findBrowser = async () => null; export const installBrowser = async (log) => log("installing a browser");');
appendFileSync('compiled', 'x');
`;

/** A clone as git leaves it. `npm ci` brings the packages and the compiler. */
async function clone(): Promise<{ at: string; setUp: (...argv: string[]) => { code: number | null; err: string } }> {
  const at = await folder();
  const file = (...parts: string[]) => path.join(at, ...parts);
  for (const place of ['src/crawl', 'fixtures', 'stub']) await mkdir(file(place), { recursive: true });
  await copyFile(setupFile, file('src', 'setup.mjs'));
  await writeFile(file('package.json'), '{"type":"module"}');
  await writeFile(file('tsconfig.json'), '{}');
  const packages = { '': {}, 'node_modules/sqlite3': { version: '1.0.0' }, 'node_modules/other': { version: '1', optional: true } };
  await writeFile(file('package-lock.json'), JSON.stringify({ packages }));
  await writeFile(file('src', 'bin.ts'), '');
  await writeFile(file('stub', 'package.json'), '{}');
  await writeFile(file('stub', 'npm'), `#!/usr/bin/env node
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('installed', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_FAILS) process.exit(1);
mkdirSync('node_modules/typescript/bin', { recursive: true });
mkdirSync('node_modules/sqlite3', { recursive: true });
writeFileSync('node_modules/typescript/bin/tsc', ${JSON.stringify(COMPILER)});
writeFileSync('node_modules/sqlite3/index.js', '');
writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/sqlite3': { version: '1.0.0' } } }));
`);
  await chmod(file('stub', 'npm'), 0o755);
  const setUp = (...argv: string[]) => {
    const env = { ...process.env, PATH: `${file('stub')}${path.delimiter}${process.env['PATH']}` };
    const { status, stderr } = spawnSync(process.execPath, [file('src', 'setup.mjs'), ...argv], { cwd: at, env, encoding: 'utf8' });
    return { code: status, err: stderr };
  };
  return { at, setUp };
}

const countOf = async (at: string, name: string) => (await readFile(path.join(at, name), 'utf8').catch(() => '')).length;

describe.skipIf(process.platform === 'win32')('set-up', () => {
  test('of a new clone installs, says that sqlite3 may compile, compiles, links the command and looks for a browser', async () => {
    const { at, setUp } = await clone();
    const { code, err } = setUp();
    expect(code).toBe(0);
    expect(err).toMatch(/npm ci[\s\S]*sqlite3[\s\S]*编译[\s\S]*正在编译程序[\s\S]*installing a browser/);
    expect(await readFile(path.join(at, 'installed'), 'utf8')).toMatch(/^ci /);
    expect(await readlink(path.join(at, 'node_modules', '.bin', 'shixian'))).toBe('../../dist/src/bin.js');
  });

  test('a second time does nothing, but says that there is no browser', async () => {
    const { at, setUp } = await clone();
    setUp();
    expect(setUp()).toEqual({ code: 0, err: expect.stringContaining('没有 Chromium 或 Chrome') });
    expect(setUp('--no-browser')).toEqual({ code: 0, err: '' });
    expect([await countOf(at, 'compiled'), (await readFile(path.join(at, 'installed'), 'utf8')).split('\n').length]).toEqual([1, 2]);
  });

  const inAMoment = new Date(Date.now() + 60_000);
  for (const [name, change] of [
    ['a source that is newer', (at: string) => utimes(path.join(at, 'src', 'bin.ts'), inAMoment, inAMoment)],
    ['a folder from which a source is gone', (at: string) => utimes(path.join(at, 'src', 'crawl'), inAMoment, inAMoment)],
    ['a newer tsconfig.json', (at: string) => utimes(path.join(at, 'tsconfig.json'), inAMoment, inAMoment)],
    ['a program that is not there', (at: string) => rm(path.join(at, 'dist'), { recursive: true })],
  ] as const)
    test(`${name} is compiled again`, async () => {
      const { at, setUp } = await clone();
      setUp('--no-browser');
      await change(at);
      expect(setUp('--no-browser').err).toContain('正在编译程序');
      expect(await countOf(at, 'compiled')).toBe(2);
    });

  test('a note beside the sources is not compiled', async () => {
    const { at, setUp } = await clone();
    await writeFile(path.join(at, 'src', 'note.md'), '');
    setUp('--no-browser');
    await utimes(path.join(at, 'src', 'note.md'), inAMoment, inAMoment);
    expect(setUp('--no-browser').err).toBe('');
  });

  test('packages that npm ci brought before are not installed again', async () => {
    const { at, setUp } = await clone();
    spawnSync(path.join(at, 'stub', 'npm'), ['ci'], { cwd: at });
    await rm(path.join(at, 'installed'));
    expect(setUp('--no-browser').code).toBe(0);
    expect(await countOf(at, 'installed')).toBe(0);
  });

  test('a changed lock is installed', async () => {
    const { at, setUp } = await clone();
    setUp('--no-browser');
    await writeFile(path.join(at, 'package-lock.json'), '{"packages":{"node_modules/sqlite3":{"version":"2.0.0"}}}');
    expect(setUp('--no-browser').err).toContain('正在安装依赖');
  });

  test('an installation that fails ends with a sentence and is tried again', async () => {
    const { at, setUp } = await clone();
    process.env['NPM_FAILS'] = '1';
    const failed = setUp();
    delete process.env['NPM_FAILS'];
    expect(failed).toEqual({ code: 1, err: expect.stringContaining('安装依赖失败') });
    expect(setUp('--no-browser').code).toBe(0);
    expect(await countOf(at, 'compiled')).toBe(1);
  });
});
