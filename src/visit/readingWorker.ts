/** What a thread of the reading pool can do: one function for each way to read a page, under the name it is asked by. */
import { readItemPage as itemPage } from '../extract/article/itemPage.js';
import { readHomepage as homepage } from '../extract/readHomepage.js';
import { readPage as page } from '../extract/readPage.js';
import { readBody as body } from './readBody.js';

export const readPage = (given: Parameters<typeof page>) => page(...given);
export const readBody = (given: Parameters<typeof body>) => body(...given);
export const readItemPage = (given: Parameters<typeof itemPage>) => itemPage(...given);
export const readHomepage = (given: Parameters<typeof homepage>) => homepage(...given);
