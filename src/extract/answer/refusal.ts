/**
 * What kind of answer is this page, before anything is read from it? A firewall's challenge, a login form or a page
 * that says "not found" with status 200 is our reading's failure, never the publisher's silence.
 *
 * Only pages with little to say are suspected: a column page with forty items and the words "访问被拒绝" in a title is a
 * column page.
 */
import type { ReadFailure } from '../../model.js';
import { resolveUrl, type Page, type TextPiece } from '../layout/document.js';
import { fold } from '../layout/words.js';

export interface Refusal {
  reason: ReadFailure;
  why: string;
  redirectTo: string | null;
}

/** Marks of firewalls and their challenges, as they stand in scripts and markup. */
const CHALLENGE_MARKS: [RegExp, string][] = [
  [/__jsl_clearance|__jsluid/, '加速乐'],
  [/\$_ts\s*=\s*window\[|\$_ts\.(?:cd|nsd)|window\.\$_ts/, '瑞数'],
  [/YunSuoAutoJump|security_verify_(?:data|img)|yunsuo_session/, '云锁'],
  [/acw_sc__v\d|acw_tc.*arg1|arg1\s*=\s*'[0-9A-F]{40}'/, '阿里云'],
  [/wzws_(?:sessionid|cid|reurl)|WZWS(?:RELOAD|-RAY)|wzwsquestion/i, '网站卫士'],
  [/C3VK|__tst_status|HOY_TR=|CT6TS?=/, 'cookie'],
  [/cf-browser-verification|challenge-platform|_cf_chl_opt|Just a moment\.\.\./, 'Cloudflare'],
  [/geetest|滑动验证|安全验证|人机验证|点击按钮进行验证|请完成验证|Checking your browser|safeline|不?是不?是?机器人|(?:按住|拖动)滑块|正在(?:检查您的浏览器|进行安全检查)/,
    'captcha'],
];
const COOKIE_AND_RELOAD =
  /document\.cookie\s?=[\s\S]{0,4000}?(?:location\.(?:href|reload|replace)|window\.location|self\.location)/;

const BLOCKED = new RegExp(
  String.raw`403\s*Forbidden|Access\s+Denied|has been blocked|访问被(?:拒绝|拦截|阻断|禁止)|请求被(?:拒绝|拦截|阻断)|拒绝访问|禁止访问|` +
    String.raw`已被(?:拦截|阻断|封禁)|疑似.{0,4}(?:攻击|恶意)|仅限.{0,12}(?:访问|浏览)|(?:Web|网站|应用)\s*应?用?防火墙|WAF|网站防护|安全狗|GeoBL|非法(?:请求|访问)|不合法的?(?:请求|参数)|` +
    String.raw`恶意(?:请求|访问|攻击)|(?:访问|请求)(?:过于|太)频繁|IP.{0,8}(?:受限|限制|黑名单|封)|` +
    '对网站造成(?:安全)?威胁|策略(?:阻断|拦截)|不对境外|境外.{0,8}(?:不提供|限制|无法)|未.{0,14}备案|没有权限访问|不允许访问|' +
    String.raw`您的(?:请求|访问).{0,10}(?:威胁|异常|风险)|无权(?:限)?访问`,
  'i',
);
const SOFT_404 = new RegExp(
  String.raw`(?:^|[^\d])404(?:[^\d]|$)|` +
    '(?:页面|网页|栏目|内容|文章|信息|频道|站点|文件)(?:已经?)?(?:不存在|未找到|找不到|无法找到|已删除|被删除|已下线|下线|已关闭|已撤销|走丢|丢失)|' +
    '(?:找不到|无法找到|没有找到|未找到)(?:您|你|该|此|所)?.{0,12}(?:页面|网页|内容|栏目|文件|资源)|' +
    '(?:该|此|本|您访问的|你访问的|所访问的|您查看的|您浏览的)(?:页面|网页|栏目|内容|网站|链接|文章).{0,12}' +
    '(?:不存在|下线|关闭|删除|撤销|迁移|停用|失效)|' +
    '(?:网站|域名|栏目|站点)(?:已经?|现已)?(?:迁移|变更|停用|停止服务|停止更新|关停|关闭|整合)|域名变更|错误的栏目|没有找到站点|域名(?:正在|已经?)?(?:出售|过期|停[靠放])|' +
    'domain (?:is for sale|has expired)|网站.{0,20}(?:关停|停止使用|停止服务)|Not Found|page (?:not found|you requested)',
  'i',
);
const ERROR = new RegExp(
  String.raw`(?:^|[^\d])50[0-4](?=[^\d].{0,30}(?:error|错误|Bad|Gateway|Service|Internal))|` +
    'Internal Server Error|Bad Gateway|网站(?:正在)?维护|' +
    'Service (?:Temporarily )?Unavailable|Gateway Time-?out|系统(?:错误|异常|繁忙|维护)|服务器(?:错误|异常|繁忙|内部错误)|' +
    '服务不可用|暂时超载|临时维护|数据库(?:连接)?(?:错误|失败|异常)|系统升级|升级维护|HTTP Status [45]\\d\\d|java\\.lang\\.|NullPointerException|' +
    "Traceback \\(most recent|Server Error in '|SQLException|Microsoft OLE DB|Microsoft VBScript|ODBC Drivers?|SQLSTATE|Fatal error:|出错了|运行时错误|页面错误|系统发生错误|" +
    '正在(?:进行)?(?:升级|维护|改造)|参数错误|Welcome to nginx',
  'i',
);
const LOGIN = /登录|登陆|用户名|账号|帐号|密码|验证码|统一身份认证|单点登录|log\s?in|sign\s?in/i;
const LOGIN_FIRST = /(?:请|需要?)(?:您)?(?:先|重新)(?:进行)?登[录陆]|尚?未登[录陆]|登[录陆]后(?:才能|方可|可|再)?(?:查看|访问|浏览)|登[录陆](?:已经?)?(?:超时|过期|失效)/;
/** What is gone is gone wherever the page leads on to: a home page is no column. A site that has moved is another matter. */
const NOT_THERE = new RegExp(
  String.raw`(?:^|[^\d])404(?:[^\d]|$)|Not Found|(?:页面|网页|文件)(?:已经?)?(?:不存在|未找到|找不到|无法找到|已删除|被删除)|` +
    '(?:找不到|无法找到|没有找到|未找到)(?:您|你|该|此|所)?.{0,12}(?:页面|网页|文件)',
  'i',
);
const TITLE_BLOCKS = /^\s*40[35]\b/;
const TITLE_REFUSES = /^\s*(?:40[34]|50[023])\b|(?:页面|网页|栏目)(?:不存在|未找到)|访问被拒绝|错误页/;

const LITTLE_TEXT = 1200;
const FEW_TITLES = 12;
const NEXT_TO_NO_TEXT = 200;
const MOST_SCRIPT = 200_000;

/** What the page has to show, gathered once for all the questions below. */
interface Appearance {
  status: number | undefined;
  /** Characters of text. */
  length: number;
  text: string;
  /** Of that, what is no link either: “系统维护” in a link is the name of a notice or of a menu. */
  spoken: string;
  scripts: string;
}

/**
 * Names the reason why the page cannot be the column, or null where it may well be.
 *
 * @param titleLinks how many links of the page could be titles: a page with dozens is not a refusal
 */
export function refusalOf(page: Page, status: number | undefined, titleLinks: () => number): Refusal | null {
  const length = page.texts.reduce((sum, piece) => sum + piece.text.length, 0);
  const isSmall = length < LITTLE_TEXT && titleLinks() < FEW_TITLES;
  if (!isSmall) return refusedByTitle(page) ?? refusedAmongMenus(page) ?? refusedByStatus(status);
  const scripts = page.scripts.map((script) => script.text).join('\n').slice(0, MOST_SCRIPT);
  const seen = {
    status, length, text: ownWords(page, LONGEST_MENU_WORD), spoken: ownWords(page, 0), scripts,
  };
  const challenge = challengeOf(seen) ?? challengedByStatus(seen);
  const said = holdsDatedRows(page, titleLinks) ? null : saidBy(page, seen);
  const isGone = said?.reason === 'soft404' && NOT_THERE.test(headlineOf(page, seen));
  return challenge ?? (isGone ? said : null) ?? redirectOf(page, seen) ?? said ?? loginOf(page, seen) ?? refusedByStatus(status);
}

const LONGEST_MENU_WORD = 6;

/** What the page says itself: the titles that it links to are somebody else's words. */
function ownWords(page: Page, longestInLink: number): string {
  const isTitle = ({ text, inLink }: TextPiece) => inLink >= 0 && text.length > longestInLink;
  return fold(page.texts.map((piece) => (isTitle(piece) ? ' ' : piece.text.slice(0, 4000))).join('')).slice(0, 4000);
}

const DAY_ALONE = /^[\s[(（【]{0,3}(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d\d(?::\d\d)?)?[\s\])）】]{0,3}$/;
const FEWEST_ROWS = 3;

/** Days that stand alone beside titles are rows; words of maintenance or refusal among them are of what they tell. */
function holdsDatedRows(page: Page, titleLinks: () => number): boolean {
  const days = page.texts.filter(({ text }) => text.length < 40 && DAY_ALONE.test(text)).length;
  return days >= FEWEST_ROWS && titleLinks() >= FEWEST_ROWS;
}

/** “404” alone in its text, and a sentence that means it, among the menus of a whole site. */
function refusedAmongMenus(page: Page): Refusal | null {
  if (!page.texts.some(({ text, inLink }) => inLink < 0 && text.trim() === '404')) return null;
  const said = page.texts.find(({ text, inLink }) => inLink < 0 && text.length < 40 && SOFT_404.test(text.replace('404', '')));
  return said ? refuse('soft404', quote(SOFT_404, said.text, undefined)) : null;
}

function refuse(reason: ReadFailure, why: string, redirectTo: string | null = null): Refusal {
  return { reason, why, redirectTo };
}

function challengeOf({ scripts, text, length }: Appearance): Refusal | null {
  const mark = CHALLENGE_MARKS.find(([pattern]) => pattern.test(scripts) || (length < 600 && pattern.test(text)));
  if (mark) return refuse('challenge', `challenge page (${mark[1]})`);
  const isShell = length < NEXT_TO_NO_TEXT && (COOKIE_AND_RELOAD.test(scripts) || looksObfuscated(scripts, length));
  return isShell ? refuse('challenge', 'script sets a cookie and loads the page again') : null;
}

function challengedByStatus({ status, length }: Appearance): Refusal | null {
  const challenges = status === 412 || status === 521 || (status === 202 && length < 300);
  return challenges ? refuse('challenge', `HTTP ${status}`) : null;
}

/** What the page's own words say, on a page that says little else. */
function saidBy(page: Page, seen: Appearance): Refusal | null {
  const { status, spoken } = seen;
  const headline = headlineOf(page, seen);
  if (status === 403 || status === 405 || BLOCKED.test(spoken)) return refuse('blocked', quote(BLOCKED, spoken, status));
  if (TITLE_BLOCKS.test(page.title)) return refuse('blocked', `the title says “${page.title.slice(0, 60)}”`);
  const login = loginOf(page, seen);
  if (login) return login;
  if (status === 404 || status === 410 || SOFT_404.test(headline)) {
    return refuse('soft404', quote(SOFT_404, headline, status));
  }
  if ((status !== undefined && status >= 500) || ERROR.test(headline)) {
    return refuse('error', quote(ERROR, headline, status));
  }
  return null;
}

function headlineOf(page: Page, { spoken }: Appearance): string {
  return `${page.title.slice(0, 300)} ${spoken.slice(0, 300)}`;
}

function loginOf(page: Page, { status, text }: Appearance): Refusal | null {
  const words = `${page.title.slice(0, 300)} ${text}`;
  const asksForLogin = LOGIN.test(words) || page.scripts.some((script) => LOGIN.test(script.text));
  const sendsToLogin = page.texts.length < 12 && LOGIN_FIRST.test(text);
  const isLogin = status === 401 || (page.passwordFields > 0 && asksForLogin) || sendsToLogin;
  return isLogin ? refuse('login', 'a login form') : null;
}

function refusedByTitle(page: Page): Refusal | null {
  const title = page.title.slice(0, 300);
  if (!TITLE_REFUSES.test(title)) return null;
  const reason = /404|不存在|未找到/.test(title) ? 'soft404' : /403|拒绝/.test(title) ? 'blocked' : 'error';
  return refuse(reason, `the title says “${title}”`);
}

function refusedByStatus(status: number | undefined): Refusal | null {
  if (status === undefined || status < 400) return null;
  const reason =
    status === 404 || status === 410 ? 'soft404'
    : status === 412 || status === 521 ? 'challenge'
    : status === 401 ? 'login'
    : status < 500 ? 'blocked'
    : 'error';
  return refuse(reason, `HTTP ${status}`);
}

function quote(pattern: RegExp, text: string, status: number | undefined): string {
  const words = pattern.exec(text)?.[0];
  return words ? `the page says “${fold(words)}”` : `HTTP ${status ?? ''}`;
}

/** Scripts that are mostly arithmetic on empty arrays or long hexadecimal runs, on a page without text. */
function looksObfuscated(scripts: string, length: number): boolean {
  if (length > 40 || scripts.length < 300) return false;
  return (scripts.match(/-~\[\]|\+\[\]|!!\[\]|\\x[0-9a-f]{2}|_0x[0-9a-f]{4}/gi) ?? []).length > 12;
}

const SCRIPT_REDIRECT = new RegExp(
  String.raw`(?:(?:window|self|top|parent|document)\.)?location(?:\.href)?\s?=\s?['"]([^'"]{1,500})['"]|` +
    String.raw`location\.(?:replace|assign)\(\s?['"]([^'"]{1,500})['"]|` +
    String.raw`window\.open\(\s?['"]([^'"]{1,500})['"]\s?,\s?['"]_(?:self|top)['"]`,
  'g',
);
/** What follows the address: `+ pageIndex`, or what the reader typed into a field. */
const CONTINUED = /^\s?\+\s?(\w+)(\.getElement|\.value|\(['"][^'"]{1,80}['"]\)\.val\()?/;
const WRITTEN_DAY = /(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}/;
const HIDDEN_REDIRECT = /window\.open\(\s?\w+\s?,\s?['"]_self['"]|location(?:\.href)?\s?=\s?\w+\s?;/;
const ADDRESS_AS_TEXT = /^(?:https?:\/)?\/?[\w\-./]+\.s?html?$|^\/[\w\-./]+$/;
const SOON_SECONDS = 10;

/** A page that sends its reader elsewhere without saying anything itself; it may hide the address. */
function redirectOf(page: Page, { scripts, length }: Appearance): Refusal | null {
  const shell = (to: string | null) => refuse('redirect-shell', 'the page only sends the reader elsewhere', to);
  const { refresh } = page;
  if (refresh && refresh.seconds <= SOON_SECONDS && refresh.url && length < 400) {
    const to = resolveUrl(refresh.url, page.base);
    if (to !== page.url) return shell(to);
  }
  if (length > 150 || page.texts.filter(({ text }) => WRITTEN_DAY.test(text)).length > 1) return null;
  const match = [...scripts.matchAll(SCRIPT_REDIRECT)].find((found) => !waitsForReader(scripts, found));
  if (match) return shell(resolveUrl(match[1] ?? match[2] ?? match[3] ?? '', page.base));
  if (!HIDDEN_REDIRECT.test(scripts)) return null;
  const words = page.texts.map((piece) => fold(piece.text.slice(0, 500)));
  const address = words.find((text) => ADDRESS_AS_TEXT.test(text));
  return shell(address ? resolveUrl(address, page.base) : null);
}

/** An address that ends in the argument of a function or in a field's value: a pager's or a search box's. */
function waitsForReader(scripts: string, found: RegExpExecArray): boolean {
  const continued = CONTINUED.exec(scripts.slice(found.index + found[0].length, found.index + found[0].length + 200));
  if (!continued) return false;
  const [, name = '', typed] = continued;
  if (typed) return true;
  const before = scripts.slice(Math.max(0, found.index - 2000), found.index);
  return new RegExp(String.raw`(?:function\s?[\w$]*\s?\([^()]*\b${name}\b[^()]*\)|\(?\b${name}\)?\s?=>)`).test(before);
}
