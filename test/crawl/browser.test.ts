import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { findBrowser } from '../../src/crawl/systemBrowser.js';
import { failed, fetched, html, ignoring, obeying, type Handler } from './loopback.js';
import { opened } from './using.js';

const open = opened();
const browserPath = await findBrowser();
// One browser at a time, each started in a second or two.
const drawn = test.skipIf(browserPath === null);
const inBrowser = { browserPath };
const script = (code: string) =>
  html(`<!doctype html><title>栏目</title><body><ul id=list></ul><script>${code}</script>`);

const asking = (address: string) => `
  const request = new XMLHttpRequest();
  request.open('GET', '${address}');
  request.onload = () => { document.getElementById('list').innerHTML = request.responseText; };
  request.onerror = () => { document.getElementById('list').textContent = 'nothing came'; };
  request.send();`;
const slowly =
  (handler: Handler, afterMs: number): Handler =>
  (request, response) =>
    void setTimeout(() => handler(request, response), afterMs);

test('without a browser it is no-browser', async () => {
  const server = await open.server(html('<p>'));
  const result = failed(await open.crawler({}, { browserPath: null }).fetch(`${server.origin}/`, ignoring, 'browser'));
  expect(result).toMatchObject({ reason: 'no-browser', by: 'browser', attempts: 1 });
  expect(server.seen).toHaveLength(0);
});

test('a browser that does not start is browser-failed', async () => {
  const server = await open.server(html('<p>'));
  const crawler = open.crawler({}, { browserPath: process.execPath, log: pino({ level: 'silent' }) });
  expect(failed(await crawler.fetch(`${server.origin}/`, ignoring, 'browser')).reason).toBe('browser-failed');
});

