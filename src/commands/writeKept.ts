import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../exitCodes.js';

/**
 * Writes a file whole or not at all. One that is there already is only replaced where that was asked for, and then kept under
 * another name.
 *
 * @returns  the name under which the old file is kept; null where there was none
 * @throws {UsageError}  where the file is there and nobody said to replace it, or it cannot be written
 */
export async function writeKept(target: string, content: string | Uint8Array, isForced: boolean): Promise<string | null> {
  const isThere = await exists(target);
  if (isThere && !isForced) {
    throw new UsageError({
      zh: `没有写入：${target} 已经有了。要以新的代替，加 --force（原来的会另存）；或用 --out 写到别处。`,
      en: `Nothing was written: ${target} is there. To replace it add --force (the old one is kept beside it), or name another with --out.`,
    });
  }
  const part = path.join(path.dirname(target), `.${path.basename(target)}.part`);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(part, content);
    const kept = isThere ? await freeName(target) : null;
    if (kept !== null) await rename(target, kept);
    await rename(part, target);
    return kept;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError({
      zh: `不能写入 ${target}（${why}）。请检查权限；在 Excel 里打开着的请先关闭，或用 --out 写到别处。`,
      en: `${target} cannot be written (${why}). Check the permissions, close it in Excel, or name another with --out.`,
    });
  }
}

/** `shixian.yaml.bak`, `shixian.yaml.bak2`, … */
async function freeName(target: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = `${target}.bak${number === 1 ? '' : number}`;
    if (!(await exists(name))) return name;
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(() => true, () => false);
}
