import { describe, expect, test } from 'vitest';
import { runTroubles, standingWords } from '../../src/report/standingWords.js';
import { summarise } from '../../src/report/summarise.js';
import type { ColumnStatus, Run } from '../../src/model.js';
import { cadence, record, runColumn } from './runPieces.js';

const columnsOf = (...statuses: ColumnStatus[]) =>
  statuses.map((status, index) => runColumn({ path: [String(index)], cadence: cadence('monthly'), status }));

describe('the run in one sentence', () => {
  for (const [statuses, sentence] of [
    [[], '配置中没有栏目。'],
    [['fresh', 'due'], '2 个栏目均未见超期、缺期或空白。'],
    [['overdue'], '1 个栏目中，超期 1 个。'],
    [['overdue', 'overdue', 'blank', 'fresh'], '4 个栏目中，超期 2 个、空白 1 个，其余 1 个未见这些问题。'],
    [['missing-period', 'unreadable', 'fresh'], '判定的 2 个栏目中，缺期 1 个，其余 1 个未见这些问题。另有 1 个无法监测，未作判断。'],
    [['fresh', 'unreadable'], '判定的 1 个栏目均未见超期、缺期或空白。另有 1 个无法监测，未作判断。'],
    [['unreadable', 'unreadable'], '2 个栏目全部无法监测，未对任何栏目作出判断。'],
  ] as [ColumnStatus[], string][])
    test(statuses.join(', ') || 'no column', () =>
      expect(standingWords(summarise(record(columnsOf(...statuses)))).zh).toBe(sentence));
});

describe('what is said of our own watching before anything is said of others', () => {
  for (const [name, more, troubles] of [
    ['a sound run', {}, []],
    ['less than half was read', { troubles: [{ zh: '只读到 2 / 5 个栏目', en: 'only 2 of 5' }] }, ['巡检自身问题：']],
    ['a doubtful run', { doubtful: { zh: '只读到一半', en: 'half' } }, ['本次巡检存疑，结果不作数：']],
    ['a run that was stopped', { finishedAt: null }, ['本次巡检未完成（中途停止）：']],
    ['a run that was broken off', { finishedAt: null, brokenOffAt: '2026-03-19T02:00:00.000Z' }, ['本次巡检中断，没有查完：']],
  ] as [string, Partial<Run>, string[]][])
    test(name, () =>
      expect(runTroubles({ ...record([]).run, ...more }).map((trouble) => trouble.name.zh)).toEqual(troubles));
});
