import type { Page } from '../layout/document.js';
import { fold } from '../layout/words.js';

/** Signs that the list is put into the page by a script after loading. */
const SCRIPTED = new RegExp(
  String.raw`\$\.(?:ajax|get|post|getJSON)\s?\(|new\s+XMLHttpRequest|\bfetch\s?\(|\baxios\b|` +
    String.raw`new\s+Vue\s?\(|\b(?:get|load|query|find|search)\w{0,20}(?:List|Data|Page|Items)\s?\(|createApp\s?\(|ReactDOM|\/site\/label\/\d+|dataproxy\.jsp|jpaas-publish|` +
    String.raw`getElementById\([^)]{0,60}\)\.innerHTML\s?=|\.load\(\s?['"]`,
);
const LOADING = /(?:正在|数据|内容)?加载中|正在加载|努力加载|^\s*loading\b/i;
const TEMPLATE_TYPE = /^text\/(?:html|template|x-[\w-]+)$/i;
const APP_ROOT = /^(?:app|root|__nuxt|__next)$/;
const APP_BUNDLE = /(?:^|\/)(?:app|main|index|chunk-vendors|umi|runtime|vendor)[\w.~-]*\.js(?:$|\?)/i;

/** Why the page's list is probably drawn by a script, or null. */
export function scriptedListSign(page: Page): string | null {
  const { noscript } = page;
  if (/JavaScript|启用.{0,4}脚本/i.test(noscript) && /enable|启用|开启|without/i.test(noscript)) {
    return 'the page asks for JavaScript';
  }
  for (const { attribs, text } of page.scripts) {
    const type = attribs['parsetype'];
    if (type && /^(?:bulidstatic|buildstatic)$/i.test(type)) return 'a parseType script brings the list';
    if (TEMPLATE_TYPE.test(attribs['type'] ?? '') && /\{\{|<%/.test(text)) return 'a template that a script fills';
    const sign = SCRIPTED.exec(text);
    if (sign) return `a script loads data (${fold(sign[0]).slice(0, 30)})`;
  }
  const bound = page.texts.find(({ text }) => /\{\{[^{}]{1,80}\}\}/.test(text));
  if (bound) return `a template that a script fills (${fold(bound.text).slice(0, 30)})`;
  const waiting = page.texts.find(({ text }) => text.length < 30 && LOADING.test(text));
  if (waiting) return `the page says “${fold(waiting.text)}”`;
  const sources = page.scripts.flatMap(({ attribs }) => attribs['src'] ?? []);
  const root = page.boxes.find(({ attribs }) => APP_ROOT.test(attribs['id'] ?? ''));
  if (root && root.textLength < 40 && sources.length > 0) return `an empty #${root.attribs['id']} and scripts`;
  const bundle = sources.find((source) => APP_BUNDLE.test(source));
  return bundle && page.texts.length < 10 ? `an application script (${bundle.slice(0, 60)})` : null;
}
