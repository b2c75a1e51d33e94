import type { Day } from '../../model.js';
import { isDay } from '../vocabulary.js';
import { dayOfSerial } from './numberFormats.js';
import type { Cell } from './sheet.js';
import type { Understood } from './understood.js';

/** The day that a cell of 起始日期 means: one that Excel keeps as a date, or 2025年1月1日, 2025/1/1, 2025.1.1, 20250101. */
export function readDay({ text, day }: Cell): Understood<Day> {
  if (day !== undefined) return { as: 'read', value: day };
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  const [, year = '', month = '', date] = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:(?:月|[-/.])(\d{1,2})日?|月)?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? [];
  const read = `${year}-${month.padStart(2, '0')}-${(date ?? '1').padStart(2, '0')}`;
  if (isDay(read)) {
    if (date !== undefined) return { as: 'read', value: read };
    return { as: 'assumed', value: read, note: { zh: '只写了月份，取当月 1 日', en: 'only a month: its first day is taken' } };
  }
  const serial = /^\d{5}$/.test(plain) ? dayOfSerial(Number(plain), false) : null;
  // 2000 to 2099, as Excel counts days in a cell that was not made a date.
  if (serial !== null && serial >= '2000-01-01' && serial < '2100-01-01') {
    return { as: 'assumed', value: serial, note: { zh: '单元格里是日期的序号', en: 'the cell holds the number of a day' } };
  }
  return { as: 'not-understood', note: { zh: '不是日期。请写如 2025-01-01', en: 'no day. Write 2025-01-01, say' } };
}
