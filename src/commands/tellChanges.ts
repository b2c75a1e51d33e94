/** Tells whoever is configured what a run changed, and what still waits. Whatever goes wrong here is no matter of the run. */
import { deliverWaiting, keepNews, meansOf, type Attempted, type Telling } from '../run/messages.js';
import { letterOf } from '../notify/letter.js';
import type { Run, Settings, Words } from '../model.js';
import { takeFileLock, type FileLock } from '../store/fileLock.js';
import type { Store } from '../store/store.js';
import { logger, say, type Context } from './context.js';

export interface Outbox {
  context: Context;
  store: Store;
  db: string;
  config: Pick<Settings, 'timezone' | 'calendar' | 'crawl' | 'messages'>;
}

/** @param run  one that has ended */
export async function tellOfRun(outbox: Outbox, run: Run): Promise<void> {
  await quietly(outbox, async (config) => {
    await keepNews(outbox.store, config, run, outbox.context.now());
    await deliver(outbox, config, false);
  });
}

/** What waits from before: for hours in which it may go out, or after a failure. */
export async function deliverOutbox(outbox: Outbox): Promise<void> {
  await quietly(outbox, async (config) => void (await deliver(outbox, config, false)));
}

/** The same because a person asks for it: what failed a while ago is tried again at once. */
export async function deliverNow(outbox: Outbox, config: Telling): Promise<Attempted[]> {
  return (await alone(outbox, () => deliver(outbox, config, true))) ?? [];
}

async function quietly(outbox: Outbox, work: (config: Telling) => Promise<void>): Promise<void> {
  const { context, config } = outbox;
  const { messages } = config;
  if (!messages) return;
  try {
    await alone(outbox, () => work({ ...config, messages }));
  } catch (error) {
    logger(context).error({ err: error }, 'messages failed; the run stands');
    say(context, {
      zh: '消息没有发出（见日志）；巡检结果不受影响，下次运行时再发。',
      en: 'Messages could not be sent (see the log). The run stands; they are sent at the next start.',
    });
  }
}

/** Two that deliver at once would tell everything twice. Null where another process delivers and does not come to its end. */
async function alone<Result>({ context, store, db }: Outbox, work: () => Promise<Result>): Promise<Result | null> {
  const lock = await lockWithin(db, WAIT_MS);
  if (lock === null) {
    say(context, {
      zh: '另一个程序正在发送消息；本次的变化由它之后的下一次运行发送。',
      en: 'Another process is sending messages; what changed now is sent at the next start after it.',
    });
    return null;
  }
  try {
    for (const { target } of await store.takeBackInterrupted()) {
      say(context, {
        zh: `上次向 ${target} 发送消息时程序中断，对方是否收到不能确定；将再发一次，并注明可能重复。`,
        en: `The program ended while a message to ${target} was under way. Whether it arrived is not known: it is sent again, and says so.`,
      });
    }
    return await work();
  } finally {
    await lock.release();
  }
}

const WAIT_MS = 30_000;
const LOOK_AGAIN_MS = 250;

async function lockWithin(db: string, waitMs: number): Promise<FileLock | null> {
  const until = performance.now() + waitMs;
  for (;;) {
    const lock = await takeFileLock(db, 'message');
    if (lock !== null || performance.now() >= until) return lock;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

async function deliver({ context, store }: Outbox, config: Telling, isAsked: boolean): Promise<Attempted[]> {
  const means = meansOf(config, context.version, context.now);
  const attempted = await deliverWaiting(store, config, { now: context.now, means, isAsked, log: logger(context) });
  for (const one of attempted) {
    const words = attemptWords(one);
    if (words !== null) say(context, words);
  }
  return attempted;
}

function attemptWords({ message, result }: Attempted): Words | null {
  const { target, digest } = message;
  const title = (language: 'zh' | 'en') => letterOf(digest, language, false).title;
  if (result === 'not-yet') return null;
  if (result === 'outside') {
    return { zh: `消息留到发送时段再发给 ${target}：${title('zh')}`, en: `The message to ${target} waits for its hours: ${title('en')}` };
  }
  if (result.outcome === 'delivered') return { zh: `消息已送达 ${target}：${title('zh')}`, en: `Message delivered to ${target}: ${title('en')}` };
  const { zh, en } = FAILED[result.again];
  return { zh: `消息没有送到 ${target}：${result.why}。${zh}`, en: `The message to ${target} was not delivered: ${result.why}. ${en}` };
}

const FAILED = {
  soon: { zh: '稍后或下次运行时再发。', en: 'It is tried again later, or at the next start.' },
  later: { zh: '对方要求稍后再发，稍后或下次运行时再发。', en: 'We were asked to come back: it is tried again later, or at the next start.' },
  refused: {
    zh: '请检查配置 messages 和密钥，再用 shixian message test 核对；之后会再发。',
    en: 'Check `messages` in the configuration and the secrets, try `shixian message test`; it is sent again afterwards.',
  },
} as const satisfies Record<string, Words>;
