/** 消息 as it is written. */
import { isIP } from 'node:net';
import { z } from 'zod';
import type { Channel, MailSettings, MessageSettings, Secret } from '../model.js';
import { expects } from './expects.js';
import { address, hoursAs, text, whole, words } from './parts.js';
import { channelKindWords, languageWords, levelWords, readHours, securityWords, weekdayWords } from './messageWords.js';

/** Held against the publisher, and what could not be read: what is in doubt is told only where somebody asks for it. */
const DEFAULT_LEVELS: Channel['levels'] = ['overdue', 'missing', 'late', 'blank', 'unreadable'];

const DEFAULT_PORTS = { tls: 465, starttls: 587, none: 25 } as const;

const secret = z.string(expects('secret')).regex(/\S/, expects('secret')).refine(isSecret, expects('secret'));

const secretUrl = z
  .string(expects('secretUrl'))
  .refine((written) => (readSecret(written).from === 'text' ? address.safeParse(written).success : isSecret(written)), expects('secretUrl'));

/** One address and nothing else: no display name, no list, no line end, nothing that a header could be made of. */
const mailAddress = z
  .string(expects('mailAddress'))
  .max(254, expects('mailAddress'))
  .regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,189}$/, expects('mailAddress'));

const mailFromMap = z.strictObject(
  {
    name: text('name').regex(/^[^\p{Cc}]{1,60}$/u, expects('name')).optional().meta({ title: '发件人名称' }),
    address: mailAddress.meta({ title: '发件邮箱' }),
  },
  expects('mailFrom'),
);

const mail = z
  .strictObject(
    {
      host: z.string(expects('mailHost')).refine(isMailHost, expects('mailHost')).meta({ title: '邮件服务器' }),
      port: whole('port', 1, 65_535)
        .optional()
        .meta({ title: '端口', description: '不写则按加密方式：TLS 465，STARTTLS 587，明文 25。' }),
      security: words(securityWords, 'security')
        .default('tls')
        .meta({ title: '加密方式', description: 'TLS（默认）、STARTTLS（必须加密，否则不发）、明文（只用于本机或内网）。' }),
      user: text('mailUser').optional().meta({ title: '用户名' }),
      password: secret.optional().meta({ title: '密码', description: 'env:环境变量名 或 file:文件；不要直接写在这里。' }),
      from: z.union([mailAddress, mailFromMap], expects('mailFrom')).meta({ title: '发件人' }),
      ca: text('mailCa').optional().meta({ title: '证书机构', description: '内网自建证书机构的证书文件（PEM），相对程序运行的文件夹。' }),
    },
    expects('mailServer'),
  )
  .meta({ title: '邮件服务器' });

const messageHours = hoursAs('messageHours');

const days = whole('afterDays', 0, 3650);

const channel = z
  .strictObject(
    {
      name: text('channelName')
        .regex(/^[^\p{Cc}]{1,60}$/u, expects('channelName'))
        .meta({ title: '渠道名称', description: '发送过什么按名称记：改名以后会重新告知现有的全部问题。' }),
      kind: words(channelKindWords, 'channelKind').meta({ title: '种类', description: '邮件、企业微信、钉钉、飞书、webhook。' }),
      to: z
        .array(mailAddress, expects('mailTo'))
        .min(1, expects('mailTo'))
        .max(100, expects('mailTo'))
        .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, expects('mailTo'))
        .optional()
        .meta({ title: '收件人', description: '只用于邮件。' }),
      url: secretUrl.optional().meta({ title: '网址', description: 'env:环境变量名 或 file:文件；机器人的网址里有密钥，不要直接写在这里。' }),
      secret: secret.optional().meta({ title: '签名密钥', description: '钉钉、飞书机器人的“加签”“签名校验”密钥；webhook 用来签名。' }),
      units: z
        .array(text('unit'), expects('channelUnits'))
        .min(1, expects('channelUnits'))
        .optional()
        .meta({ title: '只要这些单位', description: '责任单位的名称；没有写责任单位的栏目按网站名称。不写则全部。' }),
      sites: z
        .array(text('name'), expects('channelSites'))
        .min(1, expects('channelSites'))
        .optional()
        .meta({ title: '只要这些网站', description: '网站的名称或标识。不写则全部。' }),
      levels: z
        .array(words(levelWords, 'level'), expects('channelLevels'))
        .min(1, expects('channelLevels'))
        .optional()
        .meta({ title: '只要这些问题', description: '默认：超期、缺期、逾期公开、空白、无法监测；存疑 要写明才发。' }),
      after: z
        .union([days, z.array(days, expects('after')).min(1, expects('after')).refine(isAscending, expects('after'))], expects('after'))
        .default([0])
        .meta({
          title: '超期多少天时告知',
          description: '默认 0：发现时。[0, 10, 30]：发现时、超期满 10 天、满 30 天各一次；[10]：超期满 10 天才告知（如分管领导）。',
        }),
      hours: messageHours.optional().meta({ title: '发送时段', description: '不写则按 messages.hours。' }),
    },
    expects('channel'),
  )
  .meta({ title: '渠道' });

