/** 首页不更新: nothing new on the homepage while it was watched for two weeks. */
import type { DateEvidence, Day, Evidence, HomepageHistory, HomepageItem, SiteLine, Words } from '../../model.js';
import { addDays, daysBetween, laterOf } from '../days.js';
import { dayCount } from '../periodWords.js';
import { INDICATORS } from './indicators.js';

const WATCHED_DAYS = 14;
const NEAR_DAYS = 10;

/**
 * The line of the homepage. Its figure is the days from the last sign of an update, the newest day that any of its blocks
 * shows or the day on which an address first appeared there, to the last reading: what came after was not seen.
 *
 * `over` needs two weeks of watching, as the indicator says; until then a stale homepage is `near`. A homepage that could
 * not be read, or not wholly, is never `over`. One without dated rows is a navigation page, or looks like one: then the
 * pages behind it are to be looked at by hand.
 *
 * @param homepage  null where it was never looked at
 */
export function homepageLine(homepage: HomepageHistory | null): SiteLine {
  if (homepage === null) {
    return line({
      state: 'unknown',
      because: { zh: '没有读取首页（配置中关闭，或还没有巡检过）。', en: 'The homepage was not looked at: it is turned off, or not visited yet.' },
    });
  }
  const { lastVisit, lastReadable, url } = homepage;
  if (lastReadable === null || lastVisit.unreadable !== null) {
    return line({ state: 'unknown', because: notRead(homepage), url, evidence: failureOf(homepage) });
  }

  const newest = newestOf(homepage.items, lastReadable);
  const lastNewOn = homepage.lastNewOn !== null && homepage.lastNewOn <= lastReadable ? homepage.lastNewOn : null;
  const lastSign = laterOfSome(newest?.date.day ?? null, lastNewOn);
  const figure = lastSign === null ? null : daysBetween(lastSign, lastReadable);
  const seen = { newest, lastNewOn, lastReadable, figure, recent: recentItems(homepage, lastReadable) };
  const evidence = evidenceOf(seen);
  const isFresh = figure !== null && figure <= WATCHED_DAYS;
  if (newest === null && !isFresh) return line({ state: 'unknown', because: NAVIGATION, url, evidence });

  const isWatched = homepage.firstReadable !== null && homepage.firstReadable <= addDays(lastReadable, -WATCHED_DAYS);
  const isStale = figure !== null && figure > WATCHED_DAYS;
  const because = told(seen);
  if (isStale && lastVisit.isPartial) return line({ state: 'unknown', figure, because: joined(because, PARTIAL), url, evidence });
  if (isStale && !isWatched) return line({ state: 'near', figure, because: joined(because, WATCHING), url, evidence });
  if (isStale) return line({ state: 'over', figure, because, url, evidence });
  return line({ state: figure !== null && figure >= NEAR_DAYS ? 'near' : 'clear', figure, because, url, evidence });
}

interface SeenOfHomepage {
  newest: (HomepageItem & { date: DateEvidence }) | null;
  lastNewOn: Day | null;
  lastReadable: Day;
  figure: number | null;
  recent: number;
}

/** Days after the reading prove nothing. Of one day the first by its address, so that the order never matters. */
function newestOf(items: readonly HomepageItem[], readOn: Day): (HomepageItem & { date: DateEvidence }) | null {
  const dated = items.flatMap((item) => (item.date !== null && item.date.day <= readOn ? [{ ...item, date: item.date }] : []));
  const [first] = dated.sort((one, two) => order(two.date.day, one.date.day) || order(one.url, two.url));
  return first ?? null;
}

const order = (one: string, two: string) => (one === two ? 0 : one < two ? -1 : 1);

/** 两周内信息更新量: addresses dated or first seen in the two weeks. On the first reading everything is seen first. */
function recentItems({ items, firstReadable }: HomepageHistory, readOn: Day): number {
  const from = addDays(readOn, -WATCHED_DAYS);
  const isRecent = (day: Day | undefined) => day !== undefined && day >= from && day <= readOn;
  return items.filter(({ date, firstSeen }) => isRecent(date?.day) || (firstSeen !== firstReadable && isRecent(firstSeen))).length;
}

