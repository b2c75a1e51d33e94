import type { Words } from '../model.js';
import { messageExpectations } from './messageExpectations.js';

const cadences = '实时、按日、按周、按月、按季、按半年、按年、静态';
const cadencesEn = 'realtime, daily, weekly, monthly, quarterly, half-yearly, yearly or static';

/**
 * What a place in a configuration expects, in the words that follow "expected …" / “应为…”. The schema names one of these
 * at each place, so that a mistake is explained in both languages.
 */
export const expectations = {
  document: {
    zh: '一份配置，最外层写 crawl、sites 等键',
    en: 'a configuration with keys such as crawl and sites at the top',
  },
  timezone: { zh: '时区名称，如 Asia/Shanghai', en: 'the name of a time zone, such as Asia/Shanghai' },
  crawl: {
    zh: '采集设置，至少写明联系方式，如 crawl: { contact: "mailto:office@example.invalid" }',
    en: 'crawl settings with at least a contact, such as crawl: { contact: "mailto:office@example.invalid" }',
  },
  retention: {
    zh: '保存期限，如 retention: { snapshotDays: 90, runMonths: 13 }',
    en: 'how long records are kept, such as retention: { snapshotDays: 90, runMonths: 13 }',
  },
  snapshotDays: { zh: '天数，30 到 36500 的整数', en: 'days, a whole number from 30 to 36500' },
  retentionMonths: { zh: '月数，2 到 1200 的整数', en: 'months, a whole number from 2 to 1200' },
  heartbeat: {
    zh: '心跳设置，如 heartbeat: { file: reports/heartbeat.json }',
    en: 'heartbeat settings such as heartbeat: { file: reports/heartbeat.json }',
  },
  heartbeatFile: { zh: '心跳文件的位置，如 reports/heartbeat.json', en: 'a file such as reports/heartbeat.json' },
  ...messageExpectations,
  contact: {
    zh: '联系方式：mailto: 加邮箱，或 http(s) 网址（只用英文字符）。它会写进访问标识，被访问网站的管理员有事时靠它找到您，所以必填',
    en:
      'a contact: mailto: and an e-mail address, or an http(s) address, in ASCII. It is sent with each visit so that ' +
      'the administrator of the site can reach you; it may not be left out',
  },
  timeoutMs: { zh: '等待毫秒数，1 到 600000 的整数', en: 'milliseconds to wait, a whole number from 1 to 600000' },
  perHostIntervalMs: {
    zh: '同一网站两次访问之间的毫秒数，0 到 3600000 的整数',
    en: 'milliseconds between two requests to one host, a whole number from 0 to 3600000',
  },
  concurrency: { zh: '同时访问的数量，1 到 256 的整数', en: 'requests at once, a whole number from 1 to 256' },
  maxBodyBytes: {
    zh: '单个页面的最大字节数，1 到 1073741824 的整数',
    en: 'the most bytes of one page, a whole number from 1 to 1073741824',
  },
  maxRedirects: { zh: '最多跳转次数，0 到 20 的整数', en: 'the most redirects, a whole number from 0 to 20' },
  retries: { zh: '失败后再试的次数，0 到 10 的整数', en: 'further attempts, a whole number from 0 to 10' },
  maxPages: { zh: '每个栏目最多读的页数，1 到 1000 的整数', en: 'the most pages of a column, a whole number from 1 to 1000' },
  maxItemPages: {
    zh: '每次最多读的信息内容页数，0 到 1000 的整数',
    en: 'the most item pages of one visit, a whole number from 0 to 1000',
  },
  maxRequestsPerHost: {
    zh: '每次巡检对同一网站最多访问的次数，1 到 1000000 的整数；不写则不限',
    en: 'the most requests of one run to one host, a whole number from 1 to 1000000; without it there is no limit',
  },
  maxMinutes: {
    zh: '一次巡检最多进行的分钟数，1 到 10080 的整数；不写则不限',
    en: 'the most minutes of one run, a whole number from 1 to 10080; without it there is no limit',
  },
  hours: {
    zh: '允许访问的时段，如 22:00-06:00（可以跨零点），几个时段写成列表；全天 表示不限',
    en: 'the hours of visits, such as 22:00-06:00 (over midnight if need be), or a list of them; any means no limit',
  },
  allowHosts: {
    zh: '主机列表，如 [ "10.0.0.8", "oa.example.invalid:8080" ]',
    en: 'a list of hosts, such as [ "10.0.0.8", "oa.example.invalid:8080" ]',
  },
  host: {
    zh: '主机名、主机名:端口或 IP 地址，不带 http:// 和路径',
    en: 'a host, host:port or IP address, without http:// and without a path',
  },
  schedule: {
    zh: '定时设置，如 schedule: { audit: "0 2 * * *" }',
    en: 'a schedule, such as schedule: { audit: "0 2 * * *" }',
  },
  cron: {
    zh: 'cron 时间（分 时 日 月 周），如 "0 2 * * *" 表示每天 2 点',
    en: 'a cron time (minute hour day month weekday), such as "0 2 * * *" for two o’clock every day',
  },
  runDays: {
    zh: '每天、工作日，或 月末/季末/半年末/年末前几个工作日（1 到 10），如 季末前3个工作日',
    en: 'every day, working days, or 1 to 10 working days before the end of a month, quarter, half-year or year, such as 3 working days before quarter-end',
  },
  usualRunDays: { zh: '每天 或 工作日；月末、季末的自查写成 groups 里的一组', en: 'every day or working days; what is to run at the end of a quarter is a group' },
  jitterMinutes: { zh: '分钟数，0 到 360 的整数', en: 'minutes, a whole number from 0 to 360' },
  catchUpHours: { zh: '小时数，0 到 744 的整数；0 表示不补做', en: 'hours, a whole number from 0 to 744; 0 for never' },
  groups: {
    zh: '分组列表，如 groups: [ { name: 乡镇, cron: "0 3 * * *", tags: [ 乡镇 ] } ]',
    en: 'a list of groups, such as groups: [ { name: towns, cron: "0 3 * * *", tags: [ town ] } ]',
  },
  group: {
    zh: '一个分组，如 { name: 乡镇, cron: "0 3 * * *", tags: [ 乡镇 ] }',
    en: 'a group, such as { name: towns, cron: "0 3 * * *", tags: [ town ] }',
  },
  groupOnce: { zh: '名称各不相同的分组', en: 'groups of different names' },
  groupName: { zh: '别的名称（rest 和 其余 是不在任何组里的网站）', en: 'another name (rest and 其余 stand for the sites of no group)' },
  groupNames: { zh: '名称的列表，如 [ 重点 ]', en: 'a list of names, such as [ town ]' },
  groupMember: { zh: '配置里有的网站（名称或标识）、责任单位或标签', en: 'a site (its name or id), unit or tag that the configuration has' },
  groupOfSites: {
    zh: '至少一个网站：在组里写 sites、units 或 tags，或在网站里写 group',
    en: 'at least one site: choose some with sites, units or tags, or name the group in a site',
  },
  endCron: {
    zh: '只写时间的 cron，如 "0 6 * * *"：哪一天由 on 决定',
    en: 'a cron time that leaves the day to on, such as "0 6 * * *"',
  },
  siteGroup: { zh: 'schedule.groups 里一个分组的名称', en: 'the name of a group of schedule.groups' },
  tags: { zh: '标签列表，如 [ 重点 ]', en: 'a list of tags, such as [ town ]' },
  calendar: {
    zh: '节假日安排文件或文件夹，如 calendar: calendar（相对本配置文件），几个文件写成列表',
    en: 'a calendar file or folder such as calendar: calendar (relative to this file), or a list of files',
  },
  calendarYear: {
    zh: '一年的节假日安排，如 { "year": 2027, "off": ["2027-01-01", …], "work": ["2027-01-02", …], "source": "文号" }',
    en: 'one year\'s arrangement, such as { "year": 2027, "off": ["2027-01-01", …], "work": ["2027-01-02", …] }',
  },
  calendarYearNumber: { zh: '年份，四位整数，如 2027', en: 'a year in four digits, such as 2027' },
  calendarDays: { zh: '日期列表，如 ["2027-01-01"]', en: 'a list of days, such as ["2027-01-01"]' },
  calendarDay: { zh: '真实存在的日期，写作 "2027-01-01"', en: 'a day that exists, written "2027-01-01"' },
  calendarSource: { zh: '通知的文号，文字', en: 'the document number of the notice, in words' },
  holidayList: {
    zh: '这一年的放假和上班日期，每项 { "name", "date", "isOffDay" }',
    en: 'the days of this year, each { "name", "date", "isOffDay" }',
  },
  holidayListUnknown: {
    zh: '这一年的安排（days 是空的，表示国务院还没有发布；请等通知发布后换成新的文件）',
    en: 'the arrangement (an empty days list means that no notice is out yet: wait for it, then take the new file)',
  },
  isOffDay: { zh: 'true（放假）或 false（上班）', en: 'true (free) or false (worked)' },
  ownYear: {
    zh: '文件所说年份的日期，或上一年 12 月最后几天',
    en: "a day of the file's year, or of the last days of the December before",
  },
  dayOnce: { zh: '每个日期只写一次', en: 'each day once' },
  offOrWork: { zh: '放假和上班中的一种（同一天两边都有）', en: 'a day that is either off or worked, not both' },
  weekendWork: { zh: '周六或周日（调休上班日只能在周末）', en: 'a Saturday or Sunday: only weekend days are made working days' },
  rules: {
    zh: '检查口径，如 rules: { rectification: 5 工作日 }',
    en: 'rule settings, such as rules: { rectification: 5 working days }',
  },
  lines: { zh: '国办检查指标的设置，如 { countLevel: 末级 }', en: 'settings of the inspection lines, such as { countLevel: leaf }' },
  countLevel: { zh: '末级 或 一级', en: 'leaf or first' },
  honesty: {
    zh: '日期真实性的设置，写 backdatedDays、bulkItems、assessments',
    en: 'settings of the honesty of dates: backdatedDays, bulkItems, assessments',
  },
  backdatedDays: { zh: '天数，1 到 366 的整数', en: 'days, a whole number from 1 to 366' },
  bulkItems: { zh: '条数，2 到 10000 的整数', en: 'a number of items, a whole number from 2 to 10000' },
  assessments: { zh: '测评日期列表，如 [ 2026-12-10 ]', en: 'a list of days, such as [ 2026-12-10 ]' },
  assessment: { zh: '真实存在的日期，写作 2026-12-10', en: 'a day that exists, written 2026-12-10' },
  rectification: { zh: '整改时限，如 10 工作日', en: 'a time to put things right, such as 10 working days' },
  sanityShare: { zh: '比例，0 到 1 之间的数，如 0.5', en: 'a share, a number from 0 to 1 such as 0.5' },
  presets: { zh: '预置期限的开关，如 { double-publicity: 关 }', en: 'presets on or off, such as { double-publicity: off }' },
  onOff: { zh: '开 或 关', en: 'on or off' },
  presetFile: {
    zh: '预置期限文件，写 deadlines、required、pairs',
    en: 'a file of presets with deadlines, required and pairs',
  },
  presetList: { zh: '预置期限的列表', en: 'a list of presets' },
  preset: { zh: '一项预置期限，写 id、title、source、sure、on 等', en: 'a preset with id, title, source, sure, on and so on' },
  presetName: { zh: '小写英文和连字符的编号', en: 'an id of small letters and hyphens' },
  presetSource: { zh: '出处 { document, article, en, address }', en: 'a source { document, article, en, address }' },
  presetColumns: { zh: '栏目 { names, path, classes }', en: 'columns { names, path, classes }' },
  sure: { zh: 'law、original、second-hand 或 unverified', en: 'law, original, second-hand or unverified' },
  switch: { zh: 'true 或 false', en: 'true or false' },
  unverifiedOff: { zh: 'false（未核对的不能默认打开）', en: 'false (what is unverified is off by default)' },
  words: { zh: '中英文 { zh, en }', en: 'both tongues { zh, en }' },
  rulesFrom: { zh: '口径文件的名称，如 rulesFrom: 上级口径.yaml', en: 'the name of a rule file, such as rulesFrom: rules.yaml' },
  ruleFile: { zh: '口径文件，最外层写 rules、columns', en: 'a rule file with rules and columns at the top' },
  ruleColumns: { zh: '口径文件的栏目列表，每项写 name 或 pattern', en: 'a list of columns, each with a name or a pattern' },
  ruleColumn: {
    zh: '一类栏目，写 name（名称）或 pattern（正则表达式）中的一个，再写 cadence、class、deadlines、required 等',
    en: 'a kind of column with either a name or a pattern, and cadence, class, deadlines or required',
  },
  knownPreset: { zh: '预置期限的编号', en: 'the id of a preset' },
  deadlines: {
    zh: '公开期限的列表，每项是预置编号或 { title, days, source }；无 表示不用',
    en: 'a list of deadlines, each the id of a preset or { title, days, source }; or none',
  },
  deadline: {
    zh: '预置期限的编号，或 { title, days, titles, source }',
    en: 'the id of a preset, or { title, days, titles, source }',
  },
  deadlineTitle: { zh: '事项名称', en: 'the name of what must be published' },
  deadlineDays: { zh: '期限，如 20 工作日、30 日', en: 'a time such as 20 working days or 30 days' },
  deadlineKind: { zh: '成文后（成文后多少天内公开）或 展示（至少展示多少天）', en: 'after-written or shown' },
  by: { zh: '真实存在的月和日，写作 "01-31"', en: 'a month and day that exist, written "01-31"' },
  byYearly: { zh: '只在 per: 年 的项目上写 by', en: 'by only where per is year' },
  units: { zh: '单位名称的列表', en: 'a list of units' },
  pairs: { zh: '成对公开的列表，每项写 { with, kind, within }', en: 'a list of pairs, each { with, kind, within }' },
  pair: { zh: '成对公开 { with, kind, within, titles }', en: 'a pair { with, kind, within, titles }' },
  pairWith: {
    zh: '本网站的另一个栏目：名称、以 / 相连的各级名称，或 id',
    en: 'another column of this site: its name, its names joined by /, or its id',
  },
  pairKind: { zh: '解读 或 反馈', en: 'interpretation or feedback' },
  pairWithin: {
    zh: '信息发布后多少天内应有对应的，如 30 日（反馈没有统一的期限，必须写）',
    en: 'the time for the counterpart, such as 30 days (feedback has no common one: it must be written)',
  },
  probe: {
    zh: '可用性探测的设置，如 probe: { schedule: "0 * * * *" }',
    en: 'settings of the availability probe, such as probe: { schedule: "0 * * * *" }',
  },
  control: { zh: '对照网址的列表', en: 'a list of control addresses' },
  homepage: { zh: 'true 或 false', en: 'true or false' },
  siteList: { zh: '网站列表 sites，或一个网站（name、url、columns）', en: 'a list of sites, or one site with name, url and columns' },
  siteFile: {
    zh: '网站文件：一个网站（name、url、columns），或网站列表 sites',
    en: 'a file of one site (name, url, columns), or of a list of sites',
  },
  sites: { zh: '网站列表，至少一个网站，每个以“- name:”开头', en: 'a list of at least one site, each beginning with "- name:"' },
  site: { zh: '一个网站，写 name、url、columns', en: 'a site with name, url and columns' },
  siteColumns: { zh: '这个网站的栏目列表，至少一个栏目', en: 'a list of at least one column of this site' },
  columns: { zh: '下级栏目列表，至少一个栏目', en: 'a list of at least one column below this one' },
  column: { zh: '一个栏目，写 name，再写 url 或下级 columns', en: 'a column with a name, and a url or further columns' },
  name: { zh: '名称文字（纯数字或日期请加引号）', en: 'a name in words (put a bare number in quotes)' },
  id: { zh: '标识文字（纯数字请加引号）', en: 'an id in words (put a bare number in quotes)' },
  url: {
    zh: '以 http:// 或 https:// 开头的完整网址，不含空格、用户名和密码',
    en: 'a full address that begins with http:// or https://, without spaces, user name or password',
  },
  leafUrl: {
    zh: '栏目的网址 url（最末级栏目必填），或下级栏目 columns',
    en: 'the address of the column in url (a column without further columns needs one), or further columns',
  },
  leafCadence: {
    zh: `公开时限 cadence，写在本栏目或它的上级栏目：${cadences}`,
    en: `a cadence, here or on a parent column: ${cadencesEn}`,
  },
  cadence: {
    zh: `公开时限：${cadences}（或 { kind, grace, silence, source }）`,
    en: `a cadence: ${cadencesEn} (or { kind, grace, silence, source })`,
  },
  grace: {
    zh: '宽限期，如 5 个工作日、10 日，或天数（按自然日，0 到 999）',
    en: 'a grace such as 5 working days, 10 days, or a number of calendar days from 0 to 999',
  },
  oneGrace: { zh: '只写一处宽限期：写在 cadence 里面或旁边', en: 'one grace only: inside cadence or beside it' },
  silence: {
    zh: '多少天没有新信息算超期，如 90天，或 无（不以此判断）',
    en: 'the days of silence that count as overdue, such as 90 days, or never',
  },
  realtimeSilence: { zh: '只在“实时”栏目上写 silence', en: 'silence only where the cadence is realtime' },
  source: { zh: '时限依据的文件和条款，文字', en: 'the document and clause that the promise comes from, in words' },
  class: {
    zh: '栏目类别：动态要闻、通知公告、政策文件、人事信息、规划计划、其他',
    en: 'a class: news, notice, policy, personnel, planning or other',
  },
  unit: { zh: '责任单位名称，或 { name, person, contact }', en: 'the name of the responsible unit, or { name, person, contact }' },
  person: { zh: '责任人姓名', en: 'the name of a person' },
  phone: { zh: '联系方式文字（电话号码请加引号）', en: 'a contact in words (put a telephone number in quotes)' },
  since: { zh: '真实存在的日期，写作 2025-01-01', en: 'a day that exists, written 2025-01-01' },
  required: {
    zh: '必备信息列表，每项是名称或 { name, pattern, per, by, units }',
    en: 'a list of required items, each a name or { name, pattern, per, by, units }',
  },
  requiredItem: {
    zh: '必备信息的名称，或 { name, pattern, per }',
    en: 'the name of a required item, or { name, pattern, per }',
  },
  leafOnly: { zh: '写在最末级（有网址的）栏目上', en: 'this only on a column without further columns' },
  pattern: { zh: '正确的正则表达式（最长 500 字符）', en: 'a valid regular expression of at most 500 characters' },
  per: { zh: '月、季、半年、年、一次', en: 'month, quarter, half-year, year or once' },
  notes: { zh: '备注文字', en: 'notes in words' },
  selector: { zh: 'CSS 选择器，或 { rows, title, date }', en: 'a CSS selector, or { rows, title, date }' },
  css: { zh: '正确的 CSS 选择器，如 ul.list > li', en: 'a valid CSS selector, such as ul.list > li' },
  periodBy: { zh: '标题（按标题写明的周期）或 日期（按发布日期）', en: 'title or date' },
  render: { zh: 'auto、http 或 browser', en: 'auto, http or browser' },
  itemPages: { zh: '需要时、全部、不取', en: 'auto, all or none' },
  tls: { zh: '旧版TLS（不写则按现行标准）', en: 'legacy, or nothing for today’s standard' },
  robots: { zh: 'obey 或 ignore', en: 'obey or ignore' },
  identity: { zh: '不重复的标识（请另写一个 id）', en: 'a key of its own (give it another id)' },
  identityOverFiles: {
    zh: '各文件之间不重复的网站标识（请改名称，或另写一个 id）',
    en: 'a site whose key no other file has (change its name, or give it an id)',
  },
  columnOverFiles: {
    zh: '各网站之间不重复的栏目标识（请给网站或栏目另写一个 id）',
    en: 'columns whose keys no other site has (give the site or the column an id)',
  },
  siblingName: { zh: '同级栏目中不重复的名称', en: 'a name that no other column on this level has' },
} as const satisfies Record<string, Words>;

export type Expectation = keyof typeof expectations;
