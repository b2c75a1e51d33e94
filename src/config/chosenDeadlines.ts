/** Which deadlines and required items hold for a column: what it writes itself, or else the presets that speak of it. */
import type { Deadline, Pairing, RequiredItem } from '../model.js';
import type { WrittenDeadlines, WrittenPairs, WrittenRequired } from './deadlineShape.js';
import { plainName } from './identity.js';
import type { Chosen, Preset, Presets } from './presets.js';
import type { WrittenRules } from './ruleShape.js';
import { deadlineKindWords, onOffWords, pairKindWords, perWords, readGrace } from './vocabulary.js';

/** What `rules.presets` says, by the preset's id: whether it is on. */
export type Switches = ReadonlyMap<string, boolean>;

export function switchesOf(written: WrittenRules | undefined): Switches {
  return new Map(Object.entries(written?.presets ?? {}).map(([id, word]) => [id, onOffWords[word] === 'on']));
}

/** @param written  undefined where the column and its parents say nothing of deadlines */
export function deadlinesOf(
  written: WrittenDeadlines | undefined,
  column: Chosen,
  presets: Presets,
  switches: Switches,
): Deadline[] {
  if (written === undefined) {
    return presets.deadlines.filter((preset) => isChosen(preset, column, switches)).map(({ deadline }) => deadline);
  }
  if (!Array.isArray(written)) return [];
  return written.flatMap((one): Deadline[] => {
    if (typeof one !== 'string') return [ownDeadline(one)];
    const preset = presets.deadlines.find(({ id }) => id === one);
    return preset && switches.get(one) !== false ? [preset.deadline] : [];
  });
}

/** @param written  undefined where the column says nothing of required items */
export function requiredOf(
  written: WrittenRequired | undefined,
  column: Chosen,
  presets: Presets,
  switches: Switches,
): RequiredItem[] {
  if (written !== undefined) return written.map(ownRequired);
  return presets.required.filter((preset) => isChosen(preset, column, switches)).map(({ item }) => item);
}

/** @param columnKey  of what `with` names */
export function pairingOf(written: WrittenPairs[number], columnKey: string, presets: Presets): Pairing {
  const kind = pairKindWords[written.kind];
  const usual = presets.pairs[kind];
  const within = written.within === undefined ? usual?.within : readGrace(written.within);
  if (within === undefined) throw new Error(`a pair of kind ${kind} passed the checks without a time`);
  const source = written.source?.trim();
  const unsourced = { zh: '本单位配置', en: 'the configuration' };
  return {
    kind,
    columnKey,
    ...(written.titles !== undefined && { titles: written.titles }),
    within,
    source: source === undefined ? (usual?.source ?? unsourced) : { zh: source, en: source },
  };
}

export function isChosen({ id, on, speaksOf }: Preset, column: Chosen, switches: Switches): boolean {
  return (switches.get(id) ?? on) && speaksOf(column);
}

function ownDeadline(written: Exclude<Exclude<WrittenDeadlines, string>[number], string>): Deadline {
  const title = plainName(written.title);
  const source = written.source?.trim() ?? title;
  return {
    id: `own:${title}`,
    title: { zh: title, en: title },
    kind: written.kind === undefined ? 'after-written' : deadlineKindWords[written.kind],
    ...readGrace(written.days),
    ...(written.titles !== undefined && { titles: written.titles }),
    source: { zh: source, en: source },
    sure: 'original',
  };
}

function ownRequired(written: WrittenRequired[number]): RequiredItem {
  if (typeof written === 'string') return { name: plainName(written) };
  return {
    name: plainName(written.name),
    ...(written.pattern !== undefined && { pattern: written.pattern }),
    ...(written.per !== undefined && { per: perWords[written.per] }),
    ...(written.by !== undefined && { by: written.by }),
    ...(written.units !== undefined && { units: written.units.map(plainName) }),
    ...(written.source !== undefined && { source: written.source.trim() }),
  };
}