function laterOfSome(one: Day | null, two: Day | null): Day | null {
  if (one === null || two === null) return one ?? two;
  return laterOf(one, two);
}

function told({ newest, lastNewOn, lastReadable, figure, recent }: SeenOfHomepage): Words {
  const zhNew = lastNewOn === null ? '' : `，最近一次出现新链接是${lastNewOn}`;
  const enNew = lastNewOn === null ? '' : `, a new link last appeared on ${lastNewOn}`;
  return {
    zh: `首页最新信息为${newest?.date.day ?? '（未注明日期）'}${zhNew}，到最近一次读取（${lastReadable}）${figure ?? 0}天未见更新；两周内更新${recent}条。`,
    en:
      `Newest day on the homepage ${newest?.date.day ?? '(none)'}${enNew}: ${dayCount(figure ?? 0)} up to the last reading ` +
      `(${lastReadable}); ${recent} updated in two weeks.`,
  };
}

const NAVIGATION: Words = {
  zh: '首页没有读到注明日期的信息，可能只是导航页：指标要求逐个查看二级页面，请人工核对。',
  en: 'No dated item was read on the homepage. It may be a navigation page: the indicator then looks at the pages behind it, by hand.',
};

const WATCHING: Words = {
  zh: '连续监测还不满两周，暂不认定。',
  en: 'It has been watched for less than two weeks, so nothing is held yet.',
};

const PARTIAL: Words = {
  zh: '首页可能由脚本绘制，本机没有浏览器，未能看全，不作认定。',
  en: 'A script may draw more of it and there is no browser here, so nothing is held.',
};

function notRead({ lastVisit, lastReadable }: HomepageHistory): Words {
  return {
    zh: `${lastVisit.day}未能读取首页，不作判断；最后正常访问日期${lastReadable ?? '无'}。`,
    en: `The homepage could not be read on ${lastVisit.day}, so nothing is said; last read ${lastReadable ?? 'never'}.`,
  };
}

function failureOf({ lastVisit: { unreadable } }: HomepageHistory): Evidence[] {
  if (unreadable === null) return [];
  const { reason, status, detail } = unreadable;
  return [{ label: { zh: '未能读取的原因', en: 'Why it could not be read' }, text: [reason, status, detail].filter((part) => part !== null && part !== '').join(' ') }];
}

const joined = (one: Words, two: Words): Words => ({ zh: one.zh + two.zh, en: `${one.en} ${two.en}` });

function evidenceOf({ newest, lastReadable }: SeenOfHomepage): Evidence[] {
  const read: Evidence = { label: { zh: '最后正常访问日期', en: 'Last read' }, text: lastReadable };
  if (newest === null) return [read];
  const { title, url, date } = newest;
  const label = { zh: '首页最新信息', en: 'Newest item of the homepage' };
  return [{ label, text: `${date.day} “${date.text}” [${date.by}] ${title}`, url }, read];
}

interface Said extends Pick<SiteLine, 'state' | 'because'> {
  figure?: number | null;
  url?: string;
  evidence?: Evidence[];
}

function line({ state, because, figure = null, url, evidence = [] }: Said): SiteLine {
  const page: Evidence[] = url === undefined ? [] : [{ label: { zh: '首页', en: 'Homepage' }, text: url, url }];
  return {
    id: 'homepage',
    title: { zh: '首页不更新', en: 'Homepage not updated' },
    state,
    figure,
    near: NEAR_DAYS,
    over: WATCHED_DAYS + 1,
    unit: { zh: '天', en: 'days' },
    because,
    columns: [],
    source: {
      zh: `${INDICATORS.zh}：监测2周，首页无信息更新，单项否决；首页仅为网站栏目导航入口的，查看所有二级页面。第10天起提示，参照监测产品的预警做法，非法定。`,
      en: `${INDICATORS.en}: watched for 2 weeks without an update of the homepage fails the site; where it is only a navigation entry, all second-level pages are looked at. The warning from the tenth day follows monitoring products and is no law.`,
    },
    evidence: [...page, ...evidence],
  };
}
