import { expectations } from './expectations.js';
import type { Expectation } from './expectations.js';
import { columnKey, siteKey } from './identity.js';
import { showPath, showValue } from './mistake.js';
import type { Mistake, Path } from './mistake.js';
import { cadenceWords } from './vocabulary.js';

/** A map as it came out of the YAML, nothing believed yet. */
type Written = Record<string, unknown>;

/** What a column has from its parents, as far as these checks need it. */
interface Inherited {
  path: Path;
  names: string[];
  site: string;
  hasCadence: boolean;
  kind: unknown;
}

/**
 * The mistakes that no single value shows: a leaf without an address or a promise, two columns that are one. Looks at
 * the document as it was written, so that a bad value elsewhere hides nothing here; what has the wrong shape is passed
 * over, because the shape's own check has said so.
 */
export function structureMistakes(value: unknown): Mistake[] {
  return siteMistakes(isMap(value) ? mapsIn(value.sites, ['sites']) : []);
}

/** The same for a file that is one site. */
export function structureMistakesOfSite(value: unknown): Mistake[] {
  return isMap(value) ? siteMistakes([{ map: value, path: [] }]) : [];
}

function siteMistakes(sites: { map: Written; path: Path }[]): Mistake[] {
  const leaves: { key: string; map: Written; path: Path }[] = [];

  const mistakes = sites.flatMap(({ map, path }) => {
    const site = siteKey(textOf(map, 'name'), textOf(map, 'id'));
    return columnMistakes(map, { path, names: [], site, hasCadence: false, kind: undefined }, leaves);
  });

  return [
    ...repeated(sites.map(({ map, path }) => ({ key: siteKey(textOf(map, 'name'), textOf(map, 'id')), map, path }))),
    ...mistakes,
    ...repeated(leaves),
  ];
}

function columnMistakes(
  parent: Written,
  above: Inherited,
  leaves: { key: string; map: Written; path: Path }[],
): Mistake[] {
  const columns = mapsIn(parent.columns, [...above.path, 'columns']);
  const firstOfName = new Map<string, Path>();

  return columns.flatMap(({ map, path }) => {
    const name = textOf(map, 'name');
    const mistakes = cadenceMistakes(map, path, above);

    const twin = name === '' ? undefined : firstOfName.get(name);
    if (twin) mistakes.push(like('siblingName', [...path, 'name'], twin, name));
    else firstOfName.set(name, path);

    const here: Inherited = {
      path,
      names: [...above.names, name],
      site: above.site,
      hasCadence: above.hasCadence || promises(map),
      kind: kindOf(map) ?? above.kind,
    };
    if ('columns' in map) {
      for (const key of ['id', 'required', 'pairs']) {
        if (key in map) mistakes.push(mistake('leafOnly', [...path, key], 'key', JSON.stringify(key)));
      }
      return [...mistakes, ...columnMistakes(map, here, leaves)];
    }

    if (!('url' in map)) mistakes.push(mistake('leafUrl', [...path, 'url'], 'value', ''));
    if (!here.hasCadence) mistakes.push(mistake('leafCadence', [...path, 'cadence'], 'value', ''));
    // A twin is reported by its name already, and a column without a name has no identity to compare.
    const identity = textOf(map, 'id') || name;
    if (!twin && identity !== '') leaves.push({ key: columnKey(above.site, here.names, textOf(map, 'id')), map, path });
    return mistakes;
  });
}

function cadenceMistakes(map: Written, path: Path, above: Inherited): Mistake[] {
  if (!isMap(map.cadence)) return [];
  const mistakes: Mistake[] = [];
  const { grace, silence } = map.cadence;
  if (grace !== undefined && map.grace !== undefined) {
    mistakes.push(mistake('oneGrace', [...path, 'grace'], 'key', showValue(map.grace)));
  }
  const kind = kindOf(map) ?? above.kind;
  if (silence !== undefined && kind !== undefined && kind !== 'realtime') {
    mistakes.push(mistake('realtimeSilence', [...path, 'cadence', 'silence'], 'key', showValue(silence)));
  }
  return mistakes;
}

/** The second and later of those that share a key. */
function repeated(entries: { key: string; map: Written; path: Path }[]): Mistake[] {
  const first = new Map<string, Path>();
  return entries.flatMap(({ key, map, path }) => {
    const twin = first.get(key);
    if (key === '' || twin === undefined) {
      first.set(key, path);
      return [];
    }
    const by = textOf(map, 'id') === '' ? 'name' : 'id';
    return [like('identity', [...path, by], twin, key)];
  });
}

function like(expectation: Expectation, path: Path, twin: Path, got: string): Mistake {
  const plain = mistake(expectation, path, 'value', showValue(got));
  const { zh, en } = plain.expected;
  return { ...plain, expected: { zh: `${zh}（与 ${showPath(twin)} 重复）`, en: `${en} (the same as ${showPath(twin)})` } };
}

function mistake(expectation: Expectation, path: Path, at: Mistake['at'], got: string): Mistake {
  return { path, at, expected: expectations[expectation], got };
}

function promises(map: Written): boolean {
  if (isMap(map.cadence)) return 'kind' in map.cadence;
  return 'cadence' in map;
}

function kindOf(map: Written): unknown {
  const word = isMap(map.cadence) ? map.cadence.kind : map.cadence;
  const kinds: Record<string, unknown> = cadenceWords;
  return typeof word === 'string' && Object.hasOwn(kinds, word) ? kinds[word] : undefined;
}

function mapsIn(list: unknown, path: Path): { map: Written; path: Path }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((map: unknown, index) => (isMap(map) ? [{ map, path: [...path, index] }] : []));
}

function isMap(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(map: Written, key: string): string {
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return typeof value === 'string' ? value : '';
}
