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
  const readOn = first?.readOn ?? (read ? day : null);
  const isLate = first !== undefined && day < first.checkedOn;
  const state = isLate ? stateOf(first) : stateNow(known, answer, day);
  const failedInARow = isLate ? known?.failedInARow ?? 0 : read || isSettled(answer) ? 0 : (known?.failedInARow ?? 0) + 1;
  return {
    current: { url: answer.url, page: { readOn, ...content, ...state }, failedInARow },
    otherwise: read && differs(content, read) ? read : null,
  };
}

type PageState = Pick<ItemPage, 'checkedOn' | 'state' | 'status' | 'reason' | 'goneSince'>;

function stateOf({ checkedOn, state, status, reason, goneSince }: ItemPage): PageState {
  return { checkedOn, state, status, reason, goneSince };
}

function stateNow(known: KnownPage | undefined, { state, fetched, read, reason }: ItemPageAnswer, day: Day): PageState {
  const status = read ? null : fetched.status ?? null;
  return { checkedOn: day, state, status, reason, goneSince: state === 'gone' ? known?.page.goneSince ?? day : null };
}

/** Nothing better is to be expected soon: a page that answers and cannot be read is asked again like one that was. */
function isSettled({ state, reason }: ItemPageAnswer): boolean {
  return state === 'answers' && reason !== 'doubtful';
}

/** Only what both readings name can differ: a part that could not be read this time says nothing. */
function differs(first: ItemPageContent, now: ItemPageContent): boolean {
  const isOther = (one: string | null | undefined, two: string | null | undefined) => one != null && two != null && one !== two;
  return (
    isOther(first.title, now.title) || isOther(first.published?.day, now.published?.day) ||
    isOther(first.written?.day, now.written?.day) || isOther(first.textHash, now.textHash)
  );
}

function asStorable({ title, published, written, textHash }: ItemPageContent): ItemPageContent {
  const evidence = (date: DateEvidence | null) => date && { ...date, by: storable(date.by), text: storable(date.text) };
  return { title: title === null ? null : storable(title), published: evidence(published), written: evidence(written), textHash };
}
