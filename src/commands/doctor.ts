/** `shixian doctor`: what is missing on this machine, and what to do about it. */
import { execFile } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { workingCalendar } from '../audit/calendar.js';
import { ConfigError } from '../config/configError.js';
import { loadSettings, openConfig } from '../config/openConfig.js';
import { findBrowser } from '../crawl/systemBrowser.js';
import { EXIT } from '../exitCodes.js';
import type { CalendarYear, ProbeSettings, Words } from '../model.js';
import { dayIn } from '../today.js';
import { configuredCalendar } from './calendar.js';
import { revealer } from '../notify/secrets.js';
import { checkSecrets } from './checkSecrets.js';
import { say, type Context } from './context.js';
import { DEFAULT_CONFIG, DEFAULT_DB, DEFAULT_OUT, type RunOptions } from './options.js';
import { readOwnTroublesBeside, sayTroubles } from './ownState.js';
import { withStored } from './stored.js';

interface Check {
  /** The program cannot work without it. */
  isNeeded: boolean;
  ok: boolean;
  words: Words;
}

/** Prints a line for each check. Exit code 1 where the program cannot work; what is optional may be missing. */
export async function doctorCommand(context: Context, { config, db = DEFAULT_DB, out }: RunOptions): Promise<number> {
  const folders = new Set([out ?? DEFAULT_OUT, path.dirname(db)]);
  const checks = [
    checkNode(),
    await checkDatabase(db),
    ...(await Promise.all([...folders].map(checkFolder))),
    await checkBrowser(),
    await checkFonts(),
    checkCalendar(context, await configuredCalendar({ config }).catch(() => [])),
    ...(await checkConfig(config ?? DEFAULT_CONFIG)),
  ];
  for (const { ok, words } of checks) context.out.write(`${ok ? '✓' : '✗'} ${words[context.language]}\n`);
  const troubles = await troublesIn(context, db, config);
  sayTroubles(context, troubles);
  if (checks.every(({ isNeeded, ok }) => ok || !isNeeded)) {
    say(context, { zh: '可以运行。', en: 'Ready to run.' });
    return troubles.length > 0 ? EXIT.notWatching : EXIT.done;
  }
  say(context, { zh: '请先处理上面标 ✗ 的必要项。', en: 'Please settle the necessary items marked ✗ first.' });
  return EXIT.unexpected;
}

/** Nothing where there is no database yet, or it cannot be read: that is another matter. */
async function troublesIn(context: Context, db: string, config = DEFAULT_CONFIG): Promise<Words[]> {
  if (!existsSync(db)) return [];
  // Of a configuration that cannot be used another line has said so.
  const settings = await loadSettings(config).catch(() => undefined);
  return withStored({ db }, (store) => readOwnTroublesBeside(store, context.now().toISOString(), db, settings));
}

function checkNode(): Check {
  const version = process.versions.node;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 18);
  const words = ok
    ? { zh: `Node.js ${version}`, en: `Node.js ${version}` }
    : { zh: `Node.js ${version}：需要 20.18 或更新版本`, en: `Node.js ${version}: 20.18 or newer is needed` };
  return { isNeeded: true, ok, words };
}

async function checkDatabase(db: string): Promise<Check> {
  const error = await import('sqlite3').then(() => null, messageOf);
  const words =
    error === null
      ? {
          zh: `数据库组件 sqlite3 可用，数据库 ${db}${existsSync(db) ? '' : '（还没有，首次巡检时建立）'}`,
          en: `sqlite3 works, the database is ${db}${existsSync(db) ? '' : ' (not there yet: the first run makes it)'}`,
        }
      : {
          zh: `数据库组件 sqlite3 不能加载：${error}。请在项目文件夹重新运行 npm start。`,
          en: `The sqlite3 package does not load: ${error}. Run npm start in the project's folder again.`,
        };
  return { isNeeded: true, ok: error === null, words };
}

async function checkFolder(folder: string): Promise<Check> {
  const error = await mkdir(folder, { recursive: true })
    .then(() => access(folder, constants.W_OK))
    .then(() => null, messageOf);
  const words =
    error === null
      ? { zh: `文件夹 ${folder} 可写`, en: `The folder ${folder} is writable` }
      : {
          zh: `文件夹 ${folder} 不可写（${error}），请检查权限，或用 --out、--db 指定其他位置`,
          en: `The folder ${folder} is not writable (${error}): check its permissions, or use --out or --db`,
        };
  return { isNeeded: true, ok: error === null, words };
}

