/**
 * `npm run bench`: how fast, and in how much memory, side by side with others on this machine.
 *
 *   npm run bench                       the comparison, five rounds
 *   npm run bench -- --json             the same, and one line of JSON at the end
 *   npm run bench -- --only ours,fetchOnly --rounds 3 --columns 500 --threads 0 --no-peers
 *   npm run bench -- --memory | --audit | --dashboard   what is told in memory.ts, stored.ts and dashboard.ts
 *
 * All contestants get the same pages from the same server over loopback, one after the other in turns; each is a process
 * of its own, is warmed up before its clock runs, and has the same number of requests under way. No speed is asserted.
 */
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { threadsHere } from '../../src/visit/readingPool.js';
import { installPeers, NO_PEERS } from './peers.js';
import { resultsOf, tableOf } from './results.js';
import { CONTESTANTS, runRounds, type Contestant, type Plan } from './rounds.js';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: CONTESTANTS.join(',') },
    rounds: { type: 'string', default: '5' },
    columns: { type: 'string' },
    concurrency: { type: 'string', default: '50' },
    threads: { type: 'string', default: String(threadsHere()) },
    'no-peers': { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    audit: { type: 'boolean', default: false },
    dashboard: { type: 'boolean', default: false },
  },
});

const tell = (line: string) => void process.stderr.write(`${line}\n`);
const print = (line: string) => void process.stdout.write(`${line}\n`);
const columns = options.columns === undefined ? undefined : whole('columns', options.columns);

if (options.memory) await (await part('memory')).measure({ columns, print });
else if (options.audit) await (await part('stored')).measure({ columns, print });
else if (options.dashboard) await (await part('dashboard')).measure({ columns, print });
else await compare();

async function compare(): Promise<void> {
  const contestants = options.only.split(',').map(contestantOf);
  const peers = options['no-peers'] ? NO_PEERS : installPeers(cacheFolder(), tell);
  const count = columns ?? 2_000;
  const plan: Plan = {
    contestants, peers, columns: count, rounds: whole('rounds', options.rounds), columnsPerSite: 10,
    concurrency: whole('concurrency', options.concurrency), warmUp: Math.min(count, 1_000),
    threads: options.threads === '0' ? 0 : whole('threads', options.threads),
  };
  print(`${os.cpus().length} × ${os.cpus()[0]?.model ?? 'processor'}, ${os.type()} ${os.release()}, Node ${process.versions.node}`);
  const crawlee = `Crawlee ${peers.crawlee?.version ?? 'not installed'}`;
  const scrapy = `Scrapy ${peers.scrapy?.version ?? 'not installed'}`;
  print(`${crawlee}, ${scrapy}; ${count} pages, ${plan.concurrency} requests at once, ${plan.rounds} rounds, medians`);
  const measured = await runRounds(plan, tell);
  for (const line of tableOf(measured)) print(line);
  if (options.json) print(JSON.stringify(resultsOf(measured)));
}

/** Under the project's packages, where neither git nor the project's own dependencies see it. */
function cacheFolder(): string {
  return path.join(fileURLToPath(new URL('../../../..', import.meta.url)), 'node_modules', '.cache', 'shixian-bench');
}

/** A part of the bench that is a program of its own, loaded only where it is asked for. */
async function part(name: 'memory' | 'stored' | 'dashboard'): Promise<BenchPart> {
  return (await import(new URL(`./${name}.js`, import.meta.url).href)) as BenchPart;
}

interface BenchPart {
  /** @param options  `columns`: how many are configured or stored, undefined for the part's own number */
  measure(options: { columns: number | undefined; print: (line: string) => void }): Promise<void>;
}

function contestantOf(name: string): Contestant {
  const found = CONTESTANTS.find((contestant) => contestant === name);
  if (!found) throw new Error(`--only ${name}: expected some of ${CONTESTANTS.join(', ')}`);
  return found;
}

function whole(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${option} ${text}: expected a whole number from 1 up`);
  return Number(text);
}
