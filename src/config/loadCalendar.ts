import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CalendarYear, Words } from '../model.js';
import { ConfigError } from './configError.js';
import type { ConfigProblem } from './configError.js';
import { parseArrangement } from './parseArrangement.js';
import { readText } from './readText.js';

/** Beside the configuration file; `shixian calendar import` writes into it. */
export const CALENDAR_FOLDER = 'calendar';

/**
 * The arrangements in the files that a configuration names, oldest year first; of a folder, all its `.json` files.
 *
 * @param written  as in the configuration; undefined for the folder `calendar` beside it, where there is one
 * @param configFile  that the names are relative to
 * @throws {ConfigError}  with what is wrong in all of the files; two files for one year are a mistake
 */
export async function loadCalendar(written: string[] | undefined, configFile: string): Promise<CalendarYear[]> {
  const beside = (name: string) => path.join(path.dirname(configFile), name);
  const named = written?.map((name) => (path.isAbsolute(name) ? name : beside(name)));
  const files = (await Promise.all((named ?? [beside(CALENDAR_FOLDER)]).map(filesIn))).flat();
  const existing = named === undefined ? files.filter((file) => file.endsWith('.json')) : files;

  const problems: ConfigProblem[] = [];
  const fileOf = new Map<number, string>();
  const years: CalendarYear[] = [];
  for (const file of existing) {
    try {
      const { year } = parseArrangement(await readText(file), file);
      const other = fileOf.get(year.year);
      if (other !== undefined) problems.push(secondFile(file, other, year.year));
      fileOf.set(year.year, file);
      years.push(year);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return years.sort((a, b) => a.year - b.year);
}

/** A file stands for itself, also where it does not exist: reading it says so. */
async function filesIn(name: string): Promise<string[]> {
  const found = await stat(name).catch(() => null);
  if (!found?.isDirectory()) return [name];
  const inside = (await readdir(name)).filter((file) => file.endsWith('.json')).sort();
  return inside.map((file) => path.join(name, file));
}

function secondFile(file: string, other: string, year: number): ConfigProblem {
  const expected: Words = {
    zh: `每年只有一个文件（${year} 年已有 ${other}）`,
    en: `one file a year (${other} has ${year} already)`,
  };
  return { file, line: 1, column: 1, path: 'year', expected, got: String(year) };
}
