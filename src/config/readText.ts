import { readFile } from 'node:fs/promises';
import type { Words } from '../model.js';
import { ConfigError } from './configError.js';
import type { ConfigProblem } from './configError.js';

/**
 * The text of a file, which must be UTF-8, with or without a byte order mark.
 *
 * @param file  as the user wrote it; the messages repeat it
 * @throws {ConfigError}  where it cannot be read
 */
export async function readText(file: string): Promise<string> {
  return asText(await bytesOf(file), file);
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new ConfigError([{ file, line: 0, column: 0, path: '', expected: unreadable(code), got: code }]);
  }
}

function unreadable(code: string): Words {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { zh: '存在的配置文件（请检查文件名和所在文件夹）', en: 'a configuration file that exists (check its name and folder)' };
    case 'EISDIR':
      return { zh: '配置文件，而不是文件夹（请写出文件名）', en: 'a configuration file, not a folder (give the name of the file)' };
    case 'EACCES':
    case 'EPERM':
      return { zh: '有权读取的配置文件（请检查文件权限）', en: 'a configuration file that may be read (check its permissions)' };
    default:
      return { zh: '读得出的配置文件', en: 'a configuration file that can be read' };
  }
}

function asText(bytes: Uint8Array, file: string): string {
  const text = decoded(bytes);
  if (text !== undefined && !text.includes('\0')) return text;
  throw new ConfigError([notUtf8(bytes, file)]);
}

function notUtf8(bytes: Uint8Array, file: string): ConfigProblem {
  const expected = {
    zh: '以 UTF-8 保存的文本（用记事本打开，选“另存为”，编码选 UTF-8，再保存）',
    en: 'text saved as UTF-8 (in Notepad: Save As, Encoding: UTF-8)',
  };
  if (isUtf16(bytes)) return { file, line: 1, column: 1, path: '', expected, got: 'UTF-16' };
  return { file, line: firstOddLine(bytes), column: 1, path: '', expected, got: looksLikeGbk(bytes) ? 'GBK' : '?' };
}

function decoded(bytes: Uint8Array, encoding = 'utf-8'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function looksLikeGbk(bytes: Uint8Array): boolean {
  return decoded(bytes, 'gb18030')?.includes('\0') === false;
}

/** Counted from 1: the first line that is not UTF-8 or holds a zero byte. */
function firstOddLine(bytes: Uint8Array): number {
  const newline = 0x0a;
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const found = bytes.indexOf(newline, from);
    const to = found === -1 ? bytes.length : found + 1;
    if (decoded(bytes.subarray(from, to))?.includes('\0') !== false) return line;
    from = to;
  }
  return line;
}
