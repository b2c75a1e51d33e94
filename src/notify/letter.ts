/** A digest in words, before it is given the form of a mail or a robot's message. Pure. */
import type { Digest, Language, NewsKind, NewsLine, Words } from '../model.js';
import { NEWS_KINDS } from './news.js';

/** A message in one language. What came from a page in it is plain text, and nothing is escaped yet. */
export interface Letter {
  /** A subject: made of counts and days alone, so that nothing that was read stands in it. */
  title: string;
  /** What has to be said first: a test, a doubtful run, a repeat. */
  notes: string[];
  parts: LetterPart[];
  /** What stands, and what this message is. */
  closing: string[];
  reportUrl: string | null;
}

export interface LetterPart {
  heading: string;
  lines: LetterLine[];
  /** How many there are besides. */
  more: number;
}

export interface LetterLine {
  /** Site, column and unit. */
  where: string;
  what: string;
  /** Of the column. */
  url: string | null;
}

/** @param mayBeRepeat  an earlier attempt may have arrived */
export function letterOf(digest: Digest, language: Language, mayBeRepeat: boolean): Letter {
  const say = (words: Words) => words[language];
  const { doubtful, isFirst, isSoundAgain, isAllClear, standing, day, reportUrl } = digest;
  const notes = [
    ...(mayBeRepeat ? [REPEAT] : []),
    ...(doubtful ? [doubtfulWords(day, doubtful)] : []),
    ...(isSoundAgain ? [SOUND_AGAIN] : []),
    ...(isFirst && digest.lines.length > 0 ? [FIRST] : []),
    ...(isAllClear ? [ALL_CLEAR] : []),
  ];
  const isOnlyDoubt = doubtful !== null && digest.lines.length === 0;
  return {
    title: say(titleOf(digest)),
    notes: notes.map(say),
    parts: NEWS_KINDS.flatMap((kind) => partOf(kind, digest, language)),
    closing: isOnlyDoubt ? [] : [say(standingWords(standing, day))],
    reportUrl,
  };
}

/** What `shixian message test` sends. */
export function testLetter(channel: string, language: Language): Letter {
  const words = {
    zh: { title: '【时限】测试消息', note: `这是一条测试消息，渠道“${channel}”已经接通。它不说明任何栏目的情况，无须处理。` },
    en: { title: '[Shixian] Test message', note: `This is a test: the channel "${channel}" works. It says nothing of any column.` },
  }[language];
  return { title: words.title, notes: [words.note], parts: [], closing: [], reportUrl: null };
}

/** At most `keep` of its lines, the first ones; the others are counted. */
export function withLines(letter: Letter, keep: number, longest = Infinity): Letter {
  let left = keep;
  const parts = letter.parts.map((part) => {
    const lines = part.lines.slice(0, left).map((line) => ({ ...line, where: cut(line.where, longest), what: cut(line.what, longest) }));
    left -= lines.length;
    return { ...part, lines, more: part.more + part.lines.length - lines.length };
  });
  return { ...letter, parts };
}

/** `另有 12 条，见报告` */
export function moreWords(more: number, language: Language): string {
  return language === 'zh' ? `另有 ${more} 条，见报告` : `and ${more} more, see the report`;
}

function cut(text: string, longest: number): string {
  const characters = text.length <= longest ? [] : Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
}

function titleOf({ counts, doubtful, isAllClear, day }: Digest): Words {
  const told = NEWS_KINDS.flatMap((kind) => (counts[kind] ? [{ name: NAMES[kind], count: counts[kind] }] : []));
  const zh = [
    ...(doubtful ? ['本次巡检存疑'] : []), ...(isAllClear ? ['本周无变化'] : []), ...told.map(({ name, count }) => `${name.zh} ${count}`),
  ];
  const en = [
    ...(doubtful ? ['doubtful run'] : []), ...(isAllClear ? ['nothing changed'] : []),
    ...told.map(({ name, count }) => `${name.en} ${count}`),
  ];
  return {
    zh: `【时限】${zh.join(' · ') || '本次巡检正常'}（${day}）`,
    en: `[Shixian] ${en.join(', ') || 'this run is sound'} (${day})`,
  };
}

