/** What a person writes along with a decision: who decides, why, by which document. */
import { UsageError } from '../exitCodes.js';
import { plainText } from '../report/pageText.js';

/** Longest that is kept, in characters: a reason may be a paragraph, a name or 文号 is a line. */
export const LONGEST_REASON = 2000;
export const LONGEST_NAME = 100;

/**
 * The text as it was written, whatever is in it: it is made harmless where it is shown.
 *
 * @param option  as the person knows it: `--reason`
 * @throws UsageError where nothing visible is written, or more than `longest` characters
 */
export function givenText(option: string, written: string | undefined, longest: number): string {
  // A text of spaces and invisible signs names nobody and gives no reason.
  if (written === undefined || plainText(written) === '') {
    throw new UsageError({ zh: `请用 ${option} 写明${MEANING[option]?.zh ?? ''}。`, en: `Say with ${option} ${MEANING[option]?.en ?? ''}.` });
  }
  const length = Array.from(written).length;
  if (length <= longest) return written;
  throw new UsageError({
    zh: `${option} 最长 ${longest} 字，实际 ${length} 字。没有登记。`,
    en: `${option} takes at most ${longest} characters, not ${length}. Nothing was recorded.`,
  });
}

const MEANING: Record<string, { zh: string; en: string }> = {
  '--reason': { zh: '理由', en: 'why' },
  '--author': { zh: '由谁认定', en: 'who decides' },
  '--document': { zh: '文号', en: 'which document it rests on' },
};
