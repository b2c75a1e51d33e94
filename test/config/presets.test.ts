/** The presets that come with the program: what the data says, and that README says the same. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/configError.js';
import { readPresets, shippedPresets, type Preset } from '../../src/config/presets.js';
import { parseConfig } from '../../src/config/parseConfig.js';
import type { Column } from '../../src/model.js';
import { withLines } from './mistakes.js';

const presets = shippedPresets();
const all: Preset[] = [...presets.deadlines, ...presets.required];

function columnNamed(name: string, more = '', site = '某局'): Column {
  const config = parseConfig(withLines({ 3: `  - name: ${site}`, 6: `      - name: ${name}`, 9: more }), 'test.yaml');
  return config.sites[0]?.columns[0] as Column;
}

test('what is not verified is off by default, and every preset names its document in both tongues', () => {
  for (const { id, sure, on, source, note } of all) {
    if (sure === 'unverified') expect(on, id).toBe(false);
    if (!on && sure !== 'unverified') expect(note, id).not.toBeNull();
    expect(source.zh.length, id).toBeGreaterThan(3);
    expect(source.en.length, id).toBeGreaterThan(3);
  }
});

test('ids are unique, over deadlines and required items', () => expect(new Set(all.map(({ id }) => id)).size).toBe(all.length));

describe('by name', () => {
  for (const [name, ids] of [
    ['通知公告', ['disclosure-regulation-26']],
    ['规范性文件', ['disclosure-regulation-26', 'policy-documents-26']],
    ['上级规范性文件', ['disclosure-regulation-26']],
    ['政策文件解读', ['disclosure-regulation-26']],
    ['行政处罚', ['disclosure-regulation-26', 'double-publicity']],
    ['行政许可结果公示', ['disclosure-regulation-26', 'double-publicity']],
    ['行政许可办事指南', ['disclosure-regulation-26']],
    ['意见征集', ['disclosure-regulation-26', 'public-comment']],
    ['意见征集结果反馈', ['disclosure-regulation-26']],
    ['征收土地公告', ['disclosure-regulation-26', 'land-notice']],
    ['征收土地预公告', ['disclosure-regulation-26', 'land-pre-notice']],
    ['政府采购合同', ['disclosure-regulation-26', 'procurement-contract']],
    ['中标公告', ['disclosure-regulation-26', 'procurement-award']],
    ['部门预算', ['disclosure-regulation-26']],
    ['双随机抽查', ['disclosure-regulation-26']],
  ] as const)
    test(name, () => expect(columnNamed(name).deadlines.map(({ id }) => id)).toEqual(ids));

  test('every column below 重大建设项目 has its deadline', () => {
    const below = { 6: '      - name: 重大建设项目', 7: '        columns: [ { name: 质量管理, url: "https://a.invalid/", cadence: 实时 } ]', 8: '' };
    expect(parseConfig(withLines(below), 'test.yaml').sites[0]?.columns[0]?.deadlines.map(({ id }) => id)).toContain('major-projects');
  });

  for (const [site, name, by] of [
    ['裕安区交通运输局', '政府信息公开年报', '01-31'],
    ['裕安区发展和改革委员会网站', '政府信息公开年度报告', '01-31'],
    ['裕安区人民政府', '政府信息公开工作年度报告', '03-31'],
    ['裕安区政府采购局', '政府信息公开年报', '01-31'],
    ['某某开发区管委会', '政府信息公开年报', '03-31'],
    ['裕安区交通运输局', '网站工作年度报表', '01-31'],
    ['裕安区交通运输局', '部门决算', '12-31'],
    ['裕安区交通运输局', '部门预算', undefined],
  ] as const)
    test(`${name} of ${site} is owed by ${by ?? 'the end of its year'}`, () =>
      expect(columnNamed(name, '', site).required.map((item) => item.by)).toEqual([by]));

  test('other columns owe no report', () => expect(columnNamed('通知公告').required).toEqual([]));
});

describe('a column and the switches decide', () => {
  for (const [title, more, ids] of [
    ['none', '        deadlines: 无', []],
    ['an empty list', '        deadlines: []', []],
    ['a preset by its id, also one that is off', '        deadlines: [random-inspections]', ['random-inspections']],
    ['its own', '        deadlines: [ { title: 合同公示, days: 7 工作日 } ]', ['own:合同公示']],
    ['switched off', 'rules: { presets: { double-publicity: 关 } }', ['disclosure-regulation-26']],
    ['switched on', 'rules: { presets: { random-inspections: 开 } }', ['disclosure-regulation-26', 'double-publicity']],
    ['switched on, and speaking of it', 'rules: { presets: { law-enforcement: 开 } }', ['disclosure-regulation-26', 'double-publicity']],
  ] as const)
    test(title, () => expect(columnNamed('行政处罚', more).deadlines.map(({ id }) => id)).toEqual(ids));

  test('an own deadline is as it was written', () => {
    const own = '        deadlines: [ { title: 公示, days: 10 日, kind: 展示, titles: 公示, source: 某文件第三条 } ]';
    expect(columnNamed('公示', own).deadlines).toEqual([
      {
        id: 'own:公示', title: { zh: '公示', en: '公示' }, kind: 'shown', days: 10, unit: 'calendar', titles: '公示',
        source: { zh: '某文件第三条', en: '某文件第三条' }, sure: 'original',
      },
    ]);
  });

  test('what a column requires itself stands in place of the presets', () =>
    expect(columnNamed('部门预算', '        required: [年度总结]').required).toEqual([{ name: '年度总结' }]));

  test('columns below take over what their parent writes of deadlines', () => {
    const below = { 7: '        deadlines: 无', 8: '        columns: [ { name: 行政处罚, url: "https://a.invalid/", cadence: 实时 } ]' };
    expect(parseConfig(withLines(below), 'test.yaml').sites[0]?.columns[0]?.deadlines).toEqual([]);
  });
});

describe('mistakes in the data are told with their line', () => {
  const sound = [
    'deadlines:',
    '  - id: one',
    '    title: { zh: 甲, en: one }',
    '    kind: 成文后',
    '    days: 20 工作日',
    '    source: { document: 某文件, en: a document }',
    '    sure: law',
    '    on: true',
    'required: []',
    'pairs: []',
  ];
  for (const [wrong, line, words, place] of [
    ['what is not verified and on', 7, '    sure: unverified', '8:9 deadlines[0].on'],
    ['days without a unit that is known', 5, '    days: 20 工作天', '5:11 deadlines[0].days'],
    ['a pattern that is none', 6, '    columns: { names: "(" }', '6:23 deadlines[0].columns.names'],
    ['an unknown key', 5, '    day: 20', '5:5 deadlines[0].day'],
    ['an id twice', 9, 'required: [ { id: one, title: { zh: 甲, en: a }, pattern: 甲, per: 年, source: { document: 乙, en: b }, sure: law, on: true } ]', '9:19 required[0].id'],
  ] as const)
    test(wrong, () => {
      const text = sound.map((one, at) => (at === line - 1 ? words : one)).join('\n');
      const problems = problemsIn(() => readPresets(text, 'presets.yaml'));
      expect(problems).toContain(place);
    });
  test('sound data has none', () => expect(problemsIn(() => readPresets(sound.join('\n'), 'presets.yaml'))).toEqual([]));
});

function problemsIn(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ line, column, path }) => `${line}:${column} ${path}`);
  }
}

test('README lists every preset with its document, and whether it is on', () => {
  const readme = readFileSync(new URL('../../config/README.md', import.meta.url), 'utf8');
  const sureness = { law: '法律文本', original: '原文', 'second-hand': '第三方转载', unverified: '未核对' };
  const listed = [...readme.matchAll(/^\| `([a-z0-9-]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| (开|关) \|$/gm)].map((row) => row.slice(1));
  const limit = (days: number, unit: string) => `${days} ${unit === 'working' ? '工作日' : '日'}`;
  const real = [
    ...presets.deadlines.map(({ id, title, deadline, source, sure, on }) => [
      id, title.zh, `${deadline.kind === 'shown' ? '展示' : '成文后'} ${limit(deadline.days, deadline.unit)}`,
      `${source.zh.split(' http')[0]}（${sureness[sure]}）`, on ? '开' : '关',
    ]),
    ...presets.required.map(({ id, title, item, sure, on }) => [
      id, title.zh, item.by === undefined ? (item.per === 'once' ? '应有一条' : '每年一条') : `每年，下一年 ${item.by} 前`,
      `${item.source ?? ''}（${sureness[sure]}）`, on ? '开' : '关',
    ]),
  ];
  expect(listed).toEqual(real);
});
