/** 上级的口径文件: what an overseer judges by, laid over a unit's own configuration. */
import type { Cadence, Column, Deadline, RequiredItem, Settings, Site } from '../model.js';
import { deadlinesOf, isChosen, requiredOf, switchesOf, type Switches } from './chosenDeadlines.js';
import { leavesNamed } from './columnNames.js';
import { expectations } from './expectations.js';
import { nameMistakes } from './nameMistakes.js';
import { shippedPresets, type Chosen, type Presets } from './presets.js';
import { readShaped } from './readShaped.js';
import { readText } from './readText.js';
import { ruleFileShape, type WrittenRuleColumn, type WrittenRuleFile } from './ruleFileShape.js';
import { rulesFrom } from './ruleSettings.js';
import { cadenceWords, classWords, readGrace, readSilence } from './vocabulary.js';

export interface RuleFile {
  written: WrittenRuleFile;
  presets: Presets;
}

/** @throws {ConfigError}  for whatever is wrong with the file or in it */
export async function loadRuleFile(file: string): Promise<RuleFile> {
  return readRuleFile(await readText(file), file);
}

/** @throws {ConfigError}  with every mistake and its line */
export function readRuleFile(text: string, fileName: string, presets = shippedPresets()): RuleFile {
  const written = readShaped(ruleFileShape, text, fileName, expectations.ruleFile, (value) => nameMistakes(value, presets));
  return { written, presets };
}

/**
 * The settings under a rule file: its word wins over the unit's, and what it says nothing of stays. Where nothing but the
 * rules counts, the same sites with the same rule file give the same findings, whatever rules the unit wrote for itself.
 */
export function applyRules<Own extends Settings>(settings: Own, { written }: RuleFile): Own {
  return { ...settings, rules: rulesFrom(written.rules, settings.rules) };
}

/** A site's columns under a rule file. Of several entries that fit a column each is laid over the one before. */
export function ruleSite(site: Site, { written, presets }: RuleFile): Site {
  const switches = switchesOf(written.rules);
  const columns = site.columns.map((column) => {
    const entries = (written.columns ?? []).filter((entry) => fits(entry, column));
    const switched = switchPresets(column, site.name, presets, switches);
    return entries.reduce((laid, entry) => lay(laid, entry, site.name, presets, switches), switched);
  });
  return { ...site, columns };
}

function fits({ name, pattern }: WrittenRuleColumn, { path }: Column): boolean {
  if (name !== undefined) return leavesNamed(name, [{ path, id: '' }]).length > 0;
  return pattern !== undefined && new RegExp(pattern).test(path.join('/'));
}

/** Takes away the presets that are switched off, and brings those that are switched on and speak of the column. */
function switchPresets(column: Column, siteName: string, presets: Presets, switches: Switches): Column {
  const chosen: Chosen = { path: column.path, class: column.class, siteName };
  const isOff = (id: string | undefined) => id !== undefined && switches.get(id) === false;
  const deadlines = column.deadlines.filter(({ id }) => !isOff(id));
  const required = column.required.filter(({ preset }) => !isOff(preset));
  const added = presets.deadlines
    .filter((preset) => switches.has(preset.id) && isChosen(preset, chosen, switches))
    .filter(({ id }) => !deadlines.some((one: Deadline) => one.id === id));
  const owed = presets.required
    .filter((preset) => switches.has(preset.id) && isChosen(preset, chosen, switches))
    .filter(({ id }) => !required.some((one: RequiredItem) => one.preset === id));
  return {
    ...column,
    deadlines: [...deadlines, ...added.map(({ deadline }) => deadline)],
    required: [...required, ...owed.map(({ item }) => item)],
  };
}

function lay(column: Column, entry: WrittenRuleColumn, siteName: string, presets: Presets, switches: Switches): Column {
  const chosen: Chosen = { path: column.path, class: entry.class === undefined ? column.class : classWords[entry.class], siteName };
  return {
    ...column,
    cadence: layCadence(column.cadence, entry),
    class: chosen.class,
    ...(entry.since !== undefined && { since: entry.since }),
    ...(entry.deadlines !== undefined && { deadlines: deadlinesOf(entry.deadlines, chosen, presets, switches) }),
    ...(entry.required !== undefined && { required: requiredOf(entry.required, chosen, presets, switches) }),
  };
}

function layCadence(before: Cadence, entry: WrittenRuleColumn): Cadence {
  const cadence = typeof entry.cadence === 'string' ? { kind: entry.cadence } : (entry.cadence ?? {});
  const grace = entry.grace ?? ('grace' in cadence ? cadence.grace : undefined);
  const silence = 'silence' in cadence ? cadence.silence : undefined;
  const source = 'source' in cadence ? cadence.source : undefined;
  const { silenceDays, ...rest } = before;
  const kind = cadence.kind === undefined ? before.kind : cadenceWords[cadence.kind];
  const said = silence === undefined ? silenceDays : readSilence(silence);
  return {
    ...rest,
    kind,
    ...(grace !== undefined && { grace: readGrace(grace) }),
    ...(kind === 'realtime' && said !== undefined && { silenceDays: said }),
    ...(source !== undefined && { source: source.trim() }),
  };
}
