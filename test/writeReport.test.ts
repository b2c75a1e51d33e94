import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { load } from 'cheerio';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rules } from '../src/audit/rules/index.js';
import type { RunRecord } from '../src/model.js';
import { PAGE_LIMITS, type PageLimits } from '../src/report/pageLimits.js';
import { renderCsv } from '../src/report/renderCsv.js';
import { renderHtml } from '../src/report/renderHtml.js';
import { renderJson } from '../src/report/renderJson.js';
import type { RunSite } from '../src/store/runReader.js';
import { writeReport } from '../src/writeReport.js';
import { siteOf, storeOf, type SiteSketch } from './report/manySites.js';
import { record } from './report/runPieces.js';

const { run } = record([]);
let out = '';
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'shixian-report-'));
});
afterEach(() => rm(out, { recursive: true, force: true }));

const small: SiteSketch[] = [{ name: '甲局', columns: 4 }, { name: '乙局', columns: 16 }];
const large: SiteSketch[] = [
  { name: '甲局', columns: 3 },
  { name: '../../乙局 "><script>alert(1)</script>', columns: 75 },
  ...Array.from({ length: 9 }, (_, index) => ({ name: `${index}镇`, columns: 17 })),
];
const tight: PageLimits = { columns: 30, bytes: 60_000, sites: 4 };

async function written(sketches: SiteSketch[], limits: PageLimits = PAGE_LIMITS, store = storeOf(sketches)): Promise<string> {
  const report = await writeReport(store, run.id, { out, language: 'zh', limits });
  if (report === null) throw new Error('there is no such run');
  return report.folder;
}

function wholeRecord(sketches: SiteSketch[]): RunRecord {
  const sites = sketches.map(siteOf);
  const columns = sites.flatMap((site) => site.columns);
  return { run, columns, sites: sites.flatMap(({ verdict }) => verdict ?? []), rules, trend: [] };
}

async function filesIn(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(path.relative(folder, file).split(path.sep).join('/'), await readFile(file, 'utf8'));
  }
  return files;
}

const pagesOf = (files: Map<string, string>) => [...files].filter(([name]) => name.endsWith('.html'));
const sitePagesOf = (files: Map<string, string>) => pagesOf(files).filter(([name]) => name.startsWith('sites/'));

test('a small run is one page and two files, as they are rendered from the whole run', async () => {
  const whole = wholeRecord(small);
  expect(await filesIn(await written(small))).toEqual(new Map([
    ['findings.csv', renderCsv(whole, 'zh')],
    ['findings.json', renderJson(whole)],
    ['index.html', renderHtml(whole, 'zh')],
  ]));
  expect(await readdir(out)).toEqual([run.id]);
});

test('of a run that there is not no report is written', async () => {
  expect(await writeReport(storeOf(small), 'unknown', { out, language: 'zh' })).toBeNull();
  expect(await readdir(out)).toEqual([]);
});

