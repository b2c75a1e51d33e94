/** `shixian demo`, which is also `npm start`: serves the demo sites on loopback and audits them. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { startDemo } from '../../fixtures/demo/demo.js';
import { parseConfig } from '../config/parseConfig.js';
import { chosenDay } from '../today.js';
import { auditOnce, DEFAULT_OUT, type RunOptions } from './audit.js';
import { say, type Context } from './context.js';

/** The demo's database is made anew each time: its sites get new ports, and its items with them new addresses. */
export async function demoCommand(context: Context, options: RunOptions): Promise<number> {
  const today = chosenDay(options.today, 'Asia/Shanghai', context.now());
  const demo = await startDemo(today);
  try {
    say(context, {
      zh: `演示：${demo.sites.map(({ name, url }) => `${name} ${url}`).join('，')}`,
      en: `Demo: ${demo.sites.map(({ name, url }) => `${name} ${url}`).join(', ')}`,
    });
    const db = options.db ?? path.join(options.out ?? DEFAULT_OUT, 'demo.sqlite');
    if (!options.db) for (const tail of ['', '-wal', '-shm']) await rm(`${db}${tail}`, { force: true });
    return await auditOnce(context, parseConfig(demo.configYaml, 'demo.yaml'), '演示站点 demo', { ...options, db, today });
  } finally {
    await demo.close();
  }
}
