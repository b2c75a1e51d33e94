import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parseConfig.js';
import { isDay } from '../../src/config/vocabulary.js';
import { withLines } from './mistakes.js';

function cadenceOf(lines: Record<number, string>) {
  return parseConfig(withLines(lines), 'test.yaml').sites[0]?.columns[0]?.cadence;
}

for (const [kind, ...words] of [
  ['realtime', '实时', 'realtime'],
  ['daily', '按日', '每日', '每天', 'daily'],
  ['weekly', '按周', '每周', 'weekly'],
  ['monthly', '按月', '每月', 'monthly'],
  ['quarterly', '按季', '按季度', '每季度', 'quarterly'],
  ['half-yearly', '按半年', '每半年', 'half-yearly'],
  ['yearly', '按年', '按年度', '每年', 'yearly'],
  ['static', '静态', 'static'],
] as const)
  for (const word of words)
    test(`${word} is ${kind}`, () => {
      expect(cadenceOf({ 8: `        cadence: ${word}` })?.kind).toBe(kind);
      expect(cadenceOf({ 8: `        cadence: { kind: ${word} }` })?.kind).toBe(kind);
    });

for (const [written, days, unit] of [
  ['5 工作日', 5, 'working'],
  ['5个工作日', 5, 'working'],
  ['5 个工作日', 5, 'working'],
  ['1 working day', 1, 'working'],
  ['5 working days', 5, 'working'],
  ['10 日', 10, 'calendar'],
  ['10天', 10, 'calendar'],
  ['10个自然日', 10, 'calendar'],
  ['10 days', 10, 'calendar'],
  ['999', 999, 'calendar'],
  ['0', 0, 'calendar'],
] as const)
  test(`a grace of ${written} is ${days} ${unit} days, beside the cadence or inside it`, () => {
    expect(cadenceOf({ 9: `        grace: ${written}` })?.grace).toEqual({ days, unit });
    expect(cadenceOf({ 8: `        cadence: { kind: 按月, grace: ${written} }` })?.grace).toEqual({ days, unit });
  });

for (const [written, days] of [
  ['90天', 90],
  ['90 日', 90],
  ['1 day', 1],
  ['365', 365],
  ['无', null],
  ['never', null],
] as const)
  test(`a silence of ${written} is ${days} days`, () =>
    expect(cadenceOf({ 8: `        cadence: { kind: 实时, silence: ${written} }` })?.silenceDays).toBe(days));

for (const [written, hours] of [
  ['22:00-06:00', [{ from: '22:00', until: '06:00' }]],
  ['"8:30至17:30"', [{ from: '08:30', until: '17:30' }]],
  ['22:00 – 次日6:00', [{ from: '22:00', until: '06:00' }]],
  ['22:00-次日6:00', [{ from: '22:00', until: '06:00' }]],
  ['22：00~24：00', [{ from: '22:00', until: '24:00' }]],
  ['[ "12:00-13:30", "20:00-06:00" ]', [{ from: '12:00', until: '13:30' }, { from: '20:00', until: '06:00' }]],
  ['全天', []],
  ['any', []],
  ['08:00-08:00', null], // all day, or never
  ['24:00-06:00', null],
  ['22:00-25:00', null],
  ['22:60-06:00', null],
  ['22-6', null],
  ['[]', null],
] as const)
  test(`hours of ${written} are ${JSON.stringify(hours)}, for all sites or for one`, () => {
    const contact = 'crawl: { contact: "mailto:a@b.invalid"';
    const forAll = () => parseConfig(withLines({ 1: `${contact}, hours: ${written} }` }), 'test.yaml').crawl.hours;
    const forOne = () => parseConfig(withLines({ 4: `    url: https://a.invalid/\n    hours: ${written}` }), 'test.yaml').sites[0]?.hours;
    for (const read of [forAll, forOne]) {
      if (hours === null) expect(read).toThrow(/22:00-06:00/);
      else expect(read()).toEqual(hours);
    }
  });

test('without a word on hours and allowances there are none', () => {
  const { crawl, sites } = parseConfig(withLines({}), 'test.yaml');
  for (const key of ['hours', 'maxRequestsPerHost', 'maxMinutes']) expect(crawl).not.toHaveProperty(key);
  expect(sites[0]).not.toHaveProperty('hours');
});

describe('a day', () => {
  for (const [text, exists] of [
    ['2024-02-29', true],
    ['2025-02-28', true],
    ['2025-02-29', false],
    ['2025-02-30', false],
    ['2025-12-31', true],
    ['2025-13-01', false],
    ['2025-00-10', false],
    ['2025-01-00', false],
    ['0099-01-01', false],
    ['2025-1-1', false],
  ] as const)
    test(`${text} ${exists ? 'exists' : 'does not exist'}`, () => expect(isDay(text)).toBe(exists));
});

for (const host of ['oa.example.invalid', 'localhost', '127.0.0.1', '10.0.0.8:8080', '::1', '[::1]:8080'])
  test(`${host} may stand on the list of allowed hosts`, () => {
    const crawl = `crawl: { contact: "mailto:a@b.invalid", allowHosts: ["${host}"] }`;
    expect(parseConfig(withLines({ 1: crawl }), 'test.yaml').crawl.allowHosts).toEqual([host]);
  });
