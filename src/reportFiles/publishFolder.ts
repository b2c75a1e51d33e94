/** Brings a finished report to the place where it is looked for. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Pages of these names are ours wherever they stand in a report's folder. */
const OUR_FOLDERS = ['sites', 'units', 'evidence'];
const OUR_PAGES = /^index-\d+\.html$/;

/**
 * Moves what stands in `made` to `folder`. Where there is none yet it appears at once, with all that is in it. An
 * earlier report of the same run gives way piece by piece, each whole or not at all, `index.html` last; what somebody
 * else put beside it stays.
 */
export async function publishFolder(made: string, folder: string): Promise<void> {
  const found = await readdir(folder).catch(() => null);
  if (found === null) {
    await mkdir(path.dirname(folder), { recursive: true });
    await rename(made, folder);
    return;
  }
  const names = await readdir(made);
  const stale = path.join(made, '.before');
  await mkdir(stale);
  for (const name of found.filter((one) => OUR_FOLDERS.includes(one))) {
    await rename(path.join(folder, name), path.join(stale, name));
  }
  for (const name of [...names.filter((one) => one !== 'index.html'), 'index.html']) {
    await rename(path.join(made, name), path.join(folder, name));
  }
  for (const name of found.filter((one) => OUR_PAGES.test(one) && !names.includes(one))) {
    await rm(path.join(folder, name));
  }
  await rm(made, { recursive: true });
}
