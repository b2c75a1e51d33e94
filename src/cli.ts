/** argv → command → exit code. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { HEADINGS_ZH, HELP } from './cliText.js';
import type { CalendarOptions } from './commands/calendar.js';
import type { Context } from './commands/context.js';
import { harmlessSink } from './commands/harmless.js';
import type { ImportCommandOptions } from './commands/importSpreadsheet.js';
import type { NoticeOptions } from './commands/notice.js';
import {
  FAIL_LEVELS, type MessageOptions, type OpinionOptions, type PasswordOptions, type ServeOptions, type WaiveOptions,
} from './commands/options.js';
import type { PaperOptions } from './commands/paper.js';
import type { TemplateOptions } from './commands/template.js';
import { EXIT } from './exitCodes.js';
import { explainError } from './explainError.js';
import {
  auditCommand, calendarCommand, demoCommand, doctorCommand, importCommand, inspectCommand, messageCommand,
  noticeCommand, opinionCommand, paperCommand, passwdCommand, probeCommand, pruneCommand, reportCommand, runCommand,
  scheduleCommand, serveCommand, templateCommand, waiveCommand,
} from './lateCommands.js';
import type { Language } from './model.js';
import { harmless } from './report/harmless.js';
import { version } from './version.js';

/**
 * Runs one command line and gives back the exit code (see exitCodes.ts). Never throws.
 *
 * @param argv  without the program's own name
 */
export async function main(argv: string[], streams: Pick<Context, 'out' | 'err' | 'now' | 'signal'>): Promise<number> {
  const language: Language = wanted(argv, '--lang') === 'en' ? 'en' : 'zh';
  const out = harmlessSink(streams.out);
  const logFormat = wanted(argv, '--log-format') === 'pretty' ? 'pretty' : 'json';
  const context: Context = { ...streams, out, language, logLevel: wanted(argv, '--log-level') ?? 'auto', logFormat, version };
  let code: number = EXIT.done;
  try {
    const cli = program(language, context, (exitCode) => (code = exitCode));
    if (argv.length === 0) cli.outputHelp();
    else await cli.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    const { exitCode, words } = explainError(error, language);
    if (words !== null) context.err.write(`${harmless(words)}\n`);
    return exitCode;
  }
}

/** Read before commander does, because its own messages are in that language already. */
function wanted(argv: string[], option: string): string | undefined {
  const at = argv.findIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = argv[at];
  if (word === undefined) return undefined;
  return word === option ? argv[at + 1] : word.slice(option.length + 1);
}

/** What an option does, with the values it takes. */
function describe({ description, argChoices }: Option, language: Language): string {
  if (!argChoices) return description;
  return language === 'zh' ? `${description}：${argChoices.join('、')}` : `${description}: ${argChoices.join(', ')}`;
}

const LOG_LEVELS = ['auto', 'trace', 'debug', 'info', 'warn', 'error', 'silent'];

/**
 * The whole command line.
 *
 * @param language  of its help; what the commands say is in that of the context
 * @param onExit  told the exit code of the command that ran
 */
