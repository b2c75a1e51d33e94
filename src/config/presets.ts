/** 预置期限: the deadlines and yearly reports that the law or a document sets, with how sure we are of each. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Column, Deadline, Pairing, RequiredItem, Sureness, Words } from '../model.js';
import { ConfigError } from './configError.js';
import { expectations } from './expectations.js';
import type { Mistake } from './mistake.js';
import { presetsShape, type WrittenChoice, type WrittenPresets, type WrittenSource } from './presetShape.js';
import { readShaped } from './readShaped.js';
import { classWords, deadlineKindWords, pairKindWords, perWords, readGrace } from './vocabulary.js';

/** What every preset says of itself. */
export interface Preset {
  id: string;
  title: Words;
  source: Words;
  sure: Sureness;
  /** Whether it holds where nobody switches it. */
  on: boolean;
  /** Why it is off, or what it cannot see. */
  note: Words | null;
  /** Whether a column is one of those it speaks of. */
  speaksOf: (column: Chosen) => boolean;
}

/** What a preset chooses by. */
export type Chosen = Pick<Column, 'path' | 'class'> & { siteName: string };

export interface Presets {
  deadlines: (Preset & { deadline: Deadline })[];
  required: (Preset & { item: RequiredItem })[];
  /** The time for the counterparts of a kind, where a configuration says none. */
  pairs: Partial<Record<Pairing['kind'], Pick<Pairing, 'within' | 'source'>>>;
}

const FILE = 'config/presets/deadlines.yaml';
let shipped: Presets | undefined;

/** Those that come with the program, beside its package.json. Read once, when they are first needed. */
export function shippedPresets(): Presets {
  shipped ??= readPresets(readFileSync(presetFile(), 'utf8'), FILE);
  return shipped;
}

/** @throws {ConfigError}  with every mistake and its line */
export function readPresets(text: string, fileName: string): Presets {
  const written = readShaped(presetsShape, text, fileName, expectations.presetFile, repeatedIds);
  return {
    deadlines: written.deadlines.map((preset) => ({ ...common(preset), deadline: deadlineOf(preset) })),
    required: written.required.map((preset) => ({ ...common(preset, preset.sites), item: itemOf(preset) })),
    pairs: Object.fromEntries(
      written.pairs.map(({ kind, days, source }) => [pairKindWords[kind], { within: readGrace(days), source: sourceOf(source) }]),
    ),
  };
}

/** Further up in dist/ than in src/. */
function presetFile(folder = path.dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(path.join(folder, 'package.json'))) {
    const file = path.join(folder, FILE);
    if (existsSync(file)) return file;
    const expected = { zh: '程序自带的文件（请重新安装）', en: 'a file that comes with the program (please install it again)' };
    throw new ConfigError([{ file: FILE, line: 0, column: 0, path: '', expected, got: '' }]);
  }
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('the package.json of this program is missing');
  return presetFile(parent);
}

type Written = WrittenPresets['deadlines'][number] | WrittenPresets['required'][number];

function common({ id, title, columns, source, sure, on, note }: Written, sites?: string): Preset {
  return { id, title, source: sourceOf(source), sure, on, note: note ?? null, speaksOf: choice(columns, sites) };
}

function choice(columns: WrittenChoice | undefined, sites: string | undefined): Preset['speaksOf'] {
  const [names, whole, site] = [columns?.names, columns?.path, sites].map((pattern) => pattern && new RegExp(pattern));
  const classes = columns?.classes?.map((word) => classWords[word]);
  return ({ path: names_, class: own, siteName }) =>
    (!names || names.test(names_.at(-1) ?? '')) &&
    (!whole || whole.test(names_.join('/'))) &&
    (!site || site.test(siteName)) &&
    (!classes || classes.includes(own));
}

function deadlineOf({ id, title, kind, days, titles, general, source, sure }: WrittenPresets['deadlines'][number]): Deadline {
  return {
    id,
    title,
    kind: deadlineKindWords[kind],
    ...readGrace(days),
    ...(titles !== undefined && { titles }),
    ...(general && { general }),
    source: sourceOf(source),
    sure,
  };
}

function itemOf({ id, title, pattern, per, by, source }: WrittenPresets['required'][number]): RequiredItem {
  return {
    name: title.zh,
    pattern,
    per: perWords[per],
    ...(by !== undefined && { by }),
    source: [source.document, source.article ?? ''].join(''),
    preset: id,
  };
}

function sourceOf({ document, article = '', en, address }: WrittenSource): Words {
  const at = address === undefined ? '' : ` ${address}`;
  return { zh: `${document}${article}${at}`, en: `${en}${at}` };
}

function repeatedIds({ deadlines, required }: WrittenPresets): Mistake[] {
  const seen = new Set<string>();
  const named = [
    ...deadlines.map(({ id }, at) => ({ id, path: ['deadlines', at, 'id'] })),
    ...required.map(({ id }, at) => ({ id, path: ['required', at, 'id'] })),
  ];
  return named.flatMap(({ id, path: place }): Mistake[] => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: place, at: 'value', expected: expectations.identity, got: JSON.stringify(id) }];
  });
}
