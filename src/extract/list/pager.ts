/** Where the further pages of a list are: links, and where those run by script, what each system counts. */
import type { PageRequest } from '../../model.js';
import { boxAt, joinTexts, resolveUrl, type Link, type Page } from '../layout/document.js';
import { trsPages } from '../readers/createPageHtml.js';
import { lonsunPages } from '../readers/lonsun.js';
import { vsbPages } from '../readers/vsb.js';
import { webplusPages } from '../readers/webplus.js';

const NEXT = /^(?:下一页|下页|后一页|下一頁|next(?:\s*page)?|[>＞»›]{1,2}|下一页[>＞»›]*)$/i;
const LAST = /^(?:尾页|末页|最后一页|最末页|尾頁|last(?:\s*page)?)$/i;
const GOES_ON = new RegExp(
  String.raw`下一页|下页|尾页|末页|共\s?[\d,]+\s?(?:页|条)|\d\s?\/\s?\d+\s?页|加载更多|点击加载|` +
    'createPageHTML|totalRecord|pageCount|laypage|pagination',
  'i',
);
const LONGEST_NAME = 20;
const MOST_PAGES = 200;

/** Whether the page shows or scripts a pager: its list may then be longer than what it holds. */
export function goesOn(page: Page): boolean {
  if (page.texts.some((piece) => piece.text.length < 80 && GOES_ON.test(piece.text))) return true;
  return page.scripts.some(({ text }) => GOES_ON.test(text));
}

/** What to ask for further pages, the next one first; empty on the last page or where paging is not understood. */
export function nextPagesOf(page: Page): PageRequest[] {
  const fragments = lonsunPages(page);
  if (fragments !== null) return fragments.slice(0, MOST_PAGES);
  const current = pageKey(page.url);
  const found: string[] = [];
  const add = (address: string | null) => {
    if (!address || pageKey(address) === current || !sameSite(address, page.url)) return;
    if (!found.includes(address)) found.push(address);
  };
  const short = shortLinks(page);
  for (const link of linksNamed(short, NEXT)) add(addressOfLink(page, link));
  for (const address of trsPages(page)) add(address);
  if (found.length === 0) [...webplusPages(page, page.url), ...vsbPages(page, page.url)].forEach(add);
  if (found.length === 0) linksNamed(short, LAST).flatMap((link) => pagesUpTo(page, link)).forEach(add);
  if (found.length > 0) addNumbered(page, short, add);
  return found.slice(0, MOST_PAGES);
}

interface ShortLink {
  link: Link;
  words: string;
}

/** The links whose words are as short as a pager's. */
function shortLinks(page: Page): ShortLink[] {
  const found: ShortLink[] = [];
  for (const link of page.links) {
    const { textLength } = boxAt(page, link.box);
    if (textLength === 0 || textLength > LONGEST_NAME || link.textTo - link.textFrom > 4) continue;
    found.push({ link, words: joinTexts(page, link.textFrom, link.textTo, LONGEST_NAME) });
  }
  return found;
}

const linksNamed = (links: ShortLink[], name: RegExp) => links.flatMap(({ link, words }) => (name.test(words) ? [link] : []));

/**
 * Where a pager's link leads: many run a script and keep the address beside it, as easysite does in `tagname` or others
 * in the call itself, `onclick="location.href='index_2.html'"`.
 */
function addressOfLink(page: Page, { href, box }: Link): string | null {
  const direct = resolveUrl(href, page.base);
  if (direct) return direct;
  const { attribs } = boxAt(page, box);
  const called = `${attribs['onclick'] ?? ''} ${/^javascript:/i.test(href) ? href : ''}`;
  const quoted = [...called.matchAll(/['"]([^'"\s]{2,300})['"]/g)].map(([, text = '']) => text).find(looksLikeAddress);
  const beside = [attribs['tagname'], attribs['data-href'], attribs['data-url'], quoted];
  const address = beside.find((text) => text !== undefined && looksLikeAddress(text));
  return address === undefined ? null : resolveUrl(address, page.base);
}

const ADDRESS = /^(?:https?:\/\/|\.{0,2}\/|\?)\S|^[\w./-]+\.(?:s?html?|jspx?|aspx?|php)(?:\?|$)/i;
const looksLikeAddress = (text: string) => ADDRESS.test(text);

const NUMBERED = new RegExp(
  String.raw`^(.*?(?:[_-]|[?&](?:page|page_?(?:index|no|num)|curr_?page|pn?)=|\/))(\d{1,4})` +
    String.raw`((?:\.\w{2,6})?(?:&[^#]*)?)$`,
  'i',
);

/**
 * The pages up to the last one, whose link is the only one that a page without a working "next" has: `index_12.html`
 * from `index.html`, `?page=12` from a page without a number. Empty where the two addresses do not agree.
 */
function pagesUpTo(page: Page, link: Link): string[] {
  const [url, last] = [page.url, addressOfLink(page, link)];
  const [, before = '', number = '', behind = ''] = NUMBERED.exec((last ?? '').slice(0, 1_000)) ?? [];
  const final = Number(number);
  if (final < 2 || final > MOST_PAGES || !sameFolder(url, last ?? '')) return [];
  const own = url.startsWith(before) ? /^\d{1,4}/.exec(url.slice(before.length))?.[0] : undefined;
  // `index_1` is the second page, `?page=1` the first.
  const from = own === undefined ? (/_$/.test(before) ? 1 : 2) : Number(own) + 1;
  return Array.from({ length: Math.max(0, final - from + 1) }, (_, index) => `${before}${from + index}${behind}`);
}

function sameFolder(one: string, two: string): boolean {
  const folder = (address: string) => (URL.canParse(address) ? new URL('.', address).href : null);
  return folder(one) !== null && folder(one) === folder(two);
}

/** Links whose text is a page number, in their order, behind the next page. */
function addNumbered(page: Page, links: ShortLink[], add: (address: string | null) => void): void {
  for (const { link, words } of links) {
    const isNumber = link.textTo - link.textFrom === 1 && /^\d{1,3}$/.test(words);
    if (isNumber && Number(words) > 1) add(addressOfLink(page, link));
  }
}

/** An address without its fragment and without index.html, so that a pager's link to the page itself is known. */
function pageKey(url: string): string {
  return url.replace(/#.*$/, '').replace(/\/index\.s?html?$/i, '/');
}

function sameSite(one: string, two: string): boolean {
  try {
    const [a, b] = [new URL(one), new URL(two)];
    return a.host === b.host || a.protocol === 'file:' || b.protocol === 'file:';
  } catch {
    return true;
  }
}