export function program(language: Language, context: Context, onExit: (code: number) => void): Command {
  const text = (key: keyof typeof HELP) => HELP[key][language];
  const root = new Command('shixian')
    .description(text('program'))
    .version(version, '-V, --version', text('version'))
    .helpOption('-h, --help', text('help'))
    .helpCommand(false)
    .addOption(new Option('--lang <zh|en>', text('lang')).choices(['zh', 'en']).default('zh'))
    .addOption(new Option('--log-level <level>', text('logLevel')).choices(LOG_LEVELS).default('auto'))
    .addOption(new Option('--log-format <format>', text('logFormat')).choices(['json', 'pretty']).default('json'))
    .configureHelp({
      showGlobalOptions: true,
      optionDescription: (option) => describe(option, language),
      styleTitle: (title) => (language === 'zh' ? (HEADINGS_ZH[title] ?? title) : title),
    })
    .configureOutput({
      writeOut: (words) => context.out.write(words),
      writeErr: (words) => context.err.write(harmless(words)),
      // main says it, in the person's language.
      outputError: () => undefined,
    })
    .exitOverride();

  const options = optionsOf(text);
  const { config, rules, site, column, today, db, out, failOn, allowHost } = options;
  const command = <Chosen>(
    name: 'run' | 'audit' | 'report' | 'demo' | 'schedule' | 'probe' | 'doctor' | 'prune',
    run: (context: Context, chosen: Chosen) => Promise<number>,
    offered: Option[],
  ) =>
    withOptions(root.command(name), offered)
      .description(text(name))
      .helpOption('-h, --help', text('help'))
      .action(async (chosen: Chosen) => onExit(await run(context, chosen)));

  command('run', runCommand, [config, rules, site, column, today, db, out, failOn, allowHost, options.resume, options.group]);
  command('audit', auditCommand, [options.auditConfig, rules, site, column, today, db, out, failOn]);
  command('report', reportCommand, [options.runId, db, out]);
  const { url, manifest, json, selector } = options;
  withOptions(root.command('inspect'), [url, today, manifest, json, selector, allowHost])
    .description(text('inspect'))
    .helpOption('-h, --help', text('help'))
    .argument('[url|file...]', text('targets'))
    .action(async (targets: string[], chosen: object) => onExit(await inspectCommand(context, targets, chosen)));
  command('demo', demoCommand, [today, options.demoDb, out, failOn]);
  command('schedule', scheduleCommand, [config, db, out, allowHost, options.list, options.days, options.count, options.json]);
  command('probe', probeCommand, [config, site, db, allowHost]);
  command('doctor', doctorCommand, [config, db, out]);
  command('prune', pruneCommand, [options.dryRun, options.yes, options.vacuum, config, today, db, out]);
  withOptions(root.command('notice'), [options.unit, site, options.within, today, db, out])
    .description(text('notice'))
    .helpOption('-h, --help', text('help'))
    .argument('[issue|link]', text('noticeAction'))
    .argument('[key]', text('findingKey'))
    .argument('[url]', text('repairUrl'))
    .action(async (action: string | undefined, key: string | undefined, address: string | undefined, chosen: NoticeOptions) =>
      onExit(await noticeCommand(context, [action, key, address], chosen)));
  const { runId, unit, since, office, documentNumber, bySite, noteOnly } = options;
  withOptions(root.command('paper'), [
    unit, site, since, office, documentNumber, bySite, runId, noteOnly, config, rules, today, db, out, allowHost,
  ])
    .description(text('paper'))
    .helpOption('-h, --help', text('help'))
    .argument('[ledger|notice|self-report|circular|return]', text('paperAction'))
    .argument('[file]', text('paperFile'))
    .action(async (action: string | undefined, file: string | undefined, chosen: PaperOptions) =>
      onExit(await paperCommand(context, [action, file], chosen)));
  const { kind, from, until, reason, author, document, on } = options;
  withOptions(root.command('waive'), [options.oneColumn, site, kind, from, until, reason, author, document, on, config, db])
    .description(text('waive'))
    .helpOption('-h, --help', text('help'))
    .argument('[add|end]', text('waiveAction'))
    .argument('[number]', text('waiverNumber'))
    .action(async (action: string | undefined, number: string | undefined, chosen: WaiveOptions) =>
      onExit(await waiveCommand(context, [action, number], chosen)));
  withOptions(root.command('opinion'), [reason, author, db])
    .description(text('opinion'))
    .helpOption('-h, --help', text('help'))
    .argument('[key]', text('opinionKey'))
    .argument('[confirmed|false-alarm]', text('opinionWord'))
    .action(async (key: string | undefined, word: string | undefined, chosen: OpinionOptions) =>
      onExit(await opinionCommand(context, [key, word], chosen)));
  withOptions(root.command('message'), [options.messageDryRun, config, db, allowHost])
    .description(text('message'))
    .helpOption('-h, --help', text('help'))
    .argument('[test|send]', text('messageAction'))
    .argument('[channel]', text('messageChannel'))
    .action(async (action: string | undefined, channel: string | undefined, chosen: MessageOptions) =>
      onExit(await messageCommand(context, [action, channel], chosen)));
  withOptions(root.command('calendar'), [config, options.calendarOut, options.force])
    .description(text('calendar'))
    .helpOption('-h, --help', text('help'))
    .argument('[import]', text('calendarImport'))
    .argument('[file]', text('calendarFile'))
    .action(async (action: string | undefined, file: string | undefined, chosen: CalendarOptions) =>
      onExit(await calendarCommand(context, [action, file], chosen)));
  withOptions(root.command('import'), [options.importOut, options.replace, options.siteName, options.siteUrl, options.contact])
    .description(text('import'))
    .helpOption('-h, --help', text('help'))
    .argument('<file>', text('importFile'))
    .action(async (file: string, chosen: ImportCommandOptions) => onExit(await importCommand(context, file, chosen)));
  withOptions(root.command('template'), [options.templateConfig, options.templateOut, options.replace])
    .description(text('template'))
    .helpOption('-h, --help', text('help'))
    .action(async (chosen: TemplateOptions) => onExit(await templateCommand(context, chosen)));
  withOptions(root.command('serve'), [config, db, out, allowHost, options.host, options.port, options.origin])
    .description(text('serve'))
    .helpOption('-h, --help', text('help'))
    .action(async (chosen: ServeOptions) => onExit(await serveCommand(context, chosen)));
  withOptions(root.command('passwd'), [options.role, options.remove, db])
    .description(text('passwd'))
    .helpOption('-h, --help', text('help'))
    .argument('[name]', text('accountName'))
    .action(async (name: string | undefined, chosen: PasswordOptions) => onExit(await passwdCommand(context, name, chosen)));
  return root;
}

