import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Settings } from '../model.js';
import { configFiles, filesOf } from './configFiles.js';

/**
 * Tells a configuration from every other: whoever goes on with a run must find it as it was. Of the files all text counts,
 * comments too, because to tell what matters would mean to read all of the sites once more.
 *
 * @param file  the configuration as the user wrote it, a file or a folder, read already and found sound
 * @param settings  as read, with the calendar and rule files laid over it
 * @param ruleFile  the one that was named in place of the configuration's own
 * @param version  of the program, which may judge otherwise than another
 */
export async function configFingerprint(
  file: string,
  settings: Settings,
  { ruleFile, version }: { ruleFile: string | undefined; version: string },
): Promise<string> {
  const { timezone, rules, calendar, rulesFrom } = settings;
  const hash = createHash('sha256').update(JSON.stringify({ version, timezone, rules, calendar }));
  const files = await configFiles(file);
  await add(hash, files.main);
  const laidOver = ruleFile ?? (rulesFrom === undefined ? undefined : path.resolve(path.dirname(files.main), rulesFrom));
  if (laidOver !== undefined) await add(hash, laidOver);
  for await (const site of filesOf(files, raise)) await add(hash, site);
  return hash.digest('hex');
}

function raise(error: Error): never {
  throw error;
}

async function add(hash: Hash, file: string): Promise<void> {
  hash.update(`\0${file}\0`);
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
}
