/** `shixian waive end` */
import { UsageError } from '../exitCodes.js';
import type { Waiver } from '../model.js';
import { plainText } from '../report/pageText.js';
import { chosenDay } from '../today.js';
import { whoeverTypes } from './commandLine.js';
import { say } from './context.js';
import type { Desk } from './desk.js';
import { givenText, LONGEST_NAME, LONGEST_REASON } from './givenText.js';
import type { WaiveOptions } from './options.js';
import { columnNames, waiverLines } from './showWaivers.js';

/**
 * Takes a waiver back from a day on, today unless said. From its own first day on, it never held. The row stays, with
 * who did it and why.
 *
 * @throws UsageError with what to mend; nothing is changed then
 */
export async function endWaiver(desk: Desk, written: string, options: WaiveOptions): Promise<void> {
  const { context, store, timezone, today, at } = desk;
  const author = givenText('--author', options.author, LONGEST_NAME);
  const reason = givenText('--reason', options.reason, LONGEST_REASON);
  const on = chosenDay(options.on, timezone, context.now(), '--on');
  const waivers = await store.listWaivers();
  // `#3` is how they are shown.
  const id = /^#?(\d{1,9})$/.exec(written)?.[1];
  const waiver = waivers.find((candidate) => candidate.id === Number(id));
  if (!waiver) throw unknown(written, waivers);
  if (waiver.endedOn !== null) throw endedBefore(waiver, waiver.endedOn);
  if (on < waiver.from || on > waiver.until) throw outside(waiver, on);

  const ended = await store.endWaiverLogged(waiver.id, { on, author, reason }, whoeverTypes(), at);
  // Somebody else was quicker.
  if (!ended) throw endedBefore(waiver, on);
  say(context, { zh: '已提前终止（记录保留）：', en: 'Taken back (its record stays):' });
  const nameOf = columnNames(await store.columns());
  for (const line of waiverLines(ended, nameOf(ended.columnKey), { today, timezone })) say(context, line);
  say(context, {
    zh: `自 ${on} 起不再豁免，下次 shixian run 或 shixian audit 起采用。`,
    en: `It holds no longer from ${on} on; the next \`shixian run\` or \`shixian audit\` takes that up.`,
  });
}

function unknown(written: string, waivers: readonly Waiver[]): UsageError {
  const open = waivers.filter(({ endedOn }) => endedOn === null).map(({ id }) => `#${id}`).slice(-20);
  const shown = plainText(written, 40);
  return new UsageError({
    zh: `没有编号为 ${shown} 的豁免。可以终止的：${open.join('、') || '无'}。运行 shixian waive 查看。`,
    en: `There is no waiver ${shown}. These can be ended: ${open.join(', ') || 'none'}. Run \`shixian waive\` to see them.`,
  });
}

function endedBefore({ id }: Waiver, on: string): UsageError {
  return new UsageError({
    zh: `豁免 #${id} 已于 ${on} 终止，没有改动。`,
    en: `Waiver #${id} was taken back on ${on} already; nothing was changed.`,
  });
}

function outside({ id, from, until }: Waiver, on: string): UsageError {
  return new UsageError({
    zh: `豁免 #${id} 自 ${from} 至 ${until}，--on 应在这期间（写 ${from} 表示从未生效），实际是 ${on}。`,
    en: `Waiver #${id} holds from ${from} until ${until}; --on takes a day between (${from}: it never held), not ${on}.`,
  });
}
