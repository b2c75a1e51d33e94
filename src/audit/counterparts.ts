/** 成对公开: whether an item's counterpart (解读, 征集反馈) stands among others, by what their titles share. */
import { namedYears } from './namedYears.js';

export interface Candidate {
  title: string;
}

/**
 * Says of a title whether one of the candidates may be its counterpart. A candidate is, that names the same document
 * number, or whose subject shares half of the pairs of signs of the shorter one, unless both name years and none the same.
 * What is doubtful counts as found: also a title without a subject of its own (关于公开征求意见的公告), or one whose words
 * stand in so many candidates that they cannot tell them apart.
 *
 * The candidates are gone through once; a title then meets those only that share an uncommon piece with it.
 */
export function counterpartFinder(candidates: readonly Candidate[]): (title: string) => boolean {
  const all = candidates.map(({ title }) => ({ title, years: namedYears(title), pairs: piecesOf(subjectOf(title), 2) }));
  const numbers = new Set(candidates.flatMap(({ title }) => documentNumbers(title)));
  const holders = new Map<string, number[]>();
  const counts = new Map<string, number>();
  for (const [index, { title }] of candidates.entries()) {
    for (const piece of piecesOf(subjectOf(title), 2)) {
      const count = (counts.get(piece) ?? 0) + 1;
      counts.set(piece, count);
      if (count > MOST_HOLDERS) continue;
      const held = holders.get(piece);
      if (held) held.push(index);
      else holders.set(piece, [index]);
    }
  }
  return (title) => {
    if (documentNumbers(title).some((number) => numbers.has(number))) return true;
    const pairs = piecesOf(subjectOf(title), 2);
    if (pairs.size === 0) return true;
    const [common, uncommon] = parted([...pairs], (piece) => (counts.get(piece) ?? 0) > MOST_HOLDERS);
    if (common.length * 2 >= pairs.size) return true;
    const years = namedYears(title);
    const met = new Set(uncommon.flatMap((piece) => holders.get(piece) ?? []));
    return [...met].some((index) => {
      const candidate = all[index];
      return candidate !== undefined && mayShareYear(years, candidate.years) && shareHalf(pairs, candidate.pairs);
    });
  };
}

/** A piece that stands in more candidates than this tells nothing. */
const MOST_HOLDERS = 200;

/** 六裕政办〔2026〕3号 as `2026-3`, whoever issued it: the same year and number are taken for the same document. */
function documentNumbers(title: string): string[] {
  const text = title.normalize('NFKC').replace(/\s+/g, '');
  return [...text.matchAll(/[〔[(【]?(20[0-9]{2})[〕\])】](?:第)?([0-9]{1,5})号/g)].map(([, year, number]) => `${year}-${Number(number)}`);
}

/** What a title is about: without the words of notices, interpretations and feedback, marks and years. */
function subjectOf(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[〔[(【][^〔〕()[\]【】]{0,20}[〕\])】](?:第?[0-9]{1,5}号)?/g, '')
    .replace(FORM_WORDS, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?:19|20)[0-9]{2}年?度?/g, '')
    .replace(/^(?:\p{L}{2,3}?(?:省|市|州|县|区|旗)){1,3}/u, '')
    .replace(KINDS_OF_PAPER, '')
    .toLowerCase();
}

/** The words that say what kind of paper it is, and not what it is about. */
const FORM_WORDS = new RegExp(
  [
    '公开征求|征求|公开征集|征集|社会公众|向社会|意见建议|意见征集|意见|建议|反馈|采纳|情况|结果|汇总|说明|公告|通告|通知|公示|启事',
    '政策解读|文字解读|图文解读|图片解读|视频解读|专家解读|部门解读|解读|一图读懂|一图看懂|一图了解|图解|问答|权威|起草',
    '征求意见稿|草案|送审稿|修订稿|修订|试行|修改|暂行|印发|转发|发布|出台|制定|实施|执行',
    '人民政府|办公室|关于|有关|的|对|和|及|与|《|》|〈|〉',
  ].join('|'),
  'g',
);

/** Many papers of one office share these, and are not about the same. */
const KINDS_OF_PAPER = /管理|工作|实施|办法|方案|细则|规定|规划|计划|若干|措施|政策|制度|规范|进一步|加强|做好|推进|开展|全面|深入/g;

function piecesOf(text: string, length: number): Set<string> {
  const signs = Array.from(text);
  return new Set(signs.slice(length - 1).map((_, at) => signs.slice(at, at + length).join('')));
}

function shareHalf(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((piece) => other.has(piece)).length;
  return shared * 2 >= Math.min(one.size, other.size);
}

/** One year of several may be the one that is meant; a title without any may mean each. */
function mayShareYear(one: readonly number[], other: readonly number[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((year) => other.includes(year));
}

function parted<Value>(values: readonly Value[], isFirst: (value: Value) => boolean): [Value[], Value[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}