drawn('pages are drawn by their scripts, honestly and safely', { timeout: 60_000 }, async () => {
  const secret = await open.server({ '/secret': html('<li>secret'), '/': html('<p>secret') });
  const server = await open.server({
    '/robots.txt': (_request, response) => void response.end('User-agent: *\nDisallow: /closed/'),
    '/list/': script(asking('/fragment')),
    '/fragment': slowly(html('<li><a href="/a.html">项目进度</a> 2026-11-20</li><img src="/picture.png">'), 700),
    '/closed/': html('<p>'),
    '/prying/': script(asking(`http://127.0.0.1:${secret.port}/secret`)),
    '/prying-by-redirect/': script(asking('/leads-away')),
    '/leads-away': (_request, response) =>
      void response.writeHead(302, { location: `${secret.origin}/secret`, 'access-control-allow-origin': '*' }).end(),
    '/sent-away/': (_request, response) => void response.writeHead(302, { location: `${secret.origin}/` }).end(),
    '/framed/': html('<h1>公开平台</h1><iframe src="/inner/list.html"></iframe>'),
    '/inner/list.html': html('<a href="b.html">验收结果</a> 2026-10-08'),
    '/frameset/': html('<frameset cols="20%,80%"><frame src="/missing/"><frame src="/inner/list.html"></frameset>'),
    '/missing/': (_request, response) => void response.writeHead(404, { 'content-type': 'text/html' }).end('<p>找不到'),
    '/waiting/': script(asking('/never')),
    '/never': () => undefined,
    '/moved/': (_request, response) => void response.writeHead(302, { location: '/list/' }).end(),
    '/file/': (_request, response) =>
      void response.writeHead(200, { 'content-disposition': 'attachment' }).end('PK'),
  });
  const crawler = open.crawler({ timeoutMs: 8_000, retries: 0, allowHosts: [`127.0.0.1:${server.port}`] }, inBrowser);
  const draw = (path: string, site: typeof obeying | typeof ignoring = ignoring) =>
    crawler.fetch(server.origin + path, site, 'browser');

  const page = fetched(await draw('/list/', obeying));
  expect(page.text).toContain('项目进度');
  expect(page).toMatchObject({ status: 200, by: 'browser', charset: 'utf-8 (browser)' });
  expect(page.finalUrl).toBe(`${server.origin}/list/`);
  expect(Buffer.from(page.body).toString()).toBe(page.text);
  expect(server.seen.map(({ path }) => path)).toEqual(['/list/', '/fragment']);
  for (const { headers } of server.seen) expect(headers['user-agent']).toMatch(/^Shixian\/1\.2\.3 \(\+mailto:/);

  expect(failed(await draw('/closed/', obeying)).reason).toBe('robots');

  // Neither a script, nor a redirect of its request, nor a redirect of the page itself gets at a private address.
  expect(fetched(await draw('/prying/')).text).toContain('nothing came');
  expect(fetched(await draw('/prying-by-redirect/')).text).not.toContain('secret');
  expect(failed(await draw('/sent-away/'))).toMatchObject({ reason: 'unsafe-address', finalUrl: `${secret.origin}/` });
  expect(failed(await crawler.fetch(`${secret.origin}/`, ignoring, 'browser')).reason).toBe('unsafe-address');
  expect(secret.seen).toHaveLength(0);

  expect(fetched(await draw('/framed/')).text).toMatch(
    /<\/iframe><div data-shixian-frame="[^"]+\/inner\/list\.html"><a href="http[^"]+\/inner\/b\.html">验收结果/,
  );
  expect(fetched(await draw('/frameset/')).text).toMatch(/<div data-shixian-frame="[^"]+list\.html"><a [^>]+>验收结果/);
  expect(fetched(await draw('/missing/')).status).toBe(404);
  expect(fetched(await draw('/moved/')).finalUrl).toBe(`${server.origin}/list/`);
  expect(failed(await draw('/file/')).reason).toBe('not-a-page');

  // A page that still waits for its own server when time is up might have been a list.
  const impatient = open.crawler({ timeoutMs: 3_000, retries: 0 }, inBrowser);
  await crawler.close();
  expect(failed(await impatient.fetch(`${server.origin}/waiting/`, ignoring, 'browser')).reason).toBe('timeout');
});

/** The processes of browsers that this one has started, directly or not. */
function busyChildren(): string[] {
  const parents = new Map<string, { parent: string; command: string }>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state !== 'Z') parents.set(pid, { parent, command: stat });
    } catch {
      // It has ended meanwhile.
    }
  }
  const isOurs = (pid: string): boolean => {
    const parent = parents.get(pid)?.parent;
    return parent !== undefined && (parent === String(process.pid) || isOurs(parent));
  };
  return [...parents].filter(([pid, { command }]) => isOurs(pid) && /chrom|headless/i.test(command)).map(([pid]) => pid);
}

const onLinux = test.skipIf(browserPath === null || process.platform !== 'linux');

onLinux('a page in an endless script is given up, its process ends, and the next page is drawn', { timeout: 60_000 }, async () => {
  const server = await open.server({ '/hangs/': script('while (true);'), '/list/': html('<li>项目进度 2026-11-20') });
  const crawler = open.crawler({ timeoutMs: 4_000, retries: 0 }, inBrowser);
  expect(fetched(await crawler.fetch(`${server.origin}/list/`, ignoring, 'browser')).text).toContain('项目进度');

  const hanging = crawler.fetch(`${server.origin}/hangs/`, ignoring, 'browser');
  await expect.poll(() => server.seen.at(-1)?.path, { timeout: 4_000, interval: 20 }).toBe('/hangs/');
  const before = ticksByProcess();
  // The renderer that has worked for a third of a second since.
  const busy = () => [...ticksByProcess()].find(([pid, ticks]) => isRenderer(pid) && ticks - (before.get(pid) ?? 0) > 30)?.[0];
  let pid: string | undefined;
  await expect.poll(() => (pid = busy()), { timeout: 4_000, interval: 50 }).toBeDefined();
  expect(failed(await hanging)).toMatchObject({ reason: 'timeout', attempts: 1 });

  expect(fetched(await crawler.fetch(`${server.origin}/list/`, ignoring, 'browser')).text).toContain('项目进度');
  await expect.poll(busyChildren, { timeout: 5_000 }).not.toContain(pid);
});

