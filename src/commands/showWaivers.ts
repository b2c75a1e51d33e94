/** Waivers as the terminal shows them: which hold, which are to come, which have ended. */
import { daysBetween } from '../audit/days.js';
import { holdsOn, lastDayOf } from '../audit/waivers.js';
import type { Day, Waiver, Words } from '../model.js';
import { plainText } from '../report/pageText.js';
import { waiverKindNames } from '../report/waiverWords.js';
import type { ColumnName } from '../store/columns.js';
import { dayIn } from '../today.js';
import { say } from './context.js';
import type { Desk } from './desk.js';
import { columnName } from './oneColumn.js';
import type { WaiveOptions } from './options.js';

/** Those of columns whose site and path contain what `--site` and `--column` ask for. */
export async function showWaivers({ context, store, timezone, today }: Desk, options: WaiveOptions): Promise<void> {
  const columns = await store.columns();
  const { site = '', column = '' } = options;
  const wanted = columns.filter(({ key, siteKey, siteName, path }) =>
    (siteKey === site || siteName.includes(site)) && (key === column || path.join(' > ').includes(column)));
  const keys = new Set(wanted.map(({ key }) => key));
  const waivers = (await store.listWaivers()).filter(({ columnKey }) => keys.has(columnKey));
  if (waivers.length === 0) return say(context, { zh: '没有登记过豁免。', en: 'No waiver is recorded.' });

  const nameOf = columnNames(columns);
  for (const { state, title } of PARTS) {
    const part = waivers.filter((waiver) => stateOf(waiver, today) === state);
    if (part.length > 0) say(context, { zh: `${title.zh}（${part.length}）`, en: `${title.en} (${part.length})` });
    for (const waiver of part) {
      for (const line of waiverLines(waiver, nameOf(waiver.columnKey), { today, timezone })) say(context, line);
    }
  }
}

type State = 'holding' | 'to come' | 'ended';

const PARTS: { state: State; title: Words }[] = [
  { state: 'holding', title: { zh: '豁免中', en: 'Holding' } },
  { state: 'to come', title: { zh: '未开始', en: 'To come' } },
  { state: 'ended', title: { zh: '已结束', en: 'Ended' } },
];

function stateOf(waiver: Waiver, today: Day): State {
  if (holdsOn(waiver, today)) return 'holding';
  return today < waiver.from && waiver.from <= lastDayOf(waiver) ? 'to come' : 'ended';
}

/** A waiver that ends in so many days or fewer is marked, so that somebody sees to it. */
export const SOON_DAYS = 14;

/** One line of what and when, one of why and who, and one of who took it back where somebody did. */
export function waiverLines(waiver: Waiver, column: string, now: { today: Day; timezone: string }): Words[] {
  const { id, kind, from, until, author, document, recordedAt, endedOn, ending } = waiver;
  const name = waiverKindNames[kind];
  const soon = soonWords(waiver, now.today);
  const reason = plainText(waiver.reason);
  const by = plainText(author, 60);
  const number = document === null ? { zh: '', en: '' } : { zh: `，文号 ${plainText(document, 80)}`, en: `, document ${plainText(document, 80)}` };
  const recordedOn = dayIn(now.timezone, new Date(recordedAt));
  return [
    { zh: `  #${id}  ${from} 至 ${until}${soon.zh}  ${column}`, en: `  #${id}  ${from} until ${until}${soon.en}  ${column}` },
    {
      zh: `      ${name.zh}：${reason}（${by}${number.zh}，${recordedOn} 登记）`,
      en: `      ${name.en}: ${reason} (${by}${number.en}, recorded on ${recordedOn})`,
    },
    ...(endedOn === null ? [] : [endingLine(endedOn, ending, now.timezone)]),
  ];
}

function soonWords(waiver: Waiver, today: Day): Words {
  const daysLeft = daysBetween(today, lastDayOf(waiver));
  if (!holdsOn(waiver, today) || daysLeft > SOON_DAYS) return { zh: '', en: '' };
  if (daysLeft === 0) return { zh: '【今天到期】', en: ' [ends today]' };
  return { zh: `【${daysLeft} 天后到期】`, en: ` [ends in ${daysLeft} day${daysLeft === 1 ? '' : 's'}]` };
}

function endingLine(on: Day, ending: Waiver['ending'], timezone: string): Words {
  if (!ending) return { zh: `      自 ${on} 起终止`, en: `      taken back from ${on} on` };
  const [by, why] = [plainText(ending.author, 60), plainText(ending.reason)];
  const noted = dayIn(timezone, new Date(ending.at));
  return {
    zh: `      自 ${on} 起终止：${why}（${by}，${noted} 登记）`,
    en: `      taken back from ${on} on: ${why} (${by}, recorded on ${noted})`,
  };
}

/** What each column is called, by its key; the key itself for one that is not known. */
export function columnNames(columns: readonly ColumnName[]): (key: string) => string {
  const names = new Map(columns.map((column) => [column.key, columnName(column)]));
  return (key) => names.get(key) ?? plainText(key, 80);
}
