/** `shixian serve`: the schedule and the dashboard in one process, until it is told to stop. */
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { carried } from '../audit/carried.js';
import { rules } from '../audit/rules/index.js';
import { EXIT, UsageError } from '../exitCodes.js';
import { seenPages } from '../reportFiles/seenPages.js';
import { waitOnClock } from '../schedule/waitOnClock.js';
import { openStore } from '../store/store.js';
import { dayIn } from '../today.js';
import { createApp } from '../web/app.js';
import type { WebOptions } from '../web/options.js';
import { LONGEST_WAIVER_DAYS } from './addWaiver.js';
import { reportFolder } from './conclude.js';
import { logger, say, type Context } from './context.js';
import { LONGEST_NAME, LONGEST_REASON } from './givenText.js';
import { DEFAULT_DB, type ServeOptions } from './options.js';
import { downloadsOf } from './serve/downloads.js';
import { createJobs, type JobDoors } from './serve/jobs.js';
import { startChild } from './serve/startChild.js';
import { startScheduled } from './startScheduled.js';

const DEFAULT_HOST = '127.0.0.1';
/** Pages ask for what lies all over the file. */
const CACHE_MB = 64;
export const DEFAULT_PORT = 8377;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** @param make  who makes runs, for tests; else a process of its own each */
export async function serveCommand(context: Context, options: ServeOptions, make?: JobDoors['make']): Promise<number> {
  const { host = DEFAULT_HOST } = options;
  const port = portOf(options.port);
  const origin = originOf(options.origin);
  const db = options.db ?? DEFAULT_DB;
  const out = await reportFolder(options);
  const store = await openStore(db, { cacheMb: CACHE_MB });
  try {
    const isLoopback = LOOPBACK.has(host);
    if ((!isLoopback || origin !== null) && !(await store.hasAccounts())) throw noAccount(host);

    const log = logger(context, 'info');
    const { config, allowHost } = options;
    const asked = { db, out, ...(config !== undefined && { config }), ...(allowHost && { allowHost }) };
    const jobs = createJobs({ now: context.now, wait: waitOnClock, make: make ?? ((run, signal) => startChild(context, asked, run, signal)) });
    const scheduled = await startScheduled(context, { ...asked }, (group, signal) => jobs.scheduled(group, signal));
    const { timezone, columnCount } = scheduled.settings;
    const web: WebOptions = {
      store, language: context.language, rules, now: context.now, timezone, carried,
      dayOf: (now) => dayIn(timezone, now),
      actions: {
        ...jobs,
        configuredColumns: columnCount,
        nextRuns: () => scheduled.next().flatMap(({ group: { name }, slot }) => (slot === null ? [] : [{ name: runName(name), at: slot.at }])),
      },
      seen: async (columnId, visitId) => seenPages(await store.visitPages(columnId, visitId)),
      downloads: downloadsOf(store, out),
      access: { isLoopback, origin, addressOf: (_, bindings) => remoteAddress(bindings) },
      limits: { waiverDays: LONGEST_WAIVER_DAYS, reason: LONGEST_REASON, name: LONGEST_NAME },
      onError: (error) => log.error({ err: error }, 'a page failed'),
    };
    try {
      const server = await listen(createApp(web).fetch, host, port);
      sayWhere(context, server, { host, origin, isOpen: !(await store.hasAccounts()) });
      await scheduled.stopped;
      await closed(server);
    } finally {
      await scheduled.stop();
      await jobs.stop();
    }
  } finally {
    await store.close();
  }
  say(context, { zh: '已停止。', en: 'Stopped.' });
  return EXIT.done;
}

function runName(group: string | null) {
  return group === null ? { zh: '定时巡检', en: 'scheduled run' } : { zh: `定时巡检（${group}）`, en: `scheduled run (${group})` };
}

/** @throws UsageError where the address is taken or not this machine's */
async function listen(fetch: (request: Request, bindings: object) => Response | Promise<Response>, hostname: string, port: number): Promise<ServerType> {
  const server = serve({ fetch, hostname, port });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => reject(new UsageError({
      zh: `不能在 ${hostname} 的端口 ${port} 上提供网页（${error.code ?? error.message}）。端口被占用的，用 --port 换一个。`,
      en: `The dashboard cannot be served at ${hostname}, port ${port} (${error.code ?? error.message}). Take another with --port.`,
    })));
  });
  return server;
}

/** Answers under way are brought to their end; a browser that only holds a connection is not waited for. */
async function closed(server: ServerType): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), LONGEST_ANSWER_MS).unref();
  });
}

const LONGEST_ANSWER_MS = 5_000;

function remoteAddress(bindings: unknown): string {
  const incoming = (bindings as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return incoming?.socket?.remoteAddress ?? '';
}

function sayWhere(context: Context, server: ServerType, { host, origin, isOpen }: { host: string; origin: string | null; isOpen: boolean }): void {
  const { port } = server.address() as AddressInfo;
  const place = origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
  say(context, { zh: `网页工作台：${place} ，按 Ctrl+C 停止。`, en: `Dashboard: ${place} – Ctrl+C stops it.` });
  if (!isOpen) return;
  say(context, {
    zh: '尚未设置用户：本机上的人都可以查看和修改，记作“本机”。设置用户：shixian passwd 用户名',
    en: 'No account is set: whoever sits at this machine may see and change everything. Set one with: shixian passwd NAME',
  });
}

function portOf(written: string | undefined): number {
  if (written === undefined) return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(written) ? Number(written) : -1;
  if (port >= 0 && port <= 65_535) return port;
  throw new UsageError({ zh: '--port 应为 1 到 65535 的整数。', en: '--port takes a whole number from 1 to 65535.' });
}

function originOf(written: string | undefined): string | null {
  if (written === undefined) return null;
  const address = URL.canParse(written) ? new URL(written) : null;
  if (address && (address.protocol === 'https:' || address.protocol === 'http:') && address.pathname === '/' && address.search === '') return address.origin;
  throw new UsageError({
    zh: '--origin 应为大家打开网页用的地址，例如 https://shixian.example.gov.cn ，后面不带路径。',
    en: '--origin takes the address under which people open the dashboard, such as https://shixian.example.gov.cn, without a path.',
  });
}

function noAccount(host: string): UsageError {
  return new UsageError({
    zh: `要让别的电脑打开（${host}），必须先设置带密码的用户：shixian passwd 用户名 --role editor。没有启动。`,
    en: `For other machines to reach it (${host}) there must be an account with a password: shixian passwd NAME --role editor. Nothing was started.`,
  });
}
