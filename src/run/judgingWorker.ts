/** What a thread of the judging pool does. */
import type { Judged } from '../store/columnEntry.js';
import type { HandedOver } from './judgingPool.js';
import { judgesBy } from './judgeWith.js';

let latest: { settings: string; judge: ReturnType<typeof judgesBy> } | null = null;

export default function judge({ settings, columns }: HandedOver): Judged[] {
  if (latest?.settings !== settings) latest = { settings, judge: judgesBy(JSON.parse(settings) as Parameters<typeof judgesBy>[0]) };
  return latest.judge(columns);
}
