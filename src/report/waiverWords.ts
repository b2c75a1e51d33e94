/** What is said of waivers (豁免) in reports. */
import type { RunColumn, RunRecord, Waiver, Words } from '../model.js';
import { plainText } from './pageText.js';

export const waiverKindNames: Record<Waiver['kind'], Words> = {
  'nothing-to-publish': { zh: '无此类信息', en: 'Nothing to publish' },
  redesign: { zh: '改版期间', en: 'Site being rebuilt' },
  other: { zh: '其他', en: 'Other' },
};

/** `豁免 2026-03-01 至 2026-05-31，原因：网站改版，文号：临政办〔2026〕5号`; with the day on which it was taken back. */
export function waiverWords(waiver: Waiver): Words {
  const { from, until, document } = waiver;
  const reason = plainText(waiver.reason, 100);
  const source = document === null ? '' : plainText(document, 60);
  const ended = endedWords(waiver);
  return {
    zh: `豁免 ${from} 至 ${until}，原因：${reason}${source && `，文号：${source}`}${ended && `，${ended.zh}`}`,
    en: `waived from ${from} until ${until}, reason: ${reason}${source && `, document: ${source}`}${ended && `, ${ended.en}`}`,
  };
}

/** Empty where it was not taken back before its last day had passed. */
export function endedWords({ until, endedOn }: Waiver): Words | '' {
  if (endedOn === null || endedOn > until) return '';
  return { zh: `自 ${endedOn} 起提前终止`, en: `taken back from ${endedOn} on` };
}

export interface WaiverRow {
  column: RunColumn;
  waiver: Waiver;
  isHolding: boolean;
}

/** Every waiver that holds on the day judged or ended not long before: by column, those that hold first. */
export function waiverRows(record: RunRecord): WaiverRow[] {
  return record.columns.flatMap((column) => [
    ...column.verdict.waivers.map((waiver) => ({ column, waiver, isHolding: true })),
    ...(column.verdict.endedWaivers ?? []).map((waiver) => ({ column, waiver, isHolding: false })),
  ]);
}
