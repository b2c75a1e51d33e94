import { describe, expect, test } from 'vitest';
import { renderJson } from '../../src/report/renderJson.js';
import { expectHarmless, hostileTitles } from '../hostile/hostileTitles.js';
import { hostileRecord } from './hostileRecord.js';
import { summarise } from '../../src/report/summarise.js';
import { sampleRecord } from './sampleRecord.js';

const json = renderJson(sampleRecord());

/** What these tests look at; programs that read the file know no more than its text. */
interface Findings {
  schema: string;
  summary: object;
  columns: { key: string; status: string; ageDays: number | null; ledger: { period: string; state: string }[] }[];
  findings: { key: string; event: string; description: { zh: string; en: string }; evidence: object[] }[];
  unreadable: { reason: string; remedy: { zh: string }; lastReadable: string | null }[];
  rules: { id: string }[];
}
const document = JSON.parse(json) as Findings;

describe('findings.json', () => {
  test('the same record gives the same bytes', () => expect(renderJson(sampleRecord())).toBe(json));

  test('ends in a newline and is indented by two', () => {
    expect(json.endsWith('}\n')).toBe(true);
    expect(json.split('\n')[1]).toBe('  "schema": "shixian.findings/1",');
  });

  test('keeps its names in their order', () => {
    expect(Object.keys(document)).toEqual(['schema', 'run', 'summary', 'columns', 'findings', 'unreadable', 'rules', 'units', 'trend', 'sites']);
    expect(Object.keys(document.findings[0] ?? {})).toEqual([
      'key',
      'rule',
      'level',
      'event',
      'openedOn',
      'columnKey',
      'site',
      'path',
      'url',
      'cadence',
      'unit',
      'period',
      'latestDate',
      'ageDays',
      'description',
      'basis',
      'evidence',
      'reopened',
      'notices',
    ]);
  });

  test('carries the same counts as the headline', () => expect(document.summary).toEqual(summarise(sampleRecord())));

  test('holds every column, with its ledger', () => {
    expect(document.columns).toHaveLength(15);
    expect(document.columns[0]?.ledger.at(-1)).toMatchObject({ period: '2026-03', state: 'pending' });
    expect(document.columns[0]?.ageDays).toBe(78);
  });

  test('holds findings that stand, were resolved, or wait to be checked', () => {
    expect(document.findings).toHaveLength(10);
    expect(document.findings.map(({ event }) => event)).toEqual(expect.arrayContaining(['resolved', 'unverified']));
  });

  test('tells of each unreadable column why, and what to do', () => {
    expect(document.unreadable.map(({ reason }) => reason)).toEqual(['challenge', 'timeout']);
    expect(document.unreadable[0]).toMatchObject({ lastReadable: '2026-03-01' });
    expect(document.unreadable[0]?.remedy.zh).toContain('白名单');
  });

  test('a what-if without a lifecycle says null, not a guess', () => {
    const record = sampleRecord();
    const whatIf = { ...record, columns: record.columns.map((column) => ({ ...column, changes: [] })) };
    const { findings } = JSON.parse(renderJson(whatIf)) as Findings;
    expect(findings).toHaveLength(8);
    expect(findings.every(({ event }) => event === null)).toBe(true);
  });
});

describe('hostile titles in findings.json', () => {
  const { 'a megabyte': _, ...titles } = hostileTitles;
  for (const [title, text] of Object.entries(titles))
    test(`${title}: harmless for who looks at the file, the same text for who reads it`, () => {
      const written = renderJson(hostileRecord(text, 'https://a.example.invalid/'));
      expectHarmless(written);
      expect(JSON.parse(written)).toMatchObject({ columns: [{ site: { name: text }, path: [text, text] }, {}] });
    });
});
