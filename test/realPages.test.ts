/**
 * The main job on real pages: saved column pages, articles and endpoints are served on loopback, listed as columns, and
 * read by `shixian run`. The pages are other people's and no part of the project: without them nothing is tested here.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnStatus, RunColumn } from '../src/model.js';
import { openStore } from '../src/store/store.js';
import { serve, type Handler, type Loopback } from './crawl/loopback.js';
import { shixian, writeConfig } from './doors/program.js';

const pagesFolder = fileURLToPath(new URL('../../shared/pages', import.meta.url));

interface Gold {
  file: string;
  kind: 'list' | 'article' | 'endpoint' | 'blank' | 'unreadable';
  http_status?: number | null;
  item_count?: number | null;
}

describe.skipIf(!existsSync(pagesFolder))('a run over real pages', () => {
  let gold: (Gold & { name: string })[];
  let server: Loopback;
  let folder: string;
  let columns: Map<string, RunColumn>;
  let ended: Awaited<ReturnType<typeof shixian>>;

  beforeAll(async () => {
    gold = (await Promise.all(['gov', 'related', 'hard'].map(goldOf))).flat();
    server = await serve(Object.fromEntries(await Promise.all(gold.map(served))));
    folder = await mkdtemp(path.join(tmpdir(), 'shixian-pages-'));
    // Over HTTP only: no script of theirs ever runs.
    const asked = gold.map(({ name }): [string, string] => [name, `url: "${server.origin}/${name}", cadence: 按月`]);
    const config = await writeConfig(folder, server.origin, Object.fromEntries(asked));
    const places = ['--db', path.join(folder, 'a.sqlite'), '--out', path.join(folder, 'reports')];
    ended = await shixian(['run', '--config', config, ...places, '--log-level', 'silent'], '2026-11-23');

    const store = await openStore(path.join(folder, 'a.sqlite'));
    const run = await store.readRun((await store.latestRun())?.id ?? '');
    await store.close();
    columns = new Map(run?.columns.map((column) => [column.column.path[0] ?? '', column]));
  }, 120_000);

  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const statusOf = (name: string): ColumnStatus | undefined => columns.get(name)?.verdict.status;
  const ofKind = (kind: Gold['kind']) => gold.filter((page) => page.kind === kind).map(({ name }) => name);
  const otherThan = (kind: Gold['kind'], allowed: ColumnStatus[]) =>
    ofKind(kind).map((name) => [name, statusOf(name)]).filter(([, status]) => !allowed.includes(status as ColumnStatus));

  test('visits every page and writes its report', async () => {
    expect(ended.err).toBe('');
    expect(ended.code).toBe(0);
    expect(columns.size).toBe(gold.length);
    const [run = ''] = await readdir(path.join(folder, 'reports'));
    const html = await readFile(path.join(folder, 'reports', run, 'index.html'), 'utf8');
    for (const name of gold.map((page) => page.name)) expect(html).toContain(name);
  });

  test('calls nothing that cannot be read blank, overdue or missing', () =>
    expect(otherThan('unreadable', ['unreadable'])).toEqual([]));

  test('calls an article no overdue column', () => expect(otherThan('article', ['unreadable'])).toEqual([]));

  test('calls a blank column blank, or says that it could not read it', () =>
    expect(otherThan('blank', ['blank', 'unreadable'])).toEqual([]));

  test('calls no list blank', () =>
    expect(ofKind('list').filter((name) => statusOf(name) === 'blank')).toEqual([]));

  test('reads at least 95 in 100 of the lists whose rows can be counted, with every row', () => {
    const counted = gold.filter(({ kind, item_count }) => kind === 'list' && (item_count ?? 0) > 0);
    const wrong = counted
      .map(({ name, item_count }) => ({ name, item_count, seen: columns.get(name)?.lastVisit }))
      .filter(({ item_count, seen }) => seen?.outcome !== 'list' || seen.itemCount !== item_count);
    const named = wrong.map(({ name, item_count, seen }) => `${name}: ${seen?.itemCount} of ${item_count}`);
    expect(wrong.length, named.join(', ')).toBeLessThanOrEqual(counted.length * 0.05);
  });
});

/** The pages of one folder, each under a name that fits an address and a column: `gov-list-a.html`. */
async function goldOf(set: string): Promise<(Gold & { name: string })[]> {
  const pages = JSON.parse(await readFile(path.join(pagesFolder, set, 'gold.json'), 'utf8')) as Gold[];
  return pages.map((page) => ({
    ...page, name: `${set}-${page.file.replace(/[^\w.-]/g, '-')}`, file: path.join(pagesFolder, set, page.file),
  }));
}

/** As a server without an opinion on charsets serves it. */
async function served({ name, file, http_status }: Gold & { name: string }): Promise<[string, Handler]> {
  const body = await readFile(file);
  const type = file.endsWith('.json') ? 'application/json' : 'text/html';
  const status = http_status ?? 200;
  return [`/${name}`, (_request, response) => void response.writeHead(status, { 'content-type': type }).end(body)];
}
