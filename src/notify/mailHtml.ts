/** The HTML part of a mail: no script, no picture, nothing that is fetched; it says what the text part says. Pure. */
import type { Language } from '../model.js';
import { linkable, oneLine, withoutLinks } from './harmlessText.js';
import { moreWords, type Letter, type LetterLine } from './letter.js';

export function htmlOf(letter: Letter, language: Language): string {
  const report = linkable(letter.reportUrl);
  const footer = language === 'zh' ? '本消息由时限 Shixian 自动发送，有变化才发。' : 'Sent by Shixian, and only when something changed.';
  const body = [
    `<h2 style="font-size:18px;margin:0 0 12px">${escaped(letter.title)}</h2>`,
    ...letter.notes.map((note) => `<p style="border-left:4px solid #b45309;padding:4px 10px;margin:0 0 12px">${harmless(note)}</p>`),
    ...letter.parts.map(({ heading, lines, more }) => [
      `<h3 style="font-size:15px;margin:16px 0 6px">${escaped(heading)}</h3>`,
      `<ul style="margin:0;padding-left:20px">${lines.map(lineOf).join('')}`,
      ...(more > 0 ? [`<li>… ${escaped(moreWords(more, language))}</li>`] : []),
      '</ul>',
    ].join('')),
    ...letter.closing.map((line) => `<p style="margin:16px 0 0">${escaped(line)}</p>`),
    ...(report ? [`<p><a href="${escaped(report)}">${language === 'zh' ? '查看报告' : 'Report'}</a></p>`] : []),
    `<p style="color:#595959;font-size:12px">${escaped(footer)}</p>`,
  ];
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${escaped(letter.title)}</title></head>` +
    `<body style="font-family:sans-serif;font-size:14px;line-height:1.6;color:#1f1f1f">${body.join('\n')}</body></html>\n`;
}

function lineOf({ where, what, url }: LetterLine): string {
  const address = linkable(url);
  const place = address === null ? `<b>${harmless(where)}</b>` : `<a href="${escaped(address)}"><b>${harmless(where)}</b></a>`;
  return `<li style="margin:0 0 6px">${place}<br>${harmless(what)}</li>`;
}

function harmless(text: string): string {
  return escaped(withoutLinks(oneLine(text)));
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
}
