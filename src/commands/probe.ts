/** `shixian probe`: one round of probes; the schedule makes its rounds through here too. */
import { createCrawler, type Crawler } from '../crawl/crawler.js';
import { EXIT } from '../exitCodes.js';
import type { Probe, Settings, Site, Watchlist } from '../model.js';
import { probeCrawl, probeSites, type Probed } from '../run/probeSites.js';
import { plainText } from '../report/pageText.js';
import { unreadableName } from '../report/words.js';
import { openStore } from '../store/store.js';
import { openChosen } from './chooseColumns.js';
import { logger, say, type Context } from './context.js';
import { DEFAULT_DB, type RunOptions } from './options.js';

export async function probeCommand(context: Context, options: RunOptions): Promise<number> {
  const config = await openChosen(options);
  const prober = createProber(context, options.db ?? DEFAULT_DB);
  try {
    const round = await prober.round(config, ({ site, probe }) => tell(context, site, probe));
    if (round === null) return EXIT.unexpected;
    tellControl(context, config, round);
    return EXIT.done;
  } finally {
    await prober.close();
  }
}

/** What a round found. */
export interface Round {
  sites: number;
  answered: number;
  /** Whether a control address answered; null where none is configured. */
  control: boolean | null;
}

/** Makes rounds over configurations that may change in between; robots.txt is asked for once for all of them. */
export interface Prober {
  /**
   * One round, its probes kept in the database a few hundred at a time; null where it was stopped half-way: what came before
   * is kept, and nothing of what the stop cut off.
   */
  round(config: Watchlist, onProbed?: (probed: Probed) => void): Promise<Round | null>;
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
    async round(config, onProbed) {
      const settings = probeCrawl(config);
      const { timezone } = config;
      const setBy = JSON.stringify({ settings, timezone });
      if (crawler === null || setFor !== setBy) {
        await close();
        const { version, now } = context;
        crawler = createCrawler({ settings, version, log, browserPath: null, timezone, now });
        setFor = setBy;
      }
      const round: Round = { sites: 0, answered: 0, control: null };
      let unkept: Probe[] = [];
      const keep = async () => {
        await recordProbes(db, unkept);
        unkept = [];
      };
      for await (const probed of probeSites(crawler, config, context.now())) {
        if (context.signal.aborted) return null;
        onProbed?.(probed);
        round.sites += 1;
        round.answered += probed.probe.answered ? 1 : 0;
        round.control = probed.probe.controlAnswered;
        unkept.push(probed.probe);
        if (unkept.length === KEPT_AT_ONCE) await keep();
      }
      if (context.signal.aborted) return null;
      await keep();
      return round;
    },
    async close() {
      context.signal.removeEventListener('abort', onStop);
      await close();
    },
  };
}

const KEPT_AT_ONCE = 200;

/** The database is opened for each writing and not kept open, so that backups and other commands find it free. */
async function recordProbes(db: string, probes: readonly Probe[]): Promise<void> {
  if (probes.length === 0) return;
  const store = await openStore(db);
  try {
    await store.recordProbes(probes);
  } finally {
    await store.close();
  }
}

function tell(context: Context, { name }: Site, { answered, status, ms, reason }: Probe): void {
  const site = plainText(name, 60);
  const code = status === null ? '' : ` ${status}`;
  const why = reason === null ? { zh: '', en: '' } : unreadableName(reason);
  say(context, answered
    ? { zh: `✓ ${site}  已打开${code}  ${ms} 毫秒`, en: `✓ ${site}  answered${code}  ${ms} ms` }
    : { zh: `✗ ${site}  未能打开${code}  ${why.zh}`, en: `✗ ${site}  not open${code}  ${why.en}` });
}

function tellControl(context: Context, { probe }: Settings, { control }: Round): void {
  if (probe.control.length === 0) {
    say(context, {
      zh: '没有配置对照网址（probe.control）：分不清是谁断网，失败的探测不计入可用性。',
      en: 'No control address (probe.control): whose network was down cannot be told, so failures do not count.',
    });
  } else if (control === false) {
    say(context, {
      zh: '对照网址都打不开，更可能是本机断网：这一轮的失败不计入可用性。',
      en: 'No control address answered, so our own network is down, most likely: failures of this round do not count.',
    });
  }
}
