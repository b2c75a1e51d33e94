/**
 * What one address shows: fetched, read, and where the page itself is not yet the answer, followed, looked up at the
 * endpoint that it names for its list, or drawn. The crawler and the reader know nothing of each other; here their
 * answers meet.
 */
import type { Crawler } from '../crawl/crawler.js';
import { wholeness } from '../crawl/wholeness.js';
import type {
  Column, Day, FailedFetch, Fetched, ListSelector, PageRequest, Reading, Site, Snapshot, UnreadableReason,
} from '../model.js';
import { readingHere, type PageReader } from './pageReader.js';
import type { BodyReading } from './readBody.js';

export interface ReadSettings {
  today: Day;
  selector?: ListSelector;
  /** Absent: pages are read in this thread. */
  pageReader?: PageReader;
}

/** Why an address shows nothing that can be read. */
export interface ReadingFailure {
  reason: UnreadableReason;
  /** HTTP status, where there was one. */
  status?: number;
  /** Technical words for the log. */
  detail: string;
}

export interface AddressReading {
  /** Never of kind `unreadable`: that is a failure. */
  result: { reading: Reading } | { failure: ReadingFailure; /** What the page shows all the same. */ unread?: Reading };
  /** Every page fetched on the way; the reading is of one of the last three. */
  pages: Fetched[];
  /** The address of the page that was read, or the last one that was tried; never that of an endpoint. */
  finalUrl: string;
  /** How the page that was read was fetched. */
  by: Fetched['by'];
  /** Set where an endpoint brought the reading: the page whose script asks it. */
  askedBy?: string;
}

/** How many pages that only send their reader elsewhere are followed, one from the other. */
const MOST_SHELLS = 3;

/**
 * Fetches an address and reads it. A page that only sends its reader elsewhere is followed; one whose list may be drawn
 * by a script is drawn in the browser where `render` is `auto`, and any page where it is `browser`. Unless it is, the
 * endpoint that brings the list is asked first, where the page names one on its own site: one request instead of a
 * hundred. What came over HTTP is looked at before anything is drawn, because a firewall's challenge never is: that
 * would be answering it.
 *
 * @param first  what the address answered, where it was asked already
 */
export async function readAddress(
  crawler: Crawler,
  site: Pick<Site, 'key' | 'robots'>,
  url: string,
  settings: ReadSettings,
  render: Column['render'],
  first?: Fetched,
): Promise<AddressReading> {
  const pages: Fetched[] = [];
  let address = url;
  for (let shells = 0; ; shells++) {
    const fetched = shells === 0 && first ? first : await crawler.fetch(address, site, 'http');
    pages.push(fetched);
    if (fetched.outcome === 'failed') return failed(failureOf(fetched), fetched, pages);

    const reading = await readSnapshot(fetched, settings);
    if (reading.unreadable === 'redirect-shell' && reading.redirectTo && shells < MOST_SHELLS) {
      address = reading.redirectTo;
      continue;
    }
    const mayAsk = render !== 'browser' && !isSentHome(url, fetched.finalUrl);
    const asked = mayAsk ? await askEndpoint(crawler, site, url, reading, fetched, settings) : null;
    if (asked) pages.push(asked.fetched);
    if (asked?.reading) {
      // The list is brought into this page: what the page is called stands here and not in the answer.
      const shown = { ...asked.reading, pageName: reading.pageName };
      const { finalUrl } = fetched;
      return { result: { reading: shown }, pages, finalUrl, by: 'http', askedBy: finalUrl };
    }

    const isWorthDrawing = render === 'browser' ? !isRefusal(reading.unreadable) : mayShowMoreDrawn(reading, fetched);
    if (render === 'http' || !isWorthDrawing) return settle(url, reading, fetched, pages);

    const drawn = await crawler.fetch(fetched.finalUrl, site, 'browser');
    pages.push(drawn);
    return settleDrawn(url, { reading, fetched }, drawn, settings, pages);
  }
}

/**
 * Reads one fetched page.
 *
 * @param shownIn  the address of the page that shows the text where it is only a fragment, or JSON: its links stand
 *   there
 */
