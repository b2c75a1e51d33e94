/**
 * What is made of each of the things that come, in their order, where making one may begin before the one before it is done.
 *
 * @param most  how many are begun and not yet given out. Whoever stops taking waits for those that are under way.
 */
export async function* ahead<Given, Made>(
  given: AsyncIterable<Given>,
  most: number,
  make: (given: Given) => Promise<Made>,
): AsyncGenerator<[Given, Made]> {
  const underWay: { one: Given; made: Promise<Made> }[] = [];
  try {
    for await (const one of given) {
      const made = make(one);
      // It is waited for below; until then its failure is nobody's yet.
      made.catch(() => undefined);
      underWay.push({ one, made });
      while (underWay.length >= most) yield await next();
    }
    while (underWay.length > 0) yield await next();
  } finally {
    await Promise.allSettled(underWay.map(({ made }) => made));
  }

  async function next(): Promise<[Given, Made]> {
    const { one, made } = underWay.shift() as (typeof underWay)[number];
    return [one, await made];
  }
}
