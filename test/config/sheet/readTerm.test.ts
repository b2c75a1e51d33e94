import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTerm } from '../../../src/config/sheet/readTerm.js';
import { cadenceWords, gracePattern } from '../../../src/config/vocabulary.js';

/** Words, how sure, cadence, grace, deadline. */
const taken: [string, 'read' | 'assumed', string, string?, string?][] = [
  ['实时', 'read', 'realtime'],
  ['实时更新', 'read', 'realtime'],
  ['及时公开', 'assumed', 'realtime'],
  ['动态更新', 'assumed', 'realtime'],
  ['按月', 'read', 'monthly'],
  ['每月更新一次', 'read', 'monthly'],
  ['一月一公开', 'read', 'monthly'],
  ['每月不少于2条', 'assumed', 'monthly'],
  ['每月10日前', 'assumed', 'monthly', '10 日'],
  ['每月１０日 前', 'assumed', 'monthly', '10 日'],
  ['每月十五日前', 'assumed', 'monthly', '15 日'],
  ['每月31日前', 'assumed', 'monthly', '31 日'],
  ['按月（每月10日前）', 'assumed', 'monthly', '10 日'],
  ['按月（遇节假日顺延）', 'assumed', 'monthly'],
  ['每月底前', 'read', 'monthly'],
  ['次月10日前', 'read', 'monthly', '10 日'],
  ['每月结束后5个工作日内', 'read', 'monthly', '5 工作日'],
  ['每季度', 'read', 'quarterly'],
  ['季度', 'read', 'quarterly'],
  ['每季度首月10日前', 'assumed', 'quarterly', '10 日'],
  ['每季度末月25日前', 'assumed', 'quarterly'],
  ['每季度结束后10个工作日内', 'read', 'quarterly', '10 工作日'],
  ['季后15日内', 'read', 'quarterly', '15 日'],
  ['半年', 'read', 'half-yearly'],
  ['每年1月、7月10日前', 'assumed', 'half-yearly', '10 日'],
  ['每年一次', 'read', 'yearly'],
  ['每年4月底前', 'assumed', 'yearly', '121 日'], // the last day of April in a leap year
  ['每年1月31日前', 'assumed', 'yearly', '31 日'],
  ['1月底前', 'assumed', 'yearly', '31 日'], // January, and not one month
  ['每年12月底前', 'read', 'yearly'],
  ['每周五前', 'assumed', 'weekly'],
  ['每个工作日', 'read', 'daily'],
  ['静态', 'read', 'static'],
  ['长期公开', 'assumed', 'static'],
  ['长期公开/静态', 'assumed', 'static'],
  ['信息形成后20个工作日内', 'assumed', 'realtime'],
  ['信息形成(变更)20个工作日内', 'assumed', 'realtime'],
  ['自信息形成或者变更之日起20个工作日内予以公开', 'assumed', 'realtime'],
  ['信息形成后7个工作日内', 'assumed', 'realtime', undefined, '7 工作日'],
  ['文件印发后3日内', 'assumed', 'realtime', undefined, '3 日'],
  ['信息形成后24小时内', 'assumed', 'realtime', undefined, '1 日'],
];

describe('takes', () => {
  for (const [written, as, kind, grace, withinOfEvent] of taken)
    test(`${written}: ${kind}${grace === undefined ? '' : `, grace ${grace}`}`, () => {
      const read = readTerm(written);
      expect(read.as).toBe(as);
      if (read.as === 'not-understood') throw new Error(read.note.zh);
      expect(cadenceWords[read.value.cadence]).toBe(kind);
      expect(read.value.grace).toBe(grace);
      expect(read.value.withinOfEvent).toBe(withinOfEvent);
    });
});

describe('never guesses, and says what to write instead', () => {
  for (const [written, hint] of [
    ['每两周', '按月'],
    ['每旬', '按月'],
    ['双月', '按季'],
    ['每三年', '静态'],
    ['定期', '按月'],
    ['适时公开', '实时'],
    ['按月；重大事项及时公开', '一个栏目只能有一个'],
    ['实时/按月', '一个栏目只能有一个'],
    ['按月（每季度首月10日前）', '一个栏目只能有一个'],
    ['批准后20日内', '网页上看不到'],
    ['20个工作日内', '信息形成后20个工作日内'],
    ['信息形成后2小时内', '天数'],
    ['每月32日前', '按月'],
    ['每月1日至5日', '按月'],
    ['一季度前', '按季'],
    ['2026年', '按年'],
    ['看情况吧', '按月'],
    ['按'.repeat(100), '备注'],
  ] as const)
    test(written.slice(0, 20), () => {
      const read = readTerm(written);
      expect(read.as).toBe('not-understood');
      expect(read.as === 'not-understood' && read.note.zh).toContain(hint);
    });
});

test('whatever is written, what is taken is what a configuration can say', () => {
  const pieces = ['每', '按', '月', '季度', '年', '周', '半', '10', '十五', '日', '前', '后', '内', '工作日', '信息形成', '（', '）', '、', '；', '首月', '底', '实时', '一'];
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((words) => words.join(''))), (written) => {
      const read = readTerm(written);
      if (read.as === 'not-understood') return;
      expect(Object.keys(cadenceWords)).toContain(read.value.cadence);
      for (const days of [read.value.grace, read.value.withinOfEvent]) if (days !== undefined) expect(days).toMatch(gracePattern);
    }),
    { numRuns: 1000 },
  );
});
