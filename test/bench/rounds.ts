/** Runs the contestants in turns, each in a process of its own, against one server. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import type { Answer, Measured, Task } from './contestant.js';
import { addressesInTurns, type Field } from './field.js';
import type { Peers } from './peers.js';

export const CONTESTANTS = ['ours', 'crawlee', 'scrapy', 'fetchOnly', 'tokenizer'] as const;
export type Contestant = (typeof CONTESTANTS)[number];

export interface Plan {
  rounds: number;
  columns: number;
  columnsPerSite: number;
  concurrency: number;
  warmUp: number;
  threads: number;
  contestants: readonly Contestant[];
  peers: Peers;
}

/** What each contestant measured, round by round; `unchanged` is the second part of `ours`. */
export type Measurements = Record<string, Measured[]>;

/** @param tell  called after every contestant of every round */
export async function runRounds(plan: Plan, tell: (line: string) => void): Promise<Measurements> {
  const measured: Measurements = {};
  const server = await startServer(plan.columns);
  try {
    const field: Field = { columns: plan.columns, columnsPerSite: plan.columnsPerSite, port: server.port };
    for (let round = 0; round < plan.rounds; round++) {
      for (const contestant of inTurn(plan.contestants, round)) {
        const parts = await run(contestant, { ...plan, field }, plan.peers);
        for (const [part, result] of Object.entries(parts ?? {})) {
          (measured[part] ??= []).push(result);
          tell(`round ${round + 1}: ${part.padEnd(10)} ${Math.round((result.pages / result.ms) * 1000)} pages/s`);
        }
      }
    }
    return measured;
  } finally {
    server.child.kill();
  }
}

/** Each round begins with another contestant, so that none always comes after the same one. */
function inTurn(contestants: readonly Contestant[], round: number): Contestant[] {
  const first = round % Math.max(1, contestants.length);
  return [...contestants.slice(first), ...contestants.slice(0, first)];
}

async function startServer(columns: number): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [program('serverProcess'), String(columns)], { stdio: ['pipe', 'pipe', 'inherit'] });
  return { child, port: Number(await lastLine(child, 'first')) };
}

async function run(
  contestant: Contestant,
  { field, concurrency, warmUp, threads }: Omit<Task, 'folder'>,
  { crawlee, scrapy }: Peers,
): Promise<Answer | null> {
  const folder = mkdtempSync(path.join(tmpdir(), 'shixian-bench-'));
  try {
    const task: Task = { field, concurrency, warmUp, threads, folder };
    switch (contestant) {
      case 'crawlee':
        return crawlee && (await ask(process.execPath, [program('crawleeProcess'), JSON.stringify(task), crawlee.folder]));
      case 'scrapy': {
        if (!scrapy) return null;
        const file = path.join(folder, 'task.json');
        writeFileSync(file, JSON.stringify({ ...task, addresses: addressesInTurns(field) }));
        return await ask(scrapy.python, [SPIDER, file]);
      }
      default:
        return await ask(process.execPath, [program(`${contestant}Process`), JSON.stringify(task)]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Python is not compiled: it stays where it was written. */
const SPIDER = fileURLToPath(new URL('../../../../test/bench/scrapyProcess.py', import.meta.url));

function program(name: string): string {
  return fileURLToPath(new URL(`./${name}.js`, import.meta.url));
}

async function ask(command: string, words: string[]): Promise<Answer> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await lastLine(child, 'last');
  if (line === '') throw new Error(`${path.basename(words[0] ?? command)} ended without an answer`);
  return JSON.parse(line) as Answer;
}

/** The first line as soon as it is there, or the last one when the program has ended; empty where there is none. */
async function lastLine(child: ChildProcess, which: 'first' | 'last'): Promise<string> {
  if (!child.stdout) throw new Error('the output of a contestant is read');
  let last = '';
  for await (const line of createInterface({ input: child.stdout })) {
    last = line;
    if (which === 'first') break;
  }
  return last;
}
