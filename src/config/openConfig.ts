import path from 'node:path';
import type { Settings, Site, Watchlist } from '../model.js';
import { checkSites, type Counts } from './checkSites.js';
import { configFiles, filesOf, type ConfigFiles } from './configFiles.js';
import { meaningOf } from './fingerprint.js';
import { loadCalendar } from './loadCalendar.js';
import { parseMainFile, type MainFile } from './parseConfig.js';
import { parseSites } from './parseSites.js';
import { readText } from './readText.js';
import { applyRules, loadRuleFile, ruleSite, type RuleFile } from './ruleFile.js';

/** A configuration whose sites are read from their files each time they are walked over. */
export interface OpenConfig extends Watchlist, Counts {
  sites: AsyncIterable<Site>;
  /** Alike for configurations that mean the same; see `configFingerprint`. */
  meaning: string;
}

export interface OpenOptions {
  /** A rule file in place of the one that the configuration names, relative to where the program runs. */
  rules?: string | undefined;
  /** What is wanted of a site; null where nothing is. Absent: all of every site. */
  wants?: (site: Site) => Site | null;
}

/**
 * Opens a configuration: one file, or a folder with a main file and a file for each site (see `configFiles`), with the
 * calendar and rule files that it names. All text must be UTF-8, with or without a byte order mark.
 *
 * Everything is checked now, all files of a folder included, and every mistake told at once. Of a folder nothing is kept
 * but the settings: each walk over `sites` reads the files again, one after the other. A file that was spoilt in between
 * ends the walk with a ConfigError, so that no site is left out in silence.
 *
 * @param written  file or folder as the user wrote it; the messages repeat it
 * @throws {ConfigError}  for whatever is wrong with a file or in it
 */
export async function openConfig(written: string, { rules, wants = (site) => site }: OpenOptions = {}): Promise<OpenConfig> {
  const files = await configFiles(written);
  const { main, counts } = await checkSites(files, wants);
  const { settings, ruleFile } = await withFilesBeside(main.settings, files.main, rules);
  const wanted = (site: Site) => wants(ruleFile === null ? site : ruleSite(site, ruleFile));
  const meaning = meaningOf(settings, counts.sitesMeaning, ruleFile?.written ?? null);
  return { ...settings, ...counts, meaning, sites: { [Symbol.asyncIterator]: () => walk(files, main, wanted) } };
}

/** Only the settings, with the calendar: of a folder no site's file is read, nor checked. @throws {ConfigError} */
export async function loadSettings(written: string): Promise<Settings> {
  const files = await configFiles(written);
  const { settings } = parseMainFile(await readText(files.main), files.main, files.sites === null);
  return (await withFilesBeside(settings, files.main, undefined)).settings;
}

async function* walk(
  files: ConfigFiles,
  { sites, choice }: MainFile,
  wanted: (site: Site) => Site | null,
): AsyncGenerator<Site> {
  yield* sites.flatMap((site) => wanted(site) ?? []);
  for await (const file of filesOf(files, (why) => { throw why; })) {
    yield* parseSites(await readText(file), file, choice).flatMap(({ site }) => wanted(site) ?? []);
  }
}

async function withFilesBeside(
  own: Settings,
  main: string,
  rules: string | undefined,
): Promise<{ settings: Settings; ruleFile: RuleFile | null }> {
  const calendar = await loadCalendar(own.calendarFiles, main);
  const settings = calendar.length === 0 ? own : { ...own, calendar };
  const named = rules ?? (own.rulesFrom === undefined ? undefined : beside(main, own.rulesFrom));
  if (named === undefined) return { settings, ruleFile: null };
  const ruleFile = await loadRuleFile(named);
  return { settings: applyRules(settings, ruleFile), ruleFile };
}

function beside(file: string, name: string): string {
  return path.isAbsolute(name) ? name : path.join(path.dirname(file), name);
}
