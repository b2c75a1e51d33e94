/** How much goes on one page, and how more than that is shared out over several. */

export interface PageLimits {
  columns: number;
  /** Of the chapters, in UTF-8; head and style come on top, about 20 kB. */
  bytes: number;
  /** Sites listed on one page of the index. */
  sites: number;
}

/** With its head a page stays under 2 MB (2,000,000 bytes), which old office machines still open and print. */
export const PAGE_LIMITS: PageLimits = { columns: 1000, bytes: 1_950_000, sites: 1000 };

export interface Piece<Value> {
  values: Value[];
  /** What `render` made of them. */
  text: string;
}

/**
 * `values` in their order, in pieces of about one size that keep within the limits. One value alone is never divided, however much
 * is said of it. No values make one piece.
 */
export function pieces<Value>(values: Value[], render: (values: Value[]) => string, limits: PageLimits): Piece<Value>[] {
  if (values.length > limits.columns) return evenly(values, Math.ceil(values.length / limits.columns), render, limits);
  const text = render(values);
  const bytes = Buffer.byteLength(text);
  if (bytes <= limits.bytes || values.length <= 1) return [{ values, text }];
  return evenly(values, Math.min(values.length, Math.ceil(bytes / limits.bytes)), render, limits);
}

function evenly<Value>(
  values: Value[],
  parts: number,
  render: (values: Value[]) => string,
  limits: PageLimits,
): Piece<Value>[] {
  return Array.from({ length: parts }, (_, index) => {
    const from = Math.floor((index * values.length) / parts);
    return values.slice(from, Math.floor(((index + 1) * values.length) / parts));
  }).flatMap((part) => pieces(part, render, limits));
}
