/** Titles of a hostile page, in each form that a message takes. */
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { describe, expect, test } from 'vitest';
import { compose, LIMITS, type Composed } from '../../src/notify/compose.js';
import { letterOf } from '../../src/notify/letter.js';
import type { Way } from '../../src/model.js';
import { plainText } from '../../src/report/pageText.js';
import { expectHarmless, hostileTitles } from '../hostile/hostileTitles.js';
import { digest, line } from './samples.js';

const titles = {
  ...hostileTitles,
  'a mention of all': '@all @所有人 <@all> <at user_id="all">所有人</at> <at id=all></at>',
  'a mention by number': '@13800000000',
  'a markdown link': '[点这里](http://evil.example.invalid/)',
  'a markdown picture': '![x](http://evil.example.invalid/x.png)',
  'a bare link': '请见 http://evil.example.invalid/ 和 www.evil.example.invalid',
  'markdown of all kinds': '# 标题\n> 引用\n**粗** _斜_ ~~删~~ `码` | 表 |\n---\n<font color="warning">红</font>',
  'a header': '通知\r\nBcc: c@example.invalid\r\n\r\n正文',
} as const;

/** As the walk hands it over: plain, and hostile still. */
function composed(kind: Way['kind'], title: string): Composed {
  const text = plainText(title, 400);
  const told = digest([line({ site: text, unit: text, path: text, url: title.startsWith('javascript') ? title : 'https://site.example.invalid/a/', words: { zh: `信息“${text}”`, en: text } })]);
  return compose(kind, letterOf(told, 'zh', false), told, 'zh');
}

/** What a robot shows, without the signs and links that are our own. */
function markdownOf(kind: 'wecom' | 'dingtalk', title: string): string {
  const { body } = composed(kind, title) as Exclude<Composed, { kind: 'mail' }>;
  const { content, text } = body.markdown as { content?: string; text?: string };
  return (content ?? text ?? '').replace('[查看报告](https://report.example.invalid/r/index.html)', '');
}

describe.each(Object.entries(titles))('%s', (_name, title) => {
  for (const kind of ['wecom', 'dingtalk'] as const)
    test(`means nothing to ${kind}`, () => {
      const text = markdownOf(kind, title);
      expect(text).not.toMatch(/@|[<[\]`~|\\]|:\/\/|www\./);
      // A heading, a bold heading of the part, one line whose place is bold, and what closes it.
      expect(text.split('\n').filter((one) => one !== '').map((one) => one.slice(0, 2))).toEqual(['##', '**', '- ', '截至']);
      expect(text.match(/\*\*/g)).toHaveLength(4);
      expectHarmless(text);
    });

  test('means nothing to feishu', () => {
    const { body } = composed('feishu', title) as Exclude<Composed, { kind: 'mail' }>;
    const { content } = (body.content as { post: { zh_cn: { content: { tag: string; text: string }[][] } } }).post.zh_cn;
    expect(content.flat().map(({ tag }) => tag)).toEqual(['text', 'text', 'text', 'a']);
    expect(content.flat().map(({ text }) => text).join('')).not.toMatch(/[@<>]|:\/\//);
  });

  test('is a text in a mail, and no header, link or element', async () => {
    const mail = composed('mail', title) as Extract<Composed, { kind: 'mail' }>;
    const sent = await createTransport({ streamTransport: true, buffer: true }).sendMail({ from: 'a@example.invalid', to: 'b@example.invalid', ...mail });
    const parsed = await simpleParser(sent.message as Buffer);
    expect([...parsed.headers.keys()].sort()).toEqual(['content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to']);
    expect(parsed.subject).toBe('【时限】新发现 1（2026-03-17）');
    const html = String(parsed.html);
    expect([...html.matchAll(/<([a-z0-9]+)/g)].map(([, tag]) => tag)).not.toContain('script');
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href).filter((href) => !/^https:\/\/(site|report)\.example\.invalid\//.test(href ?? ''))).toEqual([]);
    expect(new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag))).toEqual(
      new Set(['html', 'head', 'meta', 'title', 'body', 'h2', 'h3', 'ul', 'li', 'p', 'b', 'br', 'a'].filter((tag) => html.includes(`<${tag}`))),
    );
    expect(parsed.text).not.toMatch(/https?:\/\/evil|www\.evil/);
    expectHarmless((parsed.text ?? '').replaceAll('\r', ''));
  });

  test('fits into what each robot takes', () => {
    expect(Buffer.byteLength(markdownOf('wecom', title))).toBeLessThanOrEqual(LIMITS.wecom);
    for (const kind of ['dingtalk', 'feishu'] as const)
      expect(Buffer.byteLength(JSON.stringify((composed(kind, title) as Exclude<Composed, { kind: 'mail' }>).body))).toBeLessThanOrEqual(LIMITS[kind]);
  });
});
