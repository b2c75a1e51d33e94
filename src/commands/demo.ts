/** `shixian demo`, which is also `npm start`: serves the demo sites on loopback and audits them. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { startDemo } from '../../fixtures/demo/demo.js';
import { parseConfig } from '../config/parseConfig.js';
import { chosenDay } from '../today.js';
import { say, type Context } from './context.js';
import { DEFAULT_OUT, type RunOptions } from './options.js';
import { auditOnce } from './run.js';

/** The demo's database is made anew each time: its sites get new ports, and its items with them new addresses. */
export async function demoCommand(context: Context, options: RunOptions): Promise<number> {
  const today = chosenDay(options.today, 'Asia/Shanghai', context.now());
  const db = options.db ?? (await freshDatabase(options.out ?? DEFAULT_OUT));
  const demo = await startDemo(today);
  try {
    const sites = demo.sites.map(({ name, url }) => `${name} ${url}`);
    say(context, { zh: `演示：${sites.join('，')}`, en: `Demo: ${sites.join(', ')}` });
    const config = parseConfig(demo.configYaml, 'demo.yaml');
    const columnCount = config.sites.reduce((sum, site) => sum + site.columns.length, 0);
    return await auditOnce(context, { ...config, columnCount }, '演示站点 demo', { ...options, db, today });
  } finally {
    await demo.close();
  }
}

async function freshDatabase(folder: string): Promise<string> {
  const db = path.join(folder, 'demo.sqlite');
  for (const tail of ['', '-wal', '-shm']) await rm(`${db}${tail}`, { force: true });
  return db;
}
