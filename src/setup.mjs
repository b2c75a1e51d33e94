/**
 * Set-up for `npm start` and `npm test`, in plain JavaScript because it runs before anything is installed or compiled.
 * Each step is skipped where its result is already there, so that a second start costs a fraction of a second.
 *
 *   node src/setup.mjs                packages, compiled program, browser
 *   node src/setup.mjs --no-browser   without the last
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const onWindows = process.platform === 'win32';
const at = (...parts) => path.join(root, ...parts);

checkNode();
await installPackages();
await compile();
linkCommand();
if (!process.argv.includes('--no-browser')) await provideBrowser();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 18)) return;
  fail(`需要 Node.js 20.18 或更新版本，现在是 ${process.versions.node}。请到 nodejs.org 安装后重试。`);
}

async function installPackages() {
  const lockFile = readFileSync(at('package-lock.json'));
  const lock = createHash('sha256').update(lockFile).update(process.versions.modules).digest('hex');
  const stamp = at('node_modules', '.shixian-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (!isInstalled(lockFile)) {
    tell('正在安装依赖（npm ci）。数据库组件 sqlite3 若没有现成的二进制文件会在本机编译，约需一两分钟，请稍候……');
    const npm = onWindows ? 'npm.cmd' : 'npm';
    const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    const installed = (await succeeds(npm, options, '仍在安装依赖（可能正在编译 sqlite3）')) ||
      (provideCompiler() && (await succeeds(npm, options, '仍在编译 sqlite3')));
    if (!installed) {
      fail('安装依赖失败。请检查网络或 npm 镜像设置后重试；若上面提示编译 sqlite3 失败，请先安装 C++ 编译工具' +
        '（Debian、Ubuntu：apt-get install g++ make python3；Windows：Visual Studio Build Tools）。');
    }
  }
  writeFileSync(stamp, lock);
}

/** sqlite3 is compiled where it has no ready-made binary. Where this machine has no compiler, Debian's is put in as root. */
function provideCompiler() {
  const has = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get') || ['g++', 'make', 'python3'].every(has)) return false;
  tell('本机没有编译 sqlite3 所需的工具，正在安装 Debian 的 g++、make、python3……');
  const apt = (...options) => spawnSync('apt-get', options, { stdio: 'inherit' }).status === 0;
  return apt('update', '-q') && apt('install', '-y', '-q', '--no-install-recommends', 'g++', 'make', 'python3');
}

/** Somebody ran `npm ci` already: the packages are there as the lock wants them, and the compiled one loads. */
function isInstalled(lockFile) {
  const installed = at('node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(lockFile).packages;
  const present = JSON.parse(readFileSync(installed)).packages;
  const isThere = ([name, { version, optional }]) => name === '' || optional || present[name]?.version === version;
  if (!Object.entries(wanted).every(isThere)) return false;
  return spawnSync(process.execPath, ['-e', 'require("sqlite3")'], { cwd: root, stdio: 'ignore' }).status === 0;
}

async function compile() {
  const info = at('dist', '.tsbuildinfo');
  const isBuilt = existsSync(info) && existsSync(at('dist', 'src', 'bin.js'));
  const sources = ['src', 'fixtures', 'tsconfig.json', 'package.json'].map((name) => newestIn(at(name)));
  if (isBuilt && statSync(info).mtimeMs > Math.max(...sources)) return;
  tell('正在编译程序……');
  // Without this a file that was removed or renamed in src/ would live on in dist/.
  rmSync(at('dist'), { recursive: true, force: true });
  const compiler = at('node_modules', 'typescript', 'bin', 'tsc');
  if (await succeeds(process.execPath, [compiler, '-p', at('src')], '仍在编译程序')) return;
  fail('编译失败。若改过 src/ 下的文件，请按上面的提示修正。');
}

/** When the newest source in a folder was written; a folder's own time tells of files that are gone. */
function newestIn(file) {
  const { mtimeMs } = statSync(file);
  if (!statSync(file).isDirectory()) return mtimeMs;
  const isSource = (entry) => entry.isDirectory() || /\.(?:tsx?|json|mjs)$/.test(entry.name);
  const entries = readdirSync(file, { withFileTypes: true }).filter(isSource);
  return Math.max(mtimeMs, ...entries.map((entry) => newestIn(path.join(file, entry.name))));
}

/** Puts `shixian` where `npx` looks, as npm itself does for the packages that a project depends on. */
function linkCommand() {
  const bin = at('dist', 'src', 'bin.js');
  if (!onWindows) chmodSync(bin, 0o755);
  const link = at('node_modules', '.bin', onWindows ? 'shixian.cmd' : 'shixian');
  if (existsSync(link)) return;
  mkdirSync(path.dirname(link), { recursive: true });
  // A link to a program that is gone does not count as there, but is in the way.
  rmSync(link, { force: true });
  if (onWindows) writeFileSync(link, `@node "%~dp0\\..\\..\\dist\\src\\bin.js" %*\r\n`);
  else symlinkSync(path.join('..', '..', 'dist', 'src', 'bin.js'), link);
}

async function provideBrowser() {
  const finder = pathToFileURL(at('dist', 'src', 'crawl', 'systemBrowser.js'));
  const { findBrowser, installBrowser } = await import(finder.href);
  if (await findBrowser()) return;
  // Tried once: where no browser can be had, every start would otherwise wait for the same failure again.
  const tried = at('node_modules', '.shixian-browser');
  if (existsSync(tried)) {
    tell('提示：本机没有 Chromium 或 Chrome，由脚本绘制列表的栏目将显示“无法监测”；其余栏目照常。装好浏览器后自动启用。');
    return;
  }
  writeFileSync(tried, '');
  await installBrowser(tell);
}

/** Runs a command to its end; where that takes long, a line now and then says that it is still at work. */
function succeeds(command, args, stillAtWork) {
  // Playwright's browser is only fetched where the system has none, at the end.
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  // Windows starts .cmd files through its shell only, and breaks paths with spaces there.
  const shell = command.endsWith('.cmd');
  const started = Date.now();
  const tick = setInterval(() => tell(`${stillAtWork}，已 ${Math.round((Date.now() - started) / 1000)} 秒……`), 20_000);
  return new Promise((resolve) => {
    const end = (done) => {
      clearInterval(tick);
      resolve(done);
    };
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env, shell });
    child.on('error', (error) => {
      tell(error.message);
      end(false);
    });
    child.on('exit', (code) => end(code === 0));
  });
}

function tell(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  tell(line);
  process.exit(1);
}
