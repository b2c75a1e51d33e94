/** What is said once after a change: the address only names which of these, so that nobody can have us say something else. */
import type { Words } from '../model.js';

const DONE = {
  waived: { zh: '已登记豁免，下次巡检或核查起采用。', en: 'The waiver was added; the next run or check takes it up.' },
  ended: { zh: '已终止豁免，下次巡检或核查起采用。', en: 'The waiver was ended; the next run or check takes that up.' },
  opinion: { zh: '已记下人工认定，下次巡检或核查起采用。', en: 'The word was noted; the next run or check takes it up.' },
  queued: { zh: '已排队，轮到就开始。', en: 'Queued; it begins when its turn comes.' },
  already: { zh: '同样的核查已经在排队或进行中。', en: 'The same waits already, or is under way.' },
  full: { zh: '排队的太多了，请等一些完成以后再试。', en: 'Too much waits already; try again later.' },
  out: { zh: '已退出登录。', en: 'You are logged out.' },
} satisfies Record<string, Words>;

export type Done = keyof typeof DONE;

export function doneWords(name: string | undefined): Words | null {
  return name !== undefined && Object.hasOwn(DONE, name) ? DONE[name as Done] : null;
}
