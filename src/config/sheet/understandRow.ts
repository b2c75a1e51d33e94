import type { Words } from '../../model.js';
import { gracePattern, cadenceWords, classWords, silencePattern } from '../vocabulary.js';
import type { Field } from './headings.js';
import { readAddress } from './readAddress.js';
import { readDay } from './readDay.js';
import { readTerm } from './readTerm.js';
import type { Cell } from './sheet.js';
import type { TableRow } from './tableRows.js';
import type { Term } from './term.js';
import type { Understood } from './understood.js';

/** What one cell became. */
export interface CellNote {
  field: Field;
  /** As the office wrote it. */
  written: string;
  /** What the configuration will say; null where nothing was taken. */
  meant: string | null;
  /** What to look at, or what to write instead. */
  note: Words | null;
  as: Understood<unknown>['as'];
}

/** A row with everything that its cells mean, in the words of a configuration. */
export interface UnderstoodRow {
  row: TableRow;
  cells: CellNote[];
  /** What is wrong with the row as a whole. */
  troubles: Words[];
  said: Said;
}

/** Only what the row says. */
export interface Said {
  url?: string;
  term?: Term;
  /** The cell's own, or else what the time limit's words say. */
  grace?: string | number;
  silence?: string | number;
  source?: string;
  class?: keyof typeof classWords;
  unit?: string;
  person?: string;
  contact?: string;
  since?: string;
  notes?: string;
  id?: string;
  siteUrl?: string;
}

/**
 * What a row means, cell by cell. A cell that is not understood says what to write instead, and its row is not taken: a column
 * without its grace or its first day would be judged by a promise that nobody made.
 */
export function understandRow(row: TableRow): UnderstoodRow {
  const cells: CellNote[] = [];
  const take = <Value>(field: Field, read: (cell: Cell) => Understood<Value>, show: (value: Value) => string): Value | undefined => {
    const cell = row.cells.get(field);
    if (cell === undefined) return undefined;
    const result = cell.isBroken ? broken : read(cell);
    const written = cell.text.trim();
    const meant = result.as === 'not-understood' ? null : show(result.value);
    cells.push({ field, written, meant, as: result.as, note: result.as === 'read' ? null : result.note });
    return result.as === 'not-understood' ? undefined : result.value;
  };
  const words = (field: Field) => take(field, plainText, String);

  const url = take('url', readAddress, String);
  const term = take('cadence', readTermOf, showTerm);
  const said: Said = {
    ...defined({ url, term, grace: take('grace', readGraceOf, String) ?? term?.grace, silence: take('silence', readSilenceOf, String) }),
    ...defined({ source: words('source'), class: take('class', readClass, String), unit: words('unit'), person: words('person') }),
    ...defined({ contact: words('contact'), since: take('since', readDay, String), notes: words('notes'), id: words('id') }),
    ...defined({ siteUrl: take('siteUrl', readAddress, String) }),
  };
  return { row, cells, troubles: troublesOf(row, said), said };
}

/** `按月，宽限 10 日` */
export function showTerm({ cadence, grace, withinOfEvent }: Term): string {
  const also = [grace === undefined ? '' : `，宽限 ${grace}`, withinOfEvent === undefined ? '' : `，公开期限 成文后 ${withinOfEvent}`];
  return [cadence, ...also].join('');
}

function troublesOf({ path, cells }: TableRow, said: Said): Words[] {
  const troubles: Words[] = [];
  if (path.length === 0) troubles.push({ zh: '没有栏目名称', en: 'the column has no name' });
  if ([...cells.keys()].some((field) => field === 'site' && cells.get(field)?.isBroken)) troubles.push(broken.note);
  const kind = said.term && cadenceWords[said.term.cadence];
  if (said.silence !== undefined && kind !== undefined && kind !== 'realtime') {
    troubles.push({ zh: '静默天数只用于“实时”，请删去', en: '静默天数 is only for 实时: take it away' });
  }
  return troubles;
}

const broken = {
  as: 'not-understood',
  note: { zh: '单元格是没有结果的公式或错误值。请改成文字', en: 'a formula without a result, or an error: write the words' },
} as const;

function plainText({ text }: Cell): Understood<string> {
  return { as: 'read', value: text.trim() };
}

function readTermOf({ text, day }: Cell): Understood<Term> {
  if (day === undefined) return readTerm(text);
  return {
    as: 'not-understood',
    note: { zh: '被 Excel 存成了日期。请把单元格改成文本，写如 每年4月30日前', en: 'Excel keeps it as a date. Make the cell text and write 每年4月30日前, say' },
  };
}

function readGraceOf({ text }: Cell): Understood<string | number> {
  const written = text.trim();
  if (/^\d{1,3}$/.test(written)) return { as: 'read', value: Number(written) };
  const plain = written.normalize('NFKC').replace(/\s+/g, ' ');
  if (gracePattern.test(plain)) return { as: 'read', value: plain };
  return { as: 'not-understood', note: { zh: '请写如 5 工作日、10 日', en: 'write 5 工作日 or 10 日, say' } };
}

function readSilenceOf({ text }: Cell): Understood<string | number> {
  const written = text.trim();
  if (/^[1-9]\d{0,3}$/.test(written)) return { as: 'read', value: Number(written) };
  if (silencePattern.test(written)) return { as: 'read', value: written };
  return { as: 'not-understood', note: { zh: '请写如 90天，或 无', en: 'write 90天, say, or 无' } };
}

function readClass({ text }: Cell): Understood<keyof typeof classWords> {
  const written = text.trim();
  if (Object.hasOwn(classWords, written)) return { as: 'read', value: written as keyof typeof classWords };
  const known = '动态要闻、通知公告、政策文件、人事信息、规划计划、其他';
  return { as: 'not-understood', note: { zh: `请写 ${known} 之一，或留空`, en: `write one of ${known}, or leave it blank` } };
}

/** Without what is undefined. */
function defined<Values extends object>(values: Values): { [Key in keyof Values]?: NonNullable<Values[Key]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Key in keyof Values]?: NonNullable<Values[Key]> };
}
