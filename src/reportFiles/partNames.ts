/** What the pages of a large report are called. Names come from numbers and hashes: a title may hold anything. */
import { createHash } from 'node:crypto';

/** Seen from the folder of the report, with `/` on every system. Both numbers count from 1. */
export function sitePageName(siteNumber: number, siteKey: string, page: number): string {
  return `sites/${String(siteNumber).padStart(5, '0')}-${hash(siteKey)}${pageTail(page)}`;
}

export function unitPageName(siteKey: string, unit: string, page: number): string {
  return `units/${hash(`${siteKey}\n${unit}`)}${pageTail(page)}`;
}

/** The page that shows a column's page as it was. */
export function evidencePageName(columnKey: string): string {
  return `evidence/${hash(columnKey)}.html`;
}

/** The first page of the index is what people open. */
export function indexPageName(page: number): string {
  return page === 1 ? 'index.html' : `index${pageTail(page)}`;
}

function pageTail(page: number): string {
  return page === 1 ? '.html' : `-${page}.html`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
