import { expect, test } from 'vitest';
import { writtenOutAt } from '../../src/extract/readers/scriptData.js';

for (const [script, json] of [
  ['{ a: 10, b: 0, c: 0.5, d: true }', '{"a":10,"b":0,"c":0.5,"d":true}'],
  ['{ a: "010" }', '{"a":"010"}'],
  ['{ a: 010 }', null],
  ['[00]', null],
] as const)
  test(`${script} ${json === null ? 'is not known' : 'is written out'}`, () => expect(writtenOutAt(script)).toBe(json));
