/** One folder of fixtures/pages for every oddity: a small invented page and what must be read from it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspectPage, type Inspection, type PageToInspect } from '../../src/visit/inspectPage.js';

const folder = new URL('../../fixtures/pages/', import.meta.url);

/** What the page was served as, and the part of `shixian inspect --json` that the fixture is about. */
interface Expectation {
  given: Pick<PageToInspect, 'url' | 'today' | 'status' | 'contentType' | 'drawn' | 'selector'>;
  expected: Partial<Inspection>;
}

function inspectFixture(name: string): { seen: Inspection; expected: Partial<Inspection> } {
  const { given, expected } = JSON.parse(readFileSync(new URL(`${name}/expected.json`, folder), 'utf8')) as Expectation;
  const html = new URL(`${name}/page.html`, folder);
  const body = readFileSync(existsSync(html) ? html : new URL(`${name}/page.json`, folder));
  return { seen: inspectPage({ source: name, body, ...given }), expected };
}

describe('reads', () => {
  for (const name of readdirSync(folder).sort()) {
    test(name, () => {
      const { seen, expected } = inspectFixture(name);
      const { items, nextPages, ...rest } = expected;
      expect({ ...seen, items: [] }).toMatchObject({ ...rest, items: [] });
      if (items) expect(seen.items.map((item, at) => pick(item, items[at]))).toEqual(items);
      if (nextPages) expect(seen.nextPages.slice(0, nextPages.length)).toEqual(nextPages);
    });
  }
});

/** The fields of `seen` that the expectation names. */
function pick<Whole extends object>(seen: Whole, named: Partial<Whole> | undefined): Partial<Whole> {
  const entries = Object.entries(seen).filter(([field]) => !named || field in named);
  return Object.fromEntries(entries) as Partial<Whole>;
}

test('reads a page the same whatever was read before it', () => {
  const names = readdirSync(folder).sort();
  const forwards = names.map((name) => inspectFixture(name).seen);
  const backwards = [...names].reverse().map((name) => inspectFixture(name).seen);
  expect(backwards.reverse()).toEqual(forwards);
});
