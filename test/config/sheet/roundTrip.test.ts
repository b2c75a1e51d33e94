import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { parseConfig } from '../../../src/config/parseConfig.js';
import { workbookOf } from '../../../src/config/sheet/configWorkbook.js';
import { importSpreadsheet } from '../../../src/config/sheet/importSpreadsheet.js';
import { cadenceWords, classWords, itemPagesWords, periodByWords } from '../../../src/config/vocabulary.js';

// Each configuration is written as a workbook and read twice.
vi.setConfig({ testTimeout: 60_000 });

const keys = <Word extends string>(table: Record<Word, unknown>) => Object.keys(table) as Word[];
const isName = (text: string) => /\S/.test(text) && !/^[-—–―/／\\、.。·\s]+$/.test(text);

/** Names and notes that Excel, XML, YAML or a table's reader might take for something else. */
const text = fc.oneof(
  fc.constantFrom(
    '项目进度', 'null', '2024', '2025-01-01', '=1+1', '@SUM(A1)', '+1', '- a', '# x', 'a: b', '<b>&amp;', '_x0041_', '_x000D_', '\u0001响', '第一行\n第二行', '合计',
    '一级栏目', '网址', ' 两头 ', 'a/b', 'a > b', '\u202efdp', '😀', '__proto__', 'TRUE', '0564-0000000', '1e5', '\ufeff零', '“两化”', '填写说明', '\u0085x',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter(isName),
);
const address = fc.webUrl({ withQueryParameters: true, withFragments: true });
const day = fc.date({ min: new Date('1800-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const days = fc.oneof(fc.nat(999), fc.nat(999).map((count) => `${count}个工作日`), fc.nat(999).map((count) => `${count} days`));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const promise = fc.oneof(
  fc.constantFrom(...keys(cadenceWords)),
  fc.record({ kind: fc.constantFrom(...keys(cadenceWords)), grace: maybe(days), source: maybe(text) }),
  fc.record({ kind: fc.constantFrom('实时', 'realtime'), silence: fc.constantFrom('无', 90, '30 天'), source: maybe(text) }),
);
const said = fc.record({
  cadence: promise,
  class: maybe(fc.constantFrom(...keys(classWords))),
  unit: maybe(fc.oneof(text, fc.record({ name: text, person: maybe(text), contact: maybe(text) }))),
  since: maybe(day),
  periodBy: maybe(fc.constantFrom(...keys(periodByWords))),
  deadlines: maybe(fc.constantFrom('无', ['major-projects'], [{ title: '合同公示', days: '7 工作日', titles: '^合同|=1' }])),
  selector: maybe(fc.constantFrom('ul > li', { rows: 'table tr', title: 'a', date: 'td:last-child' })),
  render: maybe(fc.constantFrom('auto', 'http', 'browser')),
  itemPages: maybe(fc.constantFrom(...keys(itemPagesWords))),
});
const leaf = fc.record({
  name: text, url: address, id: maybe(text), notes: maybe(text), said,
  required: maybe(fc.constantFrom(['月度进度表'], [{ name: '年度报告', per: '年', by: '03-31', units: ['甲镇', '乙镇'] }])),
});
const group = fc.record({ name: text, url: maybe(address), notes: maybe(text), said: maybe(said), below: fc.array(leaf, { minLength: 1, maxLength: 3 }) });
const site = fc.record({
  name: text, id: maybe(text), url: address, unit: maybe(text), robots: maybe(fc.constantFrom('obey', 'ignore')),
  homepage: maybe(fc.boolean()), hours: maybe(fc.constantFrom('22:00-06:00', '全天')), directory: maybe(address),
  columns: fc.array(fc.oneof(leaf, group), { minLength: 1, maxLength: 4 }),
});
const configuration = fc.record({
  timezone: maybe(fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi')),
  crawl: fc.record({ contact: fc.constant('mailto:office@example.invalid'), perHostIntervalMs: maybe(fc.nat(9000)), allowHosts: maybe(fc.constant(['10.0.0.8'])) }),
  rules: maybe(fc.constant({ rectification: '5 工作日', presets: { 'double-publicity': '关' } })),
  probe: maybe(fc.constant({ schedule: '0 * * * *', control: ['https://control.example.invalid/'] })),
  sites: fc.array(site, { minLength: 1, maxLength: 3 }),
});

/** Without what is left unsaid, and with `said` where it belongs. */
function asWritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asWritten);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, one]) => (key === 'said' ? Object.entries((one ?? {}) as object) : [[key === 'below' ? 'columns' : key, one] as const]));
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined).map(([key, one]) => [key, asWritten(one)]));
}

test('any configuration is the same after it was a workbook', async () => {
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(configuration, async (made) => {
      const written = asWritten(made) as Record<string, unknown>;
      const yaml = stringify(written);
      // Names that are the same twice are mistakes before any table is made.
      if (!isSound(yaml)) return;
      tried += 1;
      const bytes = await workbookOf(written);
      const imported = importSpreadsheet(bytes, '表.xlsx');
      expect(imported.config).toEqual(parseConfig(yaml, ''));
      expect(imported.config).toEqual(parseConfig(imported.yaml ?? '', ''));
      expect(imported.rows.filter(({ outcome }) => outcome === 'left-out')).toEqual([]);
    }),
    { numRuns: 60, interruptAfterTimeLimit: 40_000 },
  );
  expect(tried).toBeGreaterThan(20);
});

test('and after Excel’s library has opened and saved it', async () => {
  const written = {
    crawl: { contact: 'mailto:office@example.invalid' },
    sites: [{
      name: '某局', url: 'https://a.invalid/',
      columns: [{ name: '项目进度', url: 'https://a.invalid/jd/', cadence: { kind: '按月', grace: 5 }, unit: { name: '建设股', person: '张三', contact: '0564-1' }, since: '2025-01-01', selector: 'ul > li' }],
    }],
  };
  const workbook = new ExcelJS.Workbook();
  const bytes = await workbookOf(written);
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  const saved = new Uint8Array(await workbook.xlsx.writeBuffer());
  expect(importSpreadsheet(saved, '表.xlsx').config).toEqual(parseConfig(stringify(written), ''));
});

test('a name of nothing but dashes, which a table says for “none”, is refused and not lost', async () => {
  const columns = [{ name: '—', url: 'https://a.invalid/', cadence: '按月' }];
  await expect(workbookOf({ crawl: { contact: 'mailto:a@b.invalid' }, sites: [{ name: '某局', url: 'https://a.invalid/', columns }] })).rejects.toThrow(/装不下/);
});

function isSound(yaml: string): boolean {
  try {
    return parseConfig(yaml, '') !== null;
  } catch {
    return false;
  }
}
