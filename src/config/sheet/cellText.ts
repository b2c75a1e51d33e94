/**
 * Text in a cell of an .xlsx file: what XML cannot hold stands there as `_x0008_`, and a text that looks so by itself has its
 * underscore written as `_x005F_` (ECMA-376, ST_Xstring).
 */

/** @returns  what the cell's author wrote */
export function decodeCellText(written: string): string {
  if (!written.includes('_x')) return written;
  return written.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

// All that XML 1.0 forbids, the carriage return that its readers take for a line end, and halves of characters.
const FORBIDDEN = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|\p{Cs}/gu;

export function encodeCellText(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(FORBIDDEN, escaped);
}

function escaped(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
