import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The Chromium, Chrome or Edge of this machine, or null.
 *
 * The order: what the environment variable SHIXIAN_BROWSER names (`none`, or a file that is not there, stands for "use
 * none"), the usual places of each system, the search path, the browser that Playwright has downloaded.
 */
export async function findBrowser(): Promise<string | null> {
  const chosen = process.env['SHIXIAN_BROWSER'];
  if (chosen !== undefined && chosen !== '') return (await isProgram(chosen)) ? chosen : null;

  for (const place of [...usualPlaces(), ...onSearchPath()])
    if (await isProgram(place)) return place;
  const { chromium } = await import('playwright');
  const downloaded = chromium.executablePath();
  return downloaded !== '' && (await isProgram(downloaded)) ? downloaded : null;
}

/**
 * Installs a browser where that is allowed: Debian's or Ubuntu's Chromium as root, else the one that Playwright brings.
 *
 * @param log  takes a line in Chinese for each step and each failure; nothing is thrown
 * @returns the browser's path, or null where there is none in the end
 */
export async function installBrowser(log: (line: string) => void): Promise<string | null> {
  const root = await rootPrefix();
  if (root !== null && (await isProgram('/usr/bin/apt-get'))) {
    log('正在安装系统的 Chromium 浏览器(apt-get install chromium),最多需要几分钟……');
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const updated = await succeeds([...root, 'apt-get', 'update'], 3, environment, log);
    const install = [...root, 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium'];
    if (updated && (await succeeds(install, 10, environment, log))) {
      const found = await findBrowser();
      if (found) return found;
    }
    log('系统的 Chromium 没有装上,改用 Playwright 自带的浏览器。');
  }

  log('正在下载 Playwright 的 Chromium 浏览器(npx playwright install chromium)……');
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  if (await succeeds([npx, 'playwright', 'install', 'chromium'], 10, process.env, log)) {
    const found = await findBrowser();
    if (found) return found;
  }
  log('没有可用的浏览器:由脚本绘制的栏目将显示为“无法监测”,其余栏目不受影响。');
  log('装好 Chromium 或 Chrome 后会自动启用。');
  return null;
}

function usualPlaces(): string[] {
  switch (process.platform) {
    case 'darwin':
      return [
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ];
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
        const folder = process.env[name];
        if (folder === undefined) return [];
        return [
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Chromium', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ];
      });
    default:
      return [
        '/usr/bin/chromium',
        '/usr/bin/chromium-browser',
        '/usr/bin/google-chrome-stable',
        '/usr/bin/google-chrome',
        '/usr/bin/microsoft-edge-stable',
        '/opt/google/chrome/chrome',
        '/snap/bin/chromium',
      ];
  }
}

function onSearchPath(): string[] {
  const names =
    process.platform === 'win32'
      ? ['chrome.exe', 'msedge.exe']
      : ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** What to put before a command so that it runs as root: nothing, `sudo -n`, or null where neither works. */
async function rootPrefix(): Promise<string[] | null> {
  if (process.getuid?.() === 0) return [];
  return (await succeeds(['sudo', '-n', 'true'], 0.2, process.env, () => undefined)) ? ['sudo', '-n'] : null;
}

async function succeeds(
  [program = '', ...args]: string[],
  minutes: number,
  environment: NodeJS.ProcessEnv,
  log: (line: string) => void,
): Promise<boolean> {
  try {
    // Windows starts .cmd files through its shell only; nothing here comes from outside.
    const shell = process.platform === 'win32';
    const timeout = minutes * 60_000;
    await promisify(execFile)(program, args, { timeout, env: environment, maxBuffer: 2 ** 26, shell });
    return true;
  } catch (error) {
    const words = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    log(`“${[program, ...args].join(' ')}”没有成功:${words}`);
    return false;
  }
}
