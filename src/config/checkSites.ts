import type { Site, Words } from '../model.js';
import { ConfigError, type ConfigProblem } from './configError.js';
import { filesOf, type ConfigFiles } from './configFiles.js';
import { expectations } from './expectations.js';
import { createSitesMeaning } from './fingerprint.js';
import { createGroupMembers, type GroupMembers } from './groupMembers.js';
import { showPath, showValue, type Mistake } from './mistake.js';
import { parseMainFile, type MainFile } from './parseConfig.js';
import { parseSites, type ReadSite } from './parseSites.js';
import { shippedPresets } from './presets.js';
import { problemsOf } from './problemsOf.js';
import { readText } from './readText.js';
import { readYaml } from './readYaml.js';
import { createSiteBook } from './siteBook.js';

/** What a check saw of the sites. */
export interface Counts {
  /** Of the sites that are wanted. */
  siteCount: number;
  columnCount: number;
  /** The names of the first ten sites, wanted or not. */
  firstNames: string[];
  /** What all sites mean, wanted or not; see `SitesMeaning`. */
  sitesMeaning: string;
}

/** So many mistakes of a folder are shown and kept; a thousand files with one slip need not each be told. */
const MOST_SHOWN = 100;
const FIRST_NAMES = 10;

/**
 * Reads every file of a configuration once, and keeps the main one and the counts.
 *
 * @throws {ConfigError}  with the mistakes of all files: of one file all of them, of a folder the first hundred and how many
 *   more there are
 */
export async function checkSites(
  files: ConfigFiles,
  wants: (site: Site) => Site | null,
): Promise<{ main: MainFile; counts: Counts }> {
  const mistakes = createMistakes(files.sites === null ? Infinity : MOST_SHOWN);
  const book = createSiteBook();
  const counts = { siteCount: 0, columnCount: 0, firstNames: [] as string[] };
  const meaning = createSitesMeaning();
  let groups: GroupMembers | null = null;
  const enter = async (read: readonly ReadSite[], file: string) => {
    for (const { site, path } of read) {
      const twin = files.sites === null ? null : book.add(site, file);
      if (twin !== null) mistakes.add([await atSite(file, { site, path }, sameKey(expectations.identityOverFiles, twin), site.key)]);
      if (groups?.see(site) === false) mistakes.add([await atSite(file, { site, path }, expectations.siteGroup, site.group ?? '', 'group')]);
      meaning.add(site);
      const wanted = wants(site);
      counts.siteCount += wanted ? 1 : 0;
      counts.columnCount += wanted?.columns.length ?? 0;
      if (counts.firstNames.length < FIRST_NAMES) counts.firstNames.push(site.name);
    }
  };

  const main = await mistakes.of(async () => parseMainFile(await readText(files.main), files.main, files.sites === null));
  if (main) groups = createGroupMembers(main.settings.schedule);
  await enter(sitesIn(main), files.main);
  // Mistakes are told of all files, also where the main one is wrong: what its settings would switch matters to none.
  const choice = main?.choice ?? { presets: shippedPresets(), switches: new Map() };
  let hasSites = main === undefined || main.sites.length > 0;
  for await (const file of filesOf(files, (why) => mistakes.add(why.problems))) {
    hasSites = true;
    const read = await mistakes.of(async () => parseSites(await readText(file), file, choice));
    await enter(read ?? [], file);
  }
  if (!hasSites) mistakes.add([{ file: files.sites ?? files.main, line: 0, column: 0, path: '', expected: someSite, got: '' }]);
  mistakes.throwAny();
  if (main === undefined) throw new Error('a main file that could not be read had no mistake');
  mistakes.add(await repeatedColumns(book.related(), files, main));
  mistakes.add(await inMainFile(groups?.mistakes() ?? [], files.main));
  mistakes.throwAny();
  return { main, counts: { ...counts, sitesMeaning: meaning.digest() } };
}

function sitesIn(main: MainFile | undefined): ReadSite[] {
  return (main?.sites ?? []).map((site, at) => ({ site, path: ['sites', at] }));
}

/** Columns of two sites that would be taken for one. Only files of sites whose keys allow it are read again. */
async function repeatedColumns(
  related: ReadonlyMap<string, string>,
  files: ConfigFiles,
  main: MainFile,
): Promise<ConfigProblem[]> {
  const problems: ConfigProblem[] = [];
  const siteOf = new Map<string, string>();
  for (const file of new Set(related.values())) {
    const read = file === files.main ? sitesIn(main) : parseSites(await readText(file), file, main.choice);
    for (const { site, path } of read.filter(({ site: { key } }) => related.has(key))) {
      for (const { key } of site.columns) {
        const twin = siteOf.get(key);
        if (twin === undefined) siteOf.set(key, file);
        else problems.push(await atSite(file, { site, path }, sameKey(expectations.columnOverFiles, twin), key));
      }
    }
  }
  return problems;
}

function sameKey({ zh, en }: Words, file: string): Words {
  return { zh: `${zh}（与 ${file} 重复）`, en: `${en} (the same as in ${file})` };
}

/** A mistake of a sound site, placed where its key is written. */
async function atSite(
  file: string, { site, path }: ReadSite, expected: Words, key: string, entry?: string,
): Promise<ConfigProblem> {
  const yaml = readYaml((await readText(file)).replace(/^\uFEFF/, ''));
  const at = [...path, entry ?? (site.key === site.name ? 'name' : 'id')];
  const { line, column } = yaml.position(yaml.place(at, 'value').offset);
  return { file, line, column, path: showPath(at), expected, got: showValue(key) };
}

async function inMainFile(mistakes: Mistake[], file: string): Promise<ConfigProblem[]> {
  if (mistakes.length === 0) return [];
  const source = (await readText(file)).replace(/^\uFEFF/, '');
  return problemsOf(mistakes, readYaml(source), source, file);
}

const someSite: Words = {
  zh: '至少一个网站：写在 sites 文件夹的文件里（.yaml、.yml 或 .json）',
  en: 'at least one site, in a file of the folder sites (.yaml, .yml or .json)',
};

/** Gathers mistakes, and keeps no more of them than are shown. */
function createMistakes(most: number) {
  const shown: ConfigProblem[] = [];
  let more = 0;
  const add = (problems: readonly ConfigProblem[], further = 0) => {
    const kept = problems.slice(0, Math.max(0, most - shown.length));
    shown.push(...kept);
    more += problems.length - kept.length + further;
  };
  return {
    add,
    /** What `work` gives; undefined where it found mistakes, which are gathered. */
    async of<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        add(error.problems, error.more);
        return undefined;
      }
    },
    throwAny() {
      if (shown.length > 0) throw new ConfigError(shown, more);
    },
  };
}
