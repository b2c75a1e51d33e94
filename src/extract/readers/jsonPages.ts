/** The further pages of a list that comes as JSON, page by page under an address that counts them. */
const PAGE = /^_?(?:page|page_?(?:index|no|num|number))$/i;
const SIZE = /^_?(?:page_?size|rows|size|limit)$/i;
const MOST_PAGES = 200;

/**
 * @param total  how many records the endpoint counts, 0 where it does not say
 * @param shown  how many of them this answer holds
 */
export function nextJsonPages(address: string, total: number, shown: number): string[] {
  if (!URL.canParse(address) || shown === 0) return [];
  const { searchParams } = new URL(address);
  const named = [...searchParams.keys()].find((key) => PAGE.test(key));
  if (named === undefined) return [];
  const current = Number(searchParams.get(named));
  const size = Number([...searchParams].find(([key]) => SIZE.test(key))?.[1] ?? 0) || shown;
  const last = Math.ceil(total / Math.max(size, shown));
  if (!Number.isInteger(current) || current < 1) return [];
  return Array.from({ length: Math.min(MOST_PAGES, Math.max(0, last - current)) }, (_, index) => {
    const url = new URL(address);
    url.searchParams.set(named, String(current + index + 1));
    return url.href;
  });
}
