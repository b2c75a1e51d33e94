/** `shixian probe`: one round of probes; the schedule makes its rounds through here too. */
import { loadConfig } from '../config/loadConfig.js';
import { createCrawler, type Crawler } from '../crawl/crawler.js';
import { EXIT } from '../exitCodes.js';
import type { Config, Probe, Site } from '../model.js';
import { probeCrawl, probeSites } from '../probeSites.js';
import { plainText } from '../report/pageText.js';
import { unreadableName } from '../report/words.js';
import { openStore } from '../store/store.js';
import { allowing, narrow } from './chooseColumns.js';
import { logger, say, type Context } from './context.js';
import { DEFAULT_CONFIG, DEFAULT_DB, type RunOptions } from './options.js';

export async function probeCommand(context: Context, options: RunOptions): Promise<number> {
  const config = narrow(allowing(await loadConfig(options.config ?? DEFAULT_CONFIG), options.allowHost), options);
  const prober = createProber(context, options.db ?? DEFAULT_DB);
  try {
    const probes = await prober.round(config);
    if (probes === null) return EXIT.unexpected;
    for (const [index, probe] of probes.entries()) tell(context, config.sites[index] as Site, probe);
    tellControl(context, config, probes[0]);
    return EXIT.done;
  } finally {
    await prober.close();
  }
}

/** Makes rounds over configurations that may change in between; robots.txt is asked for once for all of them. */
export interface Prober {
  /** The probes of one round, kept in the database; null where it was stopped half-way, and nothing of it is kept. */
  round(config: Config): Promise<Probe[] | null>;
  close(): Promise<void>;
}

export function createProber(context: Context, db: string): Prober {
  const log = logger(context, 'info');
  let crawler: Crawler | null = null;
  let setFor = '';
  const close = async () => crawler?.close();
  // Probes under way end at once then, as failed, and are not kept.
  const onStop = () => void close();
  context.signal.addEventListener('abort', onStop, { once: true });
  return {
    async round(config) {
      const settings = probeCrawl(config);
      if (crawler === null || setFor !== JSON.stringify(settings)) {
        await close();
        crawler = createCrawler({ settings, version: context.version, log, browserPath: null });
        setFor = JSON.stringify(settings);
      }
      const probes = await probeSites(crawler, config, context.now());
      if (context.signal.aborted) return null;
      const store = await openStore(db);
      try {
        await store.recordProbes(probes);
      } finally {
        await store.close();
      }
      return probes;
    },
    async close() {
      context.signal.removeEventListener('abort', onStop);
      await close();
    },
  };
}

function tell(context: Context, { name }: Site, { answered, status, ms, reason }: Probe): void {
  const site = plainText(name, 60);
  const code = status === null ? '' : ` ${status}`;
  const why = reason === null ? { zh: '', en: '' } : unreadableName(reason);
  say(context, answered
    ? { zh: `✓ ${site}  已打开${code}  ${ms} 毫秒`, en: `✓ ${site}  answered${code}  ${ms} ms` }
    : { zh: `✗ ${site}  未能打开${code}  ${why.zh}`, en: `✗ ${site}  not open${code}  ${why.en}` });
}

function tellControl(context: Context, { probe }: Config, first: Probe | undefined): void {
  if (probe.control.length === 0) {
    say(context, {
      zh: '没有配置对照网址（probe.control）：分不清是谁断网，失败的探测不计入可用性。',
      en: 'No control address (probe.control): whose network was down cannot be told, so failures do not count.',
    });
  } else if (first?.controlAnswered === false) {
    say(context, {
      zh: '对照网址都打不开，更可能是本机断网：这一轮的失败不计入可用性。',
      en: 'No control address answered, so our own network is down, most likely: failures of this round do not count.',
    });
  }
}
