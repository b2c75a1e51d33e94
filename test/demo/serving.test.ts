import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startDemo, type Demo } from '../../fixtures/demo/demo.js';
import { encodeGbk } from '../../fixtures/demo/gbk.js';
import { columnKey, type DemoSite } from '../../fixtures/demo/site.js';
import { demoSites } from '../../fixtures/demo/sites.js';
import { todays } from './todays.js';

test('writes GBK that a decoder reads back', () => {
  const text = '临交〔2026〕3号 “三公”经费 2026-03-05 ①★';
  expect(new TextDecoder('gbk', { fatal: true }).decode(encodeGbk(text))).toBe(text);
});

test('refuses a letter that GBK has no bytes for', () => expect(() => encodeGbk('©')).toThrow('GBK cannot write'));

test('the same day gives the same bytes, another day others', () => {
  const bytesOn = (today: string): string[] =>
    demoSites(today).flatMap((site) =>
      site.columns.map(({ address }) => Buffer.from(site.answer(address ?? '/').body).toString('base64')),
    );
  expect(bytesOn('2026-03-17')).toEqual(bytesOn('2026-03-17'));
  expect(bytesOn('2026-03-17')).not.toEqual(bytesOn('2026-03-18'));
});

describe.each(todays)('on %s', (today) => {
  const sites = demoSites(today);
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo(today);
  });
  afterAll(async () => {
    await demo.close();
  });

  test('the configuration names every expected column at an address of its own', () => {
    const hosts = (parse(demo.configYaml) as { crawl: { allowHosts: string[] } }).crawl.allowHosts;
    const leaves = leavesOf(parse(demo.configYaml));
    expect(leaves.map((leaf) => leaf.key)).toEqual(demo.expected.map((column) => column.key));
    expect(new Set(leaves.map((leaf) => leaf.url)).size).toBe(leaves.length);
    for (const leaf of leaves) expect(hosts).toContain(new URL(leaf.url).host);
  });

  test('every address answers as planned', async () => {
    for (const leaf of leavesOf(parse(demo.configYaml))) {
      const column = columnOf(sites, leaf.key);
      if (column.defects.includes('unreachable')) {
        await expect(fetch(leaf.url), leaf.key).rejects.toThrow();
        continue;
      }
      const response = await fetch(leaf.url);
      const status = column.defects.includes('http-500') ? 500 : column.defects.includes('challenge-412') ? 412 : 200;
      expect(response.status, leaf.key).toBe(status);
      const charset = leaf.key.startsWith('临溪县') ? 'gbk' : 'utf-8';
      const text = new TextDecoder(charset, { fatal: true }).decode(await response.arrayBuffer());
      expect(text, leaf.key).toMatch(/<html.*<\/html>/s);
    }
  });

  test('pages in GBK declare it in the header, in the page, wrongly or not at all', () => {
    const [site] = sites;
    const declared = new Set(
      site?.columns.map(({ address }) => {
        const { headers, body } = site.answer(address ?? '/');
        return `${headers['content-type']} ${/charset="?[\w-]+/.exec(Buffer.from(body).toString('latin1'))?.[0] ?? ''}`;
      }),
    );
    expect([...declared].sort()).toEqual([
      'text/html ',
      'text/html charset="gb2312',
      'text/html; charset=GBK ',
      'text/html; charset=utf-8 charset="gb2312',
    ]);
  });

  test('all rows of a static column stand on its pages, each once and in order', () => {
    const [site] = sites;
    for (const column of site?.columns ?? []) {
      if (site === undefined || column.address === null || column.rows.length === 0) continue;
      const titles: string[] = [];
      let address: string | undefined = column.address;
      while (address !== undefined) {
        const $ = load(new TextDecoder('gbk').decode(site.answer(address).body));
        titles.push(...$('.main .doc_list a, .main table a').toArray().map((link) => $(link).text()));
        const next = $('.page a').filter((_, link) => $(link).text() === '下一页').attr('href');
        address = next === undefined ? undefined : new URL(next, `http://demo.invalid${address}`).pathname;
      }
      expect(titles, column.path.join('/')).toEqual(column.rows.map((row) => row.title));
    }
  });

  test('the page of a fragment column holds no row of its own, the fragment all of them', () => {
    const site = sites[1];
    for (const column of site?.columns ?? []) {
      if (site === undefined || !column.address?.startsWith('/public/column/')) continue;
      const page = load(textOf(site, column.address));
      expect(page('#xxgk_list').text()).toBe('');
      const catalogue = /catId=(\d+)/.exec(column.address)?.[1];
      const found: string[] = [];
      for (let index = 1; index === 1 || found.length % 15 === 0; index += 1) {
        const none = encodeURIComponent('暂无相关信息');
        const query = `labelName=publicInfoList&catId=${catalogue}&pageIndex=${index}&result=${none}`;
        const fragment = load(textOf(site, `/site/label/8888?${query}`));
        const titles = fragment('li a').toArray().map((link) => fragment(link).text());
        if (column.rows.length === 0) expect(fragment.text()).toBe('暂无相关信息');
        if (titles.length === 0) break;
        found.push(...titles);
        const next = fragment('.page a').last();
        if (next.text() === '下一页') expect(site.answer(next.attr('href') ?? '').status).toBe(200);
      }
      expect(found, column.path.join('/')).toEqual(column.rows.map((row) => row.title));
    }
  });

  test('the interface behind a drawn page gives days as milliseconds in China', () => {
    const site = sites[2];
    for (const column of site?.columns ?? []) {
      if (site === undefined || column.rows.length === 0) continue;
      const text = textOf(site, `/api/columns/${column.address?.split('/').pop()}.json`);
      const { results } = (JSON.parse(text) as { data: { results: { title: string; publishedTime: number }[] } }).data;
      const days = results.map((row) => new Date(row.publishedTime + 8 * 3_600_000).toISOString().slice(0, 10));
      expect(days).toEqual(column.rows.map((row) => row.day));
    }
  });

  test('no link of the demo leads nowhere', () => {
    for (const site of sites.slice(0, 2)) {
      const seen = new Set(['/']);
      for (const address of seen) {
        const answer = site.answer(address);
        expect(answer.status, address).not.toBe(404);
        const $ = load(new TextDecoder(site === sites[0] ? 'gbk' : 'utf-8').decode(answer.body));
        for (const link of $('a[href]').toArray()) {
          const url = new URL($(link).attr('href') ?? '', `http://demo.invalid${address}`);
          seen.add(url.pathname + url.search);
        }
      }
      expect(seen.size).toBeGreaterThan(site.columns.length);
    }
  });

  test('no page shows a day after today but where one is planted', () => {
    for (const site of sites) {
      for (const column of site.columns) {
        if (column.address === null || column.expected.findings.some(({ rule }) => rule === 'future-date')) continue;
        const text = new TextDecoder(site === sites[0] ? 'gbk' : 'utf-8').decode(site.answer(column.address).body);
        expect(daysIn(text).filter((day) => day > today), columnKey(site, column)).toEqual([]);
      }
    }
  });
});

/** Days written in full, in figures or as 2026年3月5日. */
function daysIn(text: string): string[] {
  return [...text.matchAll(/(20\d\d)[-/年](\d{1,2})[-/月](\d{1,2})(?!\d)/g)].map(
    ([, year, month, day]) => `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`,
  );
}

function textOf(site: DemoSite, address: string): string {
  return new TextDecoder().decode(site.answer(address).body);
}

function columnOf(sites: DemoSite[], key: string) {
  for (const site of sites) {
    for (const column of site.columns) if (columnKey(site, column) === key) return column;
  }
  throw new Error(`no column ${key}`);
}

interface Node {
  name: string;
  url: string;
  columns?: Node[];
}

function leavesOf(config: { sites: Node[] }): { key: string; url: string }[] {
  const walk = (node: Node, before: string[]): { key: string; url: string }[] => {
    const path = [...before, node.name];
    return node.columns?.flatMap((child) => walk(child, path)) ?? [{ key: path.join('/'), url: node.url }];
  };
  return config.sites.flatMap((site) => walk(site, []));
}
