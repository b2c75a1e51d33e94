/**
 * What kind of answer is this page, before anything is read from it? A firewall's challenge, a login form or a page that
 * says "not found" with status 200 is our reading's failure, never the publisher's silence.
 *
 * Only pages with little to say are suspected: a column page with forty items and the words "访问被拒绝" in a title is a
 * column page.
 */
import type { ReadFailure } from '../model.js';
import { fold } from './dates.js';
import { joinTexts, resolveUrl, scriptText, type Page } from './document.js';

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
  [/geetest|滑动验证|安全验证|人机验证|点击按钮进行验证|请完成验证|Checking your browser/, 'captcha'],
];
const COOKIE_AND_RELOAD = /document\.cookie\s*=[\s\S]{0,4000}(?:location\.(?:href|reload|replace)|window\.location|self\.location)/;

const BLOCKED = /(?:403\s*Forbidden|Access\s+Denied|访问被(?:拒绝|拦截|阻断|禁止)|请求被(?:拒绝|拦截|阻断)|拒绝访问|禁止访问|已被(?:拦截|阻断|封禁)|(?:Web|网站|应用)\s*应?用?防火墙|WAF|网站防护|安全狗|GeoBL|非法(?:请求|访问)|不合法的?(?:请求|参数)|恶意(?:请求|访问|攻击)|访问(?:过于|太)频繁|请求(?:过于|太)频繁|IP.{0,8}(?:受限|限制|黑名单|封)|您的(?:请求|访问).{0,10}(?:威胁|异常|风险)|无权(?:限)?访问)/i;
const SOFT_404 = /(?:(?:^|[^\d])404(?:[^\d]|$)|(?:页面|网页|栏目|内容|文章|信息|频道|站点|文件)(?:已经?)?(?:不存在|未找到|找不到|无法找到|已删除|被删除|已下线|下线|已关闭|已撤销|走丢|丢失)|(?:找不到|无法找到|没有找到|未找到)(?:您|你|该|此|所)?.{0,12}(?:页面|网页|内容|栏目|文件|资源)|(?:该|此|本|您访问的|你访问的|所访问的|您查看的|您浏览的)(?:页面|网页|栏目|内容|网站|链接|文章).{0,12}(?:不存在|下线|关闭|删除|撤销|迁移|停用|失效)|(?:网站|域名|栏目|站点)(?:已经?|现已)?(?:迁移|变更|停用|停止服务|停止更新|关停|关闭|整合)|域名变更|Not Found|page (?:not found|you requested))/i;
const ERROR = /(?:(?:^|[^\d])50[0-4](?:[^\d]|$)(?=.{0,30}(?:error|错误|Bad|Gateway|Service|Internal))|Internal Server Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|系统(?:错误|异常|繁忙|维护)|服务器(?:错误|异常|繁忙|内部错误)|数据库(?:连接)?(?:错误|失败|异常)|网站(?:正在)?维护|系统升级|升级维护|HTTP Status [45]\d\d|java\.lang\.|NullPointerException|Traceback \(most recent|Server Error in '|SQLException|Fatal error:|出错了|运行时错误)/i;
const LOGIN = /(?:登录|登陆|用户名|账号|帐号|密码|验证码|统一身份认证|单点登录|log\s?in|sign\s?in)/i;

const LITTLE_TEXT = 1200;

/**
 * Names the reason why the page cannot be the column, or null where it may well be.
 *
 * @param titleLinks how many links of the page could be titles: a page with dozens is not a refusal
 */
export function refusalOf(page: Page, status: number | undefined, titleLinks: number): Refusal | null {
  const length = page.boxes[0] ? page.texts.reduce((sum, piece) => sum + piece.text.trim().length, 0) : 0;
  const text = joinTexts(page, 0, page.texts.length, 4000);
  const scripts = page.scripts.map(scriptText).join('\n').slice(0, 200_000);
  const refuse = (reason: ReadFailure, why: string, redirectTo: string | null = null): Refusal => ({ reason, why, redirectTo });

  if (length < LITTLE_TEXT && titleLinks < 12) {
    const mark = CHALLENGE_MARKS.find(([pattern]) => pattern.test(scripts) || (length < 600 && pattern.test(text)));
    if (mark) return refuse('challenge', `challenge page (${mark[1]})`);
    if (length < 200 && (COOKIE_AND_RELOAD.test(scripts) || looksObfuscated(scripts, length))) return refuse('challenge', 'script sets a cookie and loads the page again');
  }
  if (status === 412 || status === 521 || (status === 202 && length < 300)) return refuse('challenge', `HTTP ${status}`);

  const redirect = redirectOf(page, scripts, length);
  if (redirect !== undefined) return refuse('redirect-shell', 'the page only sends the reader elsewhere', redirect);

  const headline = `${page.title} ${text.slice(0, 300)}`;
  const small = length < LITTLE_TEXT && titleLinks < 12;
  if (small) {
    if (status === 403 || status === 405 || BLOCKED.test(text)) return refuse('blocked', quote(BLOCKED, text, status));
    if (status === 401 || (hasPasswordField(page) && LOGIN.test(`${page.title} ${text} ${loginHints(page)}`))) return refuse('login', 'a login form');
    if (status === 404 || status === 410 || SOFT_404.test(headline)) return refuse('soft404', quote(SOFT_404, headline, status));
    if ((status !== undefined && status >= 500) || ERROR.test(headline)) return refuse('error', quote(ERROR, headline, status));
  } else if (/^\s*(?:404|403|500|502|503)\b|(?:页面|网页|栏目)(?:不存在|未找到)|访问被拒绝|错误页/.test(page.title)) {
    return refuse(/404|不存在|未找到/.test(page.title) ? 'soft404' : /403|拒绝/.test(page.title) ? 'blocked' : 'error', `the title says “${page.title}”`);
  }
  if (status !== undefined && status >= 400) {
    return refuse(status === 404 || status === 410 ? 'soft404' : status === 401 ? 'login' : status < 500 ? 'blocked' : 'error', `HTTP ${status}`);
  }
  return null;
}

function quote(pattern: RegExp, text: string, status: number | undefined): string {
  const words = pattern.exec(text)?.[0];
  return words ? `the page says “${fold(words)}”` : `HTTP ${status ?? ''}`;
}

/** Scripts that are mostly arithmetic on empty arrays or long hexadecimal runs, on a page without text. */
function looksObfuscated(scripts: string, length: number): boolean {
  if (length > 40 || scripts.length < 300) return false;
  const noise = (scripts.match(/-~\[\]|\+\[\]|!!\[\]|\\x[0-9a-f]{2}|_0x[0-9a-f]{4}/gi) ?? []).length;
  return noise > 12;
}

function hasPasswordField(page: Page): boolean {
  return page.passwordFields > 0;
}

function loginHints(page: Page): string {
  return page.scripts.map(scriptText).join(' ').match(/登录|登陆|密码|login/gi)?.slice(0, 3).join(' ') ?? '';
}

const SCRIPT_REDIRECT = /(?:(?:window|self|top|parent|document)\.)?location(?:\.href)?\s*=\s*['"]([^'"]+)['"]|location\.(?:replace|assign)\(\s*['"]([^'"]+)['"]|window\.open\(\s*['"]([^'"]+)['"]\s*,\s*['"]_(?:self|top)['"]/;

/** Where the page sends its reader without saying anything itself; undefined where it does not, null where it hides the address. */
function redirectOf(page: Page, scripts: string, length: number): string | null | undefined {
  if (length > 150) return page.refresh && page.refresh.seconds <= 10 && length < 400 && sendsElsewhere(page) ? resolveUrl(page.refresh.url, page.base) : undefined;
  if (page.refresh && page.refresh.seconds <= 10 && sendsElsewhere(page)) return resolveUrl(page.refresh.url, page.base);
  const match = SCRIPT_REDIRECT.exec(scripts);
  if (match) return resolveUrl(match[1] ?? match[2] ?? match[3] ?? '', page.base);
  if (/window\.open\(\s*\w+\s*,\s*['"]_self['"]|location(?:\.href)?\s*=\s*\w+\s*;/.test(scripts)) {
    const hidden = page.texts.map((piece) => fold(piece.text)).find((text) => /^(?:https?:\/)?\/?[\w\-./]+\.s?html?$|^\/[\w\-./]+$/.test(text));
    return hidden ? resolveUrl(hidden, page.base) : null;
  }
  return undefined;
}

const sendsElsewhere = (page: Page) => page.refresh !== null && page.refresh.url !== '' && resolveUrl(page.refresh.url, page.base) !== page.url;

/** Signs that the list is put into the page by a script after loading. */
const SCRIPTED = /\$\.(?:ajax|get|post|getJSON)\s*\(|new\s+XMLHttpRequest|\bfetch\s*\(|\baxios\b|new\s+Vue\s*\(|createApp\s*\(|ReactDOM|\/site\/label\/\d+|dataproxy\.jsp|jpaas-publish|getElementById\([^)]*\)\.innerHTML\s*=|\.load\(\s*['"]/;
const APP_BUNDLE = /(?:^|\/)(?:app|main|index|chunk-vendors|umi|runtime|vendor)[\w.~-]*\.js(?:$|\?)/i;

/** Why the page's list is probably drawn by a script, or null. */
export function scriptedListSign(page: Page): string | null {
  if (/JavaScript|启用.{0,4}脚本/i.test(page.noscript) && /enable|启用|开启|without/i.test(page.noscript)) return 'the page asks for JavaScript';
  for (const element of page.scripts) {
    const type = element.attribs['parsetype'];
    if (type && /^(?:bulidstatic|buildstatic)$/i.test(type)) return 'a parseType script brings the list';
    const sign = SCRIPTED.exec(scriptText(element));
    if (sign) return `a script loads data (${fold(sign[0]).slice(0, 30)})`;
  }
  const root = page.boxes.find(({ element }) => /^(?:app|root|__nuxt|__next)$/.test(element.attribs['id'] ?? ''));
  if (root && root.textLength < 40 && page.scriptSources.length > 0) return `an empty <div id="${root.element.attribs['id']}"> and scripts`;
  const bundle = page.scriptSources.find((source) => APP_BUNDLE.test(source));
  return bundle && page.texts.length < 10 ? `an application script (${bundle.slice(0, 60)})` : null;
}

const BLANK_WORDS =
  /^[\s\[(（【*!！-]*(?:(?:对不起|抱歉|很抱歉|温馨提示|提示)[，,：:！!\s]*)?(?:(?:该|本|此|当前|所选)?(?:栏目|分类|目录|列表|条件)?(?:下|中|内)?(?:暂时|目前)?(?:还)?(?:暂?无|没有|尚无|未找到|未查询到|查无)(?:任何|相关|符合条件的?|可显示的?|查询|公开)?(?:的)?(?:信息|数据|内容|记录|资料|文章|新闻|公告|文件|列表|结果|公开信息|政府信息)(?:发布|内容|记录|数据|信息)?|(?:内容|栏目|页面)?(?:正在|目前|暂时)?(?:建设|更新|完善|整理)中|敬请期待|暂无)[\s。.！!…~\])）】*-]*(?:敬请期待[。！!]*)?$/;

/** The words by which the page itself says that there is nothing, or null. Hidden messages prove nothing. */
export function blankProof(page: Page): string | null {
  for (const piece of page.texts) {
    if (piece.text.length > 60) continue;
    const text = fold(piece.text);
    if (text.length >= 2 && BLANK_WORDS.test(text) && !page.boxes[piece.box]?.hidden) return text;
  }
  return null;
}
