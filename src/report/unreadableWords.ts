/**
 * Why a column could not be read, and what an office can do about it. None of these says anything about whether the
 * publisher kept the 公开时限.
 */
import type { FetchFailure, ReadFailure, UnreadableReason, Words } from '../model.js';

export interface UnreadableWords {
  name: Words;
  remedy: Words;
}

const fetchFailures: Record<FetchFailure, UnreadableWords> = {
  dns: {
    name: { zh: '域名无法解析', en: 'The domain name does not resolve' },
    remedy: {
      zh: '请先核对配置中的网址。网址无误的，请网站管理单位检查域名解析，或请信息技术人员检查监测服务器的 DNS 设置。',
      en:
        'Check the address in the configuration first. If it is right, ask the site’s administrator about the ' +
        'domain name, or your technicians about the DNS settings of the monitoring server.',
    },
  },
  refused: {
    name: { zh: '服务器拒绝连接', en: 'The server refused the connection' },
    remedy: {
      zh: '请在浏览器中打开该网址：也打不开的，请网站管理单位恢复服务；能打开的，请其将监测服务器地址加入白名单。',
      en:
        'Open the address in a browser. If it does not open there either, ask the site’s administrator to restore ' +
        'the service; if it does, ask them to admit the address of the monitoring server.',
    },
  },
  reset: {
    name: { zh: '连接中途断开', en: 'The connection broke off' },
    remedy: {
      zh: '多为网络不稳或防火墙中断连接。请稍后重新巡检；反复出现的，请联系网站管理单位将监测服务器地址加入白名单。',
      en:
        'Usually an unsteady network or a firewall. Run the audit again later; if it keeps happening, ask the ' +
        'site’s administrator to admit the address of the monitoring server.',
    },
  },
  tls: {
    name: { zh: '无法建立安全连接', en: 'No secure connection could be made' },
    remedy: {
      zh: '请网站管理单位检查 HTTPS 证书是否过期、与域名是否相符，以及是否仍使用已淘汰的加密协议。仅支持旧协议又一时不能升级的，可在配置中为该网站设置 tls: 旧版TLS。',
      en:
        'Ask the site’s administrator whether the HTTPS certificate has run out, whether it matches the domain ' +
        'name, and whether outdated encryption is still in use. Where it cannot be brought up to date at once, set ' +
        'tls: legacy for the site in the configuration.',
    },
  },
  timeout: {
    name: { zh: '打开超时', en: 'The page did not arrive in time' },
    remedy: {
      zh: '请稍后重新巡检。经常超时的，请网站管理单位检查服务器性能和线路；确属网络较慢的，可在配置中调大 timeoutMs。',
      en:
        'Run the audit again later. If it happens often, ask the site’s administrator about the server and its ' +
        'line; where the network is known to be slow, raise timeoutMs in the configuration.',
    },
  },
  'http-status': {
    name: { zh: '服务器返回错误', en: 'The server answered with an error' },
    remedy: {
      zh: '请在浏览器中打开该网址核对。404、410 多为栏目已调整，请更新配置中的网址；403 请联系网站管理单位放行；5xx 请其恢复服务。',
      en:
        'Open the address in a browser. 404 or 410 usually means that the column has moved: correct the address in ' +
        'the configuration. For 403 ask the site’s administrator to admit the monitor; for 5xx to restore the ' +
        'service.',
    },
  },
  'rate-limited': {
    name: { zh: '访问被限速', en: 'The site limits how often it may be visited' },
    remedy: {
      zh: '请在配置中调大 perHostIntervalMs 降低访问频率，改在夜间巡检，或联系网站管理单位将监测服务器地址加入白名单。',
      en:
        'Visit less often (raise perHostIntervalMs in the configuration), run the audit at night, or ask the site’s ' +
        'administrator to admit the address of the monitoring server.',
    },
  },
  'too-large': {
    name: { zh: '页面过大', en: 'The page is too large' },
    remedy: {
      zh: '请核对网址是否指向栏目列表页而不是附件。确为列表页的，可在配置中调大 maxBodyBytes，并提醒网站管理单位精简页面。',
      en:
        'Check that the address leads to the column’s list and not to a file. If it is the list, raise maxBodyBytes ' +
        'in the configuration, and tell the site’s administrator that the page is too heavy.',
    },
  },
  'bad-encoding': {
    name: { zh: '页面内容损坏', en: 'The page arrived broken' },
    remedy: {
      zh: '服务器返回的压缩内容无法解开。请稍后重新巡检；反复出现的，请网站管理单位检查服务器的压缩设置。',
      en:
        'The compressed content could not be opened. Run the audit again later; if it keeps happening, ask the ' +
        'site’s administrator about the server’s compression settings.',
    },
  },
  'not-a-page': {
    name: { zh: '不是网页', en: 'Not a web page' },
    remedy: {
      zh: '该网址返回的是图片、压缩包、PDF 等文件。请在配置中改为栏目列表页的网址。',
      en:
        'The address leads to a picture, an archive, a PDF or another file. Put the address of the column’s list ' +
        'into the configuration.',
    },
  },
  robots: {
    name: { zh: '网站声明不允许自动访问', en: 'robots.txt asks not to visit' },
    remedy: {
      zh: '该网站的 robots.txt 不允许访问此栏目，本工具予以遵守。请联系网站管理单位放行；已有书面同意的，可在配置中为该网站设置 robots: ignore。',
      en:
        'The site’s robots.txt asks not to visit this column, and this tool obeys. Ask the site’s administrator to ' +
        'admit it; where they have agreed in writing, set robots: ignore for the site in the configuration.',
    },
  },
  'closed-hours': {
    name: { zh: '不在允许访问时段', en: 'Not visited outside of the permitted hours' },
    remedy: {
      zh: '巡检时不在为该网站设定的允许访问时段（hours）内，没有访问。请把巡检时间（schedule.audit）安排在时段之内，或放宽时段。',
      en:
        'The run did not fall into the hours in which the site may be visited (hours in the configuration). Set ' +
        'schedule.audit to a time within them, or widen the hours.',
    },
  },
  'over-budget': {
    name: { zh: '超出本次访问额度', en: 'Not visited: the run’s allowance was used up' },
    remedy: {
      zh: '本次巡检对该网站的访问次数（maxRequestsPerHost）或总时长（maxMinutes）已用完，没有访问。请调大额度，减少每个栏目读取的页数，或分次巡检。',
      en:
        'What one run may ask of the site (maxRequestsPerHost), or how long it may last (maxMinutes), was used up. Raise ' +
        'it in the configuration, read fewer pages of each column, or audit in several runs.',
    },
  },
  'given-up': {
    name: { zh: '网站连续无响应，未再访问', en: 'Not visited: the site had failed many times in a row' },
    remedy: {
      zh: '该网站连续多次超时、拒绝连接或返回繁忙，为不加重其负担，本次暂停访问。请参看同一网站其他栏目的原因，待网站恢复后重新巡检。',
      en:
        'The site timed out, refused or was overloaded many times in a row and was left alone for a while. See the reasons ' +
        'of its other columns, and run the audit again when the site has recovered.',
    },
  },
  'redirect-loop': {
    name: { zh: '反复跳转', en: 'The page redirects in a circle' },
    remedy: {
      zh: '请在浏览器中打开该网址：能打开的，把最终网址填入配置；打不开的，请网站管理单位修正跳转设置。',
      en:
        'Open the address in a browser. If it opens, put the address where it ends into the configuration; if not, ' +
        'ask the site’s administrator to mend the redirects.',
    },
  },
  'off-site': {
    name: { zh: '跳转到其他网站', en: 'The page redirects to another site' },
    remedy: {
      zh: '该网址跳转到另一个网站，本工具不跟随过去读取。请人工打开核对。',
      en: 'The address redirects to another site, where it is not followed. Open it and check by hand.',
    },
  },
  'unsafe-address': {
    name: { zh: '内网地址未获准访问', en: 'A private address that is not on the allow-list' },
    remedy: {
      zh: '为安全起见，本工具默认不访问内网地址。确需监测内网网站的，请将其主机名写入配置的 allowHosts，临时查看可用 --allow-host 主机:端口。',
      en:
        'For safety this tool does not visit private addresses. If a site of your own network is to be audited, ' +
        'name its host under allowHosts in the configuration, or give --allow-host HOST:PORT for once.',
    },
  },
  'bad-url': {
    name: { zh: '网址有误', en: 'Not a web address' },
    remedy: {
      zh: '请在配置中改正该栏目的网址，应以 http:// 或 https:// 开头。',
      en: 'Correct the column’s address in the configuration; it has to begin with http:// or https://.',
    },
  },
  'no-browser': {
    name: { zh: '本机没有可用的浏览器', en: 'This machine has no browser to draw the page' },
    remedy: {
      zh: '该栏目的列表由脚本生成，需要浏览器才能读取。请在监测服务器上安装 Chromium 或 Chrome，可运行 shixian doctor 检查。',
      en:
        'The column’s list is drawn by a script, which takes a browser. Install Chromium or Chrome on the ' +
        'monitoring server; shixian doctor says what is missing.',
    },
  },
  'browser-failed': {
    name: { zh: '浏览器未能打开页面', en: 'The browser could not finish the page' },
    remedy: {
      zh: '请稍后重新巡检。反复出现的，请检查监测服务器的内存，并请网站管理单位检查页面脚本。',
      en:
        'Run the audit again later. If it keeps happening, look at the monitoring server’s memory, and ask the ' +
        'site’s administrator to look at the page’s scripts.',
    },
  },
};

