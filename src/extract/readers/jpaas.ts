/**
 * 大汉 JPAAS: `<script parseType="bulidstatic" url="…/front/page/build/unit" querydata="{'webId':'1','pageId':'2'}">` is
 * replaced by the fragment in the JSON `{data: {html}}` that the address answers with. The
 * misspelling is the system's own.
 * Source of the form: field notes §5.1 (miit, cnca, mohurd).
 */
import { resolveUrl, type Page } from '../layout/document.js';

const BUILDS = /^b(?:uli|uil)dstatic$/i;
const LIST_UNIT = /list|列表|栏目|信息/i;
const OTHER_UNIT = /nav|导航|热|推荐|排行|头部|底部|轮播|面包屑|位置|head|foot|banner|hot/i;

/** The address of the unit that is the page's list; null where it names none, or cannot be told from the others. */
export function jpaasList(page: Page): string | null {
  const units = page.scripts.filter(({ attribs }) => {
    return BUILDS.test(attribs['parsetype'] ?? '') && attribs['url'] && !OTHER_UNIT.test(attribs['tagid'] ?? '');
  });
  const lists = units.length > 1 ? units.filter(({ attribs }) => LIST_UNIT.test(attribs['tagid'] ?? '')) : units;
  const [only] = lists;
  if (only === undefined || lists.length > 1) return null;
  const address = resolveUrl(only.attribs['url'] ?? '', page.base);
  const query = queryOf(only.attribs['querydata'] ?? '');
  if (address === null || query === null) return null;
  const url = new URL(address);
  for (const [name, value] of query) url.searchParams.set(name, value);
  return url.href;
}

const ENTRY = /['"]([\w-]{1,60})['"]\s{0,9}:\s{0,9}(?:'([^']{0,500})'|"([^"]{0,500})"|([\w.-]{1,60}))/g;

/** The flat object that `querydata` holds, in either kind of quotes; null where it says nothing. */
function queryOf(text: string): [string, string][] | null {
  const entries = [...text.matchAll(ENTRY)].map(([, name = '', single, double, plain]): [string, string] => [
    name,
    single ?? double ?? plain ?? '',
  ]);
  return entries.length > 0 ? entries : null;
}
