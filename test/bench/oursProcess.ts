/**
 * Our whole path, as `shixian run` walks it: fetch, charset, items, audit, store. Then the same again the day after,
 * over the same store and pages that have not changed. The clock runs from the call of `runAudit` to its end, what it
 * writes at the start and the end of a run included.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { loadConfig } from '../../src/config/loadConfig.js';
import { createCrawler } from '../../src/crawl/crawler.js';
import { keepHeapSmall } from '../../src/keepHeapSmall.js';
import type { Config, Day } from '../../src/model.js';
import { createReadingPool } from '../../src/visit/readingPool.js';
import { runAudit } from '../../src/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { answer, taskOfProcess, type Measured } from './contestant.js';
import { addressOf, hostOf, siteCount, type Field } from './field.js';
import { stopwatch } from './processorTime.js';

// As the program begins.
keepHeapSmall();
const { field, concurrency, warmUp, threads, folder } = taskOfProcess();
const pageReader = createReadingPool({ threads });
// Silent, as the others are.
const log = pino({ level: 'silent' });

const small = await configOf({ ...field, columns: warmUp }, 'warm');
const warmStore = await openStore(path.join(folder, 'warm.sqlite'));
await audit(small, warmStore, '2026-11-23');
await audit(small, warmStore, '2026-11-24');
await warmStore.close();

const config = await configOf(field, 'all');
const store = await openStore(path.join(folder, 'all.sqlite'));
const ours = await audit(config, store, '2026-11-23');
const unchanged = await audit(config, store, '2026-11-24');
await store.close();
await pageReader.close();
answer({ ours, unchanged });

async function audit(wanted: Config, into: Store, today: Day): Promise<Measured> {
  const crawler = createCrawler({ settings: wanted.crawl, version: '0', log, browserPath: null });
  let clock = Date.parse(`${today}T01:00:00Z`);
  const walk = {
    config: wanted, configName: 'bench', store: into, log, today, pageReader, now: () => new Date((clock += 1000)),
  };
  let pages = 0;
  let dates = 0;
  const measured = stopwatch();
  const onColumn = ({ lastVisit }: { lastVisit: { outcome: string; datedCount: number } | null }) => {
    if (lastVisit?.outcome === 'list') pages++;
    dates += lastVisit?.datedCount ?? 0;
  };
  await runAudit({ ...walk, onColumn }, crawler);
  const result = measured(pages, dates);
  await crawler.close();
  return result;
}

/** One page a column, no pause between requests to a host, and no robots.txt: the server is our own. */
async function configOf(wanted: Field, name: string): Promise<Config> {
  const sites = Array.from({ length: siteCount(wanted) }, (_, site) => site);
  const columnsOf = (site: number) =>
    Array.from({ length: wanted.columnsPerSite }, (_, place) => site * wanted.columnsPerSite + place)
      .filter((column) => column < wanted.columns);
  const lines = sites.flatMap((site) => [
    `  - { name: 第${site}站, url: "http://${hostOf(site)}:${wanted.port}/", robots: ignore, homepage: false, columns: [`,
    ...columnsOf(site).map((column) =>
      `      { name: 栏目${column}, url: "${addressOf(wanted, column)}", cadence: 按月, render: http, itemPages: 不取 },`),
    '    ] }',
  ]);
  const file = path.join(folder, `${name}.yaml`);
  await writeFile(file, `crawl:
  contact: "mailto:bench@example.invalid"
  perHostIntervalMs: 0
  concurrency: ${concurrency}
  retries: 0
  maxPages: 1
  allowHosts: [${sites.map((site) => `"${hostOf(site)}"`).join(', ')}]
sites:
${lines.join('\n')}
`);
  return loadConfig(file);
}
