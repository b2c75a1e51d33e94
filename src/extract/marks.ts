/**
 * Date marks: the places of a page where a day is shown, each with what it stands for. A mark that is all its text is
 * the date cell of some row; a mark inside a longer text (a title, a summary) counts only where a row has nothing better.
 */
import type { Day } from '../model.js';
import { findFullDates, fold, readStandaloneDate, type StandaloneDate } from './dates.js';
import type { Page, TextPiece } from './document.js';

/** What a date is said to be, by the label before it or the head of its table column. */
export type DateRole = 'published' | 'written' | 'other' | 'unsaid';

export interface Mark {
  /** First and last text piece that it was read from. */
  from: number;
  to: number;
  box: number;
  date: StandaloneDate;
  words: string;
  /** `row-text`, `split-nodes`, `in-text`, `attribute` */
  by: string;
  role: DateRole;
}

const PUBLISHED = /(?:发布|发表|发稿|公开|公布|公示|更新|上传|上网|刊登|录入|添加|信息提供)(?:日期|时间|于)?[\s:：]*$|^[\s\[(（]*(?:日期|时间)[\s:：]*$/;
const WRITTEN = /(?:成文|发文|印发|生成|签发|制发|落款|形成)(?:日期|时间|于)?[\s:：]*$/;
const OTHER = /(?:截止|截至|生效|失效|废止|施行|实施|有效期|报名|开标|开始|结束|到期|开奖|转载|浏览|打印|下架|起|止|活动|会议)(?:日期|时间|于)?[\s:：至]*$/;

/** What a label says of the date behind it. */
export function roleOfLabel(label: string): DateRole {
  const words = fold(label);
  if (!words) return 'unsaid';
  if (OTHER.test(words)) return 'other';
  if (WRITTEN.test(words)) return 'written';
  if (PUBLISHED.test(words)) return 'published';
  return 'unsaid';
}

const HINT = /[\d０-９〇]|今|昨|前|刚|二[○ОO零]/;
const NUMBER_PIECE = /^[\s\[(（]*(?:\d{1,4}|(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}|\d{1,2}\s*[-/.月]\s*\d{1,2})\s*[-/.年月日]?[\s\])）]*$/;

/** All marks of a page, in reading order. */
export function findMarks(page: Page, today: Day): Mark[] {
  const marks: Mark[] = [];
  for (let index = 0; index < page.texts.length; index++) {
    const piece = page.texts[index] as TextPiece;
    if (!HINT.test(piece.text)) continue;
    const joined = joinSplitDate(page, index, today);
    if (joined) {
      marks.push(joined);
      index = joined.to;
      continue;
    }
    const date = readStandaloneDate(piece.text, today);
    if (date) {
      marks.push({ from: index, to: index, box: piece.box, date, words: fold(piece.text), by: 'row-text', role: roleOf(page, index, piece.text) });
    } else if (piece.text.length < 2000) {
      const inText = markInText(index, piece);
      if (inText) marks.push(inText);
    }
  }
  return marks;
}

function roleOf(page: Page, index: number, text: string): DateRole {
  const own = roleOfLabel(/^\D*/.exec(text)?.[0] ?? '');
  if (own !== 'unsaid') return own;
  const before = page.texts[index - 1];
  return before && before.text.length < 20 && /[:：]\s*$/.test(before.text) ? roleOfLabel(before.text) : 'unsaid';
}

/** `<b>27</b><i>2023-03</i>`, `2024.05` + `17`, `2026` + `03-05`, `05` + `03` + `2026`: one date over several nodes. */
function joinSplitDate(page: Page, index: number, today: Day): Mark | null {
  const first = page.texts[index] as TextPiece;
  if (first.text.length > 16 || !NUMBER_PIECE.test(first.text)) return null;
  const words = [fold(first.text)];
  for (let count = 2; count <= 3; count++) {
    const next = page.texts[index + count - 1];
    if (!next || next.text.length > 16 || !NUMBER_PIECE.test(next.text) || !areNear(page, first.box, next.box)) break;
    words.push(fold(next.text));
    const day = assemble(words);
    if (day && day <= `${Number(today.slice(0, 4)) + 1}-12-31`) {
      return {
        from: index, to: index + count - 1, box: commonBox(page, first.box, next.box), date: { form: 'day', day, implied: [] },
        words: words.join(' '), by: 'split-nodes', role: 'unsaid',
      };
    }
  }
  return joinMonthAndDay(page, index, words);
}

/** `12月` + `27日` or `12` + `27` in an element that is named for a date: a month and a day, no year. */
function joinMonthAndDay(page: Page, index: number, words: string[]): Mark | null {
  if (words.length < 2) return null;
  const first = page.texts[index] as TextPiece;
  const next = page.texts[index + 1] as TextPiece;
  const numbers = words.slice(0, 2).map((word) => Number(/\d+/.exec(word)?.[0]));
  const [one, two] = numbers as [number, number];
  const bare = words.slice(0, 2).map((word) => word.replace(/[\s\[\]()（）]/g, ''));
  let month = NaN;
  let dayOfMonth = NaN;
  if (/^\d{1,2}月$/.test(bare[0] ?? '') && /^\d{1,2}日?$/.test(bare[1] ?? '')) [month, dayOfMonth] = [one, two];
  else if (/^\d{1,2}日?$/.test(bare[0] ?? '') && /^\d{1,2}月$/.test(bare[1] ?? '')) [dayOfMonth, month] = [one, two];
  if (!(month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= 31)) return null;
  return {
    from: index, to: index + 1, box: commonBox(page, first.box, next.box), date: { form: 'month-day', month, dayOfMonth },
    words: words.slice(0, 2).join(' '), by: 'split-nodes', role: 'unsaid',
  };
}

function assemble(words: string[]): Day | null {
  const parts = words.map((word) => word.replace(/[\s\[\]()（）]/g, '').replace(/[年月日]/g, '-').replace(/[/.]/g, '-').replace(/^-+|-+$/g, ''));
  const isYear = (part: string) => /^(?:19|20)\d\d$/.test(part);
  const isShort = (part: string) => /^\d{1,2}$/.test(part);
  const isYearMonth = (part: string) => /^(?:19|20)\d\d-\d{1,2}$/.test(part);
  const isMonthDay = (part: string) => /^\d{1,2}-\d{1,2}$/.test(part);
  const [a = '', b = '', c = ''] = parts;
  let text: string | null = null;
  if (parts.length === 2) {
    if (isYearMonth(a) && isShort(b)) text = `${a}-${b}`;
    else if (isShort(a) && isYearMonth(b)) text = `${b}-${a}`;
    else if (isYear(a) && isMonthDay(b)) text = `${a}-${b}`;
    else if (isMonthDay(a) && isYear(b)) text = `${b}-${a}`;
  } else if (parts.length === 3) {
    if (isYear(a) && isShort(b) && isShort(c)) text = `${a}-${b}-${c}`;
    else if (isShort(a) && isShort(b) && isYear(c)) text = `${c}-${b}-${a}`;
  }
  return text === null ? null : (findFullDates(text)[0]?.day ?? null);
}

/** Two boxes that could hold one date between them: their common ancestor is close above both. */
function areNear(page: Page, one: number, two: number): boolean {
  const common = commonBox(page, one, two);
  const depth = page.boxes[common]?.depth ?? 0;
  return common >= 0 && (page.boxes[one]?.depth ?? 0) - depth <= 2 && (page.boxes[two]?.depth ?? 0) - depth <= 2;
}

function commonBox(page: Page, one: number, two: number): number {
  let [a, b] = [one, two];
  while (a !== b && a >= 0 && b >= 0) {
    if (a > b) a = page.boxes[a]?.parent ?? -1;
    else b = page.boxes[b]?.parent ?? -1;
  }
  return a === b ? a : -1;
}

const RANGE = /(?:至|到|—|–|~|～)\s*$/;

/** A date inside a longer text: the labelled publish date if there is one, else the only date, else nothing. */
function markInText(index: number, piece: TextPiece): Mark | null {
  const found = findFullDates(piece.text);
  if (found.length === 0) return null;
  const labelled = found
    .map((date) => ({ date, role: roleOfLabel(piece.text.slice(Math.max(0, date.start - 12), date.start).replace(/^.*[\s，,。;；]/, '')) }))
    .filter(({ date }) => !RANGE.test(piece.text.slice(0, date.start)));
  const best = labelled.find(({ role }) => role === 'published') ?? (labelled.length === 1 ? labelled[0] : undefined);
  if (!best) return null;
  return {
    from: index, to: index, box: piece.box, date: { form: 'day', day: best.date.day, implied: [] }, words: best.date.text,
    by: best.role === 'published' ? 'row-text' : 'in-text', role: best.role,
  };
}
