/**
 * What came from a page, made harmless in a message: no formatting, no mention, no link that the sender did not mean. The
 * robots have no reliable way to escape a sign, so each sign that means something to one of them is set in full width,
 * which reads the same and means nothing.
 */

const MEANING = /[*_`[\]()#<>!~|@\\&{}$]/g;

/** For the markdown of robots. `**[x](http://a.invalid) @all` becomes `＊＊［x］（http：//a.invalid） ＠all`. */
export function harmlessInMarkdown(text: string): string {
  return withoutLinks(oneLine(text)).replace(MEANING, fullWidth);
}

/** For text and HTML mails, whose readers turn whatever looks like an address into a link. Not escaped for HTML. */
export function withoutLinks(text: string): string {
  return text.replace(/:(?=\/\/)/g, '：').replace(/\bwww\./giu, (found) => `${found.slice(0, -1)}．`);
}

/** No line end, no control, nothing that turns or hides: for whatever was not made plain before. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(HIDDEN, '');
}

const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cs}]/gu;

/** Letters for the eye; the code points U+FF01 to U+FF5E stand for U+0021 to U+007E. */
function fullWidth(sign: string): string {
  return String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0);
}

/** An address that may be a link: http or https without a user name. Null otherwise. */
export function linkable(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '' || href.length > 2000) return null;
  // Signs that would end the link in markdown.
  return href.replace(/[()<>[\]*_~`|!\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
