/** Everything that `--help` says, in both languages; Chinese is what people see unless they ask for `--lang en`. */
import { DEFAULT_CONFIG, DEFAULT_DB, DEFAULT_OUT } from './commands/options.js';
import type { Words } from './model.js';

export const HELP = {
  program: { zh: '政务公开栏目时效监测', en: 'Freshness monitor for government disclosure columns' },
  run: { zh: '巡检一次：访问配置的栏目，判定并写报告', en: 'one audit: visit the configured columns, judge, write the report' },
  audit: { zh: '不访问网站，用已保存的监测记录重新判定', en: 'judge again from what is stored, without crawling' },
  report: { zh: '把已保存的一次巡检重新生成报告', en: 'write the report of a stored run again' },
  inspect: { zh: '查看从网页或文件里读出了什么、为什么', en: 'what is read from a page, and why' },
  demo: {
    zh: '在本机启动演示站点并巡检（npm start 即此命令）',
    en: 'serve the demo sites on loopback and audit them (npm start is this)',
  },
  schedule: {
    zh: '按配置的时间表定时巡检（和探测），直到停止',
    en: 'run, and probe, on the configured schedules until stopped',
  },
  probe: { zh: '探测一轮各站点首页能否打开', en: "one round of probes: does each site's homepage open" },
  doctor: { zh: '检查本机缺少什么', en: 'say what is missing on this machine' },
  prune: {
    zh: '按保存期限清理旧快照和旧巡检（不写 --yes 只列出会清理什么）',
    en: 'clear away old pages and runs by the ladder of retention; without --yes it only says what would go',
  },
  dryRun: { zh: '只列出会清理什么，不清理（默认）', en: 'only say what would go (the default)' },
  yes: { zh: '确认清理', en: 'clear it away' },
  vacuum: { zh: '清理后收缩数据库文件，把空间还给磁盘', en: 'afterwards give the room back to the disk' },
  notice: {
    zh: '限期整改：查看、下发整改清单，登记整改链接',
    en: 'rectification: show what was handed out, hand out a list, note the link of a repair',
  },
  noticeAction: { zh: 'issue 下发，link 登记整改链接；不写则查看', en: 'issue hands out, link notes a repair; without either they are shown' },
  findingKey: { zh: '问题编号', en: "the finding's key" },
  repairUrl: { zh: '整改链接', en: 'address of the repair' },
  unit: { zh: '只要名称包含此文字的单位', en: 'only units whose name contains this' },
  within: { zh: '整改时限，如 "5 工作日"（默认按配置）', en: 'how long there is to put it right, such as "5 working days" (default: as configured)' },
  waive: {
    zh: '豁免：查看、登记（add）、提前终止（end）；只管缺期、超期和空白，不管日期存疑',
    en: 'waivers: show them, record one (add), take one back (end); findings about dates stand all the same',
  },
  waiveAction: { zh: 'add 登记，end 终止；不写则查看', en: 'add or end; without either they are shown' },
  waiverNumber: { zh: '要终止的豁免的编号', en: 'number of the waiver to end' },
  oneColumn: { zh: '栏目的编号、路径或名称', en: "the column's key, path or name" },
  waiverKind: { zh: '无此类信息、改版期间 或 其他', en: 'nothing-to-publish, redesign or other' },
  from: { zh: '第一天 YYYY-MM-DD（默认今天）', en: 'first day, YYYY-MM-DD (default today)' },
  until: { zh: '最后一天 YYYY-MM-DD，必写', en: 'last day, YYYY-MM-DD; never left out' },
  reason: { zh: '理由', en: 'why' },
  author: { zh: '由谁认定、经手', en: 'who decides' },
  document: { zh: '文号', en: 'number of the document it rests on' },
  endOn: { zh: '从哪天起不再豁免（默认今天）', en: 'the first day on which it holds no longer (default today)' },
  opinion: {
    zh: '人工认定：查看；认定一个问题属实或误报，事实变化之前以人工为准',
    en: 'human verdicts: show them; call a finding confirmed or a false alarm, which holds until the facts change',
  },
  opinionKey: { zh: '问题编号（见报告或 findings.csv）', en: "the finding's key, from the report or findings.csv" },
  opinionWord: { zh: 'confirmed（属实）或 false-alarm（误报）', en: 'the word on it' },
  message: {
    zh: '消息：查看告知过谁、什么在等待；--dry-run 试算，test 发测试消息，send 发送等待的',
    en: 'messages: show who was told and what waits; --dry-run, test for a marked test, send for what waits',
  },
  messageAction: { zh: 'test 发测试消息，send 发送等待的；不写则查看', en: 'test or send; without either the state is shown' },
  messageChannel: { zh: '测试的渠道名称', en: 'name of the channel to test' },
  messageDryRun: { zh: '只显示会发给谁什么，不发送，不显示密钥', en: 'only show what would go to whom, without secrets' },
  calendar: {
    zh: '查看工作日历覆盖哪些年份；导入下一年的节假日安排',
    en: "show which years the working calendar covers; import next year's arrangement",
  },
  calendarImport: { zh: '写 import 表示导入', en: 'the word import' },
  calendarFile: {
    zh: '国务院办公厅通知的文字，或安排的 JSON（UTF-8 或 GBK）',
    en: "the text of the State Council's notice, or an arrangement in JSON (UTF-8 or GBK)",
  },
  calendarOut: {
    zh: '导入到哪个文件夹（默认配置文件旁边的 calendar）',
    en: 'folder to import into (default: calendar beside the configuration)',
  },
  force: { zh: '有疑点或已有不同内容时仍写入', en: 'write in spite of doubts, or over different content' },
  config: { zh: `配置文件，或配置文件夹（默认 ${DEFAULT_CONFIG}）`, en: `configuration file or folder (default ${DEFAULT_CONFIG})` },
  rules: { zh: '上级的口径文件，以它为准', en: "an overseer's rule file, whose word wins" },
  auditConfig: { zh: '按另一份配置判定（默认用上次巡检时的配置）', en: 'judge by another configuration (default: that of the last run)' },
  site: { zh: '只查名称包含此文字的站点', en: 'only sites whose name contains this' },
  column: { zh: '只查路径包含此文字的栏目', en: 'only columns whose path contains this' },
  today: { zh: '判定日 YYYY-MM-DD（默认今天）', en: 'the day to judge, YYYY-MM-DD (default today)' },
  db: { zh: `数据库文件（默认 ${DEFAULT_DB}）`, en: `database file (default ${DEFAULT_DB})` },
  demoDb: { zh: '数据库文件（默认每次新建一个）', en: 'database file (default: a new one each time)' },
  out: { zh: `报告文件夹（默认 ${DEFAULT_OUT}）`, en: `folder for reports (default ${DEFAULT_OUT})` },
  failOn: {
    zh: '有此级别或更重的问题时以退出码 2 结束（由重到轻）',
    en: 'end with exit code 2 on findings at or above this level (gravest first)',
  },
  allowHost: {
    zh: '允许访问的内网地址 主机 或 主机:端口，可重复',
    en: 'an intranet HOST or HOST:PORT that may be visited; may be repeated',
  },
  resume: { zh: '接着今天未完成的巡检查完其余栏目', en: "go on with today's unfinished run" },
  runId: { zh: '巡检编号（默认最近一次）', en: 'number of the run (default: the latest)' },
  targets: { zh: '网址或保存的网页文件', en: 'addresses or saved page files' },
  url: { zh: '文件原来的网址，用来还原相对链接', en: 'the address the file came from, for its relative links' },
  manifest: { zh: '清单：[{file, url?, today?}]，一次读完', en: 'a list [{file, url?, today?}], read in one process' },
  json: { zh: '每页输出一行 JSON', en: 'one JSON object a line' },
  selector: { zh: '用此 CSS 选择器找列表的行', en: 'find the rows of the list by this CSS selector' },
  lang: { zh: '界面语言', en: 'language of the interface' },
  logFormat: { zh: '日志格式：json 每行一个对象，pretty 给人看', en: 'log lines as JSON objects, or pretty for people' },
  logLevel: { zh: '日志级别', en: 'log level' },
  help: { zh: '显示帮助', en: 'show this help' },
  version: { zh: '显示版本', en: 'show the version' },
} satisfies Record<string, Words>;

/** commander's own headings, which it knows in English only. */
export const HEADINGS_ZH: Record<string, string> = {
  'Usage:': '用法：', 'Options:': '选项：', 'Global Options:': '通用选项：', 'Commands:': '命令：', 'Arguments:': '参数：',
};
