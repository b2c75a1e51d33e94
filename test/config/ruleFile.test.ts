/** An overseer's rule file over a unit's configuration, and the mistakes of names in both. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/configError.js';
import { loadConfig } from '../../src/config/loadConfig.js';
import { parseConfig } from '../../src/config/parseConfig.js';
import { applyRules, readRuleFile, ruleSite, type RuleFile } from '../../src/config/ruleFile.js';
import type { Column, Config } from '../../src/model.js';
import { brief, problemsOf, withLines } from './mistakes.js';

const unit = withLines({
  6: '      - name: 行政处罚',
  8: '        cadence: { kind: 按月, grace: 3, source: 本单位安排 }',
  9: '      - { name: 意见征集, url: "https://site.example.invalid/b/", cadence: { kind: 实时, silence: 90天 }, pairs: [ { with: 反馈, kind: 反馈, within: 30 日 } ] }',
  10: '      - { name: 反馈, url: "https://site.example.invalid/c/", cadence: 实时 }',
});

function applyRuleFile(config: Config, rules: RuleFile): Config {
  return applyRules({ ...config, sites: config.sites.map((site) => ruleSite(site, rules)) }, rules);
}

function under(rules: string): Config {
  return applyRuleFile(parseConfig(unit, 'unit.yaml'), readRuleFile(rules, 'rules.yaml'));
}

function columnUnder(rules: string, at = 0): Column {
  return under(rules).sites[0]?.columns[at] as Column;
}

describe('the overseer’s word', () => {
  test('wins, and what it leaves unsaid stays', () => {
    expect(columnUnder('columns: [ { name: 行政处罚, grace: 5 工作日 } ]').cadence).toEqual({
      kind: 'monthly', grace: { days: 5, unit: 'working' }, source: '本单位安排',
    });
    expect(columnUnder('columns: [ { name: 行政处罚, cadence: 按季, class: 政策文件, since: 2026-01-01 } ]')).toMatchObject({
      cadence: { kind: 'quarterly', grace: { days: 3, unit: 'calendar' } }, class: 'policy', since: '2026-01-01',
    });
    expect(under('rules: { honesty: { bulkItems: 20 } }').rules).toMatchObject({ honesty: { backdatedDays: 3, bulkItems: 20 }, sanityShare: 0.5 });
  });

  test('a silence goes with 实时 only', () => {
    expect(columnUnder('columns: [ { name: 意见征集, cadence: 按月 } ]', 1).cadence).toEqual({ kind: 'monthly', grace: { days: 0, unit: 'calendar' } });
    expect(columnUnder('columns: [ { name: 意见征集, cadence: { silence: 30天 } } ]', 1).cadence.silenceDays).toBe(30);
  });

  test('of several entries that fit, each is laid over the one before', () => {
    const rules = 'columns: [ { pattern: 处罚, grace: 9, class: 政策文件 }, { name: 行政处罚, grace: 1 } ]';
    expect(columnUnder(rules)).toMatchObject({ cadence: { grace: { days: 1 } }, class: 'policy' });
  });

  test('switches presets on and off, and writes deadlines and required items of its own', () => {
    const ids = (rules: string) => columnUnder(rules).deadlines.map(({ id }) => id);
    expect(ids('rules: { presets: { double-publicity: 关 } }')).toEqual(['disclosure-regulation-26']);
    expect(ids('rules: { presets: { random-inspections: 开 } }')).toEqual(['disclosure-regulation-26', 'double-publicity']);
    expect(ids('columns: [ { name: 行政处罚, deadlines: [random-inspections] } ]')).toEqual(['random-inspections']);
    expect(ids('columns: [ { name: 行政处罚, deadlines: 无 } ]')).toEqual([]);
    expect(columnUnder('columns: [ { pattern: 处罚, required: [年度总结] } ]').required).toEqual([{ name: '年度总结' }]);
  });

  test('brings back what the unit switched off', () => {
    const off = parseConfig(`${unit}\nrules: { presets: { double-publicity: 关 } }`, 'unit.yaml');
    const back = applyRuleFile(off, readRuleFile('rules: { presets: { double-publicity: 开 } }', 'rules.yaml'));
    expect(back.sites[0]?.columns[0]?.deadlines.map(({ id }) => id)).toEqual(['disclosure-regulation-26', 'double-publicity']);
  });

  test('an empty file is a mistake; a file that says nothing of a column leaves it alone', () => {
    expect(() => readRuleFile('', 'rules.yaml')).toThrow(ConfigError);
    expect(under('columns: []')).toEqual(parseConfig(unit, 'unit.yaml'));
  });
});

test('a rule file is found beside the configuration that names it, and the one that is handed in wins', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'shixian-rules-'));
  await writeFile(path.join(folder, 'unit.yaml'), `${unit}\nrulesFrom: 上级口径.yaml`);
  await writeFile(path.join(folder, '上级口径.yaml'), 'rules: { sanityShare: 0.7 }');
  await writeFile(path.join(folder, 'other.yaml'), 'rules: { sanityShare: 0.2 }');
  expect((await loadConfig(path.join(folder, 'unit.yaml'))).rules.sanityShare).toBe(0.7);
  expect((await loadConfig(path.join(folder, 'unit.yaml'), path.join(folder, 'other.yaml'))).rules.sanityShare).toBe(0.2);
  await expect(loadConfig(path.join(folder, 'unit.yaml'), path.join(folder, 'none.yaml'))).rejects.toThrow(ConfigError);
});

test('a pair knows its column by its key, whichever way it was named', () => {
  for (const name of ['反馈', '上级/反馈', '上级 > 反馈', 'fb']) {
    const text = withLines({
      6: '      - name: 上级',
      7: '        cadence: 实时',
      8: `        columns: [ { name: 意见征集, url: "https://a.invalid/", pairs: [ { with: ${name}, kind: 反馈, within: 30 日 } ] },`,
      9: '          { name: 反馈, id: fb, url: "https://b.invalid/" } ]',
    });
    expect(parseConfig(text, 'test.yaml').sites[0]?.columns[0]?.pairs).toEqual([
      { kind: 'feedback', columnKey: '某局/fb', within: { days: 30, unit: 'calendar' }, source: { zh: '本单位配置', en: 'the configuration' } },
    ]);
  }
});

test('the time for an interpretation is that of the presets where none is written', () => {
  const text = withLines({ 9: '        pairs: [ { with: 解读, kind: 解读 } ]', 10: '      - { name: 解读, url: "https://b.invalid/", cadence: 实时 }' });
  expect(parseConfig(text, 'test.yaml').sites[0]?.columns[0]?.pairs[0]?.within).toEqual({ days: 3, unit: 'working' });
});

const twin = '      - { name: 乙, url: "https://b.invalid/", cadence: 实时 }';
for (const [wrong, changes, problem] of [
  ['a pair with a column that is not there', { 9: '        pairs: [ { with: 解读, kind: 解读 } ]' }, '9:26 sites[0].columns[0].pairs[0].with: "解读"'],
  ['a pair with itself', { 9: '        pairs: [ { with: 通知, kind: 解读 } ]' }, '9:26 sites[0].columns[0].pairs[0].with: "通知"'],
  ['a pair with one of two columns', {
    9: '        pairs: [ { with: 乙, kind: 解读 } ]', 10: '      - { name: 甲, cadence: 实时, columns: [ { name: 乙, url: "https://c.invalid/" } ] }',
    11: '      - { name: 丙, cadence: 实时, columns: [ { name: 乙, url: "https://d.invalid/" } ] }',
  }, '9:26 sites[0].columns[0].pairs[0].with: "乙"'],
  ['feedback without a time', { 9: '        pairs: [ { with: 乙, kind: 反馈 } ]', 10: twin }, '9:18 sites[0].columns[0].pairs[0].within'],
  ['a kind of pair', { 9: '        pairs: [ { with: 乙, kind: 图解 } ]', 10: twin }, '9:35 sites[0].columns[0].pairs[0].kind: "图解"'],
  ['pairs on a group', { 7: '        pairs: []', 9: '        columns: [ { name: 下级, url: "https://b.invalid/" } ]' }, '7:9 sites[0].columns[0].pairs: "pairs"'],
  ['a preset that is not there', { 9: '        deadlines: [double-publicty]' }, '9:21 sites[0].columns[0].deadlines[0]: "double-publicty"'],
  ['a switch of a preset that is not there', { 9: 'rules: { presets: { nothing: 开 } }' }, '9:21 rules.presets.nothing: "nothing"'],
  ['an own deadline without days', { 9: '        deadlines: [ { title: 公示 } ]' }, '9:22 sites[0].columns[0].deadlines[0].days'],
  ['days of a deadline', { 9: '        deadlines: [ { title: 公示, days: 20个工作天 } ]' }, '9:41 sites[0].columns[0].deadlines[0].days: "20个工作天"'],
  ['a month and day', { 9: '        required: [ { name: 年报, per: 年, by: "02-30" } ]' }, '9:45 sites[0].columns[0].required[0].by: "02-30"'],
  ['a month and day of what is not yearly', { 9: '        required: [ { name: 年报, per: 月, by: "01-31" } ]' }, '9:45 sites[0].columns[0].required[0].by: "01-31"'],
  ['no units', { 9: '        required: [ { name: 年报, units: [] } ]' }, '9:40 sites[0].columns[0].required[0].units: []'],
] as const)
  test(`${wrong} is one mistake with its line`, () => expect(problemsOf(withLines(changes)).map(brief)).toEqual([problem]));

for (const [wrong, text, problem] of [
  ['an entry with a name and a pattern', 'columns: [ { name: 甲, pattern: 乙 } ]', '1:12 columns[0]: { name, pattern }'],
  ['an entry with neither', 'columns: [ { grace: 5 } ]', '1:12 columns[0]: { grace }'],
  ['a preset that is not there', 'columns: [ { name: 甲, deadlines: [nothing] } ]', '1:35 columns[0].deadlines[0]: "nothing"'],
  ['an unknown key', 'rule: {}', '1:1 rule: "rule"'],
] as const)
  test(`in a rule file, ${wrong} is one mistake with its line`, () => {
    try {
      readRuleFile(text, 'rules.yaml');
      expect.unreachable();
    } catch (error) {
      expect((error as ConfigError).problems.map(brief)).toEqual([problem]);
    }
  });
