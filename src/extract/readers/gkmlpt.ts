/**
 * 南方网 gkmlpt (Guangdong): the page `/gkmlpt/index#5` holds `window._CONFIG = {SID: 759, …}` and its script asks
 * `/gkmlpt/api/all/5?page=1&sid=759` for the JSON `{classify: {post_count}, articles: […]}`.
 * Source of the form: field notes §5.1 and §5.2 (sz.gov.cn and forty others).
 */
import type { Page } from '../layout/document.js';

/** The address of the JSON with the list of the catalogue that the page's address names; null elsewhere. */
export function gkmlptList(page: Page): string | null {
  const { pathname, hash } = new URL(page.url);
  const catalogue = /^#\/?(\d{1,9})$/.exec(hash)?.[1];
  if (!/\/gkmlpt\/(?:index)?$/.test(pathname) || catalogue === undefined) return null;
  for (const { text } of page.scripts) {
    const sid = /\b_CONFIG\s?=\s?\{[\s\S]{0,2000}?\bSID['"]?\s?:\s?['"]?(\d{1,9})/.exec(text)?.[1];
    if (sid) return new URL(`/gkmlpt/api/all/${catalogue}?page=1&sid=${sid}`, page.url).href;
  }
  return null;
}
