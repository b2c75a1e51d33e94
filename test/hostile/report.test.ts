/** Hostile titles in every file of a report: on one page, on the pages of an index, of sites and of units. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../src/model.js';
import { PAGE_LIMITS, type PageLimits } from '../../src/report/pageLimits.js';
import type { RunHead, RunReader } from '../../src/store/runReader.js';
import { writeReport } from '../../src/writeReport.js';
import { hostileRecord } from '../report/hostileRecord.js';
import { readCsv } from '../report/readCsv.js';
import { record, today } from '../report/runPieces.js';
import { expectHarmless, hostileTitles } from './hostileTitles.js';

const titles = Object.values(hostileTitles);
const urls = ['javascript:alert(1)', 'data:text/html,x', 'https://site.example.invalid/a'];
/** One site for each title, of which everything that can be written says the title. */
const records = titles.map((text, index) => hostileRecord(text, urls[index % urls.length] ?? ''));

const FORMS: { name: string; language: Language; limits: PageLimits; pages: RegExp }[] = [
  // Larger than it may be otherwise, so that all titles stand on it.
  { name: 'one page, in English', language: 'en', limits: { ...PAGE_LIMITS, bytes: 10_000_000 }, pages: /^index\.html$/ },
  { name: 'an index and its parts', language: 'zh', limits: { columns: 1, bytes: 30_000, sites: 5 }, pages: /^(index(-\d+)?|(sites|units)\/.+)\.html$/ },
];

let home = '';
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'shixian-hostile-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

for (const { name, language, limits, pages } of FORMS)
  describe(name, () => {
    let files: Map<string, string>;
    beforeAll(async () => {
      const out = path.join(home, name);
      const written = await writeReport(storeOf(), record([]).run.id, { out, language, limits });
      files = await filesIn(written?.folder ?? '');
    });
    const html = () => [...files].filter(([file]) => file.endsWith('.html'));
    const spoken: string[] = [];

    test('has the pages that are meant', () => {
      for (const [file] of html()) expect(file).toMatch(pages);
      if (limits.columns === 1) expect(html().length).toBeGreaterThan(2 * titles.length);
    });

    test('no page holds a script, a handler, a strange link, or a sign that steers or hides', () => {
      for (const [file, text] of html()) {
        expectHarmless(text, file);
        expect(Buffer.byteLength(text), file).toBeLessThan(limits.columns === 1 ? 500_000 : 5_000_000);
        const page = load(text);
        spoken.push(page('body').text());
        expect(page('script, img, iframe, object, embed, base, form, svg[onload]').length, file).toBe(0);
        const names = page('*').map((_, element) => Object.keys(page(element).attr() ?? {})).get();
        expect(names.filter((attribute) => /^on|^src|^action|^formaction/i.test(attribute)), file).toEqual([]);
        page('[href], [xlink\\:href]').each((_, element) => {
          expect(page(element).attr('href'), file).toMatch(/^(https?:\/\/|#|(\.\.\/)*((sites|units)\/)?[\w.-]+\.html(#|$))/);
        });
      }
    });

    test('what was written can still be read', () => {
      const text = spoken.join('\n');
      for (const words of ['<script>alert(1)</script>', 'javascript:alert(1)', '&lt;b&gt;&#60;i&#62;', '[U+202E]fdp', '[U+001B][31m红', '[U+009B]31m红'])
        expect(text).toContain(words);
    });

    test('no cell of the list is a formula, and each row stays one', () => {
      const csv = files.get('findings.csv') ?? '';
      const rows = readCsv(csv);
      expectHarmless(csv.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
      expect(rows).toHaveLength(1 + 4 * titles.length);
      for (const row of rows) {
        expect(row).toHaveLength(rows[0]?.length ?? 0);
        for (const cell of row) expect(cell).not.toMatch(/^[\s\u200b]*[=+\-@\t\r]/);
      }
    });

    test('findings.json says each title as it was', () => {
      const read = JSON.parse(files.get('findings.json') ?? '') as { columns: { latest: { title: string } | null; site: { name: string } }[] };
      expect(read.columns.filter((_, index) => index % 2 === 0).map(({ latest }) => latest?.title)).toEqual(titles);
      expect(read.columns.map(({ site }) => site.name)).toEqual(titles.flatMap((title) => [title, title]));
    });
  });

function storeOf(): Pick<RunReader, 'runHead' | 'runSites'> {
  const byStatus = { fresh: 0, due: 0, overdue: 1, 'missing-period': 0, blank: 0, unreadable: 1, waived: 0, static: 0 };
  const { run } = record([]);
  const totals = { runId: run.id, day: today, columns: 2 * titles.length, readable: titles.length, items: 0, byStatus, heldBack: 0 };
  const named = { ...run, configName: titles.join('') };
  const head: RunHead = { run: named, trend: [totals, totals], totals, judgedSites: titles.length };
  return {
    runHead: async () => head,
    async *runSites() {
      for (const { columns, sites } of records) {
        const [first] = columns;
        if (first) yield { siteKey: first.siteKey, siteName: first.siteName, columns, verdict: sites[0] ?? null };
      }
    },
  };
}

async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(await Promise.all(paths.map(async (file) => [path.relative(folder, file), await readFile(file, 'utf8')] as const)));
}
