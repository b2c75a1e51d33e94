/** A file that is written piece by piece, so that no more of it than some kilobytes is in memory. */
import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

export interface TextFile {
  write(text: string): Promise<void>;
  /** Writes what stands in another file, of which nothing waits any more. */
  append(file: string): Promise<void>;
  /** Writes what waits. Where nothing was ever written the file is there, and empty. */
  flush(): Promise<void>;
}

const MOST_WAITING = 1 << 18;

/** What is written comes after what stands in `file`. Nothing is kept open, so that nothing has to be closed. */
export function textFile(file: string): TextFile {
  let waiting: string[] = [];
  let size = 0;

  async function flush(): Promise<void> {
    const text = waiting.join('');
    waiting = [];
    size = 0;
    await appendFile(file, text);
  }

  return {
    async write(text) {
      waiting.push(text);
      size += text.length;
      if (size >= MOST_WAITING) await flush();
    },
    async append(other) {
      await flush();
      await pipeline(createReadStream(other), createWriteStream(file, { flags: 'a' }));
    },
    flush,
  };
}
