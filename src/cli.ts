/** argv → command → exit code. */
import { createRequire } from 'node:module';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { auditCommand, DEFAULT_CONFIG, DEFAULT_DB, DEFAULT_OUT, FAIL_LEVELS, reportCommand, runCommand, type RunOptions } from './commands/audit.js';
import type { Context } from './commands/context.js';
import { demoCommand } from './commands/demo.js';
import { doctorCommand } from './commands/doctor.js';
import { inspectCommand, type InspectOptions } from './commands/inspect.js';
import { scheduleCommand } from './commands/schedule.js';
import { ConfigError } from './config/configError.js';
import { EXIT, UsageError } from './exitCodes.js';
import type { Language, Words } from './model.js';
import { StoreError } from './store/storeError.js';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** Everything the help says, in both languages; `zh` is what people see unless they ask for `--lang en`. */
const TEXT = {
  program: { zh: '政务公开栏目时效监测', en: 'Freshness monitor for government disclosure columns' },
  run: { zh: '巡检一次：访问配置的栏目，判定并写报告', en: 'one audit: visit the configured columns, judge, write the report' },
  audit: { zh: '不访问网站，用已保存的监测记录重新判定', en: 'judge again from what is stored, without crawling' },
  report: { zh: '把已保存的一次巡检重新生成报告', en: 'write the report of a stored run again' },
  inspect: { zh: '查看从网页或文件里读出了什么、为什么', en: 'what is read from a page, and why' },
  demo: { zh: '在本机启动演示站点并巡检（npm start 即此命令）', en: 'serve the demo sites on loopback and audit them (npm start is this)' },
  schedule: { zh: '按配置的时间表定时巡检，直到停止', en: 'run on the configured schedule until stopped' },
  doctor: { zh: '检查本机缺少什么', en: 'say what is missing on this machine' },
  config: { zh: `配置文件（默认 ${DEFAULT_CONFIG}）`, en: `configuration file (default ${DEFAULT_CONFIG})` },
  auditConfig: { zh: '按另一份配置判定（默认用上次巡检时的配置）', en: 'judge by another configuration (default: that of the last run)' },
  site: { zh: '只查名称包含此文字的站点', en: 'only sites whose name contains this' },
  column: { zh: '只查路径包含此文字的栏目', en: 'only columns whose path contains this' },
  today: { zh: '判定日 YYYY-MM-DD（默认今天）', en: 'the day to judge, YYYY-MM-DD (default today)' },
  db: { zh: `数据库文件（默认 ${DEFAULT_DB}）`, en: `database file (default ${DEFAULT_DB})` },
  out: { zh: `报告文件夹（默认 ${DEFAULT_OUT}）`, en: `folder for reports (default ${DEFAULT_OUT})` },
  failOn: { zh: '有此级别或更重的问题时以退出码 2 结束（由重到轻）', en: 'end with exit code 2 on findings at or above this level (gravest first)' },
  allowHost: { zh: '允许访问的内网地址 主机 或 主机:端口，可重复', en: 'an intranet HOST or HOST:PORT that may be visited; may be repeated' },
  runId: { zh: '巡检编号（默认最近一次）', en: 'number of the run (default: the latest)' },
  targets: { zh: '网址或保存的网页文件', en: 'addresses or saved page files' },
  url: { zh: '文件原来的网址，用来还原相对链接', en: 'the address the file came from, for its relative links' },
  manifest: { zh: '清单：[{file, url?, today?}]，一次读完', en: 'a list [{file, url?, today?}], read in one process' },
  json: { zh: '每页输出一行 JSON', en: 'one JSON object a line' },
  selector: { zh: '用此 CSS 选择器找列表的行', en: 'find the rows of the list by this CSS selector' },
  lang: { zh: '界面语言', en: 'language of the interface' },
  logLevel: { zh: '日志级别', en: 'log level' },
  help: { zh: '显示帮助', en: 'show this help' },
  version: { zh: '显示版本', en: 'show the version' },
} satisfies Record<string, Words>;

const HEADINGS: Record<string, string> = { 'Usage:': '用法：', 'Options:': '选项：', 'Commands:': '命令：', 'Arguments:': '参数：' };

