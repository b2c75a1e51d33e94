/** The days of one line, with what the words beside them say of each: published, changed, or something else. */
import type { DateEvidence, Day } from '../../model.js';
import { findFullDates, type FoundDate } from './dates.js';
import { roleOfLabel } from './dateRole.js';
import { findForeignDates, type NumberOrder } from './foreignDate.js';
import { readStandaloneDate } from './standaloneDate.js';
import { fold } from '../layout/words.js';

/** `updated`: the words say that the document was changed then. */
export type LineRole = 'published' | 'unsaid' | 'updated' | 'other';

/** A day in a line, by the words before it. */
export interface LineDate {
  role: LineRole;
  evidence: DateEvidence;
}

const UPDATED = new RegExp(
  String.raw`updated?\b|modified|last (?:edit|change|review)|edited|revised|aktualisiert|geändert|änderung|bearbeitet|\bstand\b|mise? à jour|` +
    'mis à jour|modifi|actualizad|aggiornat|atualizad|bijgewerkt|gewijzigd|aktualizac|zmodyfikow|обновлен|изменен|güncel|' +
    'uppdatera|oppdatert|opdatere|päivitetty|frissít|módosít|수정|修改|最后更新|更新日|最終更新',
  'gi',
);
const PUBLISHED = new RegExp(
  String.raw`publi|posted|released?\b|created|written|submitted|uploaded|erstellt|veröffentlicht|erschienen|eingestellt|geschrieben|` +
    'pubblicat|geplaatst|gepost|opublikow|dodano|опубликован|yayın|zveřejněno|publicer|julkaistu|közzé|objavlj|입력|등록|発表|公開|掲載|投稿',
  'gi',
);
const OTHER = new RegExp(
  String.raw`joined|member since|registriert|mitglied seit|dabei seit|born|geboren|deadline|expires?|valid|bis zum|until|` +
    String.raw`retrieved|accessed|abgerufen|copyright|©|version|inscrit|registrad`,
  'gi',
);
const LONGEST_LABEL = 40;

/**
 * The days of a short text with their roles. The words before a day, or the short text before where there are none, say
 * what it is.
 */
export function datesInLine(text: string, before: string, today: Day, order: NumberOrder): LineDate[] {
  const found = datesIn(text, today, order);
  let from = 0;
  return found.map(({ day, text: words, start, end }) => {
    const own = text.slice(Math.max(from, start - LONGEST_LABEL), start);
    const label = /\p{L}/u.test(own) || from > 0 ? own : before.slice(-LONGEST_LABEL) + own;
    from = end;
    return { role: roleOf(label), evidence: { day, by: 'near-title', text: fold(words), implied: [] } };
  });
}

function datesIn(text: string, today: Day, order: NumberOrder): FoundDate[] {
  const full = findFullDates(text);
  if (full.length > 0) return full;
  const foreign = findForeignDates(text, order);
  if (foreign.length > 0) return foreign;
  const alone = readStandaloneDate(text, today);
  const isWhole = alone?.form === 'day' && !alone.implied.includes('relative');
  return isWhole ? [{ day: alone.day, text, start: 0, end: text.length }] : [];
}

function roleOf(label: string): LineRole {
  const chinese = roleOfLabel(label);
  if (chinese === 'other' || chinese === 'written') return 'other';
  // Of two words the one that stands nearer to the day counts: “Updated 3 May, published” before 1 May.
  const [updated, published, other] = [UPDATED, PUBLISHED, OTHER].map((words) => lastMatch(words, label));
  if (updated === undefined || published === undefined || other === undefined) return 'unsaid';
  const nearest = Math.max(updated, published, other);
  if (nearest < 0) return 'unsaid';
  return nearest === other ? 'other' : nearest === updated ? 'updated' : 'published';
}

function lastMatch(words: RegExp, label: string): number {
  let last = -1;
  for (const { index } of label.matchAll(words)) last = index;
  return last;
}
