/** One mutated page after the other, each followed from its number alone: read, timed, and held against the promises. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decode } from '../../../src/crawl/decode.js';
import { readPage } from '../../../src/extract/readPage.js';
import type { Reading } from '../../../src/model.js';
import { drawing, mutated } from './mutations.js';
import { brokenPromises, OWN_ADDRESS } from './promises.js';

export interface JudgedPage {
  number: number;
  /** The fixture that it was made from. */
  from: string;
  /** What was done to it. */
  done: string[];
  kind: Reading['kind'] | 'threw';
  ms: number;
  broken: string[];
  /** The mutated page, where something is wrong with it. */
  text?: string;
}

/** The day on which fixtures are read, unless they say another. */
const TODAY = '2026-03-17';

/** @param folder  of fixtures, each with page.html or page.json, and expected.json */
export function pageJudge(folder: string, seed: number): (number: number) => JudgedPage {
  const fixtures = readdirSync(folder).sort().map((name) => {
    const html = path.join(folder, name, 'page.html');
    const text = readFileSync(existsSync(html) ? html : path.join(folder, name, 'page.json'), 'utf8');
    const { given } = JSON.parse(readFileSync(path.join(folder, name, 'expected.json'), 'utf8')) as { given?: { today?: string } };
    return { name, text, today: given?.today ?? TODAY };
  });
  const texts = fixtures.map(({ text }) => text);
  const readings = new Map<string, Reading>();

  return (number) => {
    const draw = drawing(Math.imul(seed, 2_654_435_761) + number);
    const { name, text: original, today } = fixtures[draw(fixtures.length)] as (typeof fixtures)[number];
    const { body, done, onlyRemoves } = mutated(original, texts, draw);
    const before = readings.get(name) ?? readPage({ text: original, url: OWN_ADDRESS }, { today });
    readings.set(name, before);
    const startMs = performance.now();
    try {
      const { text } = decode(body, 'text/html');
      const reading = readPage({ text, url: OWN_ADDRESS }, { today });
      const ms = performance.now() - startMs;
      const broken = brokenPromises({ text, original, onlyRemoves, before, reading, today });
      return { number, from: name, done, kind: reading.kind, ms, broken, ...(broken.length > 0 && { text }) };
    } catch (error) {
      const broken = [`threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`.slice(0, 400)];
      return { number, from: name, done, kind: 'threw', ms: performance.now() - startMs, broken };
    }
  };
}
