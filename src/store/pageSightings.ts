import type { DateEvidence, Day, ItemPage, ItemPageAnswer, ItemPageContent, KnownPage } from '../model.js';
import { storable } from './storable.js';

/** What one answer makes of an item's page. */
export interface PageSighting {
  current: KnownPage;
  /** What the page says now, where that is not what it said first; null where nothing differs. */
  otherwise: ItemPageContent | null;
}

/**
 * An item's page after a visit on `day` asked for it.
 *
 * What it said first stays. A later answer only supplies what was not known, and what it says otherwise is handed back
 * beside it. A visit recorded late, for a day before the page was asked last, does not change whether it answers.
 */
export function answered(known: KnownPage | undefined, answer: ItemPageAnswer, day: Day): PageSighting {
  const read = answer.read && asStorable(answer.read);
  const first = known?.page;
  const content = {
    title: first?.title ?? read?.title ?? null,
    published: first?.published ?? read?.published ?? null,
    written: first?.written ?? read?.written ?? null,
    textHash: first?.textHash ?? read?.textHash ?? null,
  };
  // A page that answered without being the item's document is read anew where it has become that.
  const isRenewed = read !== null && hasContent(read) && !(first && hasContent(first));
  const readOn = isRenewed ? day : first?.readOn ?? (read ? day : null);
  const otherwise = read && differs(content, read) ? read : null;
  if (first && day < first.checkedOn) {
    return { current: { ...known, page: { ...first, ...content, readOn } }, otherwise };
  }
  const failedInARow = read || isSettled(answer) ? 0 : (known?.failedInARow ?? 0) + 1;
  const page = { readOn, ...content, ...stateNow(known, answer, day) };
  return { current: { url: answer.url, page, failedInARow }, otherwise };
}

type PageState = Pick<ItemPage, 'checkedOn' | 'state' | 'status' | 'reason' | 'goneSince'>;

function stateNow(known: KnownPage | undefined, { state, fetched, read, reason }: ItemPageAnswer, day: Day): PageState {
  const status = read ? null : fetched.status ?? null;
  return { checkedOn: day, state, status, reason, goneSince: state === 'gone' ? known?.page.goneSince ?? day : null };
}

/** Nothing better is to be expected soon: a page that answers and cannot be read is asked again like one that was. */
function isSettled({ state, reason }: ItemPageAnswer): boolean {
  return state === 'answers' && reason !== 'doubtful';
}

function hasContent({ title, published, written, textHash }: ItemPageContent): boolean {
  return title !== null || published !== null || written !== null || textHash !== null;
}

/** Only what both readings name can differ: a part that could not be read this time says nothing. */
function differs(first: ItemPageContent, now: ItemPageContent): boolean {
  type Part = string | null | undefined;
  const isOther = (one: Part, two: Part) => one != null && two != null && one !== two;
  return (
    isOther(first.title, now.title) || isOther(first.published?.day, now.published?.day) ||
    isOther(first.written?.day, now.written?.day) || isOther(first.textHash, now.textHash)
  );
}

function asStorable({ title, published, written, textHash }: ItemPageContent): ItemPageContent {
  const evidence = (date: DateEvidence | null) => date && { ...date, by: storable(date.by), text: storable(date.text) };
  const kept = title === null ? null : storable(title);
  return { title: kept, published: evidence(published), written: evidence(written), textHash };
}
