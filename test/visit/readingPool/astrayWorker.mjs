/** A worker that goes astray as its page says. */
export const readPage = ([{ text }]) => does(text) ?? { unreadable: null };
export const readBody = ([{ body }]) => does(new TextDecoder().decode(body));
export const readItemPage = ([{ text }]) => does(text);
export const readHomepage = ([{ text }]) => does(text);

function does(text) {
  if (text.includes('hang')) for (;;);
  if (text.includes('leave')) process.exit(3);
  if (text.includes('throw')) throw new Error('a mistake');
  if (!text.includes('fill')) return undefined;
  const kept = [];
  for (;;) kept.push(Array.from({ length: 1_000 }, (_, index) => ({ index })));
}
