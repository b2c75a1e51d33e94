/** Titles as a hostile page would set them, for every place where a title comes out again; and what harmless means. */
import { expect } from 'vitest';

export const hostileTitles = {
  'a script': '<script>alert(1)</script>',
  'an end of what it stands in': '"></title></style></script><svg onload=alert(1)>',
  'an attribute': "' onmouseover='alert(1)' x='",
  'an entity': '&lt;b&gt;&#60;i&#62;',
  'a javascript link': 'javascript:alert(1)//',
  'a data link': 'data:text/html,<script>alert(1)</script>',
  'a formula': '=HYPERLINK("http://evil.example.invalid","x")',
  'a sum': '+1+1',
  'a difference': '-1+1|cmd',
  'a function': '@SUM(A1)',
  'a tab before a formula': '\t=1+1',
  'a line end before a formula': '\r=1+1',
  'a line of its own': '第一行\r\n{"level":50,"msg":"伪造"}',
  'a colour': '\u001b[31m红\u001b[0m',
  'a cleared screen': '\u001b[2J\u001b[H\u001bc',
  'a terminal link': '\u001b]8;;http://evil.example.invalid\u001b\\点这里\u001b]8;;\u001b\\',
  'a window title': '\u001b]0;标题\u0007',
  'a control of eight bits': '\u009b31m红\u009d0;标题\u009c\u0090q\u0085',
  'words turned around': '关于\u202efdp.件文\u202c的公示',
  'isolates': '关于\u2066乙\u2067丙\u2068丁\u2069\u200e\u200f\u061c的公示',
  'signs without width': '\u200b零\u200c宽\u200d\ufeff\u00ad\u2060\u3164\u{e0041}',
  'line separators': '一\u2028二\u2029三',
  'nothing and a bell': '\u0000空\u0007\u0008\u007f',
  'half characters': '\ud800半\udfff',
  'heaped marks': `高${'\u0301'.repeat(2000)}`,
  'an object': '__proto__',
  'a megabyte': '长'.repeat(350_000),
} as const;

/** Nothing that steers a terminal, hides, or turns the line around; line ends and tabs are the program's own. */
const STEERING = /(?![\n\t])\p{Cc}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029\uFFF9-\uFFFB]|\p{Cs}/u;

/** @param name  of the output, for the message */
export function expectHarmless(text: string, name = ''): void {
  const found = STEERING.exec(text);
  const around = found && JSON.stringify(text.slice(Math.max(0, found.index - 40), found.index + 20));
  expect(around, name).toBeNull();
}
