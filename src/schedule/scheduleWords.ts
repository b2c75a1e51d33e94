/** The schedule in words. */
import type { RunDays, Words } from '../model.js';
import type { GroupPlan } from './plan.js';
import { REST } from './plan.js';

export function groupWords({ name }: Pick<GroupPlan, 'name'>): Words {
  if (name === null) return { zh: '全部网站', en: 'all sites' };
  return name === REST ? { zh: '其余网站', en: 'the other sites' } : { zh: name, en: name };
}

export function runDaysWords(on: RunDays): Words {
  switch (on.kind) {
    case 'every-day':
      return { zh: '每天', en: 'every day' };
    case 'working-days':
      return { zh: '工作日', en: 'working days' };
    case 'before-end': {
      const { zh, en } = PERIODS[on.of];
      if (on.workingDays === 1) return { zh: `${zh}末最后一个工作日`, en: `the last working day of the ${en}` };
      return { zh: `${zh}末前 ${on.workingDays} 个工作日`, en: `${on.workingDays} working days before the end of the ${en}` };
    }
  }
}

const PERIODS = {
  month: { zh: '月', en: 'month' }, quarter: { zh: '季', en: 'quarter' }, 'half-year': { zh: '半年', en: 'half-year' }, year: { zh: '年', en: 'year' },
} satisfies Record<string, Words>;