drawn('nothing that a page sends to be saved reaches the disk', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'shixian-downloads-'));
  vi.stubEnv('TMPDIR', folder);
  vi.stubEnv('HOME', folder);
  try {
    const server = await open.server({
      '/file/': (_request, response) => void response.writeHead(200, { 'content-disposition': 'attachment' }).end(SAVED),
      '/saves/': script(`
        for (const [href, name] of [[URL.createObjectURL(new Blob(['${SAVED}'])), 'a.txt'], ['/file/', 'b.txt'], ['data:,${SAVED}', 'c.txt']]) {
          const link = Object.assign(document.createElement('a'), { href, download: name });
          document.body.append(link);
          link.click();
        }
        document.getElementById('list').innerHTML = '<li>项目进度 2026-11-20';`),
    });
    const crawler = open.crawler({ timeoutMs: 8_000, retries: 0 }, inBrowser);
    expect(fetched(await crawler.fetch(`${server.origin}/saves/`, ignoring, 'browser')).text).toContain('项目进度');
    expect(failed(await crawler.fetch(`${server.origin}/file/`, ignoring, 'browser')).reason).toBe('not-a-page');
    // Chromium begins a download in a file before it learns that it may not: what counts is that none of it stays.
    await expect.poll(() => filesHolding(folder, SAVED), { timeout: 10_000 }).toEqual([]);
    await crawler.close();
    expect(await filesHolding(folder, SAVED)).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.startsWith('playwright'))).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  }
});

drawn('a page loads ten documents\' worth of bytes and no more, and the next one starts anew', { timeout: 60_000 }, async () => {
  const loading = (pieces: number) => script(`
    (async () => {
      for (let piece = 0; piece < ${pieces}; piece++) await fetch('/piece?' + piece).then((answer) => answer.text());
      document.getElementById('list').innerHTML = '<li>项目进度 2026-11-20';
    })();`);
  const server = await open.server({
    '/much/': loading(8), '/too-much/': loading(1_000), '/too-much-again/': loading(1_000),
    '/piece': (_request, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end('a'.repeat(100_000)),
  });
  const crawler = open.crawler({ timeoutMs: 15_000, retries: 0, maxBodyBytes: 100_000 }, inBrowser);
  const draw = (at: string) => crawler.fetch(server.origin + at, ignoring, 'browser');
  expect(fetched(await draw('/much/')).text).toContain('项目进度');
  const before = server.seen.length;
  const result = failed(await draw('/too-much/'));
  expect(result).toMatchObject({ reason: 'too-large', attempts: 1 });
  expect(result.detail).toContain('1000000');
  expect(server.seen.length - before).toBeLessThanOrEqual(15);
  expect(failed(await draw('/too-much-again/')).reason).toBe('too-large');
  expect(fetched(await draw('/much/')).text).toContain('项目进度');
});

drawn('a page that unpacks to more than ten documents is cut off, itself or what its script asks for', { timeout: 60_000 }, async () => {
  // 200 MB of blanks in 200 KB.
  const bomb = gzipSync(Buffer.alloc(200_000_000, ' '));
  const unpacks: Handler = (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb);
  const server = await open.server({
    '/bomb/': unpacks,
    '/asks/': script("fetch('/bomb/').then((answer) => answer.text()).then(() => (document.getElementById('list').innerHTML = '<li>2026-11-20'));"),
    '/list/': html('<li>项目进度 2026-11-20'),
  });
  const crawler = open.crawler({ timeoutMs: 15_000, retries: 0, maxBodyBytes: 1_000_000 }, inBrowser);
  const draw = (at: string) => crawler.fetch(server.origin + at, ignoring, 'browser');
  for (const at of ['/bomb/', '/asks/']) expect(failed(await draw(at))).toMatchObject({ reason: 'too-large', attempts: 1 });
  expect(fetched(await draw('/list/')).text).toContain('项目进度');
});

const SAVED = 'what-would-be-saved';

async function filesHolding(folder: string, words: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  // What the browser clears away while we look holds nothing.
  return files.filter((file) => {
    try {
      return readFileSync(file).includes(words);
    } catch {
      return false;
    }
  });
}

function isRenderer(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
  } catch {
    return false;
  }
}

