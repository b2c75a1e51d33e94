/** A configuration that is a folder: a main file, and the sites in files of their own, read one after the other. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/configError.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import { loadSettings, openConfig } from '../../src/config/openConfig.js';
import { parseConfig } from '../../src/config/parseConfig.js';
import { brief } from './mistakes.js';

const made: string[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A folder with these files, by name; `shixian.yaml` with only the contact unless one is given. */
async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shixian-folder-'));
  made.push(folder);
  for (const [name, text] of Object.entries({ 'shixian.yaml': MAIN, ...files })) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return folder;
}

const MAIN = 'crawl: { contact: "mailto:office@example.invalid" }\n';

/** A site of three lines. */
function site(name: string, columns = '[ { name: 通知, url: "https://a.invalid/", cadence: 按月 } ]'): string {
  return `name: ${name}\nurl: https://a.invalid/\ncolumns: ${columns}\n`;
}

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of (await openConfig(folder)).sites) names.push(name);
  return names;
}

/** `sites/a.yaml:3:1 path: got`, files relative to the folder. */
async function mistakesIn(folder: string): Promise<string[]> {
  const error: unknown = await openConfig(folder).catch((thrown: unknown) => thrown);
  if (!(error instanceof ConfigError)) throw error instanceof Error ? error : new Error('there was no mistake');
  return error.problems.map((problem) => `${path.relative(folder, problem.file).replaceAll(path.sep, '/')}:${brief(problem)}`);
}

describe('what is read', () => {
  test('the sites of all files, folders within folders, in the order of their names', async () => {
    const folder = await folderOf({
      'sites/10-乙局.yaml': site('乙局'),
      'sites/02-甲局.yml': site('甲局'),
      'sites/20-乡镇/b.json': JSON.stringify({ sites: [{ name: '丁镇', url: 'https://d.invalid/', columns: [{ name: '通知', url: 'https://d.invalid/a/', cadence: '按月' }] }] }),
      'sites/20-乡镇/a.yaml': `sites:\n- ${site('丙镇').trim().replaceAll('\n', '\n  ')}\n`,
      'sites/30-戊局.yaml': site('戊局'),
    });
    expect(await namesIn(folder)).toEqual(['甲局', '乙局', '丙镇', '丁镇', '戊局']);
    expect(await openConfig(folder)).toMatchObject({ siteCount: 5, columnCount: 5 });
  });

  test('is the same as when it stands in one file', async () => {
    const columns = `
- { name: 政策, cadence: { kind: 按季, grace: 5 工作日 }, unit: 办公室, columns: [
    { name: 文件, url: "https://a.invalid/b/", pairs: [ { with: 解读, kind: 解读 } ] },
    { name: 解读, url: "https://a.invalid/c/" } ] }
- { name: 行政处罚, url: "https://a.invalid/d/", cadence: 实时, class: 政策文件 }`;
    const main = `${MAIN}rules: { presets: { double-publicity: 关 } }\n`;
    const one = `${main}sites:\n- ${site('甲局', columns).trim().replaceAll('\n', '\n  ')}\n`;
    const folder = await folderOf({ 'shixian.yaml': main, 'sites/甲局.yaml': site('甲局', columns) });
    expect(await loadConfig(folder)).toEqual(parseConfig(one, 'one.yaml'));
  });

  test('sites may stand in the main file as well, which come first', async () => {
    const folder = await folderOf({
      'shixian.yaml': `${MAIN}sites:\n- ${site('甲局').trim().replaceAll('\n', '\n  ')}\n`,
      'sites/0.yaml': site('乙局'),
    });
    expect(await namesIn(folder)).toEqual(['甲局', '乙局']);
    expect(await namesIn(path.join(folder, 'shixian.yaml'))).toEqual(['甲局', '乙局']);
  });

  test('naming the main file is naming the folder; another file beside it is whole by itself', async () => {
    const own = `${MAIN}sites:\n- ${site('丙局').trim().replaceAll('\n', '\n  ')}\n`;
    const folder = await folderOf({ 'sites/甲局.yaml': site('甲局'), 'other.yaml': own });
    expect(await namesIn(path.join(folder, 'shixian.yaml'))).toEqual(['甲局']);
    expect(await namesIn(path.join(folder, 'other.yaml'))).toEqual(['丙局']);
  });

  test('calendar and rule files are looked for beside the main file; shared parts and an editor’s $schema are nothing', async () => {
    const folder = await folderOf({
      'shixian.yaml': `${MAIN}rulesFrom: rules.yaml\n`,
      'rules.yaml': 'rules: { sanityShare: 0.7 }\ncolumns: [ { name: 通知, grace: 9 } ]\n',
      'calendar/2027.json': JSON.stringify({ year: 2027, off: ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `2027-${day}`), work: [] }),
      'sites/甲局.yaml': `x-common: &monthly { cadence: 按月 }\n${site('甲局', '[ { name: 通知, url: "https://a.invalid/", <<: *monthly } ]')}`,
      'sites/乙局.json': JSON.stringify({ $schema: '../site.schema.json', name: '乙局', url: 'https://b.invalid/', columns: [{ name: '通知', url: 'https://b.invalid/a/', cadence: '按月' }] }),
    });
    const config = await loadConfig(folder);
    expect(config).toMatchObject({ rules: { sanityShare: 0.7 }, calendar: [{ year: 2027 }] });
    expect(config.sites.map(({ columns }) => columns[0]?.cadence.grace.days)).toEqual([9, 9]);
    expect(await loadSettings(folder)).toMatchObject({ rules: { sanityShare: 0.7 }, calendar: [{ year: 2027 }] });
  });

  test('only what is wanted is counted and given, and all of it is checked', async () => {
    const folder = await folderOf({ 'sites/a.yaml': site('甲局'), 'sites/b.yaml': site('乙局') });
    const wants = (one: { name: string }) => one.name === '乙局';
    const open = await openConfig(folder, { wants: (one) => (wants(one) ? one : null) });
    expect(open).toMatchObject({ siteCount: 1, columnCount: 1, firstNames: ['甲局', '乙局'] });
    const names = [];
    for await (const { name } of open.sites) names.push(name);
    expect(names).toEqual(['乙局']);
    await writeFile(path.join(folder, 'sites/a.yaml'), 'name: 甲局\n');
    await expect(openConfig(folder, { wants: (one) => (wants(one) ? one : null) })).rejects.toThrow(ConfigError);
  });

  test('what an operating system leaves beside the files is no site', async () => {
    const folder = await folderOf({
      'sites/a.yaml': site('甲局'), 'sites/.DS_Store': 'x', 'sites/Thumbs.db': 'x', 'sites/desktop.ini': 'x', 'sites/README.md': '说明',
      'sites/~$a.xlsx': 'x',
    });
    expect(await namesIn(folder)).toEqual(['甲局']);
  });
});

