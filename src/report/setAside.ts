import type { RunRecord, Words } from '../model.js';

/** How much people kept from being held against the publisher, so that no figure is read without it; null where nothing. */
export function setAsideWords({ columns }: RunRecord): Words | null {
  const waived = columns.filter(({ verdict }) => verdict.waivers.length > 0).length;
  const dismissed = columns.reduce((sum, { verdict }) => sum + verdict.dismissed.length, 0);
  if (waived + dismissed === 0) return null;
  return {
    zh: `豁免中的栏目 ${waived} 个，人工认定为误报、未计入的问题 ${dismissed} 条；理由和经手人另列。`,
    en:
      `${waived} column(s) under a waiver, ${dismissed} finding(s) called false alarms by a person and not counted; ` +
      'reasons and authors are listed apart.',
  };
}