const readFailures: Record<ReadFailure, UnreadableWords> = {
  challenge: {
    name: { zh: '访问需要验证', en: 'The site asks visitors to prove themselves' },
    remedy: {
      zh: '该网站对自动访问弹出验证，本工具不绕过。请联系网站管理单位将监测服务器地址加入白名单，或人工查看。',
      en:
        'The site puts a check before automatic visits, and this tool does not get around it. Ask the site’s ' +
        'administrator to admit the address of the monitoring server, or look at the column by hand.',
    },
  },
  blocked: {
    name: { zh: '访问被防火墙拦截', en: 'A firewall turned the visit away' },
    remedy: {
      zh: '请联系网站管理单位将监测服务器地址加入白名单，或人工查看。拦截期间不能据此认定栏目超期或空白。',
      en:
        'Ask the site’s administrator to admit the address of the monitoring server, or look at the column by hand. ' +
        'As long as it is blocked, nothing can be said about the column.',
    },
  },
  login: {
    name: { zh: '需要登录', en: 'The page asks for a log-in' },
    remedy: {
      zh: '公开栏目不应要求登录。请核对网址；网址无误的，请网站管理单位改为公开访问。',
      en:
        'A disclosure column should be open to everybody. Check the address; if it is right, ask the site’s ' +
        'administrator to open the page.',
    },
  },
  soft404: {
    name: { zh: '页面不存在或已关闭', en: 'The page does not exist any more' },
    remedy: {
      zh: '栏目可能已迁移、合并或关闭。请在网站上找到新的栏目网址并更新配置；确已关闭的，请从配置中移除。',
      en:
        'The column may have moved, been merged or been closed. Find its new address on the site and correct the ' +
        'configuration, or take it out if it is gone.',
    },
  },
  error: {
    name: { zh: '网站显示错误页', en: 'The site shows an error page' },
    remedy: {
      zh: '请在浏览器中打开核对；同样出错的，请网站管理单位检查网站后台。',
      en: 'Open the address in a browser; if the error shows there too, ask the site’s administrator to look into it.',
    },
  },
  'js-shell': {
    name: { zh: '列表由脚本生成，未能读取', en: 'The list is drawn by a script and could not be read' },
    remedy: {
      zh: '请在监测服务器上安装 Chromium 或 Chrome（可运行 shixian doctor 检查），或将该栏目的 render 设为 browser 后重新巡检。',
      en:
        'Install Chromium or Chrome on the monitoring server (shixian doctor says what is missing), or set render: ' +
        'browser for the column, and run the audit again.',
    },
  },
  'redirect-shell': {
    name: { zh: '只是跳转页', en: 'The page only sends the reader elsewhere' },
    remedy: {
      zh: '请在浏览器中打开，把最终到达的栏目网址填入配置。',
      en: 'Open the address in a browser and put the address where it ends into the configuration.',
    },
  },
  empty: {
    name: { zh: '页面几乎没有内容', en: 'Next to nothing came back' },
    remedy: {
      zh: '这不等于空白栏目：可能是网站临时异常或需要浏览器才能显示。请在浏览器中打开核对，并稍后重新巡检。',
      en:
        'This does not make the column blank: the site may have faltered, or need a browser. Open the address in a ' +
        'browser, and run the audit again later.',
    },
  },
  'no-list': {
    name: { zh: '页面上找不到信息列表', en: 'No list was found on the page' },
    remedy: {
      zh: '这不等于空白栏目。请在浏览器中打开核对；确有列表的，请在配置中为该栏目写明 selector，或改用列表所在的网址。',
      en:
        'This does not make the column blank. Open the address in a browser; if there is a list, give the column a ' +
        'selector in the configuration, or the address of the list itself.',
    },
  },
  undated: {
    name: { zh: '列表没有可读的日期', en: 'The list shows no date that can be read' },
    remedy: {
      zh: '未标明发布时间的无法判定是否及时，本工具不按超期统计。请责任单位在列表或正文中标明发布时间（格式 YYYY-MM-DD）。',
      en:
        'Without dates nothing can be said about time, and the column is not counted as overdue. Ask the unit to ' +
        'show publish dates in the list or the articles (YYYY-MM-DD).',
    },
  },
  article: {
    name: { zh: '打开的是一篇文章', en: 'An article where a list was expected' },
    remedy: {
      zh: '请核对网址是否指向栏目列表。栏目本来只放一份文件的，可将公开时限设为静态。',
      en:
        'Check that the address leads to the column’s list. If the column is meant to hold a single document, set ' +
        'its cadence to static.',
    },
  },
  unfinished: {
    name: { zh: '页面未能读完', en: 'The page could not be read to its end' },
    remedy: {
      zh: '页面已下载，但内容过于庞大或结构异常，在规定的时间（10 秒）和内存内没有读完。请在浏览器中打开核对，并请网站管理单位精简页面。',
      en:
        'The page was fetched, but it is so large or so oddly built that reading it did not end in the time (10 seconds) ' +
        'and memory that one page is given. Open it in a browser, and ask the site’s administrator to make it lighter.',
    },
  },
  'wrong-page': {
    name: { zh: '页面不是本栏目', en: 'The page of another column' },
    remedy: {
      zh:
        '该网址打开的是本站另一个栏目（技术信息中有名称），其日期不能算作本栏目的。请在浏览器中打开核对：栏目已迁移或合并的，更新配置中的网址；' +
        '网址确是本栏目的，把配置中的栏目名称改为页面上的名称（写有 id 的不丢历史）；偶尔出现的，多为网站繁忙，请稍后重新巡检。',
      en:
        'The address opens another column of the site (the technical detail names it), whose dates are not this ' +
        'column’s. Open it in a browser. If the column has moved or been merged, correct its address; if the address ' +
        'is right, give the column the name that the page bears (with an id it keeps its history); if it happens now ' +
        'and then, the site is overloaded: run the audit again later.',
    },
  },
  directory: {
    name: { zh: '页面是栏目目录', en: 'A directory of columns' },
    remedy: {
      zh: '该页列出的是各栏目及其更新时间，不是信息。请把配置中的网址改为具体栏目；这一页可写在该网站的 directory 中，作为旁证。',
      en:
        'The page lists columns with their last updates and no items. Put the addresses of the columns themselves into ' +
        'the configuration; this page may be named as the site’s directory, and is then read as further evidence.',
    },
  },
  doubtful: {
    name: { zh: '读取结果存疑', en: 'What was read is in doubt' },
    remedy: {
      zh: '本次读到的内容与以往相矛盾，或日期全在判定日之后，可能是网站改版。请人工查看该栏目，必要时更新配置。',
      en:
        'What was read contradicts earlier visits, or every date lies in the future; the site may have been ' +
        'rebuilt. Look at the column by hand, and correct the configuration if need be.',
    },
  },
};

export const unreadableWords: Record<UnreadableReason, UnreadableWords> = { ...fetchFailures, ...readFailures };
