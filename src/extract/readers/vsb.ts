/**
 * 博达 VSB: the newest page is `/xwzx/tzgg.htm`, the pages behind it are numbered downwards: of six, the second is
 * `/xwzx/tzgg/5.htm` and the last `/xwzx/tzgg/1.htm`. The pager counts `1/6`.
 * Source of the form: field notes §5.1 (universities; that the last is 1.htm is marked there as not verified).
 */
import { joinTexts, type Page } from '../layout/document.js';

const PAGER = /(?:^|\s)(?:pb_sys_common|p_pages|fanye|headStyle\w*|vsb-?pag\w*)(?:\s|$)/i;
const COUNT = /(?:^|\D)(\d{1,4})\s?\/\s?(\d{1,4})(?:\D|$)/;
const MOST_PAGES = 200;

/** The pages behind this one by number; empty where the page does not count them. Its links are asked before. */
export function vsbPages(page: Page, address: string): string[] {
  const pathname = URL.canParse(address) ? new URL(address).pathname : '';
  const behind = /^(.+)\/(\d{1,4})\.htm$/.exec(pathname);
  if (behind) return downwards(page, `${behind[1]}/`, Number(behind[2]) - 1, address);
  const first = /^(.*\/[A-Za-z][\w-]*)\.htm$/.exec(pathname);
  if (!first) return [];
  const [, current = '', count = ''] = COUNT.exec(pagerText(page)) ?? [];
  return Number(current) === 1 ? downwards(page, `${first[1]}/`, Number(count) - 1, address) : [];
}

/** Only pages with this system's pager: other systems number upwards. */
function downwards(page: Page, folder: string, from: number, address: string): string[] {
  if (pagerText(page) === '') return [];
  const length = Math.min(MOST_PAGES, Math.max(0, from));
  return Array.from({ length }, (_, index) => new URL(`${folder}${from - index}.htm`, address).href);
}

function pagerText(page: Page): string {
  const box = page.boxes.find(({ attribs }) => PAGER.test(`${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`));
  return box ? joinTexts(page, box.textFrom, box.textTo, 300) : '';
}
