/** JSON-LD: what a page says of itself to search engines (schema.org), as far as it concerns dates. */
import type { DateEvidence } from '../../model.js';
import type { Page, Script } from '../layout/document.js';
import { machineEvidence } from '../dates/machineDate.js';
import { squeeze } from '../layout/words.js';

/** The days that the page's linked data names, each from the thing that is most likely the page's own article. */
export interface LinkedDates {
  published: DateEvidence | null;
  created: DateEvidence | null;
  updated: DateEvidence | null;
}

interface Thing {
  rank: number;
  published: string | undefined;
  created: string | undefined;
  updated: string | undefined;
}

const NO_DATES: LinkedDates = { published: null, created: null, updated: null };
const ARTICLE = /Article$|Posting$|^(?:Report|Review|QAPage|Question|Recipe|PressRelease)$/;
const NOT_THE_PAGE =
  /^(?:Comment|Answer|Product|Organization|Person|Event|ItemList|ListItem|BreadcrumbList|Offer|AggregateRating|Rating|WebSite|ImageObject)$/;
const MEDIA = /^(?:VideoObject|AudioObject|MediaObject)$/;
const FOLLOWED = ['@graph', 'mainEntity', 'mainEntityOfPage', 'subjectOf'];
const DEEPEST = 4;
const MOST_THINGS = 200;
const IN_BROKEN_JSON = /"datePublished"\s*:\s*"([^"]{8,40})"/;

/**
 * Comments, reviews of a product and lists of other articles are passed over; of two articles the one whose headline the
 * page's title begins with counts, else the first. Broken JSON is searched for its first `datePublished`.
 */
export function linkedDates(page: Page): LinkedDates {
  const things: Thing[] = [];
  for (const script of page.scripts) {
    if (!isLinkedData(script) || !/"(?:date|upload)/.test(script.text)) continue;
    const parsed = parse(script.text);
    if (parsed !== undefined) collect(parsed, page, things, DEEPEST);
    else things.push({ rank: 2, published: IN_BROKEN_JSON.exec(script.text)?.[1], created: undefined, updated: undefined });
  }
  if (things.length === 0) return NO_DATES;
  things.sort((one, two) => two.rank - one.rank);
  const first = (of: (thing: Thing) => string | undefined) =>
    things.map((thing) => machineEvidence(page, of(thing), 'json-ld')).find(Boolean) ?? null;
  return {
    published: first(({ published }) => published),
    created: first(({ created }) => created),
    updated: first(({ updated }) => updated),
  };
}

/** Whether a script holds JSON-LD. */
export const isLinkedData = ({ attribs }: Script) => attribs['type']?.trim().toLowerCase() === 'application/ld+json';

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function collect(value: unknown, page: Page, into: Thing[], depth: number): void {
  if (depth === 0 || into.length >= MOST_THINGS || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const part of value as unknown[]) collect(part, page, into, depth - 1);
    return;
  }
  const thing = value as Record<string, unknown>;
  const types = [thing['@type']].flat().filter((type) => typeof type === 'string');
  if (!types.some((type) => NOT_THE_PAGE.test(type))) {
    into.push({
      rank: rankOf(types, thing, page),
      published: textIn(thing['datePublished']),
      created: textIn(thing['dateCreated']) ?? textIn(thing['uploadDate']),
      updated: textIn(thing['dateModified']),
    });
  }
  for (const name of FOLLOWED) collect(thing[name], page, into, depth - 1);
}

function rankOf(types: string[], thing: Record<string, unknown>, page: Page): number {
  if (types.some((type) => MEDIA.test(type))) return 0;
  if (!types.some((type) => ARTICLE.test(type))) return 1;
  const headline = squeeze(textIn(thing['headline']) ?? '').slice(0, 12);
  return headline.length > 4 && squeeze(page.title).startsWith(headline) ? 3 : 2;
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined);
