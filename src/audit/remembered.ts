/** Answers that are asked for over and over: the same few hundred days and periods come up in every column of a run. */

/**
 * The same function, which remembers its last answers. It must give equal keys equal answers, and nobody may change one.
 *
 * @param most  how many are remembered; then all are forgotten and it begins anew
 */
export function remembered<Value>(most: number, compute: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(key);
    if (known.size >= most) known.clear();
    known.set(key, value);
    return value;
  };
}
