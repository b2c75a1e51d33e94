import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parseConfig.js';
import { brief, problemsOf, withLines } from './mistakes.js';

test('reports every error of the text, and the mistakes that stand before the first', () => {
  const text = withLines({ 4: '    url: nowhere', 7: '        url: "https://a.invalid/', 8: '\t  cadence: 按刻' });
  const problems = problemsOf(text).map(brief);
  expect(problems[0]).toBe('4:10 sites[0].url: "nowhere"');
  expect(problems.length).toBeGreaterThan(1);
});

test('calls nothing missing where the text is broken: the author may have written it', () => {
  const problems = problemsOf(withLines({ 1: 'crawl: { contact: "mailto:a@b.invalid"', 8: '' }));
  expect(problems.filter(({ got }) => got === '')).toEqual([]);
  expect(problems).not.toEqual([]);
});

for (const [slip, changes, line, hint] of [
  ['a full-width colon', { 8: '        cadence：按月' }, 8, '冒号要用英文半角'],
  ['no space after a colon', { 8: '        cadence:按月' }, 8, '冒号后面要留一个空格'],
  ['a full-width comma', { 9: '      - { name: 公告，url: https://a.invalid/ }' }, 9, '逗号要用英文半角'],
  ['curly quotes', { 8: '        cadence: “按月”' }, 8, '引号要用英文半角'],
  ['a tab', { 8: '\tcadence: 按月' }, 8, '不要用 Tab'],
  ['a bracket left open', { 1: 'crawl: { contact: "mailto:a@b.invalid"' }, 2, '成对的括号'],
  ['two documents', { 9: '---', 10: 'sites: []' }, 9, '只有一份配置'],
  ['a tag', { 9: '        notes: !important' }, 9, '要加引号'],
] as const)
  test(`explains ${slip}`, () =>
    expect(problemsOf(withLines(changes))).toContainEqual(
      expect.objectContaining({ line, expected: expect.objectContaining({ zh: expect.stringContaining(hint) }) }),
    ));

test('shared parts under x- keys are merged by << and references', () => {
  const config = parseConfig(
    [
      'x-common: &monthly { cadence: 按月, class: 通知公告, unit: &office { name: 办公室, contact: "0564-1" } }',
      withLines({ 8: '        <<: *monthly\n        class: 其他', 10: '    unit: *office' }),
    ].join('\n'),
    'test.yaml',
  );
  expect(config.sites[0]?.unit).toEqual({ name: '办公室', contact: '0564-1' });
  expect(config.sites[0]?.columns[0]).toMatchObject({
    cadence: { kind: 'monthly' },
    class: 'other',
    unit: { name: '办公室' },
  });
});

test('a mistake in a shared part is told once, where it is written', () => {
  const text = [
    'x-common: &common { cadence: 每刻 }',
    withLines({ 8: '        <<: *common', 9: '      - { name: 公告, url: https://a.invalid/, <<: *common }' }),
  ].join('\n');
  expect(problemsOf(text).map(brief)).toEqual(['1:30 sites[0].columns[0].cadence: "每刻"']);
});

test('reports every broken reference', () => {
  const text = withLines({
    7: '        url: *nowhere',
    8: '        cadence: *nothing',
    9: '        <<: 5',
    10: '        unit: &u { name: *u }',
    11: '      - &c { name: 公告, <<: *c, url: https://a.invalid/, cadence: 按月 }',
  });
  expect(problemsOf(text).map(brief)).toEqual([
    '7:14 sites[0].columns[0].url: *nowhere',
    '8:18 sites[0].columns[0].cadence: *nothing',
    '9:13 sites[0].columns[0]["<<"]: 5',
    '10:26 sites[0].columns[0].unit.name: *u',
    '11:28 sites[0].columns[1]["<<"]: *c',
  ]);
});

test('one cadence may be referred to from hundreds of columns', () => {
  const column = (index: number) => `      - { name: 栏目${index}, url: https://a.invalid/, cadence: *c }`;
  const text = withLines({
    8: '        cadence: &c { kind: 按月, grace: 5 }',
    9: Array.from({ length: 400 }, (_, index) => column(index)).join('\n'),
  });
  expect(parseConfig(text, 'test.yaml').sites[0]?.columns).toHaveLength(401);
});

test('references that grow without bound are refused', () => {
  const level = (of: number) => `x-${of}: &l${of} [${`*l${of - 1},`.repeat(10)}]`;
  const levels = Array.from({ length: 12 }, (_, index) => level(index + 1));
  const [problem] = problemsOf(['x-0: &l0 [a]', ...levels, withLines({ 9: '        required: *l12' })].join('\n'));
  expect(problem?.expected.zh).toContain('引用');
});

const steps = Array.from({ length: 120 }, (_, index) => `${'  '.repeat(index)}columns:`);

for (const [by, text] of [
  ['brackets', '['.repeat(5000)],
  ['indentation', steps.join('\n')],
] as const)
  test(`nesting by ${by} beyond all reason is refused in one sentence`, () =>
    expect(problemsOf(text).map(({ expected }) => expected.en)).toEqual(['content that is less deeply nested']));

test('dates and words stay what was written, whatever version of YAML the text claims', () => {
  const text = withLines({ 9: '        since: 2025-01-01', 10: '        notes: yes' });
  const config = parseConfig(`%YAML 1.1\n---\n${text}`, 'test.yaml');
  expect(config.sites[0]?.columns[0]).toMatchObject({ since: '2025-01-01', notes: 'yes' });
});

test('a byte order mark and Windows line ends change nothing', () => {
  const plain = withLines({});
  const windows = `\uFEFF${plain.replaceAll('\n', '\r\n')}\r\n`;
  expect(parseConfig(windows, 'test.yaml')).toEqual(parseConfig(plain, 'test.yaml'));
});
