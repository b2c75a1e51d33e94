/** The words to the code: what both READMEs say of commands, options, exit codes, rules and scripts is what the program has. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../src/audit/rules/index.js';
import { program } from '../src/cli.js';
import { FAIL_LEVELS } from '../src/commands/options.js';
import { parseConfig } from '../src/config/parseConfig.js';
import { EXIT } from '../src/exitCodes.js';

const cli = program(
  'zh',
  { language: 'zh', logLevel: 'silent', out: process.stdout, err: process.stderr, now: () => new Date(), version: '0', signal: new AbortController().signal },
  () => undefined,
);
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  const text = readFileSync(file, 'utf8');
  const rowsOf = (pattern: RegExp) => [...text.matchAll(pattern)];

  test('lists every command with exactly its options', () => {
    const listed = Object.fromEntries(
      rowsOf(/^\| `shixian (\w+)` \|[^|]*\|([^|]*)\|$/gm).map((row) => [row[1], [...(row[2] ?? '').matchAll(/`(--[\w-]+)`/g)].map((option) => option[1]).sort()]),
    );
    const real = Object.fromEntries(
      cli.commands.map((command) => [command.name(), command.options.map((option) => option.long).sort()]),
    );
    expect(listed).toEqual(real);
  });

  test('lists every exit code', () => {
    expect(rowsOf(/^\| (\d) \|/gm).map((row) => Number(row[1])).sort()).toEqual(Object.values(EXIT).sort());
  });

  test('names every level of --fail-on, from the gravest', () => {
    const at = FAIL_LEVELS.map((level) => text.indexOf(`\`${level}\``));
    expect(at.every((position) => position > 0)).toBe(true);
    expect([...at].sort((one, two) => one - two)).toEqual(at);
  });

  test('lists every rule with its Chinese name', () => {
    const listed = rowsOf(/^\| `([\w-]+)` \| ([^|]+) \|[^|]*\|$/gm).map((row) => [row[1], row[2]]);
    expect(listed.sort()).toEqual(rules.map(({ id, title }) => [id, title.zh]).sort());
  });

  test('names only npm scripts that exist', () => {
    for (const [, name] of rowsOf(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']));
  });

  test('shows a configuration that the program accepts', () => {
    const yaml = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const config = parseConfig(yaml, file);
    expect(config.sites[0]?.columns.map(({ path }) => path.join(' > '))).toEqual(['重大建设项目 > 项目进度', '重大建设项目 > 验收结果']);
  });

  test('links only to files that are there', () => {
    for (const [, target] of rowsOf(/\]\(((?!http)[^)#]+)\)/g)) expect(() => readFileSync(target ?? '')).not.toThrow();
  });
});

test('--help names every command and every option', () => {
  expect(cli.helpInformation()).toMatch(/run[\s\S]*audit[\s\S]*report[\s\S]*inspect[\s\S]*demo[\s\S]*schedule[\s\S]*doctor/);
  for (const command of cli.commands) for (const { long } of command.options) expect(command.helpInformation()).toContain(long);
});