export async function readSnapshot(
  snapshot: Snapshot,
  { today, selector, pageReader = readingHere }: ReadSettings,
  shownIn?: string,
): Promise<Reading> {
  const { body, headers, status, by } = snapshot;
  const url = withFragment(snapshot);
  const base = shownIn === undefined || isDocument(snapshot.text) ? undefined : shownIn;
  // What was posted asked for what came only where no redirect led elsewhere.
  const posted = snapshot.url === snapshot.finalUrl ? snapshot.posted : undefined;
  const page = { url, posted, base, contentType: headers['content-type'], status, drawn: by === 'browser' };
  // Who can take note of what was made of the bytes has them read; any other snapshot brings its text with it.
  const asBytes = snapshot.takeNote && by === 'http' ? pageReader.readBody({ ...page, body }, { today, selector }) : null;
  const { reading, made } = asBytes ? await asBytes : await readText();
  if (made) snapshot.takeNote?.(made);
  return by === 'http' && wholeness(snapshot) !== 'whole' ? { ...reading, mayBeCutShort: true } : reading;

  async function readText(): Promise<BodyReading> {
    return { reading: await pageReader.readPage({ ...page, text: snapshot.text }, { today, selector }), made: null };
  }
}

function isDocument(text: string): boolean {
  return /<(?:!doctype|html|head|body|frameset)\b/i.test(text.slice(0, 2_000));
}

/** What stands behind # is not asked for, but some pages name their column there: `/gkmlpt/index#5`. */
function withFragment({ url, finalUrl }: Snapshot): string {
  const asked = parsed(url);
  return asked?.hash && !finalUrl.includes('#') ? `${finalUrl}${asked.hash}` : finalUrl;
}

