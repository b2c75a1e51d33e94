/** 无法监测: what we could not read. It speaks of our view, never of the publisher's timeliness. */
import type { Finding, RuleInfo, UnreadableReason, Verdict, Words } from '../../model.js';
import type { ColumnFacts } from '../facts.js';
import { driftEvidence, driftWords } from '../driftWords.js';
import { directoryUpdate, factsOf, pageSeen } from './evidence.js';

export const unreadable: RuleInfo = {
  id: 'unreadable',
  title: { zh: '无法监测', en: 'Could not be read' },
  reason: {
    zh: '未能读到栏目内容时不作任何时效判断，也不消除以前的问题；列出原因和最后正常监测时间，供人工核对。',
    en:
      'Where a column could not be read, nothing is said about its timeliness and no earlier finding is closed. The ' +
      'reason and the last day it was read are shown, for a person to check.',
  },
  source: {
    zh: '本工具的判读原则，非法定：不能读取不等于没有更新，也不等于空白。“最后正常监测时间”一栏沿用同类监测产品的导出表。',
    en:
      'Our own principle of reading, no law: what could not be read is neither stale nor blank. The "last read" ' +
      'field follows the export tables of comparable products.',
  },
  basis: 'own-view',
  sure: 'own',
};

export function unreadableFinding(facts: ColumnFacts, failure: NonNullable<Verdict['unreadable']>): Finding {
  const { column, history } = facts;
  const drift = history.lastVisit?.drift;
  const { status, detail, lastReadable } = failure;
  const why = failureWords(facts, failure);
  const before =
    lastReadable === null
      ? { zh: '此前没有正常监测记录', en: 'never read before' }
      : { zh: `最后正常监测时间${lastReadable}`, en: `last read on ${lastReadable}` };
  return {
    key: `${unreadable.id}|${column.key}`,
    rule: unreadable.id,
    level: 'unreadable',
    columnKey: column.key,
    period: null,
    facts: factsOf(failure.reason, status),
    description: {
      zh: `无法监测：${why.zh}；${before.zh}。本次不作时效判断。`,
      en: `Could not be read: ${why.en}; ${before.en}. Nothing is said about its timeliness.`,
    },
    basis: { zh: '本工具判读原则，非法定', en: 'Our own principle, no law' },
    evidence: [
      ...pageSeen(facts),
      ...(status === null ? [] : [{ label: { zh: 'HTTP 状态码', en: 'HTTP status' }, text: String(status) }]),
      ...(drift ? driftEvidence(drift) : []),
      ...directoryUpdate(facts),
      ...(detail === '' ? [] : [{ label: { zh: '技术信息', en: 'Technical detail' }, text: detail }]),
    ],
  };
}

/** Why a column was not read, in plain words. */
export function failureWords({ history }: ColumnFacts, failure: NonNullable<Verdict['unreadable']>): Words {
  if (history.lastVisit === null) return { zh: '尚未访问过该栏目', en: 'the column was never visited' };
  if (history.lastVisit.outcome === 'blank') {
    return { zh: '页面显示无内容，但此前读到过信息', en: 'the page shows nothing, although it listed items before' };
  }
  if (history.lastVisit.drift) return driftWords(history.lastVisit.drift);
  const name = reasonNames[failure.reason];
  return failure.status !== null && failure.reason === 'http-status'
    ? { zh: `${name.zh}（${failure.status}）`, en: `${name.en} (${failure.status})` }
    : name;
}

const reasonNames: Record<UnreadableReason, Words> = {
  dns: { zh: '域名无法解析', en: 'the host name does not resolve' },
  refused: { zh: '服务器拒绝连接', en: 'the server refused the connection' },
  reset: { zh: '连接中断', en: 'the connection broke' },
  tls: { zh: '无法建立安全连接', en: 'no secure connection could be made' },
  timeout: { zh: '访问超时', en: 'no complete answer in time' },
  'http-status': { zh: '服务器返回错误状态', en: 'the server answered with an error status' },
  'rate-limited': { zh: '网站限制访问频率', en: 'the site limits how often it may be visited' },
  'too-large': { zh: '页面过大', en: 'the page is too large' },
  'bad-encoding': { zh: '页面压缩数据损坏', en: 'the compressed page is broken' },
  'not-a-page': { zh: '该网址不是网页', en: 'the address is not a web page' },
  robots: { zh: '网站 robots.txt 不允许访问', en: "the site's robots.txt asks not to be visited" },
  'closed-hours': { zh: '不在允许访问时段，未访问', en: 'not visited: outside of the hours permitted for the site' },
  'over-budget': { zh: '超出本次访问额度，未访问', en: "not visited: the run's allowance was used up" },
  'given-up': { zh: '网站连续多次无响应，未再访问', en: 'not visited: the site had failed many times in a row' },
  'redirect-loop': { zh: '网页跳转过多或循环', en: 'too many redirects, or a circle of them' },
  'off-site': { zh: '网页跳转到其他网站', en: 'the page redirects to another site' },
  'unsafe-address': { zh: '网址指向内部地址，未获准访问', en: 'the address is private and not on the allow-list' },
  'bad-url': { zh: '网址无效', en: 'the address is not valid' },
  'no-browser': { zh: '需要浏览器才能显示，本机没有浏览器', en: 'the page needs a browser and this machine has none' },
  'browser-failed': { zh: '浏览器未能打开页面', en: 'the browser could not finish the page' },
  challenge: { zh: '网站防护要求人机验证', en: "the site's firewall asked for a challenge" },
  blocked: { zh: '被网站防护拦截', en: "the site's firewall refused us" },
  login: { zh: '页面要求登录', en: 'the page asks for a login' },
  soft404: { zh: '页面提示不存在或已关闭', en: 'the page says that it does not exist or was closed' },
  error: { zh: '页面显示系统错误', en: 'the page shows a system error' },
  'js-shell': { zh: '列表由脚本生成，未能读到', en: 'the list is drawn by script and was not read' },
  'redirect-shell': { zh: '页面只作跳转，未能读到栏目', en: 'the page only sends the reader elsewhere' },
  empty: { zh: '网站返回的页面几乎没有内容', en: 'next to nothing came back' },
  'no-list': { zh: '页面上未找到信息列表', en: 'no list was found on the page' },
  undated: { zh: '列表中未读出日期', en: 'no day could be read in the list' },
  article: { zh: '页面是一篇文章，不是列表', en: 'the page is one article and not a list' },
  unfinished: { zh: '页面内容过大或结构异常，未能读完', en: 'the page is too large or too oddly built to be read to its end' },
  'wrong-page': { zh: '打开的是另一个栏目的页面', en: 'the page is that of another column' },
  directory: { zh: '页面是栏目目录，不是信息列表', en: 'the page is a directory of columns and not a list of items' },
  doubtful: { zh: '读取结果可疑，未予采信', en: 'the reading is doubtful and was not believed' },
};
