/** `shixian doctor`: what is missing on this machine, and what to do about it. */
import { execFile } from 'node:child_process';
import { access, constants, mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import { calendarCoverage } from '../audit/calendar.js';
import { findBrowser } from '../crawl/systemBrowser.js';
import { loadConfig } from '../config/loadConfig.js';
import { EXIT } from '../exitCodes.js';
import type { Words } from '../model.js';
import { dayIn } from '../today.js';
import { DEFAULT_CONFIG, DEFAULT_DB, DEFAULT_OUT } from './audit.js';
import { say, type Context } from './context.js';

interface Check {
  ok: boolean;
  words: Words;
}

/** Prints one line for each check. Exit code 0 although something optional is missing, 1 where the program cannot work. */
export async function doctorCommand(context: Context, options: { config?: string; out?: string }): Promise<number> {
  const folder = await checkFolder(options.out ?? DEFAULT_OUT);
  const checks = [checkNode(), await checkDatabase(), folder, await checkBrowser(), await checkFonts(), checkCalendar(context), await checkConfig(options.config)];
  for (const { ok, words } of checks) context.out.write(`${ok ? '✓' : '✗'} ${words[context.language]}\n`);
  const works = checks[0]?.ok && checks[1]?.ok && folder.ok;
  say(context, works ? { zh: '可以运行。', en: 'Ready to run.' } : { zh: '请先处理上面标 ✗ 的必要项。', en: 'Please settle the necessary items marked ✗ first.' });
  return works ? EXIT.done : EXIT.unexpected;
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 18);
  return { ok, words: { zh: `Node.js ${process.versions.node}${ok ? '' : '：需要 20.18 或更新版本'}`, en: `Node.js ${process.versions.node}${ok ? '' : ': 20.18 or newer is needed'}` } };
}

async function checkDatabase(): Promise<Check> {
  try {
    await import('sqlite3');
    return { ok: true, words: { zh: `数据库组件 sqlite3 可用（默认数据库 ${DEFAULT_DB}）`, en: `The sqlite3 package works (database ${DEFAULT_DB} by default)` } };
  } catch (error) {
    return { ok: false, words: { zh: `数据库组件 sqlite3 不能加载：${(error as Error).message}。请在项目文件夹重新运行 npm start。`, en: `The sqlite3 package does not load: ${(error as Error).message}. Run npm start in the project's folder again.` } };
  }
}

async function checkFolder(folder: string): Promise<Check> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return { ok: true, words: { zh: `报告文件夹 ${folder} 可写`, en: `The report folder ${folder} is writable` } };
  } catch (error) {
    return { ok: false, words: { zh: `报告文件夹 ${folder} 不可写（${(error as Error).message}），请检查权限或用 --out 指定其他位置`, en: `The report folder ${folder} is not writable (${(error as Error).message}): check its permissions or use --out` } };
  }
}

async function checkBrowser(): Promise<Check> {
  const browser = await findBrowser();
  return browser
    ? { ok: true, words: { zh: `浏览器 ${browser}`, en: `Browser ${browser}` } }
    : {
        ok: false,
        words: {
          zh: '没有找到 Chromium 或 Chrome：由脚本绘制列表的栏目将显示“无法监测”，其余栏目不受影响。请安装 Chrome/Chromium/Edge，或用环境变量 SHIXIAN_BROWSER 指出它的位置。',
          en: 'No Chromium or Chrome found: columns drawn by JavaScript will be unreadable, all others work. Install Chrome, Chromium or Edge, or name it in SHIXIAN_BROWSER.',
        },
      };
}

async function checkFonts(): Promise<Check> {
  if (process.platform !== 'linux') return { ok: true, words: { zh: '中文字体：使用系统自带字体', en: "Chinese fonts: the system's own" } };
  const found = await promisify(execFile)('fc-list', [':lang=zh', 'family']).then(({ stdout }) => stdout.trim().split('\n')[0] ?? '', () => '');
  return found
    ? { ok: true, words: { zh: `中文字体 ${found}`, en: `Chinese font ${found}` } }
    : { ok: false, words: { zh: '没有中文字体：只影响在本机截图或打印报告，读取栏目不受影响（Debian：apt-get install fonts-noto-cjk）', en: 'No Chinese font: only pictures and prints made on this machine suffer (Debian: apt-get install fonts-noto-cjk)' } };
}

function checkCalendar(context: Context): Check {
  const today = dayIn('Asia/Shanghai', context.now());
  const ok = today <= calendarCoverage.to;
  return {
    ok,
    words: {
      zh: `工作日历覆盖 ${calendarCoverage.from} 至 ${calendarCoverage.to}${ok ? '' : '：今天不在其中，按工作日计算的期限会显示“工作日历未覆盖”，请升级本程序'}`,
      en: `The working calendar covers ${calendarCoverage.from} to ${calendarCoverage.to}${ok ? '' : ': today is past it, working-day deadlines will say so; please upgrade'}`,
    },
  };
}

async function checkConfig(file: string | undefined): Promise<Check> {
  const name = file ?? DEFAULT_CONFIG;
  try {
    const config = await loadConfig(name);
    const columns = config.sites.reduce((sum, site) => sum + site.columns.length, 0);
    return { ok: true, words: { zh: `配置 ${name}：${config.sites.length} 个站点，${columns} 个栏目`, en: `Configuration ${name}: ${config.sites.length} sites, ${columns} columns` } };
  } catch (error) {
    return {
      ok: false,
      words: {
        zh: `配置 ${name} 还不能用：${(error as Error).message.split('\n')[1]?.trim() ?? (error as Error).message}（可从 config/example.yaml 复制一份改起）`,
        en: `The configuration ${name} cannot be used yet (start from a copy of config/example.yaml)`,
      },
    };
  }
}
