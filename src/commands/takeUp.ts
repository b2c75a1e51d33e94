/** What a person is told of runs that were killed: which is gone on with, and which are closed. */
import type { Run } from '../model.js';
import { beginAfter, type Beginning, type Begun } from '../run/resume.js';
import { say, type Context } from './context.js';

/** Settles what earlier runs left, and says so. Gives back the run to go on with; null where a new one begins. */
export async function takeUp(context: Context, beginning: Beginning): Promise<Run | null> {
  const begun = await beginAfter(beginning);
  for (const { run, columns } of begun.brokenOff) {
    say(context, {
      zh: `${run.day} 的巡检 ${run.id} 已中断：当时查过的 ${columns} 个栏目都保存完好，但不据此发现或解决问题。`,
      en: `The run ${run.id} of ${run.day} was broken off: the ${columns} columns that it visited are kept, but nothing is opened or resolved from it.`,
    });
  }
  sayWhatIsTakenUp(context, begun, beginning.takeUp);
  return begun.run;
}

function sayWhatIsTakenUp(context: Context, { run, changedSince }: Begun, asked: Beginning['takeUp']): void {
  if (changedSince) {
    say(context, {
      zh: `配置（或程序版本）在 ${changedSince.id} 之后改过，不能接着查，改为从头巡检。`,
      en: `The configuration, or the program, was changed after ${changedSince.id}: a new run begins instead.`,
    });
  } else if (run?.finishedAt != null) {
    say(context, {
      zh: `今天的巡检 ${run.id} 已经查完，不再访问网站。`,
      en: `Today's run ${run.id} has visited everything: no site is asked again.`,
    });
  } else if (run) {
    say(context, { zh: `接着未完成的巡检 ${run.id} 继续。`, en: `Going on with the unfinished run ${run.id}.` });
  } else if (asked === 'any') {
    say(context, { zh: '没有未完成的巡检，从头开始。', en: 'There is no unfinished run: a new one begins.' });
  }
}
