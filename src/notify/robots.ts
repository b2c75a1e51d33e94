/**
 * 企业微信, 钉钉, 飞书 and plain webhooks: how each is signed, and what each answers. All robots answer 200 whatever
 * happened, and say in the body what did.
 */
import { createHmac } from 'node:crypto';
import type { Way } from '../model.js';
import { failed, type Delivery, type Post, type PostAnswer } from './delivery.js';

type Robot = Exclude<Way['kind'], 'mail'>;

export interface Posted {
  kind: Robot;
  url: string;
  /** Null where it is not signed. */
  secret: string | null;
  body: Record<string, unknown>;
  now: Date;
}

/** One attempt. */
export async function postToRobot(post: Post, { kind, url, secret, body, now }: Posted): Promise<Delivery> {
  if (!isWebAddress(url)) return failed('refused', 'the address of the channel is not an http or https address');
  const signed = secret === null ? { url, body: JSON.stringify(body), headers: {} } : SIGNED[kind](url, body, secret, now);
  const answer = await post(signed.url, signed.body, signed.headers);
  if (answer.outcome === 'failed') return unanswered(answer);
  if (answer.status === 429) return failed('later', 'status 429');
  if (answer.status >= 500) return failed('soon', `status ${answer.status}`);
  if (answer.status >= 300) return failed('refused', `status ${answer.status}`);
  return kind === 'webhook' ? { outcome: 'delivered' } : said(answer.text, kind);
}

interface Signed {
  url: string;
  body: string;
  headers: Record<string, string>;
}

const SIGNED: Record<Robot, (url: string, body: Record<string, unknown>, secret: string, now: Date) => Signed> = {
  // Its address is its key; it knows no signature.
  wecom: (url, body) => ({ url, body: JSON.stringify(body), headers: {} }),

  // 加签: milliseconds, a line end and the secret, signed by the secret; both go into the address.
  dingtalk(url, body, secret, now) {
    const timestamp = String(now.getTime());
    const address = new URL(url);
    address.searchParams.set('timestamp', timestamp);
    address.searchParams.set('sign', hmac(secret, `${timestamp}\n${secret}`, 'base64'));
    return { url: address.href, body: JSON.stringify(body), headers: {} };
  },

  // 签名校验: nothing at all, signed by seconds, a line end and the secret; both go into the body.
  feishu(url, body, secret, now) {
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const sign = hmac(`${timestamp}\n${secret}`, '', 'base64');
    return { url, body: JSON.stringify({ timestamp, sign, ...body }), headers: {} };
  },

  webhook(url, body, secret, now) {
    const text = JSON.stringify(body);
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const sign = `sha256=${hmac(secret, `${timestamp}.${text}`, 'hex')}`;
    return { url, body: text, headers: { 'x-shixian-timestamp': timestamp, 'x-shixian-signature': sign } };
  },
};

function hmac(key: string, text: string, form: 'base64' | 'hex'): string {
  return createHmac('sha256', key).update(text).digest(form);
}

/** The time-out and the lost connection may have come after the message had arrived. */
function unanswered({ reason, detail }: Extract<PostAnswer, { outcome: 'failed' }>): Delivery {
  const isOurs = reason === 'unsafe-address' || reason === 'bad-url' || reason === 'tls';
  return failed(isOurs ? 'refused' : 'soon', `${reason}: ${detail}`, { mayHaveArrived: reason === 'timeout' || reason === 'reset' });
}

/** Codes by which a robot says that it was sent too much: the documented ones of WeCom, DingTalk and Feishu. */
const TOO_OFTEN = new Set([45009, 45033, 130101, 90018, 11232, 99991400]);
/** Their servers are in trouble. */
const BUSY = new Set([-1, 1, 2]);

/** `errcode` of WeCom and DingTalk, `code` or the older `StatusCode` of Feishu: only 0 means that it was taken. */
function said(text: string, kind: Robot): Delivery {
  const answer = parsed(text);
  const code = kind === 'feishu' ? (answer?.code ?? answer?.StatusCode) : answer?.errcode;
  if (code === 0) return { outcome: 'delivered' };
  if (typeof code !== 'number') return failed('refused', 'the answer is not that of a robot: is the address right?');
  const words = [answer?.errmsg, answer?.msg, answer?.StatusMessage].find((each) => typeof each === 'string') ?? '';
  const again = TOO_OFTEN.has(code) ? 'later' : BUSY.has(code) ? 'soon' : 'refused';
  return failed(again, `code ${code} ${String(words).replace(/\p{Cc}+/gu, ' ').slice(0, 160)}`);
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
