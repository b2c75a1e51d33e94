/**
 * Lists kept as a JSON file beside the page: `<ul id="showData0" data="datasource:0123ab">` is filled from
 * `ds_0123ab.json` next to the page (nea.gov.cn); a script may also name such a file, or one like 金融监管总局's
 * `data_itemId=915,pageIndex=1,….json`.
 * Source of the form: field notes §5.1, Vue SPA JSON.
 */
import { resolveUrl, type Page } from '../layout/document.js';
import { addressOf } from '../question.js';
import { scriptRequests } from './scriptRequests.js';

const FILE = /\/(?:ds_\w{1,64}|data_itemId=\d+[^/]{0,80})\.json$/i;

/** The address of the file with the page's list; null where it names none, or more than one. */
export function staticJsonList(page: Page): string | null {
  const named = page.boxes.flatMap(({ attribs }) => {
    const id = /^showData\d*$/.test(attribs['id'] ?? '') ? /:(\w{1,64})$/.exec(attribs['data'] ?? '')?.[1] : undefined;
    return (id && resolveUrl(`ds_${id}.json`, page.base)) ?? [];
  });
  const asked = scriptRequests(page, '.json').map(addressOf).filter((address) => FILE.test(new URL(address).pathname));
  const [only, ...others] = new Set([...named, ...asked]);
  return only !== undefined && others.length === 0 ? only : null;
}
