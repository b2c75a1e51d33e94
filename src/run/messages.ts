/** 消息: what a run changed is put into the outbox, and what waits there is delivered. */
import type { Logger } from 'pino';
import { workingCalendar } from '../audit/calendar.js';
import { weekday } from '../audit/days.js';
import { checkedFetch } from '../crawl/checkedFetch.js';
import { isWithin, wallClock } from '../crawl/hours.js';
import type { Channel, Day, MessageSettings, OutboxMessage, Run, Settings } from '../model.js';
import { deliverAll, targetsOf, type Means, type Target } from '../notify/courier.js';
import type { Delivery, Post } from '../notify/delivery.js';
import { doubtNews, gatherNews, hearsOfDoubt, type About } from '../notify/news.js';
import { revealer } from '../notify/secrets.js';
import type { MessageStore, NewMessage } from '../store/messages.js';
import { dayIn } from '../today.js';
import { topicOf } from './messageTopics.js';

/** A configuration that has somebody to tell. */
export type Telling = Pick<Settings, 'timezone' | 'calendar' | 'crawl'> & { messages: MessageSettings };

/**
 * What every address would have to be told after a run, against what it was told last; nothing is written.
 *
 * @param run  one that has ended
 */
export async function newsOfRun(store: MessageStore, config: Telling, run: Run, now: Date): Promise<{ target: Target; message: NewMessage | null }[]> {
  const { messages } = config;
  const about: About = {
    day: run.day,
    runId: run.id,
    unreadableAfter: messages.unreadableAfter,
    isAllClearDay: messages.allClear === weekday(run.day),
    reportUrl: messages.reportUrl === undefined ? null : reportAddress(messages.reportUrl, run.id),
  };
  const targets = targetsOf(messages.channels);
  const messageFor = ({ id, channel }: Target, news: Pick<NewMessage, 'digest'> & { told: NewMessage['tells'] }): NewMessage =>
    ({ target: id, channel: channel.name, builtAt: now.toISOString(), digest: news.digest, tells: news.told });

  if (run.doubtful) {
    const doubt = run.doubtful;
    return Promise.all(targets.map(async (target) => {
      const waits = await store.waitingFor(target.id);
      const waiting = waits && { digest: waits.message.digest, told: waits.tells };
      const news = hearsOfDoubt(target.channel) ? doubtNews(doubt, await store.toldTo(target.id), waiting, about) : waiting;
      return { target, message: news && messageFor(target, news) };
    }));
  }
  const gatherings: { target: Target; gathering: ReturnType<typeof gatherNews> }[] = [];
  for (const target of targets) gatherings.push({ target, gathering: gatherNews(target.channel, await store.toldTo(target.id), about) });
  for await (const finding of store.tellableFindings()) {
    const topic = topicOf(finding, run.day);
    for (const { gathering } of gatherings) gathering.add(topic);
  }
  return gatherings.map(({ target, gathering }) => {
    const news = gathering.close();
    return { target, message: news && messageFor(target, news) };
  });
}

/** Puts it into the outbox, in the place of what waited there: so what came and went in between is told to nobody. */
export async function keepNews(store: MessageStore, config: Telling, run: Run, now: Date): Promise<void> {
  const news = await newsOfRun(store, config, run, now);
  for (const { target, message } of news) await store.replaceWaiting(target.id, message);
  const configured = new Set(news.map(({ target }) => target.id));
  for (const { target } of await store.waitingMessages()) if (!configured.has(target)) await store.replaceWaiting(target, null);
}

export interface Attempted {
  message: OutboxMessage;
  /** `outside`: not now, because of the hours or the day. `not-yet`: an attempt failed a while ago. */
  result: Delivery | 'outside' | 'not-yet';
}

export interface Round {
  now: () => Date;
  means: Means;
  /** Whether those that failed a while ago are tried again at once. */
  isAsked: boolean;
  log: Logger;
}

/** Delivers what waits and may go out now. The caller alone delivers meanwhile. */
export async function deliverWaiting(store: MessageStore, config: Telling, { now, means, isAsked, log }: Round): Promise<Attempted[]> {
  const targets = new Map(targetsOf(config.messages.channels).map((target) => [target.id, target]));
  const ended: Attempted[] = [];
  const parcels = [];
  for (const message of await store.waitingMessages()) {
    const target = targets.get(message.target);
    if (!target) continue;
    const moment = now();
    if (!mayGoOut(config, target.channel, moment)) ended.push({ message, result: 'outside' });
    else if (!isAsked && message.nextTryAt !== null && message.nextTryAt > moment.toISOString()) ended.push({ message, result: 'not-yet' });
    else {
      parcels.push({
        target,
        message,
        onBegin: () => store.beginSending(message.id),
        onEnd: async (result: Delivery, attempts: number) => {
          ended.push({ message, result });
          await noteEnd(store, message, result, { attempts, now: now() });
          if (result.outcome === 'failed') log.warn({ target: message.target, why: result.why, again: result.again }, 'a message could not be delivered');
          else log.info({ target: message.target }, 'message delivered');
        },
      });
    }
  }
  await deliverAll(parcels, means);
  return ended;
}

async function noteEnd(store: MessageStore, { id, attempts: before }: OutboxMessage, result: Delivery, { attempts, now }: { attempts: number; now: Date }): Promise<void> {
  if (result.outcome === 'delivered') return store.confirmDelivered(id, now.toISOString());
  const { why, again, mayHaveArrived } = result;
  const nextTryAt = new Date(now.getTime() + pauseMs(again, before + attempts)).toISOString();
  return store.notDelivered(id, { problem: why, nextTryAt, mayHaveArrived, attempts });
}

const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 60 * MINUTE_MS;

/** A robot that was sent too much stays closed for ten minutes; what a person must mend first is not tried every few minutes. */
function pauseMs(again: 'soon' | 'later' | 'refused', attempts: number): number {
  if (again === 'refused') return LONGEST_PAUSE_MS;
  const first = again === 'later' ? 15 * MINUTE_MS : 5 * MINUTE_MS;
  return Math.min(LONGEST_PAUSE_MS, first * 2 ** Math.min(10, Math.floor(attempts / 3)));
}

/** Whether the channel may be sent something now: by its hours, and by the day. */
export function mayGoOut({ timezone, calendar, messages }: Omit<Telling, 'crawl'>, channel: Channel, now: Date): boolean {
  if (!isWithin(channel.hours ?? messages.hours, wallClock(timezone)(now))) return false;
  return !messages.workingDays || isWorkingDay(dayIn(timezone, now), calendar ?? []);
}

/** Where the calendar does not reach, Monday to Friday: only a message waits or goes by it. */
function isWorkingDay(day: Day, calendar: NonNullable<Settings['calendar']>): boolean {
  return workingCalendar(calendar).isWorkingDay(day) ?? weekday(day) <= 5;
}

/** What messages are sent with: the gate that every address passes, and this process's environment for secrets. */
export function meansOf({ messages, crawl }: Telling, version: string, now: () => Date): Means {
  const post: Post = (url, body, headers) => checkedFetch({
    url, headers, posted: { type: 'json', text: body }, userAgent: `Shixian/${version}`, allowHosts: crawl.allowHosts,
    timeoutMs: 20_000, maxBodyBytes: 64 * 1024,
  });
  return { mail: messages.mail, language: messages.language, post, reveal: revealer(process.env), now };
}

function reportAddress(base: string, runId: string): string {
  return new URL(`${encodeURIComponent(runId)}/index.html`, base.endsWith('/') ? base : `${base}/`).href;
}
