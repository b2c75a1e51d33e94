/** `shixian waive add` */
import { daysBetween } from '../audit/days.js';
import { UsageError } from '../exitCodes.js';
import type { Day, Waiver } from '../model.js';
import { plainText } from '../report/pageText.js';
import { waiverKindNames } from '../report/waiverWords.js';
import { chosenDay } from '../today.js';
import { whoeverTypes } from './commandLine.js';
import { say } from './context.js';
import type { Desk } from './desk.js';
import { givenText, LONGEST_NAME, LONGEST_REASON } from './givenText.js';
import { columnName, oneColumn } from './oneColumn.js';
import type { WaiveOptions } from './options.js';
import { waiverLines } from './showWaivers.js';

/** Our own limit and no law: what was right a year ago should be looked at again. Both days included. */
export const LONGEST_WAIVER_DAYS = 400;

/** Checks everything before anything is kept. @throws UsageError with what to mend */
export async function addWaiver({ context, store, timezone, today, at }: Desk, options: WaiveOptions): Promise<void> {
  const kind = kindOf(options.kind);
  const { from, until } = spanOf(options, { timezone, today, now: context.now() });
  const reason = givenText('--reason', options.reason, LONGEST_REASON);
  const author = givenText('--author', options.author, LONGEST_NAME);
  const document = options.document === undefined ? null : givenText('--document', options.document, LONGEST_NAME);
  const column = await oneColumn(store, options);

  const given = { columnKey: column.key, kind, from, until, reason, author, document };
  const waiver = await store.waiveLogged(given, whoeverTypes(), at, column.configured);
  say(context, { zh: '已登记：', en: 'Recorded:' });
  for (const line of waiverLines(waiver, columnName(column), { today, timezone })) say(context, line);
  say(context, {
    zh:
      '下次 shixian run 或 shixian audit 起采用：豁免期间不计缺期、超期和空白，日期存疑的问题照常列出；到期自动恢复。' +
      `要提前终止：shixian waive end ${waiver.id}`,
    en:
      'It counts from the next `shixian run` or `shixian audit` on: nothing is missing, overdue or blank while it ' +
      `holds, findings about dates still stand. It ends by itself; to end it sooner: shixian waive end ${waiver.id}`,
  });
}

function kindOf(written: string | undefined): Waiver['kind'] {
  const kind = KINDS.find((name) => name === written || waiverKindNames[name].zh === written);
  if (kind) return kind;
  const shown = written === undefined ? '' : plainText(written, 40);
  throw new UsageError({
    zh: `--kind 应为 ${KINDS.map((name) => waiverKindNames[name].zh).join('、')} 之一${shown && `，实际是“${shown}”`}。`,
    en: `--kind takes one of ${KINDS.join(', ')}${shown && `, not “${shown}”`}.`,
  });
}

const KINDS: Waiver['kind'][] = ['nothing-to-publish', 'redesign', 'other'];

interface Clock {
  timezone: string;
  today: Day;
  now: Date;
}

function spanOf(options: WaiveOptions, { timezone, today, now }: Clock): { from: Day; until: Day } {
  if (options.until === undefined) {
    throw new UsageError({
      zh: '请用 --until 写明豁免到哪一天（含当天）。豁免必须有截止日，没有长期豁免。',
      en: 'Say with --until up to which day it holds, that day included. A waiver always ends.',
    });
  }
  const until = chosenDay(options.until, timezone, now, '--until');
  const from = chosenDay(options.from, timezone, now, '--from');
  if (until < today) {
    throw new UsageError({
      zh: `--until ${until} 已经过去（今天是 ${today}）。已结束的期间不能再豁免。`,
      en: `--until ${until} has passed (today is ${today}). What is over cannot be waived any more.`,
    });
  }
  if (until < from) {
    throw new UsageError({
      zh: `--until ${until} 早于 --from ${from}。`,
      en: `--until ${until} lies before --from ${from}.`,
    });
  }
  const days = daysBetween(from, until) + 1;
  if (days > LONGEST_WAIVER_DAYS) {
    throw new UsageError({
      zh: `豁免最长 ${LONGEST_WAIVER_DAYS} 天（本工具的上限，非法定），实际 ${days} 天。到期后可以重新登记。`,
      en:
        `A waiver holds for at most ${LONGEST_WAIVER_DAYS} days (this program's limit and no law), not ${days}. ` +
        'It can be given anew when it ends.',
    });
  }
  return { from, until };
}
