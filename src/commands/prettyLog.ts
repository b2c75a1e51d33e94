import { Writable } from 'node:stream';
import { plainText } from '../report/pageText.js';

/**
 * Log lines for people: `02:00:01 WARN fetch failed run=… siteId=…`, each of one line and harmless for a terminal. The
 * time is the machine's own.
 */
export function prettyLog(out: NodeJS.WritableStream): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: unknown, _encoding, done) {
      for (const line of String(chunk).split('\n')) if (line !== '') out.write(`${prettyLine(line)}\n`);
      done();
    },
  });
}

export function prettyLine(json: string): string {
  const { time, level, msg, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const at = new Date(String(time)).toTimeString().slice(0, 8);
  const told = Object.entries(fields).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return plainText([at, LEVELS[Number(level)] ?? String(level), typeof msg === 'string' ? msg : '', ...told].join(' '), 2000);
}

const LEVELS: Record<number, string> = { 10: 'TRACE', 20: 'DEBUG', 30: 'INFO', 40: 'WARN', 50: 'ERROR', 60: 'FATAL' };
