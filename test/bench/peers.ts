/** The programs that ours is held beside, each of them null where it cannot be had. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Peers {
  /** The folder in which Crawlee is installed. */
  crawlee: { folder: string; version: string } | null;
  scrapy: { python: string; version: string } | null;
}

export const NO_PEERS: Peers = { crawlee: null, scrapy: null };

/**
 * Puts the peers in where they are not there yet: Crawlee by npm into `folder`, which is no part of the project, Scrapy
 * by apt-get where this is a Debian and we may. What cannot be installed is missing, and no mistake.
 *
 * @param tell  says what is being done, because the first time takes a minute
 */
export function installPeers(folder: string, tell: (line: string) => void): Peers {
  return { crawlee: crawleeIn(folder, tell), scrapy: scrapyHere(tell) };
}

const CRAWLEE = '3.18.1';

function crawleeIn(folder: string, tell: (line: string) => void): Peers['crawlee'] {
  const manifest = path.join(folder, 'node_modules', '@crawlee', 'cheerio', 'package.json');
  if (!existsSync(manifest)) {
    tell(`installing @crawlee/cheerio ${CRAWLEE} for comparison`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const words = ['install', '--no-audit', '--no-fund', '--loglevel=error', `@crawlee/cheerio@${CRAWLEE}`];
    spawnSync(npm, words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell: npm.endsWith('.cmd') });
  }
  if (!existsSync(manifest)) return null;
  return { folder, version: (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version };
}

/** Debian's own Python has Debian's Scrapy, whatever other one comes first in the path. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

function scrapyHere(tell: (line: string) => void): Peers['scrapy'] {
  const found = findScrapy();
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (found || !mayInstall) return found;
  tell('installing python3-scrapy for comparison');
  const apt = (...words: string[]) => spawnSync('apt-get', words, { stdio: 'ignore' }).status === 0;
  if (!apt('update', '-q') || !apt('install', '-y', '-q', '--no-install-recommends', 'python3-scrapy')) return null;
  return findScrapy();
}

function findScrapy(): Peers['scrapy'] {
  for (const python of PYTHONS) {
    const asked = spawnSync(python, ['-c', 'import scrapy; print(scrapy.__version__)'], { encoding: 'utf8' });
    if (asked.status === 0) return { python, version: asked.stdout.trim() };
  }
  return null;
}
