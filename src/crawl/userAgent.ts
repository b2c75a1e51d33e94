/** The name that robots.txt files address us by. */
export const PRODUCT = 'Shixian';

/** Says who we are and how to reach us: we never pretend to be a browser. */
export function userAgentOf(version: string, contact: string): string {
  // A header takes ASCII only, and a contact may hold Chinese.
  const ascii = contact.replace(/[^\x21-\x7e]/gu, encodeURIComponent);
  return `${PRODUCT}/${version} (+${ascii}; government disclosure freshness monitor)`;
}
