/** One monthly column, 某局/项目进度, on a site that changes, and runs of the whole program over it. */
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { listPage } from './pages.js';
import { folders, shixian, writeConfig, type Ended } from './program.js';

export interface Written {
  summary: Record<string, number>;
  findings: {
    key: string; rule: string; event: string | null; period: string | null; evidence: { label: { zh: string }; text: string }[];
  }[];
  columns: {
    status: string;
    ledger: { period: string; state: string }[];
    waivers: { id: number; author: string; document: string | null; endedOn: string | null }[];
    dismissed: { key: string; opinion: { reason: string; author: string } }[];
  }[];
}

export interface ChangingSite {
  config: string;
  db: string;
  /** What the list shows, newest first. */
  days: string[];
  /** One run or audit for a day, and its findings.json. */
  judged: (command: 'run' | 'audit', today: string) => Promise<Written>;
  /** Any other command over the same database. */
  said: (argv: string[], today: string) => Promise<Ended>;
  /** The HTML report of the latest `judged`. */
  html: () => Promise<string>;
}

/** For the tests of a file: a site on loopback for all, a database and a configuration for each. */
export function changingSite(): () => Promise<ChangingSite> {
  let days: string[] = [];
  const server: Server = createServer((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(listPage({ days }));
  });
  const folder = folders();
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => void server.close());

  return async () => {
    const home = await folder();
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const config = await writeConfig(home, origin, { 项目进度: `url: ${origin}/jd/, cadence: 按月, since: 2025-11-01` });
    const db = path.join(home, 'db.sqlite');
    let latest = '';
    days = ['2026-01-10', '2025-12-08', '2025-11-20'];
    let runs = 0;
    return {
      config, db, days,
      async judged(command, today) {
        runs += 1;
        const out = path.join(home, `${runs}`);
        const files = ['--db', db, '--out', out, ...(command === 'run' ? ['--config', config] : [])];
        const { code, err } = await shixian([command, ...files, '--today', today, '--log-level', 'silent'], today);
        expect({ code, err }).toEqual({ code: 0, err: '' });
        latest = path.join(out, (await readdir(out))[0] ?? '');
        return JSON.parse(await readFile(path.join(latest, 'findings.json'), 'utf8')) as Written;
      },
      said: (argv, today) => shixian([...argv, '--db', db], today),
      html: () => readFile(path.join(latest, 'index.html'), 'utf8'),
    };
  };
}