describe('a large run', () => {
  let files: Map<string, string>;
  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'shixian-report-'));
    await writeReport(storeOf(large), run.id, { out: folder, language: 'zh', limits: tight });
    files = await filesIn(path.join(folder, run.id));
    await rm(folder, { recursive: true });
  });

  test('has a page for each site and unit, and every link leads somewhere', () => {
    const pages = pagesOf(files);
    expect(pages.map(([name]) => name).filter((name) => !name.includes('/'))).toEqual(['index-2.html', 'index-3.html', 'index.html']);
    for (const [name] of pages) expect(name).toMatch(/^(index|(sites\/\d{5}|units\/[0-9a-f]{16}|index)[-0-9a-f]*)\.html$/);

    const reached = new Set(['index.html']);
    for (const [name, text] of pages) {
      const page = load(text);
      expect(page('script')).toHaveLength(0);
      page('a[href]').each((_, link) => {
        const href = page(link).attr('href') ?? '';
        if (/^https?:/.test(href)) return;
        if (href.startsWith('#')) return void expect(page(href), `${name} ${href}`).toHaveLength(1);
        const target = path.posix.join(path.posix.dirname(name), href);
        expect(files.has(target), `${name} leads to ${target}`).toBe(true);
        reached.add(target);
      });
      if (name !== 'index.html') expect(page('.trail a').first().attr('href'), name).toMatch(/^(\.\.\/)?index\.html$/);
    }
    expect([...reached].sort()).toEqual(pages.map(([name]) => name).sort());
  });

  test('has every column on exactly one page of a site, and no page above the limits', () => {
    const paths = sitePagesOf(files).flatMap(([name, text]) => {
      const page = load(text);
      const rows = page('#columns tbody tr:not(.site-name)').map((_, row) => page(row).find('.path').text()).get();
      expect(rows.length, name).toBeLessThanOrEqual(tight.columns);
      const [chapters = ''] = /<main>[\s\S]*<\/main>/.exec(text) ?? [];
      expect(Buffer.byteLength(chapters), name).toBeLessThan(tight.bytes + 100);
      expect(Buffer.byteLength(text), name).toBeLessThan(tight.bytes + 25_000);
      return rows;
    });
    expect(paths.sort()).toEqual(wholeRecord(large).columns.map(({ column }) => column.path[0]).sort());
  });

  test('has in its two lists what one page would have, to the byte', () => {
    expect(files.get('findings.json')).toBe(renderJson(wholeRecord(large)));
    expect(files.get('findings.csv')).toBe(renderCsv(wholeRecord(large), 'zh'));
  });

  test('has all findings of the run on the pages of its sites, and those of a unit on its own page', () => {
    const keysOn = (text: string) => {
      const page = load(text);
      return page('.finding .evidence dd:last-child').map((_, key) => page(key).text()).get()
        .filter((key) => key.includes('|'));
    };
    const shown = sitePagesOf(files).flatMap(([, text]) => keysOn(text));
    const standing = wholeRecord(large).columns.flatMap(({ verdict }) => verdict.findings)
      .filter(({ level }) => level !== 'unreadable');
    expect(shown).toHaveLength(standing.length);
    for (const [name, text] of pagesOf(files).filter(([one]) => one.startsWith('units/'))) {
      const page = load(text);
      const [, unit = ''] = page('h1').text().split(' · ');
      expect(page('#findings, #resolved, #doubts, #unreadable').find('tbody tr').length, name).toBeGreaterThan(0);
      expect(page('.finding tr:first-child td:nth-child(2)').map((_, cell) => page(cell).text()).get()
        .filter((cell) => !cell.includes(unit)), name).toEqual([]);
    }
  });

  test('its index says what the whole run comes to, and lists each site once', () => {
    const index = load(files.get('index.html') ?? '');
    const one = load(renderHtml(wholeRecord(large), 'zh'));
    expect(index('.tiles').html()).toBe(one('.tiles').html());
    expect(index('.changes').html()).toBe(one('.changes').html());
    const listed = ['index.html', 'index-2.html', 'index-3.html'].flatMap((name) => {
      const page = load(files.get(name) ?? '');
      return page('table.sites').last().find('tbody a').map((_, link) => page(link).text()).get();
    });
    expect(listed).toEqual(large.map(({ name }) => name));
  });

  test('the same run gives the same bytes', async () => {
    expect(await filesIn(await written(large, tight))).toEqual(files);
  });

  test('never holds more than a site', async () => {
    setFlagsFromString('--expose_gc');
    const collect = runInNewContext('gc') as () => void;
    const refs: WeakRef<RunSite>[] = [];
    let most = 0;
    const store = storeOf(Array.from({ length: 12 }, (_, index) => ({ name: `${index}镇`, columns: 20 })), async () => {
      await nextTurn();
      collect();
      most = Math.max(most, refs.filter((ref) => ref.deref() !== undefined).length);
    });
    await writeReport(store, run.id, { out, language: 'zh', limits: tight, onSite: (site) => refs.push(new WeakRef(site)) });
    expect(refs).toHaveLength(12);
    // The last one given may still be held when the next is asked for.
    expect(most).toBeLessThanOrEqual(1);
  });

  test('a site of more than a thousand columns is shared out over pages of less than 2 MB', async () => {
    const folder = await written([{ name: '甲局', columns: 1100 }, { name: '乙局', columns: 10 }]);
    const sizes = await Promise.all((await readdir(path.join(folder, 'sites')))
      .map(async (name) => (await stat(path.join(folder, 'sites', name))).size));
    expect(sizes.length).toBeGreaterThan(2);
    expect(Math.max(...sizes)).toBeLessThan(2_000_000);
    expect((await stat(path.join(folder, 'index.html'))).size).toBeLessThan(100_000);
  });
});

describe('a report that is written again', () => {
  test('leaves no page of the one before, and what somebody else put beside it', async () => {
    const folder = await written(large, tight);
    await writeFile(path.join(folder, '批示.txt'), 'x');
    await written(small);
    expect((await readdir(folder)).sort()).toEqual(['findings.csv', 'findings.json', 'index.html', '批示.txt'].sort());
    expect(await readdir(out)).toEqual([run.id]);
  });

  test('that fails half-way leaves the one before as it was', async () => {
    const before = await filesIn(await written(small));
    let sites = 0;
    const failing = storeOf(large, async () => {
      if (++sites > 3) throw new Error('the disk is full');
    });
    await expect(written(large, tight, failing)).rejects.toThrow('the disk is full');
    expect(await filesIn(path.join(out, run.id))).toEqual(before);
    expect(await readdir(out)).toEqual([run.id]);
  });

  test('goes on where a killed one left its half', async () => {
    await mkdir(path.join(out, `.${run.id}.part`, 'sites'), { recursive: true });
    await writeFile(path.join(out, `.${run.id}.part`, 'findings.json'), '{');
    expect((await filesIn(await written(small))).get('findings.json')).toBe(renderJson(wholeRecord(small)));
    expect(await readdir(out)).toEqual([run.id]);
  });
});
