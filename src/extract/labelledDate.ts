import type { DateEvidence } from '../model.js';
import { roleOfLabel } from './dateRole.js';
import { findFullDates } from './dates.js';
import { joinTexts, type Page, type TextPiece } from './document.js';
import { fold, squeeze } from './words.js';

const LONGEST_TEXT = 400;
const NEAR = 8;
const LONGEST_LABEL = 14;
const IS_LABEL = /(?:日期|时间|于)[\s:：]*$|[:：]\s*$|^[\s[(（]*(?:发布|发表|成文|印发)[\s:：]*$/;

/** The first date whose label says what it is; the label may stand in the same text or in the one or two before. */
export function labelledDate(page: Page, role: 'published' | 'written'): DateEvidence | null {
  // 更新时间 counts where no 发布时间 stands beside it.
  let updated: { evidence: DateEvidence; index: number } | null = null;
  for (let index = 0; index < page.texts.length; index++) {
    if (updated && index > updated.index + NEAR) break;
    const piece = page.texts[index] as TextPiece;
    if (piece.text.length > LONGEST_TEXT || piece.inLink >= 0 || !/[\d〇０-９]/.test(piece.text)) continue;
    for (const found of findFullDates(piece.text)) {
      const before = piece.text.slice(Math.max(0, found.start - LONGEST_LABEL), found.start);
      const hasLabel = /\S/.test(before.replace(/[\s:：[(（]/g, ''));
      const textsBefore = () => joinTexts(page, Math.max(0, index - 2), index, 40).slice(2 - LONGEST_LABEL);
      const label = lastWords(hasLabel ? before : textsBefore());
      // A verb at the end of a sentence (“…办法》印发”) is no label.
      if (!IS_LABEL.test(label)) continue;
      // 最后更新 is when the page was last touched, not when it was published.
      if (roleOfLabel(label) !== role || (role === 'published' && /最后/.test(label))) continue;
      const name = squeeze(label).replace(/[:：[(（]/g, '');
      const evidence = { day: found.day, by: `label:${name}`, text: found.text, implied: [] };
      if (!/更新|修改/.test(label)) return evidence;
      updated ??= { evidence, index };
    }
  }
  return updated?.evidence ?? null;
}

const lastWords = (text: string) => fold(text).replace(/^.*[\s，,。;；|](?=\S)/, '');