function partOf(kind: NewsKind, { lines, counts }: Digest, language: Language): LetterPart[] {
  const all = counts[kind] ?? 0;
  if (all === 0) return [];
  const own = lines.filter((line) => line.kind === kind);
  const heading = language === 'zh' ? `${HEADINGS[kind].zh}（${all}）` : `${HEADINGS[kind].en} (${all})`;
  return [{ heading, lines: own.map((line) => lineOf(line, language)), more: all - own.length }];
}

function lineOf({ kind, site, path, unit, words, url, level, overdueDays, isSinceFound }: NewsLine, language: Language): LetterLine {
  const place = unit === site ? `${site} ${path}` : language === 'zh' ? `${site} ${path}（${unit}）` : `${site} ${path} (${unit})`;
  const sinceFound = { zh: `发现已 ${overdueDays} 天。`, en: `Found ${overdueDays} days ago. ` };
  const sinceDeadline = { zh: `已超期 ${overdueDays} 天。`, en: `Overdue for ${overdueDays} days. ` };
  const days = (isSinceFound ? sinceFound : sinceDeadline)[language];
  const counted = overdueDays > 0 && (kind === 'opened' || kind === 'reopened' || kind === 'escalated') && level !== 'late';
  const isPast = kind === 'resolved' || kind === 'withdrawn' || kind === 'readable';
  // What is over must not be read as if it stood.
  const past = { zh: '此前：', en: 'It was: ' }[language];
  return { where: place, what: `${isPast ? past : ''}${counted ? days : ''}${words[language]}`, url };
}

const NAMES: Record<NewsKind, Words> = {
  opened: { zh: '新发现', en: 'new' },
  reopened: { zh: '复发', en: 'came back' },
  escalated: { zh: '持续未解决', en: 'still open' },
  resolved: { zh: '已解决', en: 'resolved' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  unreadable: { zh: '未能监测', en: 'unreadable' },
  readable: { zh: '恢复监测', en: 'readable again' },
  doubt: { zh: '待核对', en: 'to be checked' },
};

const HEADINGS: Record<NewsKind, Words> = {
  opened: { zh: '新发现', en: 'New' },
  reopened: { zh: '复发', en: 'Came back' },
  escalated: { zh: '持续未解决', en: 'Still open' },
  resolved: { zh: '已解决', en: 'Resolved' },
  withdrawn: { zh: '撤回：已豁免或经人工认定为误报，不再作为问题', en: 'Withdrawn: waived or a false alarm, no longer held as a problem' },
  unreadable: {
    zh: '未能监测：本程序没有读到，不计为超期，也不计为空白，不作为责任单位的问题',
    en: 'Unreadable: our program could not read these; neither overdue nor blank, and not held against the unit',
  },
  readable: { zh: '恢复监测', en: 'Readable again' },
  doubt: { zh: '待人工核对：尚不作为问题', en: 'To be checked by a person: not held as problems' },
};

const REPEAT: Words = {
  zh: '可能重复：上一次发送没有得到对方确认，所以再发一次。如已收到，请忽略。',
  en: 'This may be a repeat: the last attempt was not confirmed. If you have it already, pass over this one.',
};

const SOUND_AGAIN: Words = { zh: '此前有巡检存疑；本次巡检正常，以本次为准。', en: 'An earlier run was doubtful; this one is sound, and is what counts.' };

const FIRST: Words = {
  zh: '这是首次向您发送，列出现有的全部问题；以后只在有变化时发送。',
  en: 'This is the first message to you and lists all that stands; later ones only come when something changed.',
};

const ALL_CLEAR: Words = { zh: '没有变化。', en: 'Nothing changed.' };

function doubtfulWords(day: string, why: Words): Words {
  return {
    zh: `${day} 的巡检存疑：${why.zh}。本次没有据此新增或解决任何问题，请检查本机网络后重新巡检。`,
    en: `The run of ${day} is doubtful: ${why.en}. Nothing was opened or resolved from it; check the network and run again.`,
  };
}

function standingWords({ findings, unverified, unreadable }: Digest['standing'], day: string): Words {
  const left = unverified === 0 ? { zh: '', en: '' } : { zh: `，另有 ${unverified} 条因栏目未能监测而未能复核`, en: `, ${unverified} more could not be checked again` };
  return {
    zh: `截至 ${day}：未解决的问题 ${findings} 条${left.zh}；未能监测的栏目 ${unreadable} 个（不计入问题）。`,
    en: `On ${day}: ${findings} open findings${left.en}; ${unreadable} unreadable columns, which do not count as findings.`,
  };
}
