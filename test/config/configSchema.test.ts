import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configSchema, siteFileSchema } from '../../src/config/configSchema.js';
import { schemaTexts } from '../../src/config/writeSchema.js';
import { problemsOf, withLines } from './mistakes.js';

const folder = new URL('../../config/', import.meta.url);
const accepts = new Ajv({ allErrors: true }).compile(configSchema());

test('the published schemas are those that the code makes (npm run schema writes them)', () => {
  for (const [name, text] of Object.entries(schemaTexts())) expect(readFileSync(new URL(name, folder), 'utf8'), name).toBe(text);
});

for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml')))
  test(`${name} is accepted by the schema and by the program`, () => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    accepts(parse(text, { merge: true }));
    expect(accepts.errors).toBeNull();
    expect(problemsOf(text)).toEqual([]);
  });

for (const [wrong, changes] of [
  ['a cadence word', { 8: '        cadence: 每分钟' }],
  ['a cadence of the wrong type', { 8: '        cadence: 30' }],
  ['a cadence without a value', { 8: '        cadence:' }],
  ['a kind in a cadence map', { 8: '        cadence: { kind: 及时 }' }],
  ['an unknown key in a cadence', { 8: '        cadence: { kind: 按月, grce: 5 }' }],
  ['an unknown key in a column', { 9: '        colour: red' }],
  ['an unknown key at the top', { 9: 'sits: []' }],
  ['a grace in unknown units', { 9: '        grace: 5个工作天' }],
  ['a negative grace', { 9: '        grace: -1' }],
  ['a silence of no days', { 8: '        cadence: { kind: 实时, silence: 0 }' }],
  ['a column class', { 9: '        class: 新闻' }],
  ['a day as a number', { 9: '        since: 20250105' }],
  ['a day in another form', { 9: '        since: 2025/1/5' }],
  ['an address of another protocol', { 7: '        url: ftp://site.example.invalid/' }],
  ['an address with a space', { 7: '        url: https://a.invalid/a b' }],
  ['a name that is a number', { 6: '      - name: 2024' }],
  ['a name of spaces', { 6: '      - name: "  "' }],
  ['a column without a name', { 6: '      - id: a' }],
  ['a leaf without address', { 7: '' }],
  ['a group without columns', { 9: '        columns: []' }],
  ['columns that are a map', { 9: '        columns: { name: 下级 }' }],
  ['a unit without a name', { 9: '        unit: { contact: 张三 }' }],
  ['a selector without rows', { 9: '        selector: { date: span }' }],
  ['a choice of item pages', { 9: '        itemPages: 有时' }],
  ['a way to tell periods', { 9: '        periodBy: 栏目' }],
  ['a way to render', { 9: '        render: chrome' }],
  ['a required period', { 9: '        required: [ { name: 年报, per: 周 } ]' }],
  ['a site without columns', { 9: '  - { name: 乙局, url: https://b.invalid/ }' }],
  ['a site without an address', { 4: '' }],
  ['robots', { 9: '    robots: no' }],
  ['no contact', { 1: 'crawl: {}' }],
  ['a contact without a way', { 1: 'crawl: { contact: 办公室 }' }],
  ['no crawl', { 1: 'timezone: Asia/Shanghai' }],
  ['no concurrency', { 1: 'crawl: { contact: "mailto:a@b.invalid", concurrency: 0 }' }],
  ['a time-out in words', { 1: 'crawl: { contact: "mailto:a@b.invalid", timeoutMs: 15s }' }],
] as const)
  test(`${wrong} is refused by the schema and by the program`, () => {
    const text = withLines(changes);
    expect(accepts(parse(text, { merge: true }))).toBe(false);
    expect(problemsOf(text)).not.toEqual([]);
  });

const acceptsSites = new Ajv({ allErrors: true }).compile(siteFileSchema());
const shippedSites = readdirSync(new URL('many-sites/sites/', folder), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?:yaml|json)$/.test(file));

for (const name of shippedSites)
  test(`many-sites/sites/${name} is accepted by the schema of a site's file`, () => {
    acceptsSites(parse(readFileSync(new URL(`many-sites/sites/${name}`, folder), 'utf8'), { merge: true }));
    expect(acceptsSites.errors).toBeNull();
  });

test('a site’s file is refused by its schema where it holds something else', () => {
  const column = { name: '通知', url: 'https://a.invalid/', cadence: '按月' };
  const site = { name: '某局', url: 'https://a.invalid/', columns: [column] };
  for (const sound of [site, { sites: [site] }, { ...site, $schema: 'x', 'x-a': 1 }]) expect(acceptsSites(sound)).toBe(true);
  for (const wrong of [{}, { ...site, crawl: {} }, { sites: [] }, { sites: [site], name: '某局' }, [site], { sites: [{ ...site, 'x-a': 1 }] }])
    expect(acceptsSites(wrong), JSON.stringify(wrong)).toBe(false);
});

test('shared parts under x- keys are accepted by both', () => {
  const text = withLines({ 9: 'x-common: { anything: [1, 2] }' });
  expect(accepts(parse(text))).toBe(true);
  expect(problemsOf(text)).toEqual([]);
});

test('every entry that an editor can offer has a Chinese title', () => {
  const untitled: string[] = [];
  const look = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [key, inner] of Object.entries(schema)) {
      if (key === 'properties')
        for (const [name, property] of Object.entries(inner as Record<string, { title?: string }>))
          if (!/\p{Script=Han}|robots/u.test(property.title ?? '')) untitled.push(`${path}.${name}`);
      look(inner, `${path}.${key}`);
    }
  };
  look(configSchema(), '');
  look(siteFileSchema(), '');
  expect(untitled).toEqual([]);
});
