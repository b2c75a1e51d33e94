/**
 * What the index of columns holds of a path: each of its characters and every two neighbours, as the hexadecimal figures of
 * their bytes, so that quotation marks and blanks are found like any other character.
 */

/** The same of what a person types, as the index is asked for it: every two neighbours, or the only character. */
export function gramsAsked(words: string): string {
  const characters = [...words.replace(/[A-Z]/g, (letter) => letter.toLowerCase())];
  const grams = characters.length === 1 ? characters : characters.slice(1).map((next, index) => `${characters[index]}${next}`);
  return [...new Set(grams)].map((gram) => Buffer.from(gram).toString('hex')).join(' AND ');
}

/** In SQL. Upper and lower case of Latin letters are alike, as to `like`. @param text  a column of a table, not of a person's making */
export function gramsOf(text: string): string {
  return `(
    with recursive place (at) as (select 1 union all select at + 1 from place where at < length(${text}))
    select group_concat(hex(substr(lower(${text}), at, 1)) || ' ' || hex(substr(lower(${text}), at, 2)), ' ') from place)`;
}

/** Enters columns that are not in the index yet: for the end of a run, because it costs less in one go than at each visit. */
export const enterNewColumns: readonly string[] = [
  `insert into column_gram (rowid, grams) select id, ${gramsOf('site_column.path')} from site_column
   where id > (select entered_until from column_search) order by id`,
  'update column_search set entered_until = max(entered_until, coalesce((select max(id) from site_column), 0))',
];
