import { expect, test } from 'vitest';
import { ConfigError } from '../../src/config/configError.js';
import { parseConfig } from '../../src/config/parseConfig.js';
import { shippedPresets } from '../../src/config/presets.js';
import { DEFAULT_PROBE, DEFAULT_RULES } from '../../src/config/ruleSettings.js';
import { brief, problemsOf, withLines } from './mistakes.js';

const column = 'sites[0].columns[0]';

/** What holds for every column that says nothing else. */
const general = shippedPresets().deadlines.filter(({ id }) => id === 'disclosure-regulation-26').map(({ deadline }) => deadline);

/** The line of crawl settings with one setting more. */
const crawl = (setting: string) => `crawl: { contact: "mailto:a@b.invalid", ${setting} }`;

test('a short configuration is filled with the documented defaults', () => {
  expect(parseConfig(withLines({}), 'test.yaml')).toEqual({
    timezone: 'Asia/Shanghai',
    rules: DEFAULT_RULES,
    probe: DEFAULT_PROBE,
    crawl: {
      contact: 'mailto:office@example.invalid',
      timeoutMs: 15_000,
      perHostIntervalMs: 1000,
      concurrency: 32,
      allowHosts: [],
      maxBodyBytes: 10 * 1024 * 1024,
      maxRedirects: 5,
      retries: 2,
      maxPages: 10,
      maxItemPages: 30,
    },
    schedule: { audit: '0 2 * * *' },
    sites: [
      {
        key: '某局',
        name: '某局',
        url: 'https://site.example.invalid/',
        robots: 'obey',
        homepage: true,
        columns: [
          {
            key: '某局/通知',
            path: ['通知'],
            url: 'https://site.example.invalid/a/',
            cadence: { kind: 'monthly', grace: { days: 0, unit: 'calendar' } },
            class: 'other',
            required: [],
            deadlines: general,
            pairs: [],
            periodBy: 'title',
            render: 'auto',
          },
        ],
      },
    ],
  });
});

test('rules and probes are as written, and what is left unsaid keeps its default', () => {
  const written = [
    'rules:',
    '  lines: { countLevel: 一级 }',
    '  honesty: { backdatedDays: 5, assessments: [2026-12-10, 2026-06-01] }',
    '  rectification: 5 工作日',
    'probe: { schedule: "0 * * * *", control: [https://control.invalid/] }',
  ];
  const { rules, probe } = parseConfig(withLines({ 9: written.join('\n') }), 'test.yaml');
  expect(rules).toEqual({
    lines: { countLevel: 'first' },
    honesty: { backdatedDays: 5, bulkItems: 10, assessments: ['2026-06-01', '2026-12-10'] },
    rectification: { days: 5, unit: 'working' },
    sanityShare: 0.5,
  });
  expect(probe).toEqual({ schedule: '0 * * * *', timeoutMs: 15_000, control: ['https://control.invalid/'] });
});

test('a site without a homepage of its own says so', () =>
  expect(parseConfig(withLines({ 9: '    homepage: false' }), 'test.yaml').sites[0]?.homepage).toBe(false));

