/**
 * 自查报告 of a unit or of a whole site: the customary parts 依据, 总体情况, 存在问题, 整改情况, 下一步. Every figure is
 * counted from the facts; what only the office knows is a place to fill in.
 */
import { plainText } from '../pageText.js';
import { fullUnitName, sumOf, type PaperFacts, type Problem } from '../paperFacts.js';
import { renderLetter, type Part } from './letter.js';
import {
  byCategory, categoryCounts, chineseDay, documentNumber, doubtWarning, headings, joined, listOf, more, problemLine, signature,
  unreadParts, type LetterHead,
} from './letterWords.js';

/** @param facts  of one unit or of one site, with at least one column */
export async function renderSelfReport(facts: PaperFacts, head: LetterHead): Promise<Uint8Array> {
  const { run } = facts;
  const who = reporter(facts);
  const { next, sub } = headings();
  const title = `${who}关于政务公开栏目更新情况的自查报告`;
  const parts: Part[] = [
    ...doubtWarning(facts),
    documentNumber(head),
    { kind: 'title', text: [title] },
    { kind: 'addressee', text: [{ blank: '主送机关：待填' }, '：'] },
    { kind: 'text', text: joined('根据', { blank: '依据文件名称及文号：待填' }, `要求，我单位对政务公开栏目更新情况进行了自查，现将${chineseDay(run.day)}的自查情况报告如下。`) },
    next('自查依据'),
    { kind: 'text', text: [basisText(facts)] },
    next('总体情况'),
    { kind: 'text', text: [overall(facts)] },
    ...unreadParts(facts.unread, facts),
    next('存在问题'),
    ...problemParts(facts, sub),
    next('整改情况'),
    ...repairParts(facts),
    next('下一步工作'),
    ...nextSteps(facts),
    signature(head),
  ];
  return renderLetter(parts, { title });
}

function reporter({ units }: PaperFacts): string {
  const [first] = units;
  if (!first) return '';
  return plainText(units.length > 1 ? first.siteName : fullUnitName(first), 60);
}

const MOST_SOURCES = 12;

/** The documents that the office named for its promises; nothing is quoted that it did not write down. */
function basisText({ sources }: PaperFacts): string {
  const named = sources.slice(0, MOST_SOURCES).map((source) => `“${plainText(source, 80)}”`);
  const left = sources.length > MOST_SOURCES ? `等${sources.length}项` : '';
  const promise = named.length === 0 ? '本单位栏目配置中承诺的公开时限' : `本单位承诺的公开时限（${listOf(named)}${left}）`;
  return `以${promise}为依据，逐栏目核对所列信息的发布日期。按期公开以周期为单位判断，未能读取的栏目不作判断。`;
}

function overall({ run, units, problems }: PaperFacts): string {
  const all = sumOf(units);
  const open = problems.filter(({ state }) => state === 'open');
  const readable = all.columns - all.unreadable;
  const sound = readable - all.withProblems;
  return [
    `截至${chineseDay(run.day)}，纳入自查的栏目共${all.columns}个，读取到${readable}个，未能读取${all.unreadable}个。`,
    readable === 0 ? '' : `读取到的栏目中，未发现问题的${sound}个，存在问题的${all.withProblems}个${all.waived > 0 ? `；按规定登记豁免的${all.waived}个` : ''}。`,
    open.length === 0 ? '本次未发现应整改的问题。' : `共发现问题${open.length}条，其中${categoryCounts(open)}。`,
    all.unverified > 0 ? `另有此前发现的问题${all.unverified}条，因栏目本次未能读取，暂未核查，不计入以上数字。` : '',
  ].join('');
}

function problemParts({ problems, units }: PaperFacts, sub: (text: string) => Part): Part[] {
  const open = problems.filter(({ state }) => state === 'open');
  if (open.length === 0) return [{ kind: 'text', text: ['在读取到的栏目中未发现问题。'] }];
  const [only] = units;
  const names = (problem: Problem) => problem.unit || only?.unit || '';
  return byCategory(open).flatMap(({ name, problems: some }) => [
    sub(`${name}（${some.length}条）`),
    ...some.slice(0, MOST_LINES).map((problem, index) => problemLine(problem, index + 1, { names })),
    ...more(some.length - MOST_LINES, '条'),
  ]);
}

const MOST_LINES = 200;

function repairParts({ since, run, problems, units }: PaperFacts): Part[] {
  const closed = problems.filter(({ state }) => state === 'closed');
  const all = sumOf(units);
  const summary = [
    `${chineseDay(since)}至${chineseDay(run.day)}，经复核已整改销号${closed.length}条，仍存在${all.open}条`,
    all.pastDue > 0 ? `，其中超过整改时限${all.pastDue}条` : '',
    all.recurring > 0 ? `；反馈后仍未整改或反复出现${all.recurring}条` : '',
    '。',
  ].join('');
  return [
    { kind: 'text', text: [summary] },
    ...closed.slice(0, MOST_LINES).map((problem, index): Part => ({ kind: 'text', text: [
      `${index + 1}．${problem.column.column.path.join('/')}：${problem.finding.description.zh}` +
      `（责任单位：${problem.unit}；发现时间：${chineseDay(problem.openedOn)}；销号时间：${chineseDay(problem.closedOn ?? run.day)}）`,
    ] })),
    ...more(closed.length - MOST_LINES, '条'),
  ];
}

/** Only what follows from the figures; what the unit means to do is for the unit to write. */
function nextSteps({ problems, unread }: PaperFacts): Part[] {
  const open = problems.filter(({ state }) => state === 'open').length;
  const steps = [
    ...(open > 0 ? [`对仍存在的${open}条问题逐条落实责任，按整改时限完成整改，并以整改链接报请复核。`] : []),
    ...(unread.length > 0 ? [`对未能监测的${unread.length}个栏目查明原因，恢复监测后再作判断。`] : []),
  ];
  return [
    ...steps.map((text): Part => ({ kind: 'text', text: [text] })),
    { kind: 'text', text: [{ blank: '下一步措施：请结合实际补充' }] },
  ];
}
