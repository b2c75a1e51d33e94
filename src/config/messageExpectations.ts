import type { Words } from '../model.js';

/** What each place of `messages` expects; see `expectations`. */
export const messageExpectations = {
  messages: {
    zh: '消息设置，如 messages: { channels: [ { name: 工作群, kind: 企业微信, url: env:WECOM_URL } ] }',
    en: 'message settings such as messages: { channels: [ { name: group, kind: wecom, url: env:WECOM_URL } ] }',
  },
  mailServer: {
    zh: '邮件服务器，如 mail: { host: smtp.example.invalid, user: a@example.invalid, password: env:SMTP_PASSWORD, from: a@example.invalid }',
    en: 'a mail server such as mail: { host: smtp.example.invalid, user: a@example.invalid, password: env:SMTP_PASSWORD, from: a@example.invalid }',
  },
  mailServerNeeded: { zh: '邮件服务器 mail（有邮件渠道时必须写）', en: 'a mail server in mail, since there is a mail channel' },
  mailHost: { zh: '邮件服务器的主机名或 IP 地址，不带端口', en: 'the host name or IP address of the mail server, without a port' },
  port: { zh: '端口，1 到 65535 的整数', en: 'a port, a whole number from 1 to 65535' },
  security: {
    zh: 'TLS（465 端口）、STARTTLS（587、25 端口，必须加密）或 明文',
    en: 'tls (port 465), starttls (ports 587 and 25; required) or none',
  },
  mailUser: { zh: '登录邮件服务器的用户名，文字', en: 'the user name at the mail server' },
  secret: {
    zh: '密钥：env:环境变量名、file:文件，或直接写文字（不建议）',
    en: 'a secret: env:VARIABLE, file:FILE, or the text itself (not advised)',
  },
  secretUrl: {
    zh: '机器人或接收程序的网址：env:环境变量名、file:文件，或 http(s) 网址（网址里带密钥，不建议直接写）',
    en: 'the address of the robot or receiver: env:VARIABLE, file:FILE, or an http(s) address (it has the key in it: better not written here)',
  },
  mailFrom: {
    zh: '发件人：邮箱，或 { name: 时限监测, address: 邮箱 }',
    en: 'the sender: an address, or { name, address }',
  },
  mailAddress: { zh: '邮箱地址，如 office@example.invalid', en: 'an e-mail address such as office@example.invalid' },
  mailTo: { zh: '收件邮箱的列表，1 到 100 个，每个只写一次', en: 'a list of 1 to 100 e-mail addresses, each once' },
  mailCa: { zh: '内网证书机构的证书文件（PEM），文字', en: 'a certificate file (PEM) of your own authority' },
  channels: { zh: '渠道列表，至少一个，每个写 name 和 kind', en: 'a list of at least one channel with name and kind' },
  channel: {
    zh: '一个渠道，如 { name: 办公室, kind: 邮件, to: [ office@example.invalid ] }',
    en: 'a channel such as { name: office, kind: mail, to: [ office@example.invalid ] }',
  },
  channelName: { zh: '渠道名称，文字，最多 60 个字，不含换行', en: 'a name of at most 60 characters on one line' },
  channelTwice: { zh: '各不相同的渠道名称', en: 'a name that no other channel has' },
  channelKind: { zh: '邮件、企业微信、钉钉、飞书 或 webhook', en: 'mail, wecom, dingtalk, feishu or webhook' },
  channelTo: { zh: '收件邮箱 to（邮件渠道必须写）', en: 'the addresses in to (a mail channel needs them)' },
  channelUrl: { zh: '网址 url（除邮件外都必须写）', en: 'an address in url (all but mail channels need one)' },
  channelKey: {
    zh: '这种渠道能用的键（邮件用 to；其余用 url；secret 只用于钉钉、飞书和 webhook）',
    en: 'a key that this kind of channel has (mail: to; all others: url; secret: dingtalk, feishu and webhook)',
  },
  channelUnits: { zh: '单位名称的列表', en: 'a list of units' },
  channelSites: { zh: '网站名称或标识的列表', en: 'a list of names or ids of sites' },
  channelLevels: {
    zh: '问题类别的列表：超期、缺期、逾期公开、空白、无法监测、存疑',
    en: 'a list of levels: overdue, missing, late, blank, unreadable, doubt',
  },
  level: {
    zh: '超期、缺期、逾期公开、空白、无法监测 或 存疑',
    en: 'overdue, missing, late, blank, unreadable or doubt',
  },
  after: {
    zh: '超期天数，从小到大，如 [ 0, 10, 30 ]（0 表示发现时）',
    en: 'days overdue in ascending order, such as [ 0, 10, 30 ] (0: when it is found)',
  },
  afterDays: { zh: '天数，0 到 3650 的整数', en: 'days, a whole number from 0 to 3650' },
  messageHours: {
    zh: '发送时段，如 08:30-18:00，几个时段写成列表；全天 表示不限',
    en: 'the hours of sending, such as 08:30-18:00, or a list of them; any means no limit',
  },
  language: { zh: '中文 或 英文', en: 'zh or en' },
  unreadableAfter: { zh: '天数，1 到 366 的整数', en: 'days, a whole number from 1 to 366' },
  weekday: { zh: '周一 到 周日', en: 'a day of the week, monday to sunday' },
} as const satisfies Record<string, Words>;
