import type { FindingLevel, Language, MailSettings, Way } from '../model.js';
export { readHours } from './vocabulary.js';

/** The words of `messages`, in both tongues; see `vocabulary`. */
export const channelKindWords = {
  邮件: 'mail',
  企业微信: 'wecom',
  钉钉: 'dingtalk',
  飞书: 'feishu',
  webhook: 'webhook',
  mail: 'mail',
  wecom: 'wecom',
  dingtalk: 'dingtalk',
  feishu: 'feishu',
} as const satisfies Record<string, Way['kind']>;

export const levelWords = {
  超期: 'overdue',
  缺期: 'missing',
  逾期公开: 'late',
  空白: 'blank',
  无法监测: 'unreadable',
  存疑: 'doubt',
  overdue: 'overdue',
  missing: 'missing',
  late: 'late',
  blank: 'blank',
  unreadable: 'unreadable',
  doubt: 'doubt',
} as const satisfies Record<string, FindingLevel>;

export const securityWords = {
  TLS: 'tls',
  STARTTLS: 'starttls',
  明文: 'none',
  tls: 'tls',
  starttls: 'starttls',
  none: 'none',
} as const satisfies Record<string, MailSettings['security']>;

export const languageWords = { 中文: 'zh', 英文: 'en', zh: 'zh', en: 'en' } as const satisfies Record<string, Language>;

/** 1 for Monday to 7. */
export const weekdayWords = {
  周一: 1,
  周二: 2,
  周三: 3,
  周四: 4,
  周五: 5,
  周六: 6,
  周日: 7,
  monday: 1,
  tuesday: 2,
  wednesday: 3,
  thursday: 4,
  friday: 5,
  saturday: 6,
  sunday: 7,
} as const satisfies Record<string, number>;
