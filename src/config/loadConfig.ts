import path from 'node:path';
import type { Config } from '../model.js';
import { loadCalendar } from './loadCalendar.js';
import { parseConfig } from './parseConfig.js';
import { readText } from './readText.js';
import { applyRuleFile, loadRuleFile } from './ruleFile.js';

/**
 * Reads the configuration in a file, which must be UTF-8, with or without a byte order mark, and the calendar and rule
 * files that it names.
 *
 * @param file  as the user wrote it; the messages repeat it
 * @param rules  a rule file in place of the one that the configuration names, relative to where the program runs
 * @throws {ConfigError}  for whatever is wrong with a file or in it
 */
export async function loadConfig(file: string, rules?: string): Promise<Config> {
  const config = parseConfig(await readText(file), file);
  const calendar = await loadCalendar(config.calendarFiles, file);
  const whole = calendar.length === 0 ? config : { ...config, calendar };
  const ruleFile = rules ?? (config.rulesFrom === undefined ? undefined : beside(file, config.rulesFrom));
  return ruleFile === undefined ? whole : applyRuleFile(whole, await loadRuleFile(ruleFile));
}

function beside(file: string, name: string): string {
  return path.isAbsolute(name) ? name : path.join(path.dirname(file), name);
}