export const messages = z
  .strictObject(
    {
      mail: mail.optional(),
      channels: z.array(channel, expects('channels')).min(1, expects('channels')).meta({ title: '渠道', description: '告知谁、用什么方式。' }),
      language: words(languageWords, 'language').default('zh').meta({ title: '语言', description: '中文（默认）或 英文。' }),
      hours: messageHours
        .optional()
        .meta({ title: '发送时段', description: '如 08:30-18:00；时段以外的留到下一时段，与新的合并。不写或写 全天 则不限。' }),
      workingDays: z
        .boolean(expects('switch'))
        .default(false)
        .meta({ title: '只在工作日发送', description: '按国务院节假日安排。' }),
      unreadableAfter: whole('unreadableAfter', 1, 366)
        .default(3)
        .meta({ title: '连续几天未能监测才告知', description: '默认 3；只告知一次，恢复后再告知一次。' }),
      allClear: words(weekdayWords, 'weekday')
        .optional()
        .meta({ title: '每周报平安', description: '一周没有变化时，在这一天告知一次；不写则没有变化就不发。' }),
      reportUrl: address
        .optional()
        .meta({ title: '报告网址', description: '报告文件夹发布在哪个网址下；写了，消息里就有本次报告的链接。' }),
    },
    expects('messages'),
  )
  .meta({ title: '消息', description: '有变化才发，一次一份摘要。默认不写、不发。' });

/** The maps of this file, under the expectations that explain them. */
export const messageMaps = { messages, channel, mailServer: mail, mailFrom: mailFromMap } as const;

/** @param written  accepted by its shape and free of the mistakes that `messageMistakes` finds */
export function messagesFrom(written: z.output<typeof messages>): MessageSettings {
  const { allClear, reportUrl, hours } = written;
  return {
    ...(written.mail && { mail: mailFrom(written.mail) }),
    channels: written.channels.map(channelFrom),
    language: languageWords[written.language],
    hours: hours === undefined ? [] : hoursFrom(hours),
    workingDays: written.workingDays,
    unreadableAfter: written.unreadableAfter,
    ...(allClear !== undefined && { allClear: weekdayWords[allClear] }),
    ...(reportUrl !== undefined && { reportUrl }),
  };
}

function mailFrom({ host, port, security, user, password, from, ca }: z.output<typeof mail>): MailSettings {
  const secured = securityWords[security];
  const { name = '时限 Shixian', address: sender } = typeof from === 'string' ? { address: from } : from;
  return {
    host,
    port: port ?? DEFAULT_PORTS[secured],
    security: secured,
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password: readSecret(password) }),
    from: { name, address: sender },
    ...(ca !== undefined && { ca }),
  };
}

function channelFrom(written: z.output<typeof channel>): Channel {
  const { name, units, sites, levels, after, hours } = written;
  return {
    name,
    way: wayFrom(written),
    ...(units && { units: [...units] }),
    ...(sites && { sites: [...sites] }),
    levels: levels?.map((level) => levelWords[level]) ?? DEFAULT_LEVELS,
    after: [after].flat(),
    ...(hours !== undefined && { hours: hoursFrom(hours) }),
  };
}

function wayFrom({ kind: word, to, url, secret: key, name }: z.output<typeof channel>): Channel['way'] {
  const kind = channelKindWords[word];
  if (kind === 'mail' && to) return { kind, to: [...to] };
  if (kind === 'mail' || url === undefined) throw new Error(`channel ${name} passed the checks without an address`);
  if (kind === 'wecom') return { kind, url: readSecret(url) };
  return { kind, url: readSecret(url), ...(key !== undefined && { secret: readSecret(key) }) };
}

/** `env:NAME`, `file:PATH`, else the text itself. */
function readSecret(written: string): Secret {
  if (written.startsWith('env:')) return { from: 'env', name: written.slice(4).trim() };
  if (written.startsWith('file:')) return { from: 'file', file: written.slice(5).trim() };
  return { from: 'text', text: written };
}

function isSecret(written: string): boolean {
  const read = readSecret(written);
  if (read.from === 'env') return /^[A-Za-z_][A-Za-z0-9_]*$/.test(read.name);
  return read.from === 'file' ? read.file !== '' : read.text.trim() !== '';
}

/** Empty for any hour. */
function hoursFrom(written: z.output<typeof messageHours>): NonNullable<Channel['hours']> {
  return [written].flat().flatMap((hours) => readHours(hours) ?? []);
}

function isAscending(values: readonly number[]): boolean {
  return values.every((value, at) => at === 0 || value > (values[at - 1] ?? 0));
}

function isMailHost(written: string): boolean {
  return isIP(written) !== 0 || /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/.test(written);
}