async function checkBrowser(): Promise<Check> {
  const browser = await findBrowser();
  const words = browser
    ? { zh: `浏览器 ${browser}`, en: `Browser ${browser}` }
    : {
        zh:
          '没有找到 Chromium 或 Chrome：由脚本绘制列表的栏目将显示“无法监测”，其余栏目不受影响。' +
          '请安装 Chrome/Chromium/Edge，或用环境变量 SHIXIAN_BROWSER 指出它的位置。',
        en:
          'No Chromium or Chrome found: columns drawn by JavaScript will be unreadable, all others work. ' +
          'Install Chrome, Chromium or Edge, or name it in SHIXIAN_BROWSER.',
      };
  return { isNeeded: false, ok: browser !== null, words };
}

async function checkFonts(): Promise<Check> {
  if (process.platform !== 'linux') {
    return { isNeeded: false, ok: true, words: { zh: '中文字体：使用系统自带字体', en: "Chinese fonts: the system's own" } };
  }
  const list = await promisify(execFile)('fc-list', [':lang=zh', 'family']).then(({ stdout }) => stdout, () => '');
  const font = list.trim().split('\n')[0] ?? '';
  const words = font
    ? { zh: `中文字体 ${font}`, en: `Chinese font ${font}` }
    : {
        zh: '没有中文字体：只影响在本机截图或打印报告，读取栏目不受影响（Debian：apt-get install fonts-noto-cjk）',
        en: 'No Chinese font: only pictures and prints made here suffer (Debian: apt-get install fonts-noto-cjk)',
      };
  return { isNeeded: false, ok: font !== '', words };
}

/**
 * Not ok where today is not covered, and from November on where next year is not: its notice is due, and what falls due
 * after 28 December waits for it.
 */
function checkCalendar(context: Context, overrides: CalendarYear[]): Check {
  const calendar = workingCalendar(overrides);
  const { words: years, to } = calendar.coverage;
  const today = dayIn('Asia/Shanghai', context.now());
  const isCovered = calendar.isWorkingDay(today) !== null;
  const nextYear = Number(today.slice(0, 4)) + 1;
  const isDue = today.slice(5) >= '11-01' && calendar.sourceOf(nextYear) === null;
  const known = { zh: `工作日历覆盖 ${years.zh} 年，到 ${to}`, en: `The working calendar covers ${years.en}, up to ${to}` };
  const what = isDue ? nextYear : Number(today.slice(0, 4));
  const words = isCovered && !isDue
    ? known
    : {
        zh: `${known.zh}：此后按工作日计算的期限显示“工作日历未覆盖”。${what} 年的通知发布后请运行 shixian calendar import`,
        en:
          `${known.en}: later working-day deadlines are not reckoned. ` +
          `Once the notice for ${what} is out, run \`shixian calendar import\``,
      };
  return { isNeeded: false, ok: isCovered && !isDue, words };
}

/** Of its probes nothing is said where there is no configuration yet. */
async function checkConfig(file: string): Promise<Check[]> {
  try {
    const { siteCount, columnCount, probe, messages } = await openConfig(file);
    const secrets = messages ? await checkSecrets(messages, revealer(process.env)) : null;
    const words = {
      zh: `配置 ${file}：${siteCount} 个站点，${columnCount} 个栏目`,
      en: `Configuration ${file}: ${siteCount} sites, ${columnCount} columns`,
    };
    return [{ isNeeded: false, ok: true, words }, checkProbes(probe), ...(secrets ? [{ isNeeded: false, ...secrets }] : [])];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const words = {
      zh: `还没有能用的配置（可从 config/example.yaml 复制一份改起）。${error.format('zh')}`,
      en: `No configuration that can be used yet (start from a copy of config/example.yaml). ${error.format('en')}`,
    };
    return [{ isNeeded: false, ok: false, words }];
  }
}

/** Not ok where probes are made and no failure of theirs can count. */
function checkProbes({ schedule, control }: ProbeSettings): Check {
  if (schedule === null) {
    const words = {
      zh: '没有配置可用性探测（probe.schedule）：“站点无法访问”这条检查线显示“无法判定”，其余不受影响',
      en: 'No probes are configured (probe.schedule): the line of availability stays "not known", all else works',
    };
    return { isNeeded: false, ok: true, words };
  }
  const words = control.length > 0
    ? { zh: `可用性探测 ${schedule}，对照网址 ${control.length} 个`, en: `Probes at ${schedule}, control addresses: ${control.length}` }
    : {
        zh: `可用性探测 ${schedule} 没有对照网址：分不清是谁断网，打不开的都不计入。请在 probe.control 里写一个一定打得开的网址`,
        en: `Probes at ${schedule} have no control address, so no failure counts: name one that always answers in probe.control`,
      };
  return { isNeeded: false, ok: control.length > 0, words };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
