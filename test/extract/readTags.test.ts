/** The tags of a page, held against htmlparser2's own Parser: what is left out to save time must not be missed. */
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { attributeNamed } from '../../src/extract/layout/attributes.js';
import { readTags } from '../../src/extract/layout/readTags.js';

/** Every tag and text as one line each; texts that follow each other are one. */
type Events = string[];

function ours(source: string): Events {
  const events: Events = [];
  const opened: string[] = [];
  readTags(source, {
    onText: (from, to) => note(events, source.slice(from, to)),
    onCharacter: (character) => note(events, character),
    onOpen: ({ name }, attribs, start) => {
      events.push(`<${name} ${JSON.stringify(attribs)} ${start}`);
      return opened.push(name) - 1;
    },
    onClose: (mark) => events.push(`>${opened[mark] ?? ''}`),
  });
  return events;
}

function theirs(source: string): Events {
  const events: Events = [];
  let open = 0;
  const parser = new Parser({
    onopentag: (name, attribs) => {
      const asked = Object.entries(attribs).filter(([key]) => attributeNamed(key) !== null);
      events.push(`<${name} ${JSON.stringify(Object.fromEntries(asked))} ${parser.startIndex}`);
      open++;
    },
    // A tag that the text ends inside was never opened.
    onclosetag: (name) => events.push(open-- > 0 ? `>${name}` : '>'),
    ontext: (text) => note(events, text),
  });
  parser.end(source);
  return events;
}

function note(events: Events, text: string): void {
  const last = events.length - 1;
  if (events[last]?.startsWith('"')) events[last] += text;
  else events.push(`"${text}`);
}

describe('reads tags and texts as htmlparser2’s Parser does', () => {
  for (const [name, source] of [
    ['an entity in a text and in an attribute', '<a title="a&amp;b&lt">甲&nbsp;乙&copy丙</a>'],
    ['rows that are never closed', '<ul><li>一<li>二</ul><table><tr><td>三<td>四<tr><td>五</table>'],
    ['a paragraph closed by a block, and one that was never open', '<p>一<div>二</div></p>三</p>'],
    ['a line break written as a closing tag', '一</br>二<br/>三'],
    ['letters of any case, in names and attributes', '<DIV CLASS="a" Class="b"><Span ID=c>一</SPAN></Div>'],
    ['tags that close themselves in drawings alone', '<div/>一<svg><path/><g/></svg><span/>二'],
    ['drawings that hold HTML', '<svg><desc><b/>一</desc><g/></svg><math><mi/>二</math><i/>'],
    ['scripts, styles and titles with signs inside', '<title>a<b>&amp;</title><script>if (a<b) "</div>"</script><style>a>b</style>'],
    ['comments, declarations and CDATA', '<!doctype html>一<!-- <b> -->二<![CDATA[<i>]]>三<?php echo 1 ?>四</ b>五'],
    ['signs that are no tags', '1 < 2 && 3 > 2 <3 </> <'],
    ['attributes that nobody asks for', '<img width=3 border="0" target=\'_blank\' data-src="x" nowrap hidden>'],
    ['names of what every object has', '<a constructor="x" class="y" __proto__="z">一</a>'],
    ['a closing tag further out', '<div><b><i>一</div>二</i></b>'],
  ] as const)
    test(name, () => expect(ours(source)).toEqual(theirs(source)));

  const piece = fc.oneof(
    fc.constantFrom(
      ...['div', 'p', 'ul', 'li', 'table', 'tr', 'td', 'a', 'br', 'img', 'script', 'title', 'svg', 'desc', 'select', 'option']
        .flatMap((name) => [`<${name}>`, `</${name}>`, `<${name} class="x" Title='y&amp;' href=z/>`]),
    ),
    fc.constantFrom('文字', ' ', '\n', '&nbsp;', '&', '<', '>', '</', '<!--', '-->', '"', "'", '=', '/', 'x'),
  );
  test('for any mixture of tags, signs and texts', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const source = pieces.join('');
        expect(ours(source)).toEqual(theirs(source));
      }),
      { numRuns: 500 },
    );
  });
});
