/** 公开期限, 必备信息 and 成对公开 of a column, as they are written. */
import { z } from 'zod';
import { expects } from './expects.js';
import { days, monthAndDay, regularExpression, text, words } from './parts.js';
import { deadlineKindWords, noneWords, pairKindWords, perWords } from './vocabulary.js';

const deadlineMap = z.strictObject(
  {
    title: text('deadlineTitle').meta({ title: '事项', description: '如 行政处罚决定。' }),
    days: days('deadlineDays').meta({ title: '期限', description: '20 工作日、30 日；起算日不计。' }),
    kind: words(deadlineKindWords, 'deadlineKind')
      .optional()
      .meta({ title: '怎样算', description: '成文后（默认）：成文日期之后多少天内公开；展示：至少展示多少天。' }),
    titles: regularExpression('pattern')
      .optional()
      .meta({ title: '标题样式', description: '只对标题符合的信息：正则表达式；不写则所有信息。' }),
    source: text('source').optional().meta({ title: '依据', description: '期限出自哪个文件、哪一条。' }),
  },
  expects('deadline'),
);

export const deadlines = z
  .union(
    [words(noneWords, 'deadlines'), z.array(z.union([text('deadline'), deadlineMap], expects('deadline')), expects('deadlines'))],
    expects('deadlines'),
  )
  .meta({
    title: '公开期限',
    description: '预置期限的编号，或自己写的期限。不写则按栏目名称自动选用；无 表示都不用。写了就只用所写的。下级继承。',
  });

const requiredMap = z
  .strictObject(
    {
      name: text('requiredItem').meta({ title: '名称' }),
      pattern: regularExpression('pattern')
        .optional()
        .meta({ title: '标题样式', description: '匹配标题的正则表达式；不写则按名称找。' }),
      per: words(perWords, 'per').optional().meta({ title: '频次', description: '月、季、半年、年、一次。' }),
      by: monthAndDay.optional().meta({ title: '期限', description: '月-日，只用于 年：某年的在下一年的这一天以前公开，如 "01-31"。' }),
      units: z
        .array(text('unit'), expects('units'))
        .min(1, expects('units'))
        .optional()
        .meta({ title: '单位', description: '每个单位都应有一条，按标题里的单位名称找。' }),
      source: text('source').optional().meta({ title: '依据' }),
    },
    expects('requiredItem'),
  )
  .refine(({ by, per }) => by === undefined || (per !== undefined && perWords[per] === 'year'), { ...expects('byYearly'), path: ['by'] });

export const required = z
  .array(z.union([text('requiredItem'), requiredMap], expects('requiredItem')), expects('required'))
  .meta({
    title: '必备信息',
    description: '这个栏目必须有的信息。不写则按栏目名称自动选用预置的；写了就只用所写的。只写在最末级栏目。',
  });

const pairMap = z
  .strictObject(
    {
      with: text('pairWith').meta({ title: '对应栏目', description: '本网站的另一个栏目：名称、以 / 相连的各级名称，或 id。' }),
      kind: words(pairKindWords, 'pairKind').meta({ title: '种类', description: '解读、反馈。' }),
      within: days('pairWithin')
        .optional()
        .meta({ title: '多少天内', description: '解读不写则 3 个工作日；反馈必须写。' }),
      titles: regularExpression('pattern').optional().meta({ title: '标题样式', description: '只有标题符合的信息需要。' }),
      source: text('source').optional().meta({ title: '依据' }),
    },
    expects('pair'),
  )
  .refine(({ kind, within }) => within !== undefined || pairKindWords[kind] !== 'feedback', { ...expects('pairWithin'), path: ['within'] });

export const pairs = z
  .array(pairMap, expects('pairs'))
  .meta({ title: '成对公开', description: '每条信息在另一个栏目里应有对应的解读或反馈。只写在最末级栏目。' });

/** The maps of this file, under the expectations that explain them. */
export const deadlineMaps = { deadline: deadlineMap, requiredItem: requiredMap, pair: pairMap } as const;

export type WrittenDeadlines = z.output<typeof deadlines>;
export type WrittenRequired = z.output<typeof required>;
export type WrittenPairs = z.output<typeof pairs>;