describe('mistakes', () => {
  test('of all files are told at once, each with its file, line and path', async () => {
    const folder = await folderOf({
      'shixian.yaml': `${MAIN}timezone: 北京\n`,
      'sites/a.yaml': site('甲局', '[ { name: 通知, url: "ftp://a/", cadence: 按月 } ]'),
      'sites/b.yaml': `sites:\n- ${site('乙局', '[ { name: 通知, url: "https://b.invalid/" } ]').trim().replaceAll('\n', '\n  ')}\n`,
      'sites/c.json': '{\n  "name": "丙局",\n  "url": "https://c.invalid/",\n  "columns": [\n    { "name": "通知", "url": "https://c.invalid/", "cadence": "每刻" }\n  ]\n}\n',
      'sites/d.yaml': site('丁局'),
      'sites/e.yaml': 'name: 戊局\nurl: @a\n',
    });
    expect(await mistakesIn(folder)).toEqual([
      'shixian.yaml:2:11 timezone: "北京"',
      'sites/a.yaml:3:29 columns[0].url: "ftp://a/"',
      'sites/b.yaml:4:14 sites[0].columns[0].cadence',
      'sites/c.json:5:61 columns[0].cadence: "每刻"',
      expect.stringMatching(/^sites\/e\.yaml:2:/),
    ]);
  });

  for (const [what, files, mistakes] of [
    ['no main file', { 'shixian.yaml': null }, [':0:0 ']],
    ['two main files', { 'shixian.json': '{}' }, [':0:0 : shixian.yaml、shixian.json']],
    ['no site at all', {}, ['shixian.yaml:1:1 sites']],
    ['a folder without a site', { 'sites/.keep': '' }, ['sites:0:0 ']],
    ['a file that Notepad called .txt', { 'sites/a.yaml': site('甲局'), 'sites/b.yaml.txt': site('乙局') }, ['sites/b.yaml.txt:0:0 : .txt']],
    ['a spreadsheet', { 'sites/a.yaml': site('甲局'), 'sites/b.xlsx': 'x' }, ['sites/b.xlsx:0:0 : .xlsx']],
    ['an empty file', { 'sites/a.yaml': '' }, ['sites/a.yaml:1:1 ']],
    ['an unknown key', { 'sites/a.yaml': `${site('甲局')}crawl: {}\n` }, ['sites/a.yaml:4:1 crawl: "crawl"']],
    ['settings in a list of sites', { 'sites/a.yaml': 'sites: []\nrules: {}\n' }, ['sites/a.yaml:1:8 sites: []', 'sites/a.yaml:2:1 rules: "rules"']],
    ['a list without its key', { 'sites/a.yaml': '- name: 甲局\n' }, ['sites/a.yaml:1:1 : [ 1 × … ]']],
    ['two sites of one name', { 'sites/a.yaml': site('甲局'), 'sites/b.yaml': site('甲局') }, ['sites/b.yaml:1:7 name: "甲局"']],
    ['the id of one is the name of another', { 'sites/a.json': `{ "id": "乙局", "name": "甲局", "url": "https://a.invalid/", "columns": [ { "name": "通知", "url": "https://a.invalid/", "cadence": "按月" } ] }`, 'sites/b.yaml': `id: 乙局\n${site('丙局')}` }, ['sites/b.yaml:1:5 id: "乙局"']],
    ['one key twice, of which JSON keeps the last', { 'sites/a.json': '{ "name": "甲局", "url": "https://a.invalid/",\n"columns": [ { "name": "甲", "url": "https://a.invalid/", "cadence": "按月" } ],\n"columns": [ { "name": "乙", "url": "https://a.invalid/", "cadence": "按月" } ] }' }, ['sites/a.json:3:1 columns: "columns"']],
    ['broken JSON', { 'sites/a.json': '{ "name": "甲局",\n  "url": }' }, [expect.stringMatching(/^sites\/a\.json:/)]],
    ['two columns of one key in two sites', { 'sites/a.yaml': site('某县', '[ { name: 财政局/预算, url: "https://a.invalid/", cadence: 按月 } ]'), 'sites/b.yaml': site('某县/财政局', '[ { name: 预算, url: "https://a.invalid/", cadence: 按月 } ]') }, ['sites/b.yaml:1:7 name: "某县/财政局/预算"']],
  ] as [string, Record<string, string | null>, string[]][])
    test(what, async () => {
      const folder = await folderOf(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text ?? ''])));
      for (const [name, text] of Object.entries(files)) if (text === null) await rm(path.join(folder, name));
      const found = await mistakesIn(folder);
      for (const mistake of mistakes) expect(found).toContainEqual(mistake);
      expect(found).toHaveLength(mistakes.length === 1 && typeof mistakes[0] !== 'string' ? found.length : mistakes.length);
    });

  test('a site whose key begins with another’s is no mistake where the columns differ', async () => {
    const folder = await folderOf({ 'sites/a.yaml': site('某县'), 'sites/b.yaml': site('某县/财政局') });
    expect(await namesIn(folder)).toEqual(['某县', '某县/财政局']);
  });

  test('of very many files a hundred are shown, and how many more there are', async () => {
    const files = Array.from({ length: 60 }, (_, at) => [`sites/${at}.yaml`, `name: 局${at}\nurl: no\ncolumns: 1\n`]);
    const error: unknown = await openConfig(await folderOf(Object.fromEntries(files))).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problems: { length: 100 }, more: 20 });
    expect((error as ConfigError).format('zh')).toMatch(/^配置有 120 处错误[^]*另有 20 处/);
    expect((error as ConfigError).format('en')).toMatch(/^The configuration has 120 mistakes[^]*20 more/);
  });

  test('a file that is spoilt after the check ends the walk at its place: no site is left out in silence', async () => {
    const folder = await folderOf({ 'sites/a.yaml': site('甲局'), 'sites/b.yaml': site('乙局'), 'sites/c.yaml': site('丙局') });
    const names: string[] = [];
    const walk = async () => {
      for await (const { name } of (await openConfig(folder)).sites) {
        names.push(name);
        await writeFile(path.join(folder, 'sites/b.yaml'), 'name: 乙局\n');
      }
    };
    await expect(walk()).rejects.toThrow(/b\.yaml/);
    expect(names).toEqual(['甲局']);
  });
});
