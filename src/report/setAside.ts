import type { RunRecord, Words } from '../model.js';

/** What people kept from being held against the publisher. */
export interface SetAside {
  /** Columns under a waiver. */
  waived: number;
  /** Findings called false alarms. */
  dismissed: number;
}

export function setAside({ columns }: Pick<RunRecord, 'columns'>): SetAside {
  return {
    waived: columns.filter(({ verdict }) => verdict.waivers.length > 0).length,
    dismissed: columns.reduce((sum, { verdict }) => sum + verdict.dismissed.length, 0),
  };
}

/** Says how much it was, so that no figure is read without it; null where nothing. */
export function setAsideWords({ waived, dismissed }: SetAside): Words | null {
  if (waived + dismissed === 0) return null;
  return {
    zh: `豁免中的栏目 ${waived} 个，人工认定为误报、未计入的问题 ${dismissed} 条；理由和经手人另列。`,
    en:
      `${waived} column(s) under a waiver, ${dismissed} finding(s) called false alarms by a person and not counted; ` +
      'reasons and authors are listed apart.',
  };
}
