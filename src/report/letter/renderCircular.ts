/** 通报: the units beside each other, the good ones named first; ranked by what could be read, the unreadable apart. */
import { groupBy } from '../groupBy.js';
import { fullUnitName, sumOf, unitKey, type PaperFacts, type PaperUnit } from '../paperFacts.js';
import { renderLetter, type Part } from './letter.js';
import {
  byCategory, categoryCounts, chineseDay, documentNumber, headings, joined, listOf, signature, type LetterHead,
} from './letterWords.js';
import { rankUnits, type RankedUnit } from './ranking.js';

/**
 * @param facts  of all units that are compared, of a sound run
 * @throws RangeError where the run is doubtful: nobody is ranked by it. A bug of the caller
 */
export async function renderCircular(facts: PaperFacts, head: LetterHead): Promise<Uint8Array> {
  const { run, units, problems } = facts;
  if (run.doubtful !== null) throw new RangeError('nobody is ranked by a doubtful run');
  const open = problems.filter(({ state }) => state === 'open');
  const all = sumOf(units);
  const { ranked, unranked } = rankUnits(units);
  const isOfOneSite = new Set(units.map(({ siteKey }) => siteKey)).size <= 1;
  const nameOf = (unit: PaperUnit) => (isOfOneSite ? unit.unit : fullUnitName(unit));
  const { next, sub } = headings();
  const title = '关于政务公开栏目更新情况的通报';
  const parts: Part[] = [
    documentNumber(head),
    { kind: 'title', text: [title] },
    { kind: 'addressee', text: [{ blank: '主送机关：待填' }, '：'] },
    { kind: 'text', text: [`${chineseDay(run.day)}，对${units.length}个单位的政务公开栏目更新情况进行了巡检。现将有关情况通报如下。`] },
    next('总体情况'),
    { kind: 'text', text: [
      `共巡检栏目${all.columns}个，读取到${all.columns - all.unreadable}个，未能读取${all.unreadable}个。` +
      (open.length === 0 ? '在读取到的栏目中未发现问题。' : `发现问题${open.length}条，涉及${all.withProblems}个栏目，其中${categoryCounts(open)}。`) +
      `${chineseDay(facts.since)}以来经复核销号${all.closed}条。`,
    ] },
    next('较好的单位'),
    ...goodOnes(ranked, nameOf),
    next('存在的主要问题'),
    ...(open.length === 0 ? [plain('在读取到的栏目中未发现问题。')] : []),
    ...byCategory(open).flatMap(({ name, problems: some }) => [
      sub(name),
      plain(`共${some.length}条，${unitCounts(some, nameOf)}。`),
    ]),
    ...(all.recurring + all.pastDue === 0 ? [] : [
      sub('反馈问题整改不彻底'),
      plain(`反馈后仍未整改或反复出现的${all.recurring}条，超过整改时限的${all.pastDue}条：` +
        `${listOf(ranked.filter(({ recurring, pastDue }) => recurring + pastDue > 0).map((unit) => `${nameOf(unit)}（${unit.recurring}条、${unit.pastDue}条）`))}。`),
    ]),
    next('各单位情况'),
    plain('按读取到的栏目中未发现问题的占比排列，占比相同的按问题数排列，再相同的名次并列。未能读取的栏目不参加计算。'),
    { kind: 'table', head: ['名次', '单位', '栏目', '读取到', '有问题栏目', '问题', '正常率', '超期整改', '已销号'], widths: [5, 24, 5, 7, 7, 5, 8, 8, 7], rows: ranked.map((unit) => tableRow(unit, nameOf)) },
    next('未能监测的情况'),
    ...unreadUnits(facts, unranked, nameOf),
    next('工作要求'),
    plain(open.length === 0 ? '请各单位继续按公开时限及时更新。' : '请有关单位对照整改清单逐条整改，按期报回整改链接；经复核见到整改的予以销号。'),
    { kind: 'text', text: joined({ blank: '其他要求：请结合实际补充' }) },
    signature(head),
  ];
  return renderLetter(parts, { title });
}

function plain(text: string): Part {
  return { kind: 'text', text: [text] };
}

/** Those without a problem; of each is said how much of it could not be read. */
function goodOnes(ranked: readonly RankedUnit[], nameOf: (unit: PaperUnit) => string): Part[] {
  const good = ranked.filter(({ open }) => open === 0);
  if (good.length === 0) return [plain('读取到的栏目均未发现问题的单位：本次没有。')];
  const whole = good.filter(({ unreadable }) => unreadable === 0);
  const partly = good.filter(({ unreadable }) => unreadable > 0);
  return [
    ...(whole.length === 0 ? [] : [plain(`以下${whole.length}个单位的栏目全部读取到，均未发现问题：${listOf(whole.map(nameOf))}。`)]),
    ...(partly.length === 0 ? [] : [plain(
      `以下${partly.length}个单位读取到的栏目均未发现问题，另有栏目未能读取：` +
      `${listOf(partly.map((unit) => `${nameOf(unit)}（读取到${unit.readable}个，未能读取${unit.unreadable}个）`))}。`,
    )]),
  ];
}

/** `甲局3条、乙局1条`, the fewest first: nobody is pilloried by order. */
function unitCounts(problems: PaperFacts['problems'], nameOf: (unit: PaperUnit) => string): string {
  const groups = [...groupBy(problems, unitKey).values()].sort((one, other) => one.length - other.length);
  return listOf(groups.map((some) => (some[0] ? `${nameOf(some[0])}${some.length}条` : '')));
}

function tableRow(unit: RankedUnit, nameOf: (unit: PaperUnit) => string): string[] {
  const { place, columns, readable, withProblems, open, soundShare, pastDue, closed } = unit;
  // Rounded down: 100 % is said only of a unit without a problem.
  const share = soundShare === 1 ? '100%' : `${(Math.floor(soundShare * 1000) / 10).toFixed(1)}%`;
  return [String(place), nameOf(unit), ...[columns, readable, withProblems, open].map(String), share, String(pastDue), String(closed)];
}

function unreadUnits({ unread }: PaperFacts, unranked: readonly PaperUnit[], nameOf: (unit: PaperUnit) => string): Part[] {
  if (unread.length === 0) return [plain('全部栏目均读取到。')];
  const groups = [...groupBy(unread, unitKey).values()];
  const counts = listOf(groups.map((some) => (some[0] ? `${nameOf(some[0])}${some.length}个` : '')));
  return [
    plain(`有${unread.length}个栏目本次未能读取（${counts}）。未能读取不能据此判断是否按时公开，不计为问题，也不计入排名；原因和处理办法见整改台账“无法监测”表。`),
    ...(unranked.length === 0 ? [] : [plain(`以下单位的栏目全部未能读取，不参加排名：${listOf(unranked.map(nameOf))}。`)]),
  ];
}