// Each row: what is wrong, the lines changed in the sound configuration, the one problem that must come of it.
for (const [wrong, changes, problem] of [
  ['a cadence word', { 8: '        cadence: 每分钟' }, `8:18 ${column}.cadence: "每分钟"`],
  ['a count level', { 9: 'rules: { lines: { countLevel: 二级 } }' }, '9:31 rules.lines.countLevel: "二级"'],
  ['days of backdating', { 9: 'rules: { honesty: { backdatedDays: 0 } }' }, '9:36 rules.honesty.backdatedDays: 0'],
  ['an assessment', { 9: 'rules: { honesty: { assessments: [2026-02-30] } }' }, '9:35 rules.honesty.assessments[0]: "2026-02-30"'],
  ['a share', { 9: 'rules: { sanityShare: 50 }' }, '9:23 rules.sanityShare: 50'],
  ['a switch', { 9: 'rules: { presets: { double-publicity: 不用 } }' }, '9:39 rules.presets.double-publicity: "不用"'],
  ['a key of rules', { 9: 'rules: { sanity: 0.5 }' }, '9:10 rules.sanity: "sanity"'],
  ['a probe schedule', { 9: 'probe: { schedule: 每小时 }' }, '9:20 probe.schedule: "每小时"'],
  ['a control address', { 9: 'probe: { control: [a.invalid] }' }, '9:20 probe.control[0]: "a.invalid"'],
  ['a homepage', { 9: '    homepage: 有' }, '9:15 sites[0].homepage: "有"'],
  ['a cadence of the wrong type', { 8: '        cadence: 30' }, `8:18 ${column}.cadence: 30`],
  ['a cadence without a value', { 8: '        cadence:' }, `8:9 ${column}.cadence`],
  ['a cadence kind in a map', { 8: '        cadence: { kind: 及时 }' }, `8:26 ${column}.cadence.kind: "及时"`],
  [
    'an unknown key in a cadence',
    { 8: '        cadence: { kind: 按月, grce: 5 }' },
    `8:30 ${column}.cadence.grce: "grce"`,
  ],
  ['a grace in unknown units', { 9: '        grace: 5个工作天' }, `9:16 ${column}.grace: "5个工作天"`],
  ['a negative grace', { 9: '        grace: -1' }, `9:16 ${column}.grace: -1`],
  ['a grace of half a day', { 9: '        grace: 0.5' }, `9:16 ${column}.grace: 0.5`],
  [
    'a grace said twice',
    { 8: '        cadence: { kind: 按月, grace: 5 }', 9: '        grace: 3' },
    `9:9 ${column}.grace: 3`,
  ],
  ['a silence of no days', { 8: '        cadence: { kind: 实时, silence: 0 }' }, `8:39 ${column}.cadence.silence: 0`],
  [
    'a silence beside a period',
    { 8: '        cadence: { kind: 按月, silence: 90天 }' },
    `8:30 ${column}.cadence.silence: "90天"`,
  ],
  ['a column class', { 9: '        class: 新闻' }, `9:16 ${column}.class: "新闻"`],
  ['a day that does not exist', { 9: '        since: 2025-02-30' }, `9:16 ${column}.since: "2025-02-30"`],
  ['a day in another form', { 9: '        since: 2025/1/5' }, `9:16 ${column}.since: "2025/1/5"`],
  ['a day as a number', { 9: '        since: 20250105' }, `9:16 ${column}.since: 20250105`],
  ['a leap day in a common year', { 9: '        since: 2100-02-29' }, `9:16 ${column}.since: "2100-02-29"`],
  ['an address of another protocol', { 7: '        url: ftp://a.invalid/' }, `7:14 ${column}.url: "ftp://a.invalid/"`],
  ['an address without a protocol', { 7: '        url: a.invalid/a/' }, `7:14 ${column}.url: "a.invalid/a/"`],
  [
    'an address with a password',
    { 7: '        url: https://u:p@a.invalid/' },
    `7:14 ${column}.url: "https://u:p@a.invalid/"`,
  ],
  [
    'an address with a space',
    { 7: '        url: https://a.invalid/a b' },
    `7:14 ${column}.url: "https://a.invalid/a b"`,
  ],
  ['an address without a host', { 4: '    url: https://' }, '4:10 sites[0].url: "https://"'],
  ['a name that is a number', { 6: '      - name: 2024' }, `6:15 ${column}.name: 2024`],
  ['a name of spaces', { 6: '      - name: "  "' }, `6:15 ${column}.name: "  "`],
  [
    'a telephone that is a number',
    { 9: '        unit: { name: 办公室, contact: 05641234567 }' },
    `9:37 ${column}.unit.contact: 05641234567`,
  ],
  ['a unit without a name', { 9: '        unit: { contact: 张三 }' }, `9:15 ${column}.unit.name`],
  ['a selector', { 9: '        selector: "ul li[["' }, `9:19 ${column}.selector: "ul li[["`],
  ['a selector without rows', { 9: '        selector: { date: span }' }, `9:19 ${column}.selector.rows`],
  ['a choice of item pages', { 9: '        itemPages: 有时' }, `9:20 ${column}.itemPages: "有时"`],
  ['a way to tell periods', { 9: '        periodBy: 栏目' }, `9:19 ${column}.periodBy: "栏目"`],
  ['a way to render', { 9: '        render: chrome' }, `9:17 ${column}.render: "chrome"`],
  [
    'a required pattern',
    { 9: '        required: [ { name: 年报, pattern: "(" } ]' },
    `9:42 ${column}.required[0].pattern: "("`,
  ],
  ['a required period', { 9: '        required: [ { name: 年报, per: 周 } ]' }, `9:38 ${column}.required[0].per: "周"`],
  ['required that is no list', { 9: '        required: 年报' }, `9:19 ${column}.required: "年报"`],
  ['an unknown key', { 9: '        colour: red' }, `9:9 ${column}.colour: "colour"`],
  ['a key twice', { 9: '        cadence: 按季' }, `9:9 ${column}.cadence: "cadence"`],
  ['a leaf without address', { 7: '' }, `6:9 ${column}.url`],
  ['a leaf without cadence', { 8: '' }, `6:9 ${column}.cadence`],
  ['a group without columns', { 9: '        columns: []' }, `9:18 ${column}.columns: []`],
  [
    'an id on a group',
    { 9: '        id: a', 10: '        columns: [ { name: 下级, url: https://a.invalid/ } ]' },
    `9:9 ${column}.id: "id"`,
  ],
  ['columns that are a map', { 9: '        columns: { name: 下级 }' }, `9:18 ${column}.columns: { name }`],
  ['a column that is only a word', { 9: '      - 招标' }, '9:9 sites[0].columns[1]: "招标"'],
  [
    'two columns of one name',
    { 9: '      - { name: 通知, url: https://a.invalid/, cadence: 按月 }' },
    '9:17 sites[0].columns[1].name: "通知"',
  ],
  [
    'two columns of one id',
    { 8: '        cadence: 按月\n        id: a', 9: '      - { id: a, name: 公告, url: https://a.invalid/, cadence: 按月 }' },
    '10:15 sites[0].columns[1].id: "某局/a"',
  ],
  [
    'a name that reads like another path',
    {
      9: '      - { name: A, cadence: 按月, columns: [ { name: B, url: https://a.invalid/ } ] }',
      10: '      - { name: A/B, url: https://a.invalid/, cadence: 按月 }',
    },
    '10:17 sites[0].columns[2].name: "某局/A/B"',
  ],
  [
    'two sites of one name',
    { 9: '  - { name: 某局, url: https://b.invalid/, columns: [ { name: 公告, url: https://b.invalid/, cadence: 按月 } ] }' },
    '9:13 sites[1].name: "某局"',
  ],
  ['a site without columns', { 9: '  - { name: 乙局, url: https://b.invalid/ }' }, '9:5 sites[1].columns'],
  ['robots', { 9: '    robots: no' }, '9:13 sites[0].robots: "no"'],
  ['crawl without contact', { 1: 'crawl: {}' }, '1:8 crawl.contact'],
  ['no crawl at all', { 1: 'timezone: Asia/Shanghai' }, '1:1 crawl'],
  ['a contact without a way', { 1: 'crawl: { contact: 办公室 }' }, '1:19 crawl.contact: "办公室"'],
  [
    'a contact that no header can carry',
    { 1: 'crawl: { contact: "mailto:办公室@a.invalid" }' },
    '1:19 crawl.contact: "mailto:办公室@a.invalid"',
  ],
  ['no concurrency', { 1: crawl('concurrency: 0') }, '1:54 crawl.concurrency: 0'],
  ['a time-out in words', { 1: crawl('timeoutMs: 15s') }, '1:52 crawl.timeoutMs: "15s"'],
  ['a host with a path', { 1: crawl('allowHosts: [ a.invalid/x ]') }, '1:55 crawl.allowHosts[0]: "a.invalid/x"'],
  [
    'a port beyond the last',
    { 1: crawl('allowHosts: [ "a.invalid:65536" ]') },
    '1:55 crawl.allowHosts[0]: "a.invalid:65536"',
  ],
  ['an offset for a time zone', { 9: 'timezone: "+08:00"' }, '9:11 timezone: "+08:00"'],
  ['an unknown time zone', { 9: 'timezone: Asia/Luan' }, '9:11 timezone: "Asia/Luan"'],
  ['a cron time of four fields', { 9: 'schedule: { audit: "0 2 * *" }' }, '9:20 schedule.audit: "0 2 * *"'],
  ['a cron time beyond the clock', { 9: 'schedule: { audit: "0 25 * * *" }' }, '9:20 schedule.audit: "0 25 * * *"'],
] as const)
  test(`points at ${wrong}`, () => expect(problemsOf(withLines(changes)).map(brief)).toEqual([problem]));

