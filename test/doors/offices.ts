/** Four small sites whose columns change between two days, so that findings open, go on and are resolved. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Day, FindingRecord, History, Run } from '../../src/model.js';
import type { StoredRun } from '../../src/store/runReader.js';
import { openStore } from '../../src/store/store.js';
import { html, serve, type Handler, type Loopback } from '../crawl/loopback.js';
import { document, listPage } from './pages.js';

export const FIRST_DAY: Day = '2026-03-10';
export const SECOND_DAY: Day = '2026-04-20';

/** What a list shows on each of the two days, newest first; a status where it does not answer with a page. */
const SHOWN: Record<string, [Day[] | number, Day[] | number]> = {
  // Published every month: nothing to say.
  '/xw/': [['2026-03-02', '2026-02-02', '2026-01-05', '2025-12-03'], ['2026-04-10', '2026-03-02', '2026-02-02', '2026-01-05']],
  // Silent since December: accused on the first day, put right on the second.
  '/jd/': [['2025-12-20', '2025-11-03', '2025-10-07'], ['2026-03-27', '2026-02-25', '2026-01-20', '2025-12-20', '2025-11-03']],
  // In time on the first day, nothing since.
  '/zc/': [['2026-02-25', '2026-01-12', '2025-12-08'], ['2026-02-25', '2026-01-12', '2025-12-08']],
  // Accused on the first day, cannot be read on the second: the finding stands, unverified.
  '/tz/': [['2025-11-20', '2025-10-12'], 404],
  // Cannot be read on the first day. (No 5xx: trouble slows the visits to a host down, as it should.)
  '/gg/': [404, ['2026-04-01', '2026-03-03', '2026-02-03']],
};
const NAMES: Record<string, string> = { '/xw/': '新闻', '/jd/': '项目进度', '/zc/': '政策', '/tz/': '通知', '/gg/': '公告' };

export interface Offices {
  /** Which of the two days it is to the sites. */
  day: 0 | 1;
  /** Called with each request but those for robots.txt. */
  onRequest: () => void;
  /** YAML of all sites. */
  config: string;
  columns: number;
  close(): Promise<void>;
}

export async function openOffices(): Promise<Offices> {
  const servers: Loopback[] = [];
  const offices: Offices = {
    day: 0, onRequest: () => undefined, config: '', columns: 0,
    async close() {
      for (const server of servers) await server.close();
    },
  };
  const answer: Handler = (request, response) => {
    offices.onRequest();
    const shown = SHOWN[request.url ?? '']?.[offices.day];
    if (typeof shown === 'number') response.writeHead(shown).end();
    else if (shown) html(listPage({ days: shown }))(request, response);
    else html(document(`<ul>${homepageRows(offices.day)}</ul>`))(request, response);
  };
  for (let site = 0; site < 4; site++) servers.push(await serve(answer));

  const paths = Object.keys(SHOWN);
  const sites = servers.map(({ origin }, index) => `  - name: 第${index + 1}局
    url: ${origin}/
    homepage: ${index < 2}
    columns:
${paths.map((at) => `      - { name: ${NAMES[at]}, url: ${origin}${at}, cadence: 按月, since: 2025-10-01, render: http }`).join('\n')}`);
  offices.columns = servers.length * paths.length;
  offices.config = `timezone: Asia/Shanghai
crawl: { contact: "mailto:office@example.invalid", timeoutMs: 3000, perHostIntervalMs: 0, retries: 0, concurrency: 2, allowHosts: ["127.0.0.1"] }
sites:
${sites.join('\n')}
`;
  return offices;
}

export async function writeOffices(folder: string, { config }: Offices): Promise<string> {
  const file = path.join(folder, 'shixian.yaml');
  await writeFile(file, config);
  return file;
}

function homepageRows(day: 0 | 1): string {
  const days = day === 0 ? ['2026-03-09', '2026-03-05'] : ['2026-04-17', '2026-03-09', '2026-03-05'];
  return days.map((one) => `<li><a href="/hy/${one}.html">县政府召开第${one.replaceAll('-', '')}次常务会议</a><span>${one}</span></li>`).join('');
}

export interface Known {
  findings: FindingRecord[];
  columns: { key: string; history: History }[];
  said: Pick<StoredRun, 'columns' | 'sites'> & Pick<Run, 'day' | 'doubtful'> | null;
}

/**
 * All that a database knows, without the moments and numbers of runs: findings with their lives, each column's items and
 * history, and what the latest whole run said of columns and sites.
 */
export async function known(db: string): Promise<Known> {
  const store = await openStore(db);
  try {
    const findings = await store.findingRecords();
    const columns = await Promise.all(
      (await store.columns()).map(async ({ key }) => ({ key, history: await store.history(key, '2026-12-31') })),
    );
    const last = (await store.listRuns(100)).find(({ finishedAt }) => finishedAt !== null);
    const record = last ? await store.readRun(last.id) : null;
    const said = record && { day: record.run.day, doubtful: record.run.doubtful, columns: record.columns, sites: record.sites };
    return withoutMoments({
      findings: findings.sort((one, two) => (one.finding.key < two.finding.key ? -1 : 1)),
      columns: columns.sort((one, two) => (one.key < two.key ? -1 : 1)),
      said,
    });
  } finally {
    await store.close();
  }
}

function withoutMoments(value: Known): Known {
  const text = JSON.stringify(value).replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<moment>');
  return JSON.parse(text) as Known;
}
