/** A letter in the form that each way takes it. What is composed holds no secret and no signature. Pure. */
import type { Digest, Language, Way } from '../model.js';
import { harmlessInMarkdown, linkable, oneLine, withoutLinks } from './harmlessText.js';
import { moreWords, withLines, type Letter, type LetterLine } from './letter.js';
import { htmlOf } from './mailHtml.js';

export type Composed =
  | { kind: 'mail'; subject: string; text: string; html: string }
  | { kind: Exclude<Way['kind'], 'mail'>; body: Record<string, unknown> };

/**
 * The most bytes of a message, as the robots document it: 4,096 of a WeCom markdown, 20,000 of a DingTalk message. Feishu's
 * documents give 20 KB, older ones 30: the smaller is kept to. Each is left some room for the signature.
 */
export const LIMITS = { wecom: 4_096, dingtalk: 19_500, feishu: 19_500 } as const;

/** @param digest  for the webhook, which is given the facts as well; null for a test */
export function compose(kind: Way['kind'], letter: Letter, digest: Digest | null, language: Language): Composed {
  switch (kind) {
    case 'mail':
      return { kind, subject: oneLine(letter.title), text: textOf(letter, language), html: htmlOf(letter, language) };
    case 'wecom':
      return { kind, body: fitting(letter, (one) => wecomBody(one, language), ({ markdown }) => markdown.content, LIMITS.wecom) };
    case 'dingtalk':
      return { kind, body: fitting(letter, (one) => dingtalkBody(one, language), JSON.stringify, LIMITS.dingtalk) };
    case 'feishu':
      return { kind, body: fitting(letter, (one) => feishuBody(one, language), JSON.stringify, LIMITS.feishu) };
    case 'webhook':
      return { kind, body: { type: digest ? 'shixian.digest' : 'shixian.test', title: letter.title, text: textOf(letter, language), digest } };
  }
}

/** The plain text of a mail, and what a dry run shows. */
export function textOf(letter: Letter, language: Language): string {
  const lines = [
    ...letter.notes.flatMap((note) => [withoutLinks(oneLine(note)), '']),
    ...letter.parts.flatMap(({ heading, lines: own, more }) => [
      `■ ${heading}`,
      ...own.flatMap(plainLines),
      ...(more > 0 ? [`  … ${moreWords(more, language)}`] : []),
      '',
    ]),
    ...letter.closing,
    ...(letter.reportUrl ? [`${language === 'zh' ? '报告：' : 'Report: '}${letter.reportUrl}`] : []),
    language === 'zh' ? '（本消息由时限 Shixian 自动发送，有变化才发。）' : '(Sent by Shixian, and only when something changed.)',
  ];
  return `${lines.join('\n')}\n`;
}

function plainLines({ where, what, url }: LetterLine): string[] {
  const address = linkable(url);
  return [
    `  · ${withoutLinks(oneLine(where))}`,
    `    ${withoutLinks(oneLine(what))}`,
    ...(address === null ? [] : [`    ${address}`]),
  ];
}

function wecomBody(letter: Letter, language: Language): { msgtype: 'markdown'; markdown: { content: string } } {
  return { msgtype: 'markdown', markdown: { content: markdownOf(letter, language) } };
}

function dingtalkBody(letter: Letter, language: Language): Record<string, unknown> {
  const text = markdownOf(letter, language);
  return { msgtype: 'markdown', markdown: { title: oneLine(letter.title), text }, at: { isAtAll: false, atMobiles: [], atUserIds: [] } };
}

/** A post of plain text elements: nothing in them is read as markup or as a mention. */
function feishuBody(letter: Letter, language: Language): Record<string, unknown> {
  const text = (words: string) => [{ tag: 'text', text: words }];
  const content = [
    ...letter.notes.map((note) => text(harmlessInMarkdown(note))),
    ...letter.parts.flatMap(({ heading, lines, more }) => [
      text(`■ ${heading}`),
      ...lines.map(({ where, what }) => text(`· ${harmlessInMarkdown(where)}　${harmlessInMarkdown(what)}`)),
      ...(more > 0 ? [text(`… ${moreWords(more, language)}`)] : []),
    ]),
    ...letter.closing.map(text),
    ...(letter.reportUrl ? [[{ tag: 'a', text: language === 'zh' ? '查看报告' : 'Report', href: letter.reportUrl }]] : []),
  ];
  return { msg_type: 'post', content: { post: { zh_cn: { title: oneLine(letter.title), content } } } };
}

/** Only signs that both robots know. Line ends are doubled, as DingTalk joins lines otherwise. */
function markdownOf(letter: Letter, language: Language): string {
  const report = linkable(letter.reportUrl);
  return [
    `### ${letter.title}`,
    ...letter.notes.map((note) => `> ${harmlessInMarkdown(note)}`),
    ...letter.parts.map(({ heading, lines, more }) => [
      `**${heading}**`,
      ...lines.map(({ where, what }) => `- **${harmlessInMarkdown(where)}** ${harmlessInMarkdown(what)}`),
      ...(more > 0 ? [`- … ${moreWords(more, language)}`] : []),
    ].join('\n')),
    ...letter.closing,
    ...(report ? [`[${language === 'zh' ? '查看报告' : 'Report'}](${report})`] : []),
  ].join('\n\n');
}

const LONGEST_LINE = 160;

/** The letter with as many of its lines as stay within the limit, the others counted. */
function fitting<Body>(letter: Letter, bodyOf: (letter: Letter) => Body, measured: (body: Body) => string, limit: number): Body {
  const fits = (keep: number) => Buffer.byteLength(measured(bodyOf(withLines(letter, keep, LONGEST_LINE)))) <= limit;
  let least = 0;
  let most = letter.parts.reduce((sum, { lines }) => sum + lines.length, 0);
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle - 1;
  }
  return bodyOf(withLines(letter, least, LONGEST_LINE));
}
