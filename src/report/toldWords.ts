/** What was done about a finding before: how often it came back, when it was handed out, until when it is to be put right. */
import type { Words } from '../model.js';
import type { FindingRow } from './findingRows.js';

/** `复发1次；2026-03-17已通报，整改时限2026-03-24（已过）`; null where nothing was. */
export function toldWords({ reopened, notices, column }: Pick<FindingRow, 'reopened' | 'notices' | 'column'>): Words | null {
  const last = notices.at(-1);
  const pieces: Words[] = [];
  if (reopened > 0) pieces.push({ zh: `复发${reopened}次`, en: `came back ${reopened} time${reopened === 1 ? '' : 's'}` });
  if (last) {
    const isPast = last.due !== null && last.due < column.verdict.day;
    const due =
      last.due === null
        ? { zh: '整改时限待定（工作日历未覆盖）', en: 'due day open, as the working calendar does not reach it' }
        : { zh: `整改时限${last.due}${isPast ? '（已过）' : ''}`, en: `due ${last.due}${isPast ? ' (past)' : ''}` };
    const times = notices.length > 1 ? { zh: `，共${notices.length}次`, en: `, ${notices.length} times` } : { zh: '', en: '' };
    pieces.push({ zh: `${last.on}已通报${times.zh}，${due.zh}`, en: `told on ${last.on}${times.en}, ${due.en}` });
    if (last.link !== null) pieces.push({ zh: `已报整改链接`, en: 'link of the repair given' });
  }
  if (pieces.length === 0) return null;
  return { zh: pieces.map(({ zh }) => zh).join('；'), en: pieces.map(({ en }) => en).join('; ') };
}
