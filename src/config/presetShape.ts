/** The shape of config/presets/deadlines.yaml. */
import { z } from 'zod';
import { expects } from './expects.js';
import { address, days, monthAndDay, regularExpression, text, words } from './parts.js';
import { classWords, deadlineKindWords, pairKindWords, perWords } from './vocabulary.js';

const bothTongues = z.strictObject({ zh: text('words'), en: text('words') }, expects('words'));

const source = z.strictObject(
  { document: text('source'), article: text('source').optional(), en: text('source'), address: address.optional() },
  expects('presetSource'),
);

const chosenColumns = z.strictObject(
  {
    names: regularExpression('pattern').optional(),
    path: regularExpression('pattern').optional(),
    classes: z.array(words(classWords, 'class'), expects('class')).optional(),
  },
  expects('presetColumns'),
);

const common = {
  id: z.string(expects('presetName')).regex(/^[a-z][a-z0-9-]*$/, expects('presetName')),
  title: bothTongues,
  columns: chosenColumns.optional(),
  source,
  sure: z.enum(['law', 'original', 'second-hand', 'unverified'], expects('sure')),
  on: z.boolean(expects('switch')),
  note: bothTongues.optional(),
};

const deadlinePreset = z
  .strictObject(
    {
      ...common,
      kind: words(deadlineKindWords, 'deadlineKind'),
      days: days('deadlineDays'),
      titles: regularExpression('pattern').optional(),
      general: z.literal(true, expects('switch')).optional(),
    },
    expects('preset'),
  )
  .refine(isNoGuess, { ...expects('unverifiedOff'), path: ['on'] });

const requiredPreset = z
  .strictObject(
    {
      ...common,
      pattern: regularExpression('pattern'),
      per: words(perWords, 'per'),
      by: monthAndDay.optional(),
      sites: regularExpression('pattern').optional(),
    },
    expects('preset'),
  )
  .refine(isNoGuess, { ...expects('unverifiedOff'), path: ['on'] });

const pairPreset = z.strictObject(
  { id: common.id, title: bothTongues, kind: words(pairKindWords, 'pairKind'), days: days('deadlineDays'), source, sure: common.sure },
  expects('preset'),
);

export const presetsShape = z.strictObject(
  {
    deadlines: z.array(deadlinePreset, expects('presetList')),
    required: z.array(requiredPreset, expects('presetList')),
    pairs: z.array(pairPreset, expects('presetList')),
  },
  expects('presetFile'),
);

/** The maps of this file, under the expectations that explain them. */
export const presetMaps = {
  presetFile: presetsShape,
  preset: deadlinePreset,
  presetSource: source,
  presetColumns: chosenColumns,
} as const;

export type WrittenPresets = z.output<typeof presetsShape>;
export type WrittenChoice = z.output<typeof chosenColumns>;
export type WrittenSource = z.output<typeof source>;

/** What no text confirms is never on by itself. */
function isNoGuess({ sure, on }: { sure: string; on: boolean }): boolean {
  return sure !== 'unverified' || !on;
}
