import type { Channel, Digest, MailSettings, NewsLine, OutboxMessage } from '../../src/model.js';
import { checkedFetch } from '../../src/crawl/checkedFetch.js';
import { deliverAll, targetsOf, type Means, type Target } from '../../src/notify/courier.js';
import type { Delivery } from '../../src/notify/delivery.js';
import { revealer } from '../../src/notify/secrets.js';

export const line = (more: Partial<NewsLine> = {}): NewsLine => ({
  kind: 'opened', level: 'overdue', site: '某局', unit: '建设股', path: '重大建设项目 > 项目进度', url: 'https://site.example.invalid/a/',
  words: { zh: '按月公开，2026年2月没有信息', en: 'monthly; nothing for 2026-02' }, overdueDays: 12, isSinceFound: false, ...more,
});

export function digest(lines: NewsLine[] = [line()], more: Partial<Digest> = {}): Digest {
  const counts: Digest['counts'] = {};
  for (const { kind } of lines) counts[kind] = (counts[kind] ?? 0) + 1;
  return {
    day: '2026-03-17', runId: '20260317-020000-abcd', isFirst: false, doubtful: null, isSoundAgain: false, isAllClear: false, counts,
    lines, standing: { findings: lines.length, unverified: 0, unreadable: 0 }, reportUrl: 'https://report.example.invalid/r/index.html', ...more,
  };
}

export function channel(way: Channel['way'], more: Partial<Channel> = {}): Channel {
  return { name: '渠道', way, levels: ['overdue', 'missing', 'late', 'blank', 'unreadable'], after: [0], ...more };
}

export function message(target: Target, told: Digest, more: Partial<OutboxMessage> = {}): OutboxMessage {
  return {
    id: 1, target: target.id, channel: target.channel.name, digest: told, builtAt: '2026-03-17T03:00:00.000Z', state: 'waiting', attempts: 0,
    nextTryAt: null, problem: null, mayBeRepeat: false, deliveredAt: null, ...more,
  };
}

export const NOW = new Date('2026-03-17T03:00:00.000Z');

export function means(more: Partial<Means> = {}, environment: Record<string, string> = {}): Means {
  return {
    mail: undefined, language: 'zh', reveal: revealer(environment), now: () => NOW, backOffMs: 1, restMs: 1,
    post: (url, text, headers) => checkedFetch({
      url, headers, posted: { type: 'json', text }, userAgent: 'Shixian/0', allowHosts: ['127.0.0.1'], timeoutMs: 2_000, maxBodyBytes: 64 * 1024,
    }),
    ...more,
  };
}

export interface Ended {
  target: string;
  delivery: Delivery;
  attempts: number;
}

/** Sends one digest to every target of these channels, and says what became of each, in the order of its end. */
export async function delivered(channels: Channel[], told: Digest, by: Means, more: Partial<OutboxMessage> = {}): Promise<Ended[]> {
  const ended: Ended[] = [];
  const parcels = targetsOf(channels).map((target) => ({
    target,
    message: message(target, told, more),
    onBegin: async () => undefined,
    onEnd: async (delivery: Delivery, attempts: number) => void ended.push({ target: target.id, delivery, attempts }),
  }));
  await deliverAll(parcels, by);
  return ended;
}

export function mailSettings(port: number, more: Partial<MailSettings> = {}): MailSettings {
  return {
    host: 'localhost', port, security: 'starttls', user: 'u', password: { from: 'env', name: 'PASSWORD' },
    from: { name: '时限监测', address: 'shixian@example.invalid' }, ...more,
  };
}
