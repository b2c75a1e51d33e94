import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Words } from '../model.js';
import { ConfigError } from './configError.js';

/** The names that the main file of a folder may have. */
const MAIN_FILES = ['shixian.yaml', 'shixian.yml', 'shixian.json'];

/** Beside the main file, with the sites' files in it at any depth. */
export const SITES_FOLDER = 'sites';

const SITE_FILE = /\.(?:ya?ml|json)$/i;

/** What an operating system or an editor leaves in a folder, and what explains it: nobody means a site by these. */
const NO_SITE = /^(?:\..*|~\$.*|thumbs\.db|desktop\.ini|readme(?:\.\w+)?)$/i;

/** Folders within folders: far more than anybody sorts sites by, and an end for links that lead back. */
const DEEPEST = 16;

/** Where a configuration stands. */
export interface ConfigFiles {
  /** The file with the settings, or with everything. */
  main: string;
  /** The folder with the sites' files; null where all stands in the one file. */
  sites: string | null;
}

/**
 * A configuration is one file, or a folder: `shixian.yaml` with the settings, and beside it the folder `sites`. Naming the
 * folder or its `shixian.yaml` means the same.
 *
 * @param written  as the user wrote it
 * @throws {ConfigError}  where a folder has no main file, or several
 */
export async function configFiles(written: string): Promise<ConfigFiles> {
  if (!(await isFolder(written))) {
    const beside = path.join(path.dirname(written), SITES_FOLDER);
    const hasFolder = MAIN_FILES.includes(path.basename(written)) && (await isFolder(beside));
    return { main: written, sites: hasFolder ? beside : null };
  }
  const inside = await readdir(written);
  const [main, ...others] = MAIN_FILES.filter((name) => inside.includes(name));
  if (main === undefined || others.length > 0) throw problem(written, oneMainFile, [main, ...others].filter(Boolean).join('、'));
  const sites = path.join(written, SITES_FOLDER);
  return { main: path.join(written, main), sites: (await isFolder(sites)) ? sites : null };
}

/**
 * The sites' files, in the order of their names, folder by folder: no more than the names of one folder are in memory.
 *
 * @param onRefused  told of a file that is none that is read: a site in it would be left out and nobody told
 */
export async function* filesOf({ sites }: ConfigFiles, onRefused: (why: ConfigError) => void): AsyncGenerator<string> {
  if (sites !== null) yield* filesIn(sites, onRefused, 0);
}

async function* filesIn(
  folder: string,
  onRefused: (why: ConfigError) => void,
  depth: number,
): AsyncGenerator<string> {
  const names = (await readdir(folder)).filter((name) => !NO_SITE.test(name)).sort();
  for (const name of names) {
    const file = path.join(folder, name);
    if (SITE_FILE.test(name)) {
      yield file;
      continue;
    }
    if (!(await isFolder(file))) onRefused(problem(file, siteFileName, path.extname(name) || name));
    else if (depth === DEEPEST) onRefused(problem(file, lessDeep, ''));
    else yield* filesIn(file, onRefused, depth + 1);
  }
}

async function isFolder(name: string): Promise<boolean> {
  return (await stat(name).catch(() => null))?.isDirectory() === true;
}

const oneMainFile: Words = {
  zh: `配置文件夹，里面有且只有一个 ${MAIN_FILES.join(' 或 ')}（写设置），网站文件放在它旁边的 ${SITES_FOLDER} 文件夹里`,
  en: `a folder with one ${MAIN_FILES.join(' or ')} (the settings), and the files of the sites in the folder ${SITES_FOLDER} beside it`,
};

const siteFileName: Words = {
  zh: `以 .yaml、.yml 或 .json 结尾的网站文件（不是网站文件的请移出 ${SITES_FOLDER} 文件夹；Windows 记事本可能在名称后加了 .txt）`,
  en: `a site's file that ends in .yaml, .yml or .json (move others out of ${SITES_FOLDER}; Notepad may have added .txt to its name)`,
};

const lessDeep: Words = { zh: `不超过 ${DEEPEST} 层的文件夹`, en: `folders of at most ${DEEPEST} levels` };

function problem(file: string, expected: Words, got: string): ConfigError {
  return new ConfigError([{ file, line: 0, column: 0, path: '', expected, got }]);
}
