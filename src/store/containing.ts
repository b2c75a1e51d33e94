/** A pattern for `like … escape '\'` that fits whatever holds these words, which stand for themselves. */
export function containing(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}
