/** What is read from one page, in the shape that `shixian inspect --json` prints. */
import { decode } from './crawl/decode.js';
import { readPage } from './extract/readPage.js';
import type { DateEvidence, Day, Item, ListSelector, Reading } from './model.js';

export interface Inspection {
  source: string;
  kind: Reading['kind'];
  /** The closed reason where `kind` is `unreadable`, else null. */
  reason: string | null;
  /** Why the page is taken for what it is, in words. */
  why: string;
  reader: string;
  /** Newest day on the main list that is not after `today`; for an article its publish day. */
  latestDate: Day | null;
  itemCount: number;
  items: InspectedItem[];
  nextPages: string[];
  article: { title: string | null; publishDate: Day | null; writtenDate: Day | null; dateText: string | null; dateBy: string | null } | null;
}

export interface InspectedItem {
  title: string;
  url: string | null;
  date: Day | null;
  dateText: string | null;
  dateBy: string | null;
  implied: string[];
  pinned: boolean;
}

export interface PageToInspect {
  source: string;
  body: Uint8Array;
  url: string;
  today: Day;
  contentType?: string;
  status?: number;
  drawn?: boolean;
  selector?: ListSelector;
}

/** Decodes and reads the page. Pure. */
export function inspectPage(page: PageToInspect): Inspection {
  const { text } = decode(page.body, page.contentType);
  const reading = readPage(
    { text, url: page.url, contentType: page.contentType, status: page.status, drawn: page.drawn },
    { today: page.today, selector: page.selector },
  );
  return describe(page.source, reading, page.today);
}

export function describe(source: string, reading: Reading, today: Day): Inspection {
  const { article } = reading;
  const latest = reading.kind === 'article' ? article?.published ?? null : latestOf(reading.items, today);
  return {
    source,
    kind: reading.kind,
    reason: reading.unreadable,
    why: reading.why,
    reader: reading.reader,
    latestDate: latest?.day ?? null,
    itemCount: reading.items.length,
    items: reading.items.map((item) => ({
      title: item.title,
      url: item.url,
      date: item.date?.day ?? null,
      dateText: item.date?.text ?? null,
      dateBy: item.date?.by ?? null,
      implied: item.date?.implied ?? [],
      pinned: item.pinned,
    })),
    nextPages: reading.nextPages,
    article: article && {
      title: article.title,
      publishDate: article.published?.day ?? null,
      writtenDate: article.written?.day ?? null,
      dateText: article.published?.text ?? null,
      dateBy: article.published?.by ?? null,
    },
  };
}

function latestOf(items: Item[], today: Day): DateEvidence | null {
  let latest: DateEvidence | null = null;
  for (const { date } of items) if (date && date.day <= today && (!latest || date.day > latest.day)) latest = date;
  return latest;
}