function withOptions(command: Command, options: Option[]): Command {
  return options.reduce((built, option) => built.addOption(option), command);
}

function optionsOf(text: (key: keyof typeof HELP) => string) {
  return {
    config: new Option('--config <file>', text('config')),
    rules: new Option('--rules <file>', text('rules')),
    auditConfig: new Option('--config <file>', text('auditConfig')),
    site: new Option('--site <name>', text('site')),
    column: new Option('--column <name>', text('column')),
    today: new Option('--today <day>', text('today')),
    db: new Option('--db <file>', text('db')),
    demoDb: new Option('--db <file>', text('demoDb')),
    out: new Option('--out <folder>', text('out')),
    failOn: new Option('--fail-on <level>', text('failOn')).choices(FAIL_LEVELS),
    unit: new Option('--unit <name>', text('unit')),
    since: new Option('--since <day>', text('since')),
    office: new Option('--office <name>', text('office')),
    documentNumber: new Option('--document-number <number>', text('documentNumber')),
    bySite: new Option('--by-site', text('bySite')),
    noteOnly: new Option('--note-only', text('noteOnly')),
    within: new Option('--within <term>', text('within')),
    oneColumn: new Option('--column <name>', text('oneColumn')),
    kind: new Option('--kind <kind>', text('waiverKind')),
    from: new Option('--from <day>', text('from')),
    until: new Option('--until <day>', text('until')),
    reason: new Option('--reason <text>', text('reason')),
    author: new Option('--author <name>', text('author')),
    document: new Option('--document <number>', text('document')),
    on: new Option('--on <day>', text('endOn')),
    calendarOut: new Option('--out <folder>', text('calendarOut')),
    dryRun: new Option('--dry-run', text('dryRun')),
    messageDryRun: new Option('--dry-run', text('messageDryRun')),
    yes: new Option('--yes', text('yes')),
    vacuum: new Option('--vacuum', text('vacuum')),
    force: new Option('--force', text('force')),
    replace: new Option('--force', text('replace')),
    importOut: new Option('--out <file>', text('importOut')),
    siteName: new Option('--site <name>', text('siteName')),
    siteUrl: new Option('--url <url>', text('siteUrl')),
    contact: new Option('--contact <address>', text('contact')),
    templateConfig: new Option('--config <file>', text('templateConfig')),
    templateOut: new Option('--out <file>', text('templateOut')),
    allowHost: new Option('--allow-host <host>', text('allowHost')).argParser(collectHosts),
    host: new Option('--host <address>', text('host')),
    port: new Option('--port <number>', text('port')),
    origin: new Option('--origin <url>', text('origin')),
    role: new Option('--role <role>', text('role')).choices(['viewer', 'editor']),
    remove: new Option('--remove', text('remove')),
    runId: new Option('--run <id>', text('runId')),
    list: new Option('--list', text('list')),
    days: new Option('--days <number>', text('days')),
    count: new Option('--count <number>', text('count')),
    group: new Option('--group <name>', text('group')),
    resume: new Option('--resume', text('resume')),
    url: new Option('--url <url>', text('url')),
    manifest: new Option('--manifest <file>', text('manifest')),
    json: new Option('--json', text('json')),
    selector: new Option('--selector <css>', text('selector')),
  };
}

function collectHosts(host: string, before: string[] | undefined): string[] {
  if (host === '' || /[\s/]/.test(host)) throw new InvalidArgumentError('HOST, HOST:PORT');
  return [...(before ?? []), host];
}
