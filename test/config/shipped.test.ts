import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/loadConfig.js';

const folder = new URL('../../config/', import.meta.url);

test('裕安区交通运输局 is watched as its own report lists it', async () => {
  const { sites } = await loadConfig(new URL('yuan-transport.yaml', folder).pathname);
  expect(sites[0]?.columns.map(({ path, cadence }) => [path.join('/'), cadence.kind])).toEqual([
    ['重大建设项目/项目与责任分工', 'realtime'],
    ['重大建设项目/项目进度', 'monthly'],
    ['重大建设项目/质量管理', 'realtime'],
    ['重大建设项目/合同履约', 'realtime'],
    ['重大建设项目/验收结果', 'quarterly'],
    ['交通监管', 'realtime'],
    ['招标采购', 'realtime'],
    ['财政预决算', 'yearly'],
  ]);
  expect(sites[0]?.columns.every(({ unit }) => unit !== undefined)).toBe(true);
});

for (const name of ['example.yaml', 'yuan-transport.yaml']) {
  const text = readFileSync(new URL(name, folder), 'utf8');
  test(`${name} tells editors where its schema is`, () =>
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./shixian.schema.json'));
  test(`${name} names no real host`, () => {
    for (const [, host] of text.matchAll(/https?:\/\/([^/\s]+)/g)) expect(host).toMatch(/example\.invalid$/);
  });
}

test('example.yaml shows every key that README explains', () => {
  const example = readFileSync(new URL('example.yaml', folder), 'utf8');
  const readme = readFileSync(new URL('README.md', folder), 'utf8');
  const schema = readFileSync(new URL('shixian.schema.json', folder), 'utf8');
  for (const key of keysIn(JSON.parse(schema))) {
    expect(example, `example.yaml: ${key}`).toMatch(new RegExp(`\\b${key}:`));
    expect(readme, `README.md: ${key}`).toContain(`\`${key}\``);
  }
});

/** The names of all properties anywhere in a JSON Schema. */
function keysIn(schema: unknown): Set<string> {
  if (typeof schema !== 'object' || schema === null) return new Set();
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return new Set([...own, ...Object.values(schema).flatMap((inner) => [...keysIn(inner)])]);
}

test('many-sites is a folder, its sites in the order of their files', async () => {
  const { sites } = await loadConfig(new URL('many-sites', folder).pathname);
  expect(sites.map(({ key, columns }) => [key, columns.length])).toEqual([
    ['transport', 3], ['education', 2], ['示例县甲镇人民政府', 1], ['示例县乙镇人民政府', 1],
  ]);
  expect(sites[0]?.columns[0]).toMatchObject({ unit: { name: '办公室' }, cadence: { kind: 'monthly', grace: { days: 5 } } });
});
