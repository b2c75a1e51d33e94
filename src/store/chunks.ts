/**
 * How many rows go into one statement. SQLite takes 500 rows in an INSERT as knex writes it and 32,766 bound values
 * in any statement; past about 100 rows a longer statement is no faster.
 */
export const rowsPerStatement = 100;

/** `values` in their order, in pieces of at most `size`. */
export function chunks<T>(values: readonly T[], size: number = rowsPerStatement): T[][] {
  const pieces: T[][] = [];
  for (let start = 0; start < values.length; start += size) pieces.push(values.slice(start, start + size));
  return pieces;
}