for (const [text, problem] of [
  ['', '1:1 '],
  ['# 只有注释\n', '1:1 '],
  ['---\n', '1:1 '],
  ['裕安区交通运输局', '1:1 : "裕安区交通运输局"'],
  ['- a\n- b', '1:1 : [ 2 × … ]'],
] as const)
  test(`${JSON.stringify(text)} is no configuration`, () => expect(problemsOf(text).map(brief)).toEqual([problem]));

test('reports mistakes of every kind at once, in the order of the file', () => {
  const text = [
    'timezone: Mars',
    'crawl: { contact: office, retries: many }',
    'sites:',
    '  - name: 甲局',
    '    url: ftp://a.invalid/',
    '    columns:',
    '      - { name: A, url: https://a.invalid/, cadence: 每刻 }',
    '      - { name: B, url: https://b.invalid/ }',
    '      - { name: B, url: nowhere, cadence: *month }',
    '      - { name: C, nmae: C, cadence: 按月, cadence: 按季 }',
    '  - name: 乙局',
    '    url: https://b.invalid/',
    '    columns: []',
  ].join('\n');
  expect(problemsOf(text).map(brief)).toEqual([
    '1:11 timezone: "Mars"',
    '2:19 crawl.contact: "office"',
    '2:36 crawl.retries: "many"',
    '5:10 sites[0].url: "ftp://a.invalid/"',
    '7:54 sites[0].columns[0].cadence: "每刻"',
    '8:9 sites[0].columns[1].cadence',
    '9:17 sites[0].columns[2].name: "B"',
    '9:25 sites[0].columns[2].url: "nowhere"',
    '9:43 sites[0].columns[2].cadence: *month',
    '10:9 sites[0].columns[3].url',
    '10:20 sites[0].columns[3].nmae: "nmae"',
    '10:42 sites[0].columns[3].cadence: "cadence"',
    '13:14 sites[1].columns: []',
  ]);
});

