/** 心跳: after each run a file is written and an address asked, so that other programs see that we are alive. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { checkedFetch } from '../crawl/checkedFetch.js';
import type { Day, HeartbeatSettings, Instant, Words } from '../model.js';
import { harmlessJson } from '../report/harmless.js';

export interface Heartbeat {
  /** Null where it failed before it began. */
  run: string | null;
  day: Day;
  started: Instant | null;
  ended: Instant | null;
  columns: number;
  readable: number;
  /** Columns that hours or allowances held back. */
  heldBack: number;
  /** Readable ones of those that were asked for, 0 to 1; 0 where none was. */
  share: number;
  doubtful: string | null;
  findings: Record<string, number>;
  nextDue: Instant | null;
  /** What is wrong with our own watching; see `ownTroubles`. */
  troubles: Words[];
  /** Nothing is wrong with it. */
  ok: boolean;
  version: string;
}

export interface HeartbeatWay {
  settings: HeartbeatSettings;
  /** Hosts of one's own network that may be asked. */
  allowHosts: string[];
  userAgent: string;
  log: Logger;
  /** Between two attempts. */
  pauseMs?: number;
}

const ATTEMPTS = 3;
const TIMEOUT_MS = 10_000;

/** Delivers it. What cannot be delivered is a warning, and never the end of a run. */
export async function sendHeartbeat(beat: Heartbeat, way: HeartbeatWay): Promise<void> {
  const { file, url, failUrl } = way.settings;
  if (file !== undefined) {
    await writeWhole(file, `${harmlessJson(beat, 2)}\n`).catch((error: unknown) =>
      way.log.warn({ file, why: error instanceof Error ? error.message : String(error) }, 'the heartbeat file could not be written'));
  }
  const address = beat.ok ? url : (failUrl ?? url);
  if (address !== undefined) await ask(address, beat, way);
}

/** A reader finds the old one or the new one, and never half of one. */
async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, text);
  await rename(part, file);
}

async function ask(url: string, beat: Heartbeat, { allowHosts, userAgent, log, pauseMs = 2_000 }: HeartbeatWay): Promise<void> {
  let why = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (attempt > 1) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const posted = { type: 'json', text: harmlessJson(beat) } as const;
    const answer = await checkedFetch({ url, posted, userAgent, allowHosts, timeoutMs: TIMEOUT_MS, maxBodyBytes: 64 * 1024 });
    if (answer.outcome === 'answered' && answer.status < 300) return;
    why = answer.outcome === 'answered' ? `status ${answer.status}` : `${answer.reason}: ${answer.detail}`;
    if (answer.outcome === 'failed' && (answer.reason === 'unsafe-address' || answer.reason === 'bad-url')) break;
  }
  // Only where it leads: such addresses carry their secret in the path.
  log.warn({ to: new URL(url).origin, why }, 'the heartbeat could not be delivered');
}
