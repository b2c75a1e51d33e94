/** The shape of an overseer's rule file. */
import { z } from 'zod';
import { deadlines, required } from './deadlineShape.js';
import { expects } from './expects.js';
import { day, regularExpression, text, words } from './parts.js';
import { rules } from './ruleShape.js';
import { cadence, grace } from './shape.js';
import { classWords } from './vocabulary.js';

const ruleColumn = z
  .strictObject(
    {
      name: text('name').optional().meta({ title: '栏目名称' }),
      pattern: regularExpression('pattern').optional().meta({ title: '栏目样式' }),
      cadence: cadence.optional(),
      grace: grace.optional(),
      class: words(classWords, 'class').optional().meta({ title: '栏目类别' }),
      since: day('since').optional().meta({ title: '起始日期' }),
      deadlines: deadlines.optional(),
      required: required.optional(),
    },
    expects('ruleColumn'),
  )
  .refine(({ name, pattern }) => (name === undefined) !== (pattern === undefined), expects('ruleColumn'));

export const ruleFileShape = z.strictObject(
  {
    rules: rules.optional(),
    columns: z.array(ruleColumn, expects('ruleColumns')).optional().meta({ title: '栏目' }),
  },
  expects('ruleFile'),
);

/** The maps of this file, under the expectations that explain them. */
export const ruleFileMaps = { ruleFile: ruleFileShape, ruleColumn } as const;

export type WrittenRuleFile = z.output<typeof ruleFileShape>;
export type WrittenRuleColumn = z.output<typeof ruleColumn>;
