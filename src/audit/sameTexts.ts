/** Items of a column that hold one text. */
import { inOrder, type ColumnFacts, type DatedItem } from './facts.js';
import { groupedBy } from './groupedBy.js';

/** Items at different addresses with the very same text, of those whose own page was read, earliest first. */
export function sameTexts(facts: ColumnFacts): DatedItem[][] {
  const read = facts.plain.filter((item) => item.page?.textHash && item.url !== null);
  return severalAddresses(groupedBy(read, (item) => item.page?.textHash ?? ''));
}

/** The groups of more than one address, each address once, earliest first. */
export function severalAddresses(groups: Map<string, DatedItem[]>): DatedItem[][] {
  return [...groups.values()]
    .map((group) => [...groupedBy(group, ({ url }) => url).values()].map(([one]) => one as DatedItem))
    .filter((group) => group.length > 1)
    .map((group) => group.sort((a, b) => inOrder(a.date.day, b.date.day) || inOrder(a.url ?? '', b.url ?? '')));
}
