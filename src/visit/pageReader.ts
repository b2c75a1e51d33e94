/** Who reads the pages that came: this thread itself, or a pool of others (`createReadingPool`). */
import { readItemPage, type ItemPageReading } from '../extract/article/itemPage.js';
import { readHomepage, type HomepageReading } from '../extract/readHomepage.js';
import { readPage, type PageInput, type ReadContext } from '../extract/readPage.js';
import type { Day, Reading } from '../model.js';
import type { BodyInput, BodyReading } from './readBody.js';

/**
 * Reads one page each, as the functions of the same name in extract/ do. A page that a pool could not read to its end is
 * `unfinished`: nothing is known of it then.
 */
export interface PageReader {
  readPage(input: PageInput, context: ReadContext): Promise<Reading>;
  /** As `readPage`, from the page's bytes; null where they had better be decoded and read as a text. */
  readBody(input: BodyInput, context: ReadContext): Promise<BodyReading> | null;
  readItemPage(input: PageInput, today: Day, rowTitle: string | null): Promise<ItemPageReading>;
  readHomepage(input: PageInput, today: Day): Promise<HomepageReading>;
}

/** Reads in the thread that asks: right for single pages, where starting others would cost more than reading. */
export const readingHere: PageReader = {
  readPage: async (...page) => readPage(...page),
  readBody: () => null,
  readItemPage: async (...page) => readItemPage(...page),
  readHomepage: async (...page) => readHomepage(...page),
};
