/**
 * Delivers what waits. Messages over one server or one robot go one after the other, with a rest between them, and different
 * ones beside each other: one that fails holds up nobody else.
 */
import { createHash } from 'node:crypto';
import pRetry from 'p-retry';
import type { Channel, Language, MailSettings, OutboxMessage, Secret } from '../model.js';
import { compose, type Composed } from './compose.js';
import { failed, SecretError, withoutSecrets, type Delivery, type Post, type Reveal } from './delivery.js';
import { letterOf, testLetter, type Letter } from './letter.js';
import { sendMail } from './mail.js';
import { postToRobot } from './robots.js';

/** Where one message goes: a robot, or one address of a mail channel. */
export interface Target {
  /** Under which it is remembered what was told: the channel's name, and for mail the address. */
  id: string;
  channel: Channel;
  /** Null for robots. */
  recipient: string | null;
}

export interface Means {
  mail: MailSettings | undefined;
  language: Language;
  post: Post;
  reveal: Reveal;
  now: () => Date;
  /** Before the second attempt; it doubles. */
  backOffMs?: number;
  /** Between two messages to one robot: all three take twenty a minute. */
  restMs?: number;
}

export interface Parcel {
  target: Target;
  message: OutboxMessage;
  /** Before each attempt, so that a crash in it is known afterwards. */
  onBegin: () => Promise<void>;
  onEnd: (delivery: Delivery, attempts: number) => Promise<void>;
}

export function targetsOf(channels: readonly Channel[]): Target[] {
  return channels.flatMap((channel): Target[] => {
    const { name, way } = channel;
    if (way.kind !== 'mail') return [{ id: name, channel, recipient: null }];
    return way.to.map((recipient) => ({ id: `${name}/${recipient.toLowerCase()}`, channel, recipient }));
  });
}

/** Never rejects for what a server does; what a parcel's own callbacks throw goes through. */
export async function deliverAll(parcels: readonly Parcel[], means: Means): Promise<void> {
  const groups = new Map<string, Parcel[]>();
  for (const parcel of parcels) {
    const key = serverOf(parcel.target.channel);
    groups.set(key, [...(groups.get(key) ?? []), parcel]);
  }
  const ended = await Promise.allSettled([...groups.values()].map((group) => deliverGroup(group, means)));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

/** Sends a message that says that it is a test. */
export async function deliverTest(target: Target, means: Means): Promise<Delivery> {
  const composed = compose(target.channel.way.kind, testLetter(target.channel.name, means.language), null, means.language);
  return attempt(target, composed, `test-${means.now().getTime()}`, means);
}

/** What would go out, for a dry run and for the attempt itself. */
export function composedFor(target: Target, { digest, mayBeRepeat }: Pick<OutboxMessage, 'digest' | 'mayBeRepeat'>, language: Language): Composed {
  const letter: Letter = letterOf(digest, language, mayBeRepeat);
  return compose(target.channel.way.kind, letter, digest, language);
}

async function deliverGroup(parcels: readonly Parcel[], means: Means): Promise<void> {
  const { restMs = 3_500 } = means;
  let trouble: Delivery | null = null;
  for (const [at, parcel] of parcels.entries()) {
    if (trouble !== null) {
      await parcel.onEnd(trouble, 0);
      continue;
    }
    if (at > 0 && parcel.target.recipient === null) await new Promise((resolve) => setTimeout(resolve, restMs));
    const delivery = await deliverOne(parcel, means);
    // A server that is away, or a robot that was sent too much, is so for the next one as well.
    if (delivery.outcome === 'failed' && !delivery.isOwn) trouble = { ...delivery, mayHaveArrived: false };
  }
}

const ATTEMPTS = 3;

async function deliverOne({ target, message, onBegin, onEnd }: Parcel, means: Means): Promise<Delivery> {
  const { backOffMs = 2_000 } = means;
  let attempts = 0;
  let mayBeRepeat = message.mayBeRepeat;
  let last: Delivery = failed('soon', 'not tried');
  const tryOnce = async () => {
    attempts += 1;
    await onBegin();
    last = await attempt(target, composedFor(target, { ...message, mayBeRepeat }, means.language), messageId(message), means);
    if (last.outcome === 'failed' && last.mayHaveArrived) mayBeRepeat = true;
    if (last.outcome === 'failed' && last.again === 'soon') throw new TryAgain();
  };
  await pRetry(tryOnce, { retries: ATTEMPTS - 1, minTimeout: backOffMs, factor: 3, shouldRetry: ({ error }) => error instanceof TryAgain })
    .catch((error: unknown) => {
      if (!(error instanceof TryAgain)) throw error;
    });
  const end: Delivery = last;
  const known = isFailed(end) ? { ...end, mayHaveArrived: mayBeRepeat } : end;
  await onEnd(known, attempts);
  return known;
}

class TryAgain extends Error {}

function isFailed(delivery: Delivery): delivery is Extract<Delivery, { outcome: 'failed' }> {
  return delivery.outcome === 'failed';
}

/** One attempt, whose result tells no secret. */
async function attempt(target: Target, composed: Composed, id: string, means: Means): Promise<Delivery> {
  const told: string[] = [];
  const reveal = async (secret: Secret) => {
    const text = await means.reveal(secret);
    told.push(text);
    return text;
  };
  try {
    return withoutSecrets(await send(target, composed, id, { ...means, reveal }), told);
  } catch (error) {
    if (error instanceof SecretError) return failed('refused', `the secret is missing: ${error.message}`);
    throw error;
  }
}

async function send({ channel, recipient }: Target, composed: Composed, id: string, means: Means): Promise<Delivery> {
  const { way } = channel;
  if (composed.kind !== 'mail') {
    if (way.kind === 'mail') throw new Error(`channel ${channel.name} was composed for ${composed.kind}`);
    const url = await means.reveal(way.url);
    const secret = way.kind === 'wecom' || way.secret === undefined ? null : await means.reveal(way.secret);
    return postToRobot(means.post, { kind: composed.kind, url, secret, body: composed.body, now: means.now() });
  }
  if (way.kind !== 'mail' || recipient === null || means.mail === undefined) return failed('refused', 'no mail server is configured');
  const password = means.mail.password === undefined ? null : await means.reveal(means.mail.password);
  return sendMail(means.mail, password, { ...composed, recipient, to: way.to, id });
}

/** Equal for all attempts at one message, and for no two messages. */
function messageId({ id, target, builtAt }: OutboxMessage): string {
  return `shixian-${createHash('sha256').update(`${id}\n${target}\n${builtAt}`).digest('hex').slice(0, 32)}`;
}

function serverOf({ way }: Channel): string {
  return way.kind === 'mail' ? 'mail' : JSON.stringify(way.url);
}
