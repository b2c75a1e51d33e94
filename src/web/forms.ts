/** What people write into forms, checked field by field: every mistake at once, in words. */
import type { Day, Waiver, Words } from '../model.js';
import { plainText } from '../report/pageText.js';
import type { NewWaiver } from '../store/waivers.js';
import type { Limits } from './options.js';
import { WAIVER_KINDS } from './pages/waiverForm.js';

/** The fields of a form that was sent; a file, or a field sent twice, is as if it were not there. */
export type Fields = Record<string, string | undefined>;

export type Checked<T> = { good: T } | { mistakes: Words[] };

export function checkWaiver(fields: Fields, { columnKey, author, today, limits }: {
  columnKey: string; author: string; today: Day; limits: Limits;
}): Checked<NewWaiver> {
  const kind = WAIVER_KINDS.find((one) => one === fields.kind);
  const from = dayOf(fields.from);
  const until = dayOf(fields.until);
  const mistakes = [
    ...(kind ? [] : [{ zh: '请选择豁免类别。', en: 'Choose a kind.' }]),
    ...(from === null ? [{ zh: '豁免起始日应为存在的日期。', en: 'The first day must be a day that exists.' }] : []),
    ...(until === null ? [{ zh: '豁免截止日应为存在的日期。豁免必须有截止日，没有长期豁免。', en: 'The last day must be a day that exists: a waiver always ends.' }] : []),
    ...spanMistakes(from, until, today, limits),
    ...writtenMistakes(fields.reason, limits.reason, { zh: '豁免理由', en: 'the reason' }),
    ...(blank(fields.document) ? [] : writtenMistakes(fields.document, limits.name, { zh: '文号', en: 'the document' })),
  ];
  if (mistakes.length > 0 || !kind || from === null || until === null) return { mistakes };
  return { good: { columnKey, kind, from, until, author, reason: fields.reason ?? '', document: blank(fields.document) ? null : fields.document ?? null } };
}

function spanMistakes(from: Day | null, until: Day | null, today: Day, { waiverDays }: Limits): Words[] {
  if (from === null || until === null) return [];
  if (until < today) return [{ zh: `豁免截止日 ${until} 已经过去。已结束的期间不能再豁免。`, en: `The last day ${until} has passed: what is over cannot be waived.` }];
  if (until < from) return [{ zh: '豁免截止日早于起始日。', en: 'The last day lies before the first.' }];
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1;
  if (days <= waiverDays) return [];
  return [{ zh: `豁免最长 ${waiverDays} 天，实际 ${days} 天。到期后可以重新登记。`, en: `A waiver holds for at most ${waiverDays} days, not ${days}.` }];
}

export function checkEnding(fields: Fields, { waiver, author, limits }: { waiver: Waiver; author: string; limits: Limits }): Checked<{ on: Day; author: string; reason: string }> {
  const on = dayOf(fields.on);
  const mistakes = [
    ...(on === null || on < waiver.from || on > waiver.until
      ? [{ zh: `终止日应在 ${waiver.from} 至 ${waiver.until} 之间（写 ${waiver.from} 表示从未生效）。`, en: `It ends on a day from ${waiver.from} to ${waiver.until}.` }]
      : []),
    ...writtenMistakes(fields.reason, limits.reason, { zh: '终止理由', en: 'the reason' }),
  ];
  if (mistakes.length > 0 || on === null) return { mistakes };
  return { good: { on, author, reason: fields.reason ?? '' } };
}

export function writtenMistakes(given: string | undefined, longest: number, name: Words): Words[] {
  if (blank(given)) return [{ zh: `请填写${name.zh}。`, en: `Say ${name.en}.` }];
  const length = Array.from(given ?? '').length;
  return length <= longest ? [] : [{ zh: `${name.zh}最长 ${longest} 字，实际 ${length} 字。`, en: `At most ${longest} characters for ${name.en}, not ${length}.` }];
}

/** A text of spaces and invisible signs says nothing. */
function blank(given: string | undefined): boolean {
  return given === undefined || plainText(given) === '';
}

function dayOf(given: string | undefined): Day | null {
  if (given === undefined || !/^[1-9]\d{3}-\d\d-\d\d$/.test(given)) return null;
  const day = new Date(`${given}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(given) ? given : null;
}
