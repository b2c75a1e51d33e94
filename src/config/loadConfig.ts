import type { Config, Site } from '../model.js';
import { openConfig } from './openConfig.js';

/**
 * Reads a configuration with all its sites into memory, as `openConfig` reads it: for what must look at all of them at
 * once. What only walks over them opens it instead.
 *
 * @throws {ConfigError}  for whatever is wrong with a file or in it
 */
export async function loadConfig(file: string, rules?: string): Promise<Config> {
  const { siteCount: _s, columnCount: _c, firstNames: _f, sitesMeaning: _m, meaning: _, ...open } = await openConfig(file, { rules });
  const sites: Site[] = [];
  for await (const site of open.sites) sites.push(site);
  return { ...open, sites };
}
