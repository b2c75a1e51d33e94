import { ConfigError } from '../../src/config/configError.js';
import type { ConfigProblem } from '../../src/config/configError.js';
import { parseConfig } from '../../src/config/parseConfig.js';

/** The problems that parsing `text` reports; none where it parses. Anything else thrown is a bug and stays thrown. */
export function problemsOf(text: string): ConfigProblem[] {
  try {
    parseConfig(text, 'test.yaml');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** `12:5 sites[0].url: "ftp://a/"`: place, path and what was got, for tables. */
export function brief({ line, column, path, got }: ConfigProblem): string {
  return `${line}:${column} ${path}${got === '' ? '' : `: ${got}`}`;
}

/** A sound configuration of eight lines, with some lines replaced and further ones added. */
export function withLines(changes: Record<number, string>): string {
  const lines = [
    'crawl: { contact: "mailto:office@example.invalid" }',
    'sites:',
    '  - name: 某局',
    '    url: https://site.example.invalid/',
    '    columns:',
    '      - name: 通知',
    '        url: https://site.example.invalid/a/',
    '        cadence: 按月',
  ];
  const last = Math.max(lines.length, ...Object.keys(changes).map(Number));
  return Array.from({ length: last }, (_, index) => changes[index + 1] ?? lines[index] ?? '').join('\n');
}
