import { expect, test } from 'vitest';
import { letterOf, withLines } from '../../src/notify/letter.js';
import { textOf } from '../../src/notify/compose.js';
import { digest, line } from './samples.js';

const text = (told: ReturnType<typeof digest>, language: 'zh' | 'en' = 'zh') => textOf(letterOf(told, language, false), language);

test('what is over is not read as if it stood', () => {
  expect(text(digest([line({ kind: 'resolved', overdueDays: 0 })]))).toContain('此前：按月公开，2026年2月没有信息');
  expect(text(digest([line({ kind: 'withdrawn', overdueDays: 0 })]))).toContain('撤回：已豁免或经人工认定为误报，不再作为问题（1）');
});

test('days are those since the deadline, or since it was found where there is none', () => {
  expect(text(digest([line()]))).toContain('已超期 12 天。');
  expect(text(digest([line({ isSinceFound: true })]))).toContain('发现已 12 天。');
  expect(text(digest([line({ level: 'late' })]))).not.toContain('12 天');
});

test('a doubtful run is said first, and then only what waits from before', () => {
  const doubtful = { zh: '只读到一半', en: 'half was read' };
  const letter = letterOf(digest([], { doubtful }), 'zh', false);
  expect(letter).toMatchObject({ title: '【时限】本次巡检存疑（2026-03-17）', parts: [], closing: [] });
  expect(letter.notes).toEqual([expect.stringContaining('没有据此新增或解决任何问题')]);
});

test('what could not be checked again is counted apart from what is open', () =>
  expect(text(digest([], { standing: { findings: 2, unverified: 1, unreadable: 3 } }))).toContain(
    '未解决的问题 2 条，另有 1 条因栏目未能监测而未能复核；未能监测的栏目 3 个（不计入问题）。',
  ));

test('speaks English where it is asked to', () => {
  const english = text(digest([line(), line({ kind: 'unreadable', level: 'unreadable', overdueDays: 0 })]), 'en');
  expect(english).toMatch(/■ New \(1\)[\s\S]*Overdue for 12 days\. monthly; nothing for 2026-02[\s\S]*■ Unreadable: [\s\S]*not held against the unit/);
});

test('lines that are left out are counted where they stood', () => {
  const letter = withLines(letterOf(digest([line(), line(), line({ kind: 'resolved' })]), 'zh', false), 1);
  expect(letter.parts.map(({ lines, more }) => [lines.length, more])).toEqual([[1, 1], [0, 1]]);
});
