import { CookieJar } from 'tough-cookie';
import { RecentMap } from './recentMap.js';

/**
 * Cookies, kept apart by site: what one monitored site sets is never sent on behalf of another, even where both lead to
 * the same host. They last as long as the crawler, and are forgotten for sites that were not visited for a long time;
 * such a site simply sets them again.
 */
export interface Cookies {
  /** The Cookie header for this address, empty where there is none. */
  header(siteKey: string, url: URL): Promise<string>;
  keep(siteKey: string, url: URL, setCookies: string[]): Promise<void>;
}

export function createCookies(): Cookies {
  // Only sites under way need theirs; the number is well above any useful concurrency.
  const jars = new RecentMap<CookieJar>(500);

  return {
    async header(siteKey, url) {
      const header = (await jars.get(siteKey)?.getCookieString(url.href)) ?? '';
      // Bytes that may not stand in a header would make the request impossible, and so would a header without end.
      return /^[\x20-\x7e\x80-\xff]{0,8000}$/.test(header) ? header : '';
    },
    async keep(siteKey, url, setCookies) {
      if (setCookies.length === 0) return;
      const jar = jars.get(siteKey) ?? new CookieJar();
      jars.set(siteKey, jar);
      for (const cookie of setCookies) await jar.setCookie(cookie, url.href, { ignoreError: true, loose: true });
    },
  };
}
