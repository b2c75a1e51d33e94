import { inflateRawSync } from 'node:zlib';
import { BOUNDS } from './sheet.js';
import { damaged, passwordProtected, SheetError, tooMuch } from './sheetError.js';

/** The parts of a zip file, by their names. Nothing is unpacked before it is asked for. */
export interface ZipParts {
  has(name: string): boolean;
  /** @throws {SheetError}  where it is not there, damaged, or larger than what is left of the bound */
  read(name: string): Uint8Array;
}

/**
 * Opens a zip file by its directory, which stands at its end.
 *
 * What is unpacked is bounded twice: by the sizes that the directory states, before anything is done, and by the unpacking
 * itself, since a directory may lie. Pictures and whatever else is not asked for are never unpacked.
 *
 * @throws {SheetError}
 */
export function zipParts(bytes: Uint8Array): ZipParts {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = directoryOf(file);
  let left: number = BOUNDS.unpackedBytes;
  return {
    has: (name) => parts.has(name),
    read: (name) => {
      const part = parts.get(name);
      if (part === undefined) throw damaged();
      if (part.unpackedBytes > left) throw tooLarge();
      const unpacked = unpack(file, part, left);
      left -= unpacked.length;
      return unpacked;
    },
  };
}

interface Part {
  method: number;
  packedBytes: number;
  unpackedBytes: number;
  isEncrypted: boolean;
  /** Where the part's own head begins. */
  at: number;
}

const END_MARK = 0x06054b50;
const ENTRY_MARK = 0x02014b50;
const PART_MARK = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

function directoryOf(file: Buffer): Map<string, Part> {
  const end = endOf(file);
  const count = file.readUInt16LE(end + 10);
  if (count > BOUNDS.parts) throw tooMuch({ zh: '文件里的部件', en: 'parts' }, BOUNDS.parts);
  const parts = new Map<string, Part>();
  let at = file.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY_MARK) throw damaged();
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((place) => file.readUInt16LE(at + place)) as [number, number, number];
    const name = file.toString('utf8', at + 46, at + 46 + nameBytes).replaceAll('\\', '/');
    // Of two parts of one name the first counts, whichever way another program takes it.
    if (!parts.has(name)) {
      parts.set(name, {
        isEncrypted: (file.readUInt16LE(at + 8) & 1) === 1,
        method: file.readUInt16LE(at + 10),
        packedBytes: file.readUInt32LE(at + 20),
        unpackedBytes: file.readUInt32LE(at + 24),
        at: file.readUInt32LE(at + 42),
      });
    }
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return parts;
}

function endOf(file: Buffer): number {
  const first = Math.max(0, file.length - END_BYTES - LONGEST_COMMENT);
  for (let at = file.length - END_BYTES; at >= first; at -= 1) {
    if (file.readUInt32LE(at) === END_MARK) return at;
  }
  throw damaged();
}

function unpack(file: Buffer, { at, method, packedBytes, isEncrypted }: Part, mostBytes: number): Uint8Array {
  if (isEncrypted) throw passwordProtected();
  if (at + 30 > file.length || file.readUInt32LE(at) !== PART_MARK) throw damaged();
  const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const packed = file.subarray(from, from + packedBytes);
  if (packed.length !== packedBytes) throw damaged();
  if (method === 0) return packed;
  if (method !== 8) throw damaged();
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, mostBytes) });
  } catch (cause) {
    const isLarge = cause instanceof RangeError || (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE');
    throw isLarge ? tooLarge() : damaged(cause);
  }
}

function tooLarge(): SheetError {
  const most = BOUNDS.unpackedBytes / 1024 ** 2;
  return new SheetError({
    zh: `文件解压后超过 ${most} MB，不像一份栏目任务分解表，没有读。请只保留要导入的工作表，另存一份再试`,
    en: `unpacked the file is larger than ${most} MB: no table of columns is so large, so it was not read. Save a copy with only the sheets to be imported`,
  });
}
