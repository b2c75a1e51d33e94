/** A written configuration → the rows of a table and what the table cannot say. */
import { plainName, siteKey } from '../identity.js';
import type { WrittenColumn, WrittenSite } from '../shape.js';
import { cadenceWords } from '../vocabulary.js';
import type { Field } from './headings.js';
import type { OtherSetting } from './otherSettings.js';

export interface FlatRow {
  path: string[];
  cells: Partial<Record<Field, string>>;
}

export interface FlatConfig {
  rows: FlatRow[];
  settings: Omit<OtherSetting, 'number'>[];
}

/** What a column hands on, still in the words in which it was written. */
type Inherited = Pick<WrittenColumn, 'grace' | 'class' | 'unit' | 'since' | 'deadlines' | 'periodBy' | 'selector' | 'render' | 'itemPages'> & {
  kind?: keyof typeof cadenceWords | undefined;
  silence?: string | number | undefined;
  source?: string | undefined;
};

/**
 * Each leaf becomes a row with everything that its parents told it, so that rows may be sorted and filtered. What the parents share is
 * said in every row; a parent has a row of its own only where it has an address or a note.
 *
 * @param written  the configuration, its sites among it, as the YAML says it and as the shapes accept it
 * @param sites  the same sites, read by the shape
 */
export function flattenConfig(written: Readonly<Record<string, unknown>>, sites: readonly WrittenSite[]): FlatConfig {
  const rows: FlatRow[] = [];
  const settings: FlatConfig['settings'] = entriesBut(written, ['sites']).map(([key, value]) => ({ site: '', column: '', key, value }));
  const rawSites = Array.isArray(written.sites) ? (written.sites as Record<string, unknown>[]) : [];
  sites.forEach((site, at) => {
    const { name, id, url } = site;
    const ofSite = { site: name, ...(id !== undefined && { siteId: id }), siteUrl: url };
    const key = siteKey(name, id ?? '');
    for (const [setting, value] of entriesBut(rawSites[at] ?? {}, ['name', 'id', 'url', 'columns'])) {
      settings.push({ site: key, column: '', key: setting, value });
    }
    for (const leaf of leavesOf(site.columns, [], { unit: site.unit })) {
      rows.push({ path: leaf.path, cells: { ...ofSite, ...leaf.cells } });
      for (const [setting, value] of leaf.settings) settings.push({ site: key, column: leaf.key, key: setting, value });
    }
  });
  return { rows, settings };
}

interface Leaf {
  path: string[];
  cells: FlatRow['cells'];
  settings: [string, unknown][];
  key: string;
}

function leavesOf(columns: readonly WrittenColumn[], above: readonly string[], inherited: Inherited): Leaf[] {
  return columns.flatMap((column): Leaf[] => {
    const path = [...above, column.name];
    const own = { ...inherited, ...said(column) };
    const { url, notes, id } = column;
    const stands = { ...(url !== undefined && { url }), ...(notes !== undefined && { notes }) };
    if (column.columns) {
      const group = Object.keys(stands).length === 0 ? [] : [{ path, cells: stands, settings: [], key: '' }];
      return [...group, ...leavesOf(column.columns, path, own)];
    }
    const settings = present({
      deadlines: own.deadlines, required: column.required, pairs: column.pairs, periodBy: own.periodBy,
      selector: own.selector, render: own.render, itemPages: own.itemPages,
    });
    const key = id === undefined ? path.map(plainName).join('/') : plainName(id);
    return [{ path, cells: { ...stands, ...cellsOf(own), ...(id !== undefined && { id }) }, settings, key }];
  });
}

function said({ cadence, grace, ...column }: WrittenColumn): Inherited {
  const promise = typeof cadence === 'string' ? { kind: cadence } : (cadence ?? {});
  const inside = 'grace' in promise ? promise.grace : undefined;
  return Object.fromEntries(
    present({
      kind: promise.kind,
      grace: grace ?? inside,
      silence: 'silence' in promise ? promise.silence : undefined,
      source: 'source' in promise ? promise.source : undefined,
      class: column.class, unit: column.unit, since: column.since, deadlines: column.deadlines, periodBy: column.periodBy,
      selector: column.selector, render: column.render, itemPages: column.itemPages,
    }),
  );
}

function cellsOf({ kind, grace, silence, source, class: type, unit, since }: Inherited): FlatRow['cells'] {
  const isRealtime = kind !== undefined && cadenceWords[kind] === 'realtime';
  const { name, person, contact } = typeof unit === 'string' ? { name: unit } : { person: undefined, contact: undefined, ...unit };
  const cells = {
    cadence: kind,
    grace: typeof grace === 'number' ? `${grace} 日` : grace,
    silence: isRealtime ? (typeof silence === 'number' ? `${silence}天` : silence) : undefined,
    source, class: type, unit: name, person, contact, since,
  };
  return Object.fromEntries(present(cells));
}

function present(values: object): [string, unknown][] {
  return Object.entries(values).filter(([, value]) => value !== undefined);
}

function entriesBut(value: Readonly<Record<string, unknown>>, keys: readonly string[]): [string, unknown][] {
  return Object.entries(value).filter(([key, one]) => !keys.includes(key) && one !== undefined && one !== null);
}
