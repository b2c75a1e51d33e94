/**
 * Crawlee's CheerioCrawler doing fetch and dates only, with what makes it quick: memory storage that writes nothing, a
 * list of requests instead of a queue, no sessions, no retries, no made-up browser headers, and as many requests at once
 * as everybody has from the beginning, so that its scaling never holds it back.
 *
 * It is installed by the bench alone, in a folder that the last argument names: no part of the project.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { answer, taskOfProcess, type Measured } from './contestant.js';
import { addressesInTurns } from './field.js';
import { stopwatch } from './processorTime.js';

/** As much of Crawlee's types as is used here. */
interface Crawlee {
  CheerioCrawler: new (options: object, configuration: object) => { run(): Promise<unknown> };
  Configuration: new (options: object) => object;
  RequestList: { open(name: null, addresses: string[], options: object): Promise<object> };
  log: { setLevel(level: number): void; LEVELS: { OFF: number } };
}

interface Page {
  $: (selector: string) => { each(visit: (index: number, element: object) => void): void };
}

const { field, concurrency, warmUp } = taskOfProcess();
const require = createRequire(pathToFileURL(`${process.argv[3]}/`));
const { CheerioCrawler, Configuration, RequestList, log } =
  (await import(pathToFileURL(require.resolve('@crawlee/cheerio')).href)) as Crawlee;
log.setLevel(log.LEVELS.OFF);
const addresses = addressesInTurns(field);

await crawl(addresses.slice(0, warmUp));
const crawlee = await crawl(addresses);
if (crawlee) answer({ crawlee });

/** From the first request to the last result; null where there was none. */
async function crawl(wanted: string[]): Promise<Measured | null> {
  const configuration = new Configuration({ persistStorage: false, availableMemoryRatio: 1, purgeOnStart: false });
  const requestList = await RequestList.open(null, wanted, { keepDuplicateUrls: true });
  let measured: ReturnType<typeof stopwatch> | null = null;
  let last: Measured | null = null;
  let pages = 0;
  let dates = 0;
  const crawler = new CheerioCrawler(
    {
      requestList,
      minConcurrency: concurrency,
      maxConcurrency: concurrency,
      maxRequestRetries: 0,
      useSessionPool: false,
      persistCookiesPerSession: false,
      autoscaledPoolOptions: {
        systemStatusOptions: { maxEventLoopOverloadedRatio: 1, maxCpuOverloadedRatio: 1, maxMemoryOverloadedRatio: 1 },
        loggingIntervalSecs: null,
      },
      statisticsOptions: { logIntervalSecs: 3_600 },
      preNavigationHooks: [
        (_context: object, options: { useHeaderGenerator?: boolean }) => {
          measured ??= stopwatch();
          Object.assign(options, { useHeaderGenerator: false });
        },
      ],
      requestHandler: ({ $ }: Page) => {
        $('ul.list li span.date').each((_index, element) => {
          if (/^\d{4}-\d\d-\d\d$/.test(($ as unknown as (one: object) => { text(): string })(element).text())) dates++;
        });
        pages++;
        if (pages === wanted.length) last = measured?.(pages, dates) ?? null;
      },
    },
    configuration,
  );
  await crawler.run();
  return last;
}
