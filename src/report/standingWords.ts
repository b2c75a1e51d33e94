/** The whole run in one sentence that can be read out, and what is to be said of our own watching before it. */
import type { Run, Words } from '../model.js';
import type { Summary } from './summarise.js';
import { count } from './words.js';

/** What stands: how many of the columns judged are overdue, miss a period or are blank, and how many could not be judged. */
export function standingWords(summary: Summary): Words {
  const { configured, judged, unreadable } = summary;
  if (configured === 0) return { zh: '配置中没有栏目。', en: 'No column is configured.' };
  if (judged === 0) {
    return {
      zh: `${configured} 个栏目全部无法监测，未对任何栏目作出判断。`,
      en: `None of the ${count(configured, 'column')} could be read, and none was judged.`,
    };
  }
  const unseen = unreadable === 0
    ? { zh: '', en: '' }
    : { zh: `另有 ${unreadable} 个无法监测，未作判断。`, en: ` ${unreadable} more could not be read and ${unreadable === 1 ? 'was' : 'were'} not judged.` };
  const found = foundWords(summary);
  const whole = unreadable === 0 ? { zh: `${judged} 个栏目`, en: `Of ${count(judged, 'column')}` } : { zh: `判定的 ${judged} 个栏目`, en: `Of ${count(judged, 'column')} judged` };
  if (found === null) {
    return { zh: `${whole.zh}均未见超期、缺期或空白。${unseen.zh}`, en: `${whole.en}, none is overdue, misses a period or is blank.${unseen.en}` };
  }
  return { zh: `${whole.zh}中，${found.zh}。${unseen.zh}`, en: `${whole.en}, ${found.en}.${unseen.en}` };
}

function foundWords({ judged, overdue, missingPeriod, blank }: Summary): Words | null {
  const pieces = [
    { number: overdue, zh: '超期', en: overdue === 1 ? 'is overdue' : 'are overdue' },
    { number: missingPeriod, zh: '缺期', en: missingPeriod === 1 ? 'misses a period' : 'miss a period' },
    { number: blank, zh: '空白', en: blank === 1 ? 'is blank' : 'are blank' },
  ].filter(({ number }) => number > 0);
  if (pieces.length === 0) return null;
  const others = judged - overdue - missingPeriod - blank;
  const rest = others === 0 ? { zh: '', en: '' } : { zh: `，其余 ${others} 个未见这些问题`, en: `; the other ${others} show none of this` };
  return {
    zh: `${pieces.map(({ number, zh }) => `${zh} ${number} 个`).join('、')}${rest.zh}`,
    en: `${pieces.map(({ number, en }) => `${number} ${en}`).join(', ')}${rest.en}`,
  };
}

export interface OwnTrouble {
  name: Words;
  why: Words;
}

/** What speaks against the run itself, the gravest first, and what was wrong with our own watching; empty where it is sound. */
export function runTroubles(run: Run): OwnTrouble[] {
  const troubles: OwnTrouble[] = [];
  if (run.doubtful !== null) {
    troubles.push({
      name: { zh: '本次巡检存疑，结果不作数：', en: 'This run is doubtful and does not count: ' },
      why: {
        zh: `${run.doubtful.zh}。可能是本机网络或网站防护所致；未据此新增或销号任何问题，请检查后重新巡检。`,
        en: `${run.doubtful.en}. Our own network or a firewall may be the cause; nothing was opened or resolved from it. Please check and run again.`,
      },
    });
  }
  if (run.finishedAt === null) {
    const isBroken = run.brokenOffAt !== undefined;
    troubles.push({
      name: isBroken
        ? { zh: '本次巡检中断，没有查完：', en: 'This run was broken off: ' }
        : { zh: '本次巡检未完成（中途停止）：', en: 'This run is not finished (stopped on the way): ' },
      why: {
        zh: '只列出已查到的栏目，未据此新增或销号任何问题。',
        en: 'only the columns that it came to are shown, and nothing was opened or resolved from it.',
      },
    });
  }
  const name = { zh: '巡检自身问题：', en: 'Our own watching: ' };
  return [...troubles, ...(run.troubles ?? []).map((why) => ({ name, why }))];
}
