import { BOUNDS, type Cell, type Sheet, type SheetRow } from './sheet.js';
import { noSpreadsheet, tooMuch } from './sheetError.js';

/**
 * Reads CSV as Excel and WPS save it: in UTF-8 or GBK (or UTF-16, Excel's “Unicode text”), between commas, semicolons or tabs,
 * whichever is most frequent in what the first lines hold outside of quotes. Merged cells are lost in this form: their text
 * stands in the first place and the others are blank.
 *
 * @throws {SheetError}  where the bytes are no text
 */
export function readCsv(bytes: Uint8Array, name: string): Sheet {
  const text = textOf(bytes).replace(/\r\n?/g, '\n');
  const separator = separatorOf(text);
  const rows: SheetRow[] = [];
  let cells = new Map<number, Cell>();
  let line = 1;
  let started = 1;
  let column = 0;
  let count = 0;
  const endCell = (content: string) => {
    if (content.trim() !== '') {
      count += 1;
      if (column >= BOUNDS.columns) throw tooMuch({ zh: '列数', en: 'columns' }, BOUNDS.columns);
      if (count > BOUNDS.cells) throw tooMuch({ zh: '单元格', en: 'cells' }, BOUNDS.cells);
      cells.set(column, { text: content });
    }
    column += 1;
  };
  const endRow = () => {
    if (cells.size > 0) rows.push({ number: started, cells });
    if (rows.length > BOUNDS.rows) throw tooMuch({ zh: '行数', en: 'rows' }, BOUNDS.rows);
    cells = new Map();
    column = 0;
    line += 1;
    started = line;
  };

  for (let at = 0; at <= text.length; ) {
    const { content, next } = text[at] === '"' ? quoted(text, at, separator) : bare(text, at, separator);
    endCell(content);
    if (text[next] === separator) at = next + 1;
    else {
      endRow();
      at = next + 1;
    }
  }
  return { name, rows };
}

function bare(text: string, at: number, separator: string): { content: string; next: number } {
  let next = at;
  while (next < text.length && text[next] !== separator && text[next] !== '\n') next += 1;
  return { content: text.slice(at, next), next };
}

/** What follows the closing quote up to the separator belongs to the cell as well; a quote that is never closed is an ordinary sign. */
function quoted(text: string, at: number, separator: string): { content: string; next: number } {
  let end = at + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end === -1) return bare(text, at, separator);
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  const rest = bare(text, end + 1, separator);
  return { content: text.slice(at + 1, end).replaceAll('""', '"') + rest.content, next: rest.next };
}

function separatorOf(text: string): string {
  const head = text.slice(0, 10_000).replace(/"[^"]*"/g, '');
  const count = (sign: string) => head.split(sign).length;
  return [',', '\t', ';'].toSorted((one, other) => count(other) - count(one))[0] ?? ',';
}

function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  for (const encoding of marked === null ? ['utf-8', 'gb18030'] : [marked]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // Not in this one.
    }
  }
  throw noSpreadsheet();
}
