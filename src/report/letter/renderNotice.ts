/** 整改通知书: what one unit has to put right, until when, how it is reported back; what could not be read stands apart. */
import { plainText } from '../pageText.js';
import { fullUnitName, sumOf, type PaperFacts, type Problem } from '../paperFacts.js';
import { renderLetter, type Part } from './letter.js';
import {
  byCategory, categoryCounts, chineseDay, commonDue, documentNumber, headings, joined, more, problemLine, signature, unreadParts,
  type LetterHead,
} from './letterWords.js';

/**
 * @param facts  of one unit or of one site, of a sound run, with at least one open problem
 * @throws RangeError where there is nothing to put right or the run is doubtful: a bug of the caller
 */
export async function renderNotice(facts: PaperFacts, head: LetterHead): Promise<Uint8Array> {
  const { run, problems, unread, units } = facts;
  const open = problems.filter(({ state }) => state === 'open');
  if (open.length === 0 || run.doubtful !== null) throw new RangeError('nothing may be asked to be put right');
  const whole = sumOf(units);
  const { next, sub } = headings();
  const names = units.length > 1 ? ({ unit }: Problem) => unit : undefined;
  const parts: Part[] = [
    documentNumber(head),
    { kind: 'title', text: ['政务公开栏目整改通知书'] },
    { kind: 'addressee', text: [`${addressee(facts)}：`] },
    { kind: 'text', text: [
      `经${chineseDay(run.day)}巡检，你单位纳入监测的${whole.columns}个政务公开栏目中，读取到${whole.columns - whole.unreadable}个，` +
      `发现问题${open.length}条（${categoryCounts(open)}），涉及${whole.withProblems}个栏目。现通知如下。`,
    ] },
    next('存在问题'),
    ...byCategory(open).flatMap(({ name, problems: some }) => [
      sub(`${name}（${some.length}条）`),
      ...some.slice(0, MOST_LINES).map((problem, index) => problemLine(problem, index + 1, names ? { names } : {})),
      ...more(some.length - MOST_LINES, '条'),
    ]),
    next('整改要求'),
    dueText(open),
    { kind: 'text', text: [
      '整改完成后，请在整改台账“整改链接”一栏逐条填写整改后的信息网址，并在“整改结果”一栏写明情况，按期报回。',
      '经复核见到整改的，予以销号；只报链接、复核未见整改的，不予销号。',
    ] },
    { kind: 'text', text: ['确无应公开信息，或对事实有异议的，请书面说明理由和依据，经核实后登记豁免或更正。不得以修改发布日期代替整改。'] },
    ...(unread.length === 0 ? [] : [next('未能监测的栏目'), ...unreadParts(unread, facts)]),
    signature(head),
  ];
  return renderLetter(parts, { title: `政务公开栏目整改通知书（${addressee(facts)}）` });
}

const MOST_LINES = 200;

function addressee({ units }: PaperFacts): string {
  const [first] = units;
  if (!first) return '';
  return plainText(units.length > 1 ? first.siteName : fullUnitName(first), 80);
}

/** One day for all, where they were handed out with one; each its own where with several; a place to fill in where with none. */
function dueText(open: readonly Problem[]): Part {
  const due = commonDue(open);
  if (due !== null) return { kind: 'text', text: [`请于${chineseDay(due)}前完成整改。`] };
  const isTold = open.every(({ notices }) => notices.at(-1)?.due != null);
  if (isTold) return { kind: 'text', text: ['请按上列各条的整改时限完成整改。'] };
  return { kind: 'text', text: joined('请于', { blank: '整改时限：待填，或先用 shixian notice issue 下发' }, '前完成整改；上列已注明整改时限的，从其时限。') };
}
