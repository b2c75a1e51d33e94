const DIGITS = '零一二三四五六七八九';

/**
 * A time limit as its readers take it: half-width, without spaces, numbers in digits where they count something (十五日 becomes
 * 15日, 两周 2周), and without the verbs that say that it is about publishing.
 */
export function plainTerm(written: string): string {
  const text = written.normalize('NFKC').replace(/\s+/g, '').replaceAll('個', '个');
  const counted = text
    .replace(/(?:周|星期|礼拜)([日天])/g, '周7')
    .replace(/[一二两三四五六七八九十]{1,3}(?=个|日|天|号|周|星期|旬|月|季|年|小时|次|条|篇|工作)/g, (numeral) => String(numberOf(numeral)));
  return counted.replace(/(?:星期|礼拜)/g, '周').replace(/(?:进行|予以|完成|主动|应当?|对外|网上)(?=公开|更新|公布|发布|公示|上传)/g, '');
}

/** 十五 is 15, 二十 20, 三十一 31; 两 is 2. */
function numberOf(numeral: string): number {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['零', numeral];
  const digit = (sign: string | undefined, blank: number) => (sign === undefined || sign === '' ? blank : sign === '两' ? 2 : DIGITS.indexOf(sign.slice(-1)));
  return digit(tens, 1) * 10 + digit(ones, 0);
}

/** What may end a time limit and adds nothing to it. */
export const VERBS = '(?:公开|更新|公布|发布|公示|上传|维护|报送|填报)*';
