import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { parseConfig } from '../../src/config/parseConfig.js';
import { cadenceWords, classWords, itemPagesWords, periodByWords, perWords } from '../../src/config/vocabulary.js';
import { problemsOf } from './mistakes.js';

// Hundreds of whole configurations: on a busy machine that takes longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 });

const plain = (text: string) => text.trim().replace(/\s+/g, ' ') === text && text !== '' && !/[/\p{C}]/u.test(text);

/** Names, among them those that YAML takes for something else unless they are quoted. */
const name = fc.oneof(
  fc.constantFrom('项目进度', 'null', 'yes', '2024', '2025-01-01', '- a', 'a: b', '# x', '“两化”', "'q'", '*x', '<<', '~'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter(plain),
);
const address = fc.webUrl({ withQueryParameters: true, withFragments: true });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const grace = fc.nat(999).chain((days) =>
  fc.constantFrom(
    { written: days, meant: { days, unit: 'calendar' } },
    { written: `${days} 天`, meant: { days, unit: 'calendar' } },
    { written: `${days}个工作日`, meant: { days, unit: 'working' } },
    { written: `${days} working days`, meant: { days, unit: 'working' } },
  ),
);
const silence = fc.oneof(
  fc.constantFrom('无', 'never').map((written) => ({ written, meant: null as number | null })),
  fc.integer({ min: 1, max: 9999 }).map((days) => ({ written: `${days}天`, meant: days })),
);
const cadence = fc
  .record({
    word: fc.constantFrom(...entriesOf(cadenceWords)),
    grace: fc.option(grace),
    silence: fc.option(silence),
    source: fc.option(name),
    short: fc.boolean(),
  })
  .map(({ word: [word, kind], grace: own, silence: quiet, source, short }) => {
    const hasSilence = kind === 'realtime' && quiet !== null;
    const meant = {
      kind,
      grace: own?.meant ?? { days: 0, unit: 'calendar' },
      ...(hasSilence && { silenceDays: quiet.meant }),
      ...(source !== null && { source }),
    };
    const inside = { ...(hasSilence && { silence: quiet.written }), ...(source !== null && { source }) };
    const graceEntry = own === null ? {} : { grace: own.written };
    if (!short) return { written: { cadence: { kind: word, ...inside, ...graceEntry } }, meant };
    const shortest = Object.keys(inside).length === 0 ? word : { kind: word, ...inside };
    return { written: { cadence: shortest, ...graceEntry }, meant };
  });

const unit = fc.oneof(
  name.map((only) => ({ written: only as unknown, meant: { name: only } as object })),
  fc.record({ name, contact: name }).map((both) => ({ written: both, meant: both })),
  fc.record({ name, person: name }).map((both) => ({ written: both, meant: both })),
);

/** What can be said of a leaf, as written and as meant. */
const leaf = fc.record({
  url: address,
  cadence,
  class: fc.constantFrom(...entriesOf(classWords)),
  unit: fc.option(unit),
  since: fc.option(day),
  required: fc.array(fc.record({ name, per: fc.constantFrom(...entriesOf(perWords)) }), { maxLength: 2 }),
  notes: fc.option(name),
  rows: fc.option(fc.constantFrom('ul > li', 'table tr:not(:first-child)', '.list a')),
  render: fc.constantFrom('auto', 'http', 'browser'),
  itemPages: fc.option(fc.constantFrom(...entriesOf(itemPagesWords))),
  periodBy: fc.constantFrom(...entriesOf(periodByWords)),
});

type Leaf = typeof leaf extends fc.Arbitrary<infer Value> ? Value : never;
type Node = { name: string; leaf: Leaf } | { name: string; children: Node[] };

const tree: fc.Arbitrary<Node[]> = fc.letrec<{ nodes: Node[]; node: Node }>((tie) => ({
  nodes: fc.uniqueArray(tie('node'), { selector: (node) => node.name, minLength: 1, maxLength: 3 }),
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ name, leaf }),
    fc.record({ name, children: tie('nodes') }),
  ),
})).nodes;

const sites = fc.uniqueArray(fc.record({ name, url: address, robots: fc.constantFrom('obey', 'ignore'), tree }), {
  selector: (site) => site.name,
  minLength: 1,
  maxLength: 2,
});

const contact = 'mailto:office@example.invalid';

test('any valid configuration means the same after it was written down as YAML', () => {
  fc.assert(
    fc.property(sites, fc.constantFrom('block' as const, 'flow' as const), (generated, collectionStyle) => {
      const written = {
        crawl: { contact },
        sites: generated.map(({ tree: nodes, ...site }) => ({ ...site, columns: nodes.map(write) })),
      };
      const config = parseConfig(stringify(written, { collectionStyle }), 'test.yaml');
      expect(config.sites).toEqual(
        generated.map((site) => ({
          key: site.name,
          name: site.name,
          url: site.url,
          robots: site.robots,
          homepage: true,
          columns: site.tree.flatMap((node) => mean(node, site.name, [])),
        })),
      );
    }),
    { numRuns: 60 },
  );
});