/** The whole command line. `run` is what each command does with the context; tests hand in their own streams. */
export function program(language: Language, context: Context, onExit: (code: number) => void): Command {
  const text = (key: keyof typeof TEXT) => TEXT[key][language];
  const act = (work: Promise<number>) => work.then(onExit);
  const root = new Command('shixian')
    .description(text('program'))
    .version(version, '-V, --version', text('version'))
    .helpOption('-h, --help', text('help'))
    .helpCommand(false)
    .addOption(new Option('--lang <zh|en>', text('lang')).choices(['zh', 'en']).default('zh'))
    .addOption(new Option('--log-level <level>', text('logLevel')).choices(['auto', 'trace', 'debug', 'info', 'warn', 'error', 'silent']).default('auto'))
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => (language === 'zh' ? (HEADINGS[title] ?? title) : title) })
    .configureOutput({ writeOut: (words) => context.out.write(words), writeErr: (words) => context.err.write(words), outputError: () => undefined })
    .exitOverride();

  const command = (name: string, key: keyof typeof TEXT) =>
    root.command(name).description(text(key)).helpOption('-h, --help', text('help')).copyInheritedSettings(root);
  const config = () => new Option('--config <file>', text('config'));
  const filters = () => [new Option('--site <name>', text('site')), new Option('--column <name>', text('column'))];
  const today = () => new Option('--today <day>', text('today'));
  const db = () => new Option('--db <file>', text('db'));
  const out = () => new Option('--out <folder>', text('out'));
  const failOn = () => new Option('--fail-on <level>', text('failOn')).choices([...FAIL_LEVELS]);
  const allowHost = () => new Option('--allow-host <host>', text('allowHost')).argParser(collect);
  const withOptions = (target: Command, options: Option[]) => options.reduce((built, option) => built.addOption(option), target);

  withOptions(command('run', 'run'), [config(), ...filters(), today(), db(), out(), failOn(), allowHost()])
    .action((options: RunOptions) => act(runCommand(context, options)));
  withOptions(command('audit', 'audit'), [new Option('--config <file>', text('auditConfig')), ...filters(), today(), db(), out(), failOn()])
    .action((options: RunOptions) => act(auditCommand(context, options)));
  withOptions(command('report', 'report'), [new Option('--run <id>', text('runId')), db(), out()])
    .action((options: RunOptions & { run?: string }) => act(reportCommand(context, options)));
  withOptions(command('inspect', 'inspect').argument('[url|file...]', text('targets')), [
    new Option('--url <url>', text('url')), today(), new Option('--manifest <file>', text('manifest')), new Option('--json', text('json')),
    new Option('--selector <css>', text('selector')), allowHost(),
  ]).action((targets: string[], options: InspectOptions) => act(inspectCommand(context, targets, options)));
  withOptions(command('demo', 'demo'), [today(), db(), out(), failOn()])
    .action((options: RunOptions) => act(demoCommand(context, options)));
  withOptions(command('schedule', 'schedule'), [config(), db(), out(), allowHost()])
    .action((options: RunOptions) => act(scheduleCommand(context, options)));
  withOptions(command('doctor', 'doctor'), [config(), out()])
    .action((options: RunOptions) => act(doctorCommand(context, options)));
  return root;
}

function collect(value: string, before: string[] | undefined): string[] {
  if (/[\s/]/.test(value)) throw new InvalidArgumentError('HOST or HOST:PORT');
  return [...(before ?? []), value];
}

/** Runs one command line and gives back the exit code; every error a person can meet is put in words here. */
export async function main(argv: string[], streams: Pick<Context, 'out' | 'err' | 'now' | 'signal'>): Promise<number> {
  const language: Language = wanted(argv, '--lang') === 'en' ? 'en' : 'zh';
  const context: Context = { ...streams, language, logLevel: wanted(argv, '--log-level') ?? 'auto', version };
  let code: number = EXIT.done;
  try {
    const cli = program(language, context, (exit) => (code = exit));
    if (argv.length === 0) {
      cli.outputHelp();
      return EXIT.done;
    }
    await cli.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return explainError(error, context);
  }
}

function wanted(argv: string[], option: string): string | undefined {
  const at = argv.findIndex((word) => word === option || word.startsWith(`${option}=`));
  if (at < 0) return undefined;
  return argv[at]?.includes('=') ? argv[at].slice(option.length + 1) : argv[at + 1];
}

function explainError(error: unknown, context: Context): number {
  const zh = context.language === 'zh';
  const tell = (words: string) => context.err.write(`${words}\n`);
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    tell(zh ? `命令写法有误：${inChinese(error)}\n运行 shixian --help 查看用法。` : `${error.message}\nRun \`shixian --help\` for usage.`);
    return EXIT.configuration;
  }
  if (error instanceof ConfigError) {
    tell(error.format(context.language));
    return EXIT.configuration;
  }
  if (error instanceof UsageError) {
    tell(error.words[context.language]);
    return EXIT.configuration;
  }
  if (error instanceof StoreError) {
    tell(error.words[context.language]);
    return EXIT.unexpected;
  }
  tell(zh ? '程序遇到意外错误。已保存的数据不受影响；请把下面的内容发给维护人员：' : 'Something unexpected happened. What is stored is safe; please send the following to the maintainers:');
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.unexpected;
}

function inChinese(error: CommanderError): string {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.unknownOption':
      return `没有 ${quoted} 这个选项`;
    case 'commander.unknownCommand':
      return `没有 ${quoted} 这个命令`;
    case 'commander.missingArgument':
    case 'commander.optionMissingArgument':
      return `${quoted} 后面缺少内容`;
    case 'commander.excessArguments':
      return '多写了参数';
    case 'commander.invalidArgument':
      return `${quoted} 的值不对（${/Allowed choices are ([^.]*)/.exec(error.message)?.[1] ?? error.message}）`;
    default:
      return error.message;
  }
}
