/** The command line, run in this process: what it wrote, and its exit code. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterEach } from 'vitest';
import { main } from '../../src/cli.js';

export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** @param today  at noon in Shanghai, for commands that are given no `--today` */
export async function shixian(
  argv: string[],
  today = '2026-03-17',
  signal = new AbortController().signal,
): Promise<Ended> {
  const out = new Collector();
  const err = new Collector();
  const code = await main(argv, { out, err, now: () => new Date(`${today}T04:00:00Z`), signal });
  return { code, out: out.text, err: err.text };
}

class Collector extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

/** Temporary folders that end with the test. */
export function folders(): () => Promise<string> {
  const made: string[] = [];
  afterEach(async () => {
    for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'shixian-cli-'));
    made.push(folder);
    return folder;
  };
}

/** A configuration of one site with columns by name, monthly and without a browser unless said. */
export async function writeConfig(folder: string, origin: string, columns: Record<string, string>): Promise<string> {
  const file = path.join(folder, 'shixian.yaml');
  const lines = Object.entries(columns).map(([name, column]) => `      - { name: ${name}, render: http, ${column} }`);
  await writeFile(file, `timezone: Asia/Shanghai
crawl:
  contact: "mailto:office@example.invalid"
  timeoutMs: 3000
  perHostIntervalMs: 0
  retries: 0
  allowHosts: ["127.0.0.1"]
sites:
  - name: 某局
    url: ${origin}/
    columns:
${lines.join('\n')}
`);
  return file;
}
