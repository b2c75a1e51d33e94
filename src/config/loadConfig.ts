import type { Config } from '../model.js';
import { loadCalendar } from './loadCalendar.js';
import { parseConfig } from './parseConfig.js';
import { readText } from './readText.js';

/**
 * Reads the configuration in a file, which must be UTF-8, with or without a byte order mark, and the calendar files
 * that it names.
 *
 * @param file  as the user wrote it; the messages repeat it
 * @throws {ConfigError}  for whatever is wrong with a file or in it
 */
export async function loadConfig(file: string): Promise<Config> {
  const config = parseConfig(await readText(file), file);
  const calendar = await loadCalendar(config.calendarFiles, file);
  return calendar.length === 0 ? config : { ...config, calendar };
}