test('to say a thing once on the parent is to say it on every child', () => {
  const shared = fc.record({
    cadence,
    class: fc.constantFrom(...Object.keys(classWords)),
    since: day,
    unit: name,
    render: fc.constantFrom('http', 'browser'),
    itemPages: fc.constantFrom(...Object.keys(itemPagesWords)),
    periodBy: fc.constantFrom(...Object.keys(periodByWords)),
  });
  const children = fc.uniqueArray(fc.record({ name, url: address }), {
    selector: (child) => child.name,
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(shared, children, ({ cadence: promise, ...rest }, columns) => {
      const said = { ...promise.written, ...rest };
      const once = [{ name: '上级', ...said, columns }];
      const often = [{ name: '上级', columns: columns.map((column) => ({ ...column, ...said })) }];
      const [first, second] = [once, often].map((tops) => {
        const site = { name: '某局', url: 'https://a.invalid/', columns: tops };
        return parseConfig(stringify({ crawl: { contact }, sites: [site] }), 'test.yaml');
      });
      expect(first).toEqual(second);
    }),
    { numRuns: 60 },
  );
});

test('no text makes the parser throw anything but its own list of mistakes', () => {
  const signs = Array.from('sites:{}[]-?&*!|>\'"%@`#, \n\t\r\0~<ab0：，');
  const words = ['<<: ', '&a ', '*a', '\n- ', 'columns:\n', '!!map ', '!!map <<: ', '__proto__: ', '\uFEFF', '\u2028'];
  const anything = fc.string({ unit: 'binary', maxLength: 80 });
  const nearlyYaml = fc.array(fc.constantFrom(...signs, ...words), { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(anything, nearlyYaml), (text) => {
      for (const { line } of problemsOf(text)) expect(line).toBeGreaterThanOrEqual(1);
    }),
    { numRuns: 20000 },
  );
});

test('a configuration damaged anywhere is read or explained, and every mistake stands on a line of the file', () => {
  const whole = readFileSync(new URL('../../config/example.yaml', import.meta.url), 'utf8');
  const signs = ['', ' ', '\n', ':', '- ', '"', '{', ']', '：', '\t', '# '];
  const pieces = [...signs, '*x', '<<: *x', '&x ', 'null', '5', 'columns: []'];
  const piece = fc.constantFrom(...pieces);
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(30), piece, (from, length, put) => {
      const damaged = whole.slice(0, from) + put + whole.slice(from + length);
      const lines = damaged.split('\n').length;
      for (const { line, column } of problemsOf(damaged)) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines);
        expect(column).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: 200 },
  );
});

function write(node: Node): object {
  if ('children' in node) return { name: node.name, columns: node.children.map(write) };
  const { url, cadence: promise, class: [word], unit, since, required, notes, rows, render, itemPages, periodBy } = node.leaf;
  return {
    name: node.name,
    url,
    deadlines: [],
    ...promise.written,
    class: word,
    ...(unit && { unit: unit.written }),
    ...(since !== null && { since }),
    required: required.map((item) => ({ name: item.name, per: item.per[0] })),
    ...(notes !== null && { notes }),
    ...(rows !== null && { selector: rows }),
    render,
    ...(itemPages && { itemPages: itemPages[0] }),
    periodBy: periodBy[0],
  };
}

function mean(node: Node, site: string, above: string[]): object[] {
  const path = [...above, node.name];
  if ('children' in node) return node.children.flatMap((child) => mean(child, site, path));
  const { url, cadence: promise, class: [, meantClass], unit, since, required, notes, rows, render, itemPages, periodBy } = node.leaf;
  return [
    {
      key: `${site}/${path.join('/')}`,
      path,
      url,
      cadence: promise.meant,
      class: meantClass,
      ...(unit && { unit: unit.meant }),
      ...(since !== null && { since }),
      required: required.map((item) => ({ name: item.name, per: item.per[1] })),
      deadlines: [],
      pairs: [],
      periodBy: periodBy[1],
      ...(notes !== null && { notes }),
      ...(rows !== null && { selector: { rows } }),
      render,
      ...(itemPages && { itemPages: itemPages[1] }),
    },
  ];
}

function entriesOf<Meaning extends string>(table: Record<string, Meaning>): [string, Meaning][] {
  return Object.entries(table) as [string, Meaning][];
}