for (const [written, meant] of [
  ['cadense: 按月', 'cadence'],
  ['Url: x', 'url'],
  ['栏目类别: 其他', 'class'],
  ['nuit: 办公室', 'unit'],
] as const)
  test(`asks whether ${written} was meant to be ${meant}`, () => {
    const [problem] = problemsOf(withLines({ 9: `        ${written}` }));
    expect(problem?.expected.zh).toContain(`是不是想写 ${meant}`);
    expect(problem?.expected.en).toContain(`did you mean ${meant}`);
  });

test('a mistake reads as a sentence in both languages, beginning with file, line and column', () => {
  try {
    parseConfig(withLines({ 4: '    url: nowhere', 8: '' }), 'config/a.yaml');
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.message).toBe(error.format('zh'));
    expect(error.format('zh').split('\n')).toEqual([
      '配置有 2 处错误，请逐条修改：',
      '  config/a.yaml:4:10 sites[0].url：应为以 http:// 或 https:// 开头的完整网址，不含空格、用户名和密码；实际是 "nowhere"',
      '  config/a.yaml:6:9 sites[0].columns[0].cadence：应为公开时限 cadence，写在本栏目或它的上级栏目：实时、按日、按周、按月、按季、按半年、按年、静态；没有填写',
    ]);
    expect(error.format('en').split('\n')[0]).toBe('The configuration has 2 mistakes:');
    expect(error.format('en')).toContain('config/a.yaml:4:10 sites[0].url: expected a full address that begins with');
  }
});
