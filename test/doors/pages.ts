/** Small column pages for loopback servers, and the pieces that a visit wants. */
import type { Column, Day, Item, Site } from '../../src/model.js';

/** `2026-03-17` and so many days before it, newest first. */
export function daysDown(count: number, from: Day = '2026-03-17', stepDays = 1): Day[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  const dayAt = (index: number) => new Date(start - index * stepDays * 86_400_000).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, index) => dayAt(index));
}

export interface ListPage {
  /** An empty text: a row without a day. */
  days: Day[];
  /** Address of the link 下一页. */
  next?: string;
  /** Stands below the list: 共3页, scripts. */
  below?: string;
}

/** A plain column page. Titles and addresses follow from the day and the place in the list, so that rows differ. */
export function listPage({ days, next, below = '' }: ListPage): string {
  const rows = days.map((day, index) => {
    const title = `关于做好第${index + 1}批公路养护工程验收工作的通知${day.replaceAll('-', '')}`;
    return `<li><a href="/art/${day}-${index}.html">${title}</a><span>${day}</span></li>`;
  });
  const pager = next === undefined ? '' : `<div class="page"><a href="${next}">下一页</a></div>`;
  return document(`<ul class="list">${rows.join('\n')}</ul>${pager}${below}`);
}

export function document(body: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>通知公告</title></head><body>
<div class="head">某县交通运输局 政务公开</div><div class="main">${body}</div>
<div class="foot">主办：某县交通运输局　地址：人民路1号</div></body></html>`;
}

export function columnOf(url: string, changed: Partial<Column> = {}): Column {
  return {
    key: '某局/通知公告', path: ['通知公告'], url, class: 'notice', required: [], deadlines: [], pairs: [],
    periodBy: 'title', render: 'http',
    cadence: { kind: 'monthly', grace: { days: 0, unit: 'calendar' } }, ...changed,
  };
}

export function siteOf(url: string, columns: Column[] = []): Site {
  return { key: '某局', name: '某局', url, robots: 'ignore', homepage: false, columns };
}

export function itemOf(day: Day | null, changed: Partial<Item> = {}): Item {
  const date = day === null ? null : { day, by: 'row-text', text: day, implied: [] };
  return { title: `通知 ${day}`, url: `http://site.invalid/${day}`, date, pinned: false, ...changed };
}
