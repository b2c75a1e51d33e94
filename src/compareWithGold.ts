/** How a reading stands to the answer made by hand for the same page: every question, exactly right or not. */
import type { Inspection } from './visit/inspectPage.js';

/** One entry of a `gold.json`. */
export interface GoldPage {
  file: string;
  kind: 'list' | 'article' | 'endpoint' | 'blank' | 'unreadable';
  url?: string | null;
  /** The day on which the page was saved: what counts as today when it is read. */
  today?: string;
  cms?: string | null;
  http_status?: number | null;
  reason?: string;
  traps?: string[];
  latest_date?: string | null;
  item_count?: number | null;
  items?: { date: string | null; title?: string }[];
  publish_date?: string | null;
  written_date?: string | null;
}

export interface Comparison {
  question: string;
  isRight: boolean;
  /** What was seen instead, for the list of misses. */
  seen: string;
}

/** Every question that the answer asks of the page. A date counts only where the whole `YYYY-MM-DD` is equal. */
export function compareWithGold(gold: GoldPage, seen: Inspection): Comparison[] {
  const kind = gold.kind === 'endpoint' ? (gold.item_count === 0 ? 'unreadable' : 'list') : gold.kind;
  const isTakenForMore = kind === 'unreadable' && (seen.kind === 'list' || seen.kind === 'blank');
  const isTakenForBlank = seen.kind === 'blank' && kind !== 'blank';
  const why = `${seen.kind} ${seen.reason ?? ''} (${seen.why}; ${seen.reader})`;
  return [
    { question: `${gold.kind}: kind`, isRight: seen.kind === kind, seen: why },
    { question: 'not dangerous', isRight: !isTakenForMore && !isTakenForBlank, seen: seen.kind },
    ...(kind === 'unreadable' ? compareReason(gold, seen) : []),
    ...(kind === 'list' ? compareList(gold, seen) : []),
    ...(gold.kind === 'article' ? compareArticle(gold, seen) : []),
  ];
}

function equal(question: string, seen: unknown, expected: unknown): Comparison {
  return { question, isRight: seen === expected, seen: `${String(seen)} instead of ${String(expected)}` };
}

/** The answers call every shell a js-shell and note in `traps` which of them only send the reader elsewhere. */
function compareReason(gold: GoldPage, seen: Inspection): Comparison[] {
  const reason = gold.traps?.includes('redirect-shell') ? 'redirect-shell' : gold.reason;
  return reason ? [equal('unreadable: reason', seen.reason, reason)] : [];
}

function compareList(gold: GoldPage, seen: Inspection): Comparison[] {
  const latest = gold.latest_date ?? null;
  const isFresher = seen.latestDate !== null && latest !== null && seen.latestDate > latest;
  const items = gold.items ?? [];
  return [
    equal(`${gold.kind}: newest date`, seen.latestDate, latest),
    { question: 'not read as fresher', isRight: !isFresher, seen: `${seen.latestDate} instead of ${latest}` },
    equal(`${gold.kind}: item count`, seen.itemCount, gold.item_count),
    ...(items.length > 0 ? [compareDates(gold, seen), ...compareTitles(items, seen)] : []),
  ];
}

function compareDates(gold: GoldPage, seen: Inspection): Comparison {
  const expected = (gold.items ?? []).map((item) => item.date);
  const read = seen.items.map((item) => item.date);
  const at = expected.findIndex((date, index) => date !== read[index]);
  return {
    question: `${gold.kind}: date sequence`,
    isRight: at < 0 && expected.length === read.length,
    seen: `row ${at + 1}: ${read[at]} instead of ${expected[at]} (${read.length} of ${expected.length} rows)`,
  };
}

function compareTitles(expected: { title?: string }[], seen: Inspection): Comparison[] {
  const bare = (title: string) => title.replace(/[\s\u00a0\u3000]/g, '');
  return expected.flatMap(({ title }, index) => {
    if (title === undefined) return [];
    const read = bare(seen.items[index]?.title ?? '');
    // Where the answer was taken from the cut text, the full title is right as well.
    const cut = /(?:…|\.{2,})$/.exec(bare(title));
    const isRight = read === bare(title) || (cut !== null && read.startsWith(bare(title).slice(0, cut.index)));
    return [{ question: 'list: item titles', isRight, seen: `“${read}” instead of “${title}”` }];
  });
}

function compareArticle(gold: GoldPage, seen: Inspection): Comparison[] {
  if (gold.publish_date === undefined) return [];
  const { publishDate = null, writtenDate = null, dateBy = null } = seen.article ?? {};
  const published = equal('article: publish date', publishDate, gold.publish_date);
  return [
    { ...published, seen: `${published.seen} (${dateBy ?? seen.kind})` },
    ...(gold.written_date ? [equal('article: written date', writtenDate, gold.written_date)] : []),
  ];
}
