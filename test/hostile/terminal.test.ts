/** Hostile titles in the log and on the terminal. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harmlessSink } from '../../src/commands/harmless.js';
import { harmless } from '../../src/report/harmless.js';
import { logger } from '../../src/commands/context.js';
import { document } from '../doors/pages.js';
import { folders, shixian } from '../doors/program.js';
import { expectHarmless, hostileTitles } from './hostileTitles.js';

const folder = folders();

describe('harmless', () => {
  for (const [title, text] of Object.entries(hostileTitles))
    test(`${title}: the same text for who reads JSON, nothing for a terminal`, () => {
      const shown = harmless(JSON.stringify(text));
      expectHarmless(shown);
      expect(JSON.parse(shown)).toBe(text);
    });

  test('leaves words, lines and tabs as they are', () =>
    expect(harmless('某局\t通知公告（第1批）\n“完成” — ✓ ✗ é 𠮷 😀 [1] \\u001b')).toBe('某局\t通知公告（第1批）\n“完成” — ✓ ✗ é 𠮷 😀 [1] \\u001b'));

  test('whatever is written: the same JSON, and harmless', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const shown = harmless(JSON.stringify(text));
      expectHarmless(shown);
      expect(JSON.parse(shown)).toBe(text);
      expectHarmless(harmless(text));
    }));
  });

  test('a sink writes each text once', () => {
    const written: string[] = [];
    harmlessSink({ write: (text) => written.push(text) }).write('a\u001b\n');
    expect(written).toEqual(['a\\u001b\n']);
  });
});

/** What the program's own logger writes for one message, at the level of information. */
function logged(write: (log: ReturnType<typeof logger>) => void): string {
  let text = '';
  const err = { write: (words: string) => (text += words) } as unknown as NodeJS.WritableStream;
  const { signal } = new AbortController();
  write(logger({ language: 'zh', logLevel: 'info', out: { write: () => true }, err, now: () => new Date(0), version: '0', signal }));
  return text;
}

describe('the log', () => {
  for (const [title, text] of Object.entries(hostileTitles))
    test(`${title} is one harmless line of JSON that says what was meant`, () => {
      const lines = logged((log) => log.warn({ site: text, path: [text], err: new Error(text), [text]: 1 }, text));
      expectHarmless(lines);
      expect(lines.split('\n')).toHaveLength(2);
      const read = JSON.parse(lines) as { site: string; path: string[]; err: { message: string }; msg: string };
      expect(read).toMatchObject({ site: text, path: [text], err: { message: text }, msg: text });
    });
});

describe('inspect', () => {
  for (const [title, text] of Object.entries(hostileTitles))
    test(title, async () => {
      const file = path.join(await folder(), 'a.html');
      const raw = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      const days = ['2026-03-17', '2026-03-10', '2026-03-03', '2026-02-20'];
      const rows = days.map((day, at) => `<li><a href="${at === 1 ? 'javascript:alert(1)' : `/${day}.html`}">${raw}第${at}批公路养护工程验收</a><span>${day}</span></li>`);
      await writeFile(file, document(`<h1>${raw}</h1><ul>${rows.join('')}</ul>`));
      const shown = await shixian(['inspect', file]);
      expect(shown).toMatchObject({ code: 0, err: '' });
      expectHarmless(shown.out, 'table');
      expect(shown.out.length).toBeLessThan(20_000);
      const json = await shixian(['inspect', file, '--json']);
      expectHarmless(json.out, 'json');
      expect(json.out.trimEnd().split('\n')).toHaveLength(1);
      expect(JSON.parse(json.out)).toMatchObject({ source: file });
    });

  test('a file that is not there is named harmlessly', async () => {
    for (const text of Object.values(hostileTitles)) {
      const { code, err } = await shixian(['inspect', text.slice(0, 200).replaceAll('\0', '')]);
      expect(code).toBe(3);
      expectHarmless(err, text.slice(0, 20));
    }
  });
});
