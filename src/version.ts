import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of this program: from the package.json above this file, which is further up in dist/ than in src/. */
export const version: string = readVersion(path.dirname(fileURLToPath(import.meta.url)));

function readVersion(folder: string): string {
  const file = path.join(folder, 'package.json');
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('the package.json of this program is missing');
  return readVersion(parent);
}
