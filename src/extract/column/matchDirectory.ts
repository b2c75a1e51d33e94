/** Which line of a site's directory page speaks of which configured column. */
import type { Column, DirectoryDate, DirectoryEntry } from '../../model.js';
import { sameAddress } from './sameAddress.js';
import { squeeze } from '../layout/words.js';

/**
 * What the directory says of each column that it surely names, by column key: by the column's address first, else by a
 * name that stands once in the directory and ends the path of one configured column alone (`通知公告`, or
 * `政务公开 > 通知公告`). A column that stands there with two different days is left out: nobody could say which is meant.
 *
 * @param directory  the address of the directory page
 */
export function matchDirectory(
  entries: readonly DirectoryEntry[],
  columns: readonly Column[],
  directory: string,
): Map<string, DirectoryDate> {
  const byAddress = gathered(columns, ({ url }) => [sameAddress(url)]);
  const byName = gathered(columns, ({ path }) => path.map((_, from) => path.slice(from).map(squeeze).join('>')));
  const times = gathered(entries, ({ name }) => [plainName(name)]);
  const found = new Map<string, DirectoryDate | null>();
  for (const entry of entries) {
    const linked = entry.url === null ? undefined : byAddress.get(sameAddress(entry.url));
    const name = plainName(entry.name);
    const named = times.get(name)?.length === 1 ? byName.get(name) : undefined;
    const [column, ...others] = linked ?? named ?? [];
    if (!column || others.length > 0) continue;
    const before = found.get(column.key);
    const date = { ...entry.updated, name: entry.name, url: directory };
    found.set(column.key, before === undefined || before?.day === date.day ? date : null);
  }
  return new Map([...found].flatMap(([key, date]) => (date ? [[key, date] as const] : [])));
}

const plainName = (name: string) => name.split(/[>＞»›/／]+/).map(squeeze).join('>');

function gathered<Thing>(things: readonly Thing[], namesOf: (thing: Thing) => string[]): Map<string, Thing[]> {
  const found = new Map<string, Thing[]>();
  for (const thing of things) {
    for (const name of namesOf(thing)) {
      const held = found.get(name);
      if (held) held.push(thing);
      else found.set(name, [thing]);
    }
  }
  return found;
}
