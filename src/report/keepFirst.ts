/**
 * `kept` with `value` in its place by `order`, and no more than `size` of them: what comes first of any number of values
 * can be found without holding them all. Of equal ones the earlier stays before the later.
 */
export function keepFirst<Value>(
  kept: readonly Value[],
  value: Value,
  order: (one: Value, other: Value) => number,
  size: number,
): readonly Value[] {
  const last = kept.at(-1);
  if (kept.length >= size && last !== undefined && order(value, last) >= 0) return kept;
  const place = kept.findIndex((one) => order(value, one) < 0);
  const at = place === -1 ? kept.length : place;
  return [...kept.slice(0, at), value, ...kept.slice(at, size - 1)];
}