/** Processor time of each browser process that this one has started, in hundredths of a second. */
function ticksByProcess(): Map<string, number> {
  return new Map(busyChildren().flatMap((pid): [string, number][] => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [[pid, Number(fields[11]) + Number(fields[12])]];
    } catch {
      return [];
    }
  }));
}

onLinux('nothing of a browser is left when the crawler is closed, even behind a page that hangs', { timeout: 60_000 }, async () => {
  const server = await open.server({ '/hangs/': script('while (true);'), '/eats/': script(EATING) });
  const crawler = open.crawler({ timeoutMs: 4_000, retries: 0 }, inBrowser);
  expect(failed(await crawler.fetch(`${server.origin}/hangs/`, ignoring, 'browser')).reason).toBe('timeout');
  expect(failed(await crawler.fetch(`${server.origin}/eats/`, ignoring, 'browser')).reason).toMatch(/^(browser-failed|timeout)$/);
  await crawler.close();
  await expect.poll(busyChildren, { timeout: 10_000 }).toEqual([]);
});

const EATING = 'const kept = []; for (;;) kept.push(new Array(100000).fill({ a: Math.random() }));';

drawn('a page cannot ask, open, download or send anything past the crawler', { timeout: 60_000 }, async () => {
  const secret = await open.server({ '/': html('secret') });
  const server = await open.server({
    '/rude/': script(`
      const list = document.getElementById('list');
      const say = (words) => { const row = document.createElement('li'); row.textContent = words; list.append(row); };
      say('confirmed ' + confirm('May I?'));
      window.open('/popup/');
      try { new WebSocket('ws://127.0.0.1:${secret.port}/').onopen = () => say('socket open'); } catch (error) { say('no socket'); }
      fetch('http://127.0.0.1:${secret.port}/').then(() => say('reached'), () => say('not reached'));
      Promise.resolve(navigator.serviceWorker?.register('/worker.js')).then((one) => say('worker ' + Boolean(one)), () => say('worker false'));
      navigator.geolocation?.getCurrentPosition(() => say('place known'), () => say('place unknown'));
      Notification?.requestPermission?.().then((answer) => say('notes ' + answer));
      const link = document.createElement('a');
      link.href = 'data:application/octet-stream,abc'; link.download = 'abc.bin'; link.click();`),
    '/popup/': html('popup'),
    '/worker.js': html('self.onfetch = () => {};'),
  });
  const crawler = open.crawler({ timeoutMs: 8_000, retries: 0, allowHosts: [`127.0.0.1:${server.port}`] }, inBrowser);
  const { text } = fetched(await crawler.fetch(`${server.origin}/rude/`, ignoring, 'browser'));
  expect(text).toContain('<li>confirmed false');
  expect(text).toContain('<li>not reached');
  for (const words of ['reached', 'worker true', 'place known', 'notes granted']) expect(text).not.toContain(`<li>${words}`);
  expect(secret.seen).toEqual([]);
});

drawn('a page that hangs is ended, and the next one is drawn', { timeout: 60_000 }, async () => {
  const server = await open.server({
    '/hangs/': script('while (true);'),
    '/works/': script('document.title = "fine"'),
  });
  const crawler = open.crawler({ timeoutMs: 3_000, retries: 0 }, inBrowser);
  expect(failed(await crawler.fetch(`${server.origin}/hangs/`, ignoring, 'browser')).reason).toBe('timeout');
  expect(fetched(await crawler.fetch(`${server.origin}/works/`, ignoring, 'browser')).text).toContain('fine');
});

drawn('a refused connection and a bad certificate keep their names', { timeout: 60_000 }, async () => {
  const gone = await open.server({});
  await gone.close();
  const plain = await open.server(html('<p>'));
  const crawler = open.crawler({ timeoutMs: 5_000, retries: 0 }, inBrowser);
  for (const [address, reason] of [
    [`${gone.origin}/`, 'refused'],
    [`${gone.origin.replace('http:', 'https:')}/`, 'refused'],
    [`${plain.origin.replace('http:', 'https:')}/`, 'tls'],
  ] as const)
    expect(failed(await crawler.fetch(address, ignoring, 'browser')).reason).toBe(reason);
});
