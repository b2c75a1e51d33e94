/**
 * How much memory a run takes whose configuration is very large: a folder of a file for each site, ten thousand sites of two
 * hundred columns. Every file is read, checked and planned by the program itself, twice: before the run and in it. One site
 * in two hundred is visited (`--site`), on an address of its own in 127.0.0.0/8; to visit all would take days.
 *
 *   npm run bench -- --memory [--columns 2000000]
 *   node dist/bench/test/bench/memory.js [columns] [json|yaml]
 *
 * What is printed is the resident memory of the program's process as the run goes on, and at last one line of JSON.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { hostOf } from './field.js';
import { listPage } from './listPage.js';

const COLUMNS_PER_SITE = 200;
const VISITED_EVERY = 200;
/** Different pages; the columns share them in turns. */
const PAGES = 200;
const SAMPLES = 20;

interface MemoryOptions {
  /** 2,000,000 unless said. */
  columns?: number | undefined;
  form?: 'json' | 'yaml';
  print: (line: string) => void;
}

interface Sample {
  /** Columns that were visited until then. */
  visited: number;
  rssMb: number;
  seconds: number;
}

export async function measure({ columns = 2_000_000, form = 'json', print }: MemoryOptions): Promise<void> {
  const sites = Math.ceil(columns / COLUMNS_PER_SITE);
  const folder = await mkdtemp(path.join(tmpdir(), 'shixian-memory-'));
  const server = await serve();
  try {
    const { port } = server.address() as AddressInfo;
    await writeFolder(folder, { sites, form, port });
    const toVisit = Math.ceil(sites / VISITED_EVERY) * COLUMNS_PER_SITE;
    print(`${sites} sites, ${sites * COLUMNS_PER_SITE} columns in ${form}; ${toVisit} of them are visited`);
    const { samples, peakRssMb, checkSeconds, code } = await run(folder, toVisit, print);
    const checkedPerSecond = Math.round((sites * COLUMNS_PER_SITE) / checkSeconds);
    const columnsConfigured = sites * COLUMNS_PER_SITE;
    print(JSON.stringify({ columnsConfigured, sites, columnsVisited: toVisit, exitCode: code, checkedPerSecond, samples, peakRssMb }));
  } finally {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(folder: string, toVisit: number, print: (line: string) => void) {
  const words = ['run', '--config', folder, '--site', VISITED_NAME, '--db', path.join(folder, 'm.sqlite'), '--out', path.join(folder, 'out')];
  const program = fileURLToPath(new URL('../../../src/bin.js', import.meta.url));
  const env = { ...process.env, SHIXIAN_BROWSER: 'none' };
  const child = spawn(process.execPath, [program, ...words, '--log-level', 'info'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const began = Date.now();
  const samples: Sample[] = [];
  const ended = once(child, 'close') as Promise<[number]>;
  let [visited, checkSeconds, peakRssMb] = [0, 0, 0];
  const sample = async () => {
    const { rssMb, highestMb } = await memoryOf(child);
    if (rssMb === 0) return;
    peakRssMb = Math.max(peakRssMb, highestMb);
    samples.push({ visited, rssMb, seconds: Math.round((Date.now() - began) / 1000) });
    print(`${String(samples.at(-1)?.seconds).padStart(6)} s  ${String(visited).padStart(8)} columns visited  ${rssMb} MB`);
  };
  // While the files are checked nothing is visited: time tells how far it is.
  const timer = setInterval(() => void sample(), 10_000);
  const watch = setInterval(() => void memoryOf(child).then(({ highestMb }) => (peakRssMb = Math.max(peakRssMb, highestMb))), 200);
  for await (const line of createInterface({ input: child.stderr })) {
    if (!line.includes('"msg":"column"')) continue;
    if (visited === 0) checkSeconds = (Date.now() - began) / 1000;
    visited += 1;
    if (visited % Math.ceil(toVisit / SAMPLES) === 0) await sample();
  }
  clearInterval(timer);
  clearInterval(watch);
  const [code] = await ended;
  return { samples, peakRssMb, checkSeconds, code };
}

/** From the system's own account of the process, in MB; nothing where there is none, or it has ended. */
async function memoryOf({ pid }: ChildProcess): Promise<{ rssMb: number; highestMb: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const field = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024);
  return { rssMb: field('VmRSS'), highestMb: field('VmHWM') };
}

const VISITED_NAME = '抽查';

async function writeFolder(folder: string, { sites, form, port }: { sites: number; form: 'json' | 'yaml'; port: number }): Promise<void> {
  const visited = Array.from({ length: Math.ceil(sites / VISITED_EVERY) }, (_, at) => hostOf(at * VISITED_EVERY));
  const crawl = { contact: 'mailto:bench@example.invalid', perHostIntervalMs: 0, maxPages: 1, retries: 0, allowHosts: visited };
  await writeFile(path.join(folder, 'shixian.yaml'), JSON.stringify({ crawl }));
  const places = path.join(folder, 'sites');
  for (let site = 0; site < sites; site++) {
    const group = path.join(places, String(Math.floor(site / 1_000)).padStart(4, '0'));
    if (site % 1_000 === 0) await mkdir(group, { recursive: true });
    const url = `http://${hostOf(site)}:${port}/`;
    const kind = site % VISITED_EVERY === 0 ? VISITED_NAME : '站点';
    const columns = Array.from({ length: COLUMNS_PER_SITE }, (_, at) => columnText(form, `${url}${at}/`, at));
    const head = { name: `${kind}${site}`, url };
    const text = form === 'json'
      ? `{"name":"${head.name}","url":"${url}","columns":[\n${columns.join(',\n')}\n]}\n`
      : `name: ${head.name}\nurl: ${url}\ncolumns:\n${columns.join('\n')}\n`;
    await writeFile(path.join(group, `${String(site).padStart(6, '0')}.${form}`), text);
  }
}

function columnText(form: 'json' | 'yaml', url: string, at: number): string {
  const [cadence, kind] = [['按月', '按季', '实时'][at % 3], ['通知公告', '政策文件', '其他'][at % 3]];
  if (form === 'json') return `{"name":"栏目${at}","url":"${url}","cadence":"${cadence}","class":"${kind}","render":"http"}`;
  return `  - name: 栏目${at}\n    url: ${url}\n    cadence: ${cadence}\n    class: ${kind}\n    render: http`;
}

/** One server for all the hosts: in Linux every address of 127.0.0.0/8 is this machine. */
async function serve(): Promise<Server> {
  const pages = Array.from({ length: PAGES }, (_, at) => listPage(at));
  const server = createServer((request, response) => {
    const number = /^\/(\d+)\/$/.exec(request.url ?? '')?.[1];
    const page = request.url === '/' ? pages[0] : pages[Number(number ?? Number.NaN) % PAGES];
    if (!page) response.writeHead(404, { 'content-length': 0 }).end();
    else response.writeHead(200, { 'content-type': page.contentType, 'content-length': page.body.length }).end(page.body);
  });
  server.listen({ port: 0, host: '0.0.0.0', backlog: 2_000 });
  await once(server, 'listening');
  return server;
}

// Run alone.
const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  const [columns, form] = process.argv.slice(2);
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  await measure({ columns: columns === undefined ? undefined : Number(columns), form: form === 'yaml' ? 'yaml' : 'json', print });
}
