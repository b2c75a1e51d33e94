/** The mistakes of names: presets that do not exist, and pairs whose column cannot be told. */
import { leavesNamed } from './columnNames.js';
import { expectations } from './expectations.js';
import { showValue, type Mistake, type Path } from './mistake.js';
import { nearestKey } from './nearestKey.js';
import type { Presets } from './presets.js';

type Written = Record<string, unknown>;

interface Place {
  map: Written;
  path: Path;
  names: string[];
}

/** Looks at the document as it was written; what has the wrong shape is passed over, as the shape's own check says so. */
export function nameMistakes(value: unknown, presets: Presets): Mistake[] {
  if (!isMap(value)) return [];
  const known = [...presets.deadlines.map(({ id }) => id), ...presets.required.map(({ id }) => id)];
  const deadlineIds = presets.deadlines.map(({ id }) => id);
  const sites = mapsIn(value.sites, ['sites']);
  return [
    ...switchMistakes(value, known),
    ...mapsIn(value.columns, ['columns']).flatMap((column) => deadlineMistakes({ ...column, names: [] }, deadlineIds)),
    ...sites.flatMap((site) => siteMistakes(site, deadlineIds)),
  ];
}

/** The same for a file that is one site. */
export function nameMistakesOfSite(value: unknown, presets: Presets): Mistake[] {
  return isMap(value) ? siteMistakes({ map: value, path: [] }, presets.deadlines.map(({ id }) => id)) : [];
}

function siteMistakes(site: { map: Written; path: Path }, deadlineIds: string[]): Mistake[] {
  const columns = columnsIn({ ...site, names: [] });
  return [
    ...columns.flatMap((column) => deadlineMistakes(column, deadlineIds)),
    ...pairMistakes(columns.filter(({ map }) => !('columns' in map))),
  ];
}

function switchMistakes({ rules }: Written, known: string[]): Mistake[] {
  const switches = isMap(rules) && isMap(rules.presets) ? rules.presets : {};
  return Object.keys(switches)
    .filter((id) => !known.includes(id))
    .map((id) => ({ ...unknownPreset(id, known), path: ['rules', 'presets', id], at: 'key' }));
}

function deadlineMistakes({ map, path }: Place, known: string[]): Mistake[] {
  if (!Array.isArray(map.deadlines)) return [];
  return map.deadlines.flatMap((id: unknown, at): Mistake[] =>
    typeof id === 'string' && !known.includes(id)
      ? [{ ...unknownPreset(id, known), path: [...path, 'deadlines', at], at: 'value' }]
      : [],
  );
}

function unknownPreset(id: string, known: string[]): Pick<Mistake, 'expected' | 'got'> {
  const nearest = nearestKey(id, Object.fromEntries(known.map((one) => [one, ''])));
  const { zh, en } = expectations.knownPreset;
  const hint = nearest === undefined ? { zh: known.join('、'), en: known.join(', ') } : { zh: `是不是想写 ${nearest}？`, en: `did you mean ${nearest}?` };
  return { expected: { zh: `${zh}（${hint.zh}）`, en: `${en} (${hint.en})` }, got: JSON.stringify(id) };
}

function pairMistakes(leaves: Place[]): Mistake[] {
  const named = leaves.map((leaf) => ({ ...leaf, path: leaf.names, id: textOf(leaf.map, 'id'), place: leaf.path }));
  return named.flatMap(({ map, place, id, names }) =>
    mapsIn(map.pairs, [...place, 'pairs']).flatMap((pair): Mistake[] => {
      const written = textOf(pair.map, 'with');
      if (written === '') return [];
      const found = leavesNamed(written, named);
      const isItself = found.length === 1 && found[0]?.id === id && found[0].names.join('/') === names.join('/');
      if (found.length === 1 && !isItself) return [];
      const { zh, en } = expectations.pairWith;
      const why =
        found.length > 1
          ? { zh: `（有 ${found.length} 个：${found.map((leaf) => leaf.names.join('/')).join('、')}）`, en: ` (${found.length} fit: ${found.map((leaf) => leaf.names.join('/')).join(', ')})` }
          : { zh: '', en: '' };
      return [{ path: [...pair.path, 'with'], at: 'value', expected: { zh: zh + why.zh, en: en + why.en }, got: showValue(written) }];
    }),
  );
}

/** Every column below, parents before children. */
function columnsIn({ map, path, names }: Place): Place[] {
  return mapsIn(map.columns, [...path, 'columns']).flatMap((column) => {
    const own = { ...column, names: [...names, textOf(column.map, 'name')] };
    return [own, ...columnsIn(own)];
  });
}

function mapsIn(list: unknown, path: Path): { map: Written; path: Path }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((map: unknown, at) => (isMap(map) ? [{ map, path: [...path, at] }] : []));
}

function isMap(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(map: Written, key: string): string {
  const value = Object.hasOwn(map, key) ? map[key] : undefined;
  return typeof value === 'string' ? value : '';
}
