/** Numbers in titles, brought to one form. */

const digits = '零一二三四五六七八九';

/** A title without white space, its digits of one width and its Chinese years spelt with one zero: 二〇二六年, 二О二六年. */
export function plainNumerals(title: string): string {
  return title
    .replace(/\s+/g, '')
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    // The shapes that a zero takes under a typist's hand: 二〇二六, 二○二六, 二О二六, 二0二六, 二零二六.
    .replace(/(?<=[二一])[〇○◯OoОо0零](?=[一二三四五六七八九〇○◯OoОо0零][一二三四五六七八九〇○◯OoОо0零]年)/g, '零')
    .replace(/(?<=[二一][零一二三四五六七八九][一二三四五六七八九])[〇○◯OoОо0](?=年)/g, '零');
}

/** The year in `2026年`, `二零二六年度` or `2026`. */
export function yearOf(words: string): number {
  const name = words.replace(/年度?$/, '');
  return /^[0-9]+$/.test(name) ? Number(name) : Number([...name].map((word) => digits.indexOf(word)).join(''));
}

/** `3`, `03`, `三`, `十`, `十二`. Not a number: NaN. */
export function valueOf(number: string): number {
  if (/^[0-9]+$/.test(number)) return Number(number);
  const ten = number.indexOf('十');
  if (ten < 0) return number.length === 1 ? digits.indexOf(number) : Number.NaN;
  const tens = ten === 0 ? 1 : valueOf(number.slice(0, ten));
  const ones = ten === number.length - 1 ? 0 : valueOf(number.slice(ten + 1));
  return tens * 10 + ones;
}
