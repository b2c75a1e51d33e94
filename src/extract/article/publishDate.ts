/**
 * 发布日期: when a document appeared. Visible, labelled dates come first, since meta tags lie (on some platforms PubDate is
 * the time at which the page was generated); what is only near or in the address comes last.
 */
import type { DateEvidence, Day } from '../../model.js';
import { headlineOf } from './articleTitle.js';
import { hasClockWords } from '../dates/clock.js';
import { findFullDates } from '../dates/dates.js';
import type { Page } from '../layout/document.js';
import { elementDates, namedElement } from './elementDate.js';
import { elsewhereOf, NOWHERE } from './elsewhere.js';
import { labelledDate } from '../dates/labelledDate.js';
import { linkedDates, type LinkedDates } from './linkedData.js';
import { plainMeta, publishMeta, updatedMeta } from './metaDate.js';
import { datelineOf, datesNearTitle, saidAtTheFoot, type Ground } from './nearTitle.js';
import { creationField, publishField, scriptVariable } from './scriptDate.js';
import { dateInUrl, monthInUrl } from '../dates/urlDate.js';
import { signatureDate } from './writtenDate.js';

/** The publish day, or null, and what its labels, tags, linked data and address name where that is another day. */
export interface Publication {
  published: DateEvidence | null;
  /** At most three. */
  others: DateEvidence[];
}

/** A day after `today` is never taken. */
export function publicationOf(page: Page, today: Day): Publication {
  const linked = once(() => linkedDates(page));
  const published = publishDateOf(page, today, linked);
  return { published, others: otherDaysOf(page, published, today, linked) };
}

function publishDateOf(page: Page, today: Day, linked: () => LinkedDates): DateEvidence | null {
  const ground = once(() => groundOf(page, today));
  const near = once(() => datesNearTitle(ground()));
  const elements = once(() => elementDates(ground()));
  const local = (evidence: DateEvidence | null) => localDay(page, evidence, () => near().published);
  const witnesses = [
    () => scriptVariable(page),
    () => labelledDate(page, 'published'),
    () => namedElement(page, ground),
    () => regenerated(page, near) ?? local(publishMeta(page)),
    () => local(linked().published),
    () => near().published,
    () => dateFromUrl(page),
    () => elements().timed,
    () => plainMeta(page),
    () => near().further,
    () => elements().classed,
    () => publishField(page),
    () => linked().created,
    () => labelledDate(page, 'written'),
    () => signatureDate(page, null),
    () => datelineOf(ground()),
    () => firstDateInText(page),
    () => elements().updated ?? near().updated ?? saidAtTheFoot(ground()),
    () => updatedMeta(page) ?? linked().updated,
    () => creationField(page),
    () => dateInImage(page),
    () => elements().elsewhere,
    () => datesNearTitle({ ...ground(), elsewhere: NOWHERE }).published,
  ];
  for (const witness of witnesses) {
    const evidence = witness();
    if (evidence && evidence.day <= today) return evidence;
  }
  return null;
}

const MOST_OTHERS = 3;

function otherDaysOf(
  page: Page, published: DateEvidence | null, today: Day, linked: () => LinkedDates,
): DateEvidence[] {
  if (published === null) return [];
  const label = published.by === 'script' ? labelledDate(page, 'published') : null;
  const local = (evidence: DateEvidence | null) => localDay(page, evidence, () => published);
  const witnesses = [label, local(publishMeta(page)), local(linked().published), dateFromUrl(page)];
  const others: DateEvidence[] = [];
  for (const witness of witnesses) {
    if (witness === null || witness.day > today) continue;
    if (![published, ...others].some(({ day }) => day === witness.day)) others.push(witness);
  }
  return others.slice(0, MOST_OTHERS);
}

function groundOf(page: Page, today: Day): Ground {
  const headline = headlineOf(page);
  return { page, headline, elsewhere: elsewhereOf(page, headline), today };
}

/** A function that does its work when it is first asked, and once. */
function once<Value>(work: () => Value): () => Value {
  let known: { value: Value } | null = null;
  return () => (known ??= { value: work() }).value;
}

/** The shown day, where the meta tags' day is not that of the address and the shown one is: the page was made again. */
function regenerated(page: Page, near: () => { published: DateEvidence | null }): DateEvidence | null {
  const meta = publishMeta(page);
  const month = meta && monthOfAddress(page);
  if (!month || meta.day.startsWith(month)) return null;
  const shown = near().published;
  return shown?.day.startsWith(month) ? shown : null;
}

function monthOfAddress(page: Page): string | null {
  const day = dateInUrl(page.url)?.slice(0, 7);
  const month = monthInUrl(page.url);
  return day ?? (month && `${month.year}-${String(month.month).padStart(2, '0')}`);
}

const DAY_MS = 86_400_000;

/** An instant in UTC may fall on the day before or after the one that the page's own address or words give. */
function localDay(page: Page, evidence: DateEvidence | null, shown: () => DateEvidence | null): DateEvidence | null {
  if (!evidence) return null;
  const hour = /T(\d\d).*(?:Z|[+-]00:?00)$/.exec(evidence.text)?.[1];
  if (hour === undefined) return evidence;
  // Zones lie at most twelve hours behind UTC and fourteen ahead of it.
  const lags = [...(Number(hour) >= 10 ? [DAY_MS] : []), ...(Number(hour) < 12 ? [-DAY_MS] : [])];
  const isSameNight = (other: DateEvidence | null) =>
    other !== null && lags.includes(Date.parse(other.day) - Date.parse(evidence.day));
  return [dateFromUrl, plainMeta].map((witness) => witness(page)).find(isSameNight) ?? (isSameNight(shown()) ? shown() : evidence);
}

function dateFromUrl(page: Page): DateEvidence | null {
  for (const url of [page.url, page.meta.get('og:url') ?? '', page.canonical]) {
    const day = dateInUrl(url);
    if (day) return { day, by: 'url', text: url, implied: [] };
  }
  return null;
}

function dateInImage(page: Page): DateEvidence | null {
  const url = page.meta.get('og:image') ?? page.meta.get('twitter:image') ?? '';
  const day = dateInUrl(url);
  return day === null ? null : { day, by: 'meta:og:image', text: url, implied: [] };
}

function firstDateInText(page: Page): DateEvidence | null {
  for (const [index, { text }] of page.texts.entries()) {
    if (hasClockWords(text, page.texts[index - 1]?.text ?? '')) continue;
    const found = findFullDates(text.slice(0, 5000))[0];
    if (found) return { day: found.day, by: 'in-text', text: found.text, implied: [] };
  }
  return null;
}