/** A column that answers with a site's front page is gone, whatever the status says. */
export function isSentHome(asked: string, answered: string): boolean {
  const from = parsed(asked);
  const to = parsed(answered);
  if (from === null || to === null || asked === answered) return false;
  return !isFrontPage(from) && isFrontPage(to) && to.search === '';
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

/** By its path; what it is asked for in the query is not looked at. */
export function isFrontPage({ pathname }: URL): boolean {
  return /^\/(?:index\.\w+)?$/.test(pathname);
}

/**
 * Asks the endpoint that brings the page's list, where the page has none and names one on its own site.
 *
 * @returns what came, with its reading where that is a list or says itself that there is nothing; null where nothing
 *   is asked
 */
async function askEndpoint(
  crawler: Crawler,
  site: Pick<Site, 'key' | 'robots'>,
  asked: string,
  { listAt }: Reading,
  { finalUrl }: Snapshot,
  settings: ReadSettings,
): Promise<{ fetched: Fetched; reading: Reading | null } | null> {
  if (listAt === null || !mayBeAsked(listAt, asked, finalUrl)) return null;
  const fetched = await crawler.fetch(listAt, site, 'http', { askedBy: finalUrl });
  if (fetched.outcome === 'failed' || isSentHome(fetched.url, fetched.finalUrl)) return { fetched, reading: null };
  if (fetched.status >= 400 || !isOfSameSite(fetched.finalUrl, finalUrl)) return { fetched, reading: null };
  const reading = await readSnapshot(fetched, settings, finalUrl);
  if (!isAnswer(reading)) return { fetched, reading: null };
  // The pager of a fragment may stand in the page around it: a short answer does not show that the list ends with it.
  return { fetched, reading: { ...reading, goesOn: reading.goesOn || !isDocument(fetched.text) } };
}

/** Only the page's own site is asked; what is posted only goes to the site of the column itself. */
function mayBeAsked(listAt: PageRequest, asked: string, answered: string): boolean {
  if (typeof listAt === 'string') return isOfSameSite(listAt, answered);
  return isOfSameSite(listAt.url, answered) && isOfSameSite(listAt.url, asked);
}

/** An empty array answers the question that was asked; only words that are put into the page are the column's own. */
function isAnswer({ kind, reader }: Reading): boolean {
  return kind === 'list' || (kind === 'blank' && reader !== 'json');
}

/** One host, or hosts of one site: `www.some.gov.cn` and `api.some.gov.cn`. */
export function isOfSameSite(one: string, two: string): boolean {
  const [a, b] = [parsed(one), parsed(two)];
  if (a === null || b === null) return false;
  if (a.host === b.host) return true;
  const isNumber = /^[\d.]+$|^\[/.test(a.hostname);
  const isNamed = (hostname: string) => hostname.split('.').length >= (hostname.endsWith('.cn') ? 3 : 2);
  const [home, other] = [a.hostname, b.hostname].map((hostname) => hostname.replace(/^www\./, '')) as [string, string];
  const belongs = (inner: string, outer: string) => isNamed(outer) && (inner === outer || inner.endsWith(`.${outer}`));
  return !isNumber && a.port === b.port && (belongs(home, other) || belongs(other, home));
}

/** The answer where the page that came over HTTP was worth drawing. */
async function settleDrawn(
  asked: string,
  { reading, fetched }: { reading: Reading; fetched: Snapshot },
  drawn: Fetched,
  settings: ReadSettings,
  pages: Fetched[],
): Promise<AddressReading> {
  if (drawn.outcome === 'fetched') {
    const again = await readSnapshot(drawn, settings);
    // The rows that came over HTTP exist, dated or not: a drawn page without rows does not undo them.
    const stands = reading.kind === 'list' && again.kind !== 'list';
    return stands ? settle(asked, reading, fetched, pages) : settle(asked, again, drawn, pages);
  }
  if (reading.kind === 'list') return settle(asked, reading, fetched, pages);
  // Without a browser only the js-shell is known to need one; any other page keeps its own reason.
  const keepsReason = drawn.reason === 'no-browser' && reading.unreadable !== 'js-shell';
  const reason = keepsReason ? (reading.unreadable ?? 'no-list') : drawn.reason;
  return failed({ reason, status: drawn.status, detail: `${reading.why}; ${drawn.detail}` }, fetched, pages);
}

function settle(asked: string, reading: Reading, snapshot: Snapshot, pages: Fetched[]): AddressReading {
  const { status, finalUrl, by } = snapshot;
  const reason = reading.kind === 'unreadable' ? (reading.unreadable ?? 'no-list') : null;
  if (!isRefusal(reason) && isSentHome(asked, finalUrl)) {
    return failed({ reason: 'soft404', status, detail: `sent to the home page ${finalUrl}` }, snapshot, pages);
  }
  if (reason !== null) return failed({ reason, status, detail: reading.why }, snapshot, pages, reading);
  return { result: { reading }, pages, finalUrl, by };
}

/** Somebody stands in the way: a browser would only be made to answer. */
function isRefusal(reason: UnreadableReason | null): boolean {
  return reason === 'challenge' || reason === 'blocked' || reason === 'login';
}

function failed(
  failure: ReadingFailure,
  { finalUrl, by }: Fetched,
  pages: Fetched[],
  unread?: Reading,
): AddressReading {
  return { result: { failure, ...(unread && { unread }) }, pages, finalUrl, by };
}

function failureOf({ reason, status, detail }: FailedFetch): ReadingFailure {
  return { reason, status, detail };
}

/** Whether drawing the page could show more: its list comes by script, or nothing on it could be read or dated. */
function mayShowMoreDrawn(reading: Reading, page: Snapshot): boolean {
  switch (reading.unreadable) {
    case 'js-shell':
      return true;
    case 'no-list':
    case 'empty':
      return changesWhenDrawn(page);
    case 'redirect-shell':
      return reading.redirectTo === null;
    default:
      return reading.kind === 'list' && reading.items.every((item) => item.date === null) && changesWhenDrawn(page);
  }
}

/** Without a script or a frame a browser shows what HTTP brought. */
export function changesWhenDrawn({ text }: Snapshot): boolean {
  return /<(?:script|i?frame|object|embed)\b|\bonload\s*=/i.test(text);
}
