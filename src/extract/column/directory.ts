/**
 * 栏目更新情况 pages: tables and trees that list columns, each with the day of its last update. Their rows look just like
 * items and are none: read as a list, the freshest column's day would stand for all.
 */
import type { DirectoryEntry, Reading } from '../../model.js';
import { isColumnAddress } from './columnAddress.js';
import { findFullDates } from '../dates/dates.js';
import { boxAt, childBoxes, joinTexts, resolveUrl, textOf, type Page } from '../layout/document.js';
import { fold } from '../layout/words.js';

/** The columns that the page lists with their last updates, in page order; empty where it surely lists none. */
export function findDirectory(page: Page): DirectoryEntry[] {
  // Without one of these words nothing below can be found, and most pages are done here.
  if (!UPDATE_WORDS.some((word) => page.html.includes(word))) return [];
  for (const find of [fromTables, fromHeads, fromLabels]) {
    const entries = find(page);
    if (entries.length > 0) return entries;
  }
  return [];
}

const UPDATE_WORDS = ['更新', '最后发布', '最新发布', '最近发布'];
const FEWEST_ENTRIES = 3;
const MOST_OF_ITEMS = 0.6;

/**
 * The reading, or the honest word that its rows are columns: where most of the rows that were read as items are lines of
 * the directory. A directory in a corner of a column page changes nothing.
 */
export function orDirectory(page: Page, reading: Reading, directory: DirectoryEntry[]): Reading {
  if (directory.length === 0) return reading;
  const names = new Set(directory.map(({ name }) => name));
  const urls = new Set(directory.map(({ url }) => url));
  const rows = reading.items.filter(({ title, url }) => names.has(title) || (url !== null && urls.has(url)));
  const isList = reading.kind === 'list' && rows.length >= reading.items.length * MOST_OF_ITEMS;
  const isNothingElse = reading.unreadable === 'no-list' && articleLinks(page, urls) < directory.length;
  if (directory.length < FEWEST_ENTRIES || !(isList || isNothingElse)) return { ...reading, directory };
  return {
    ...reading,
    kind: 'unreadable',
    unreadable: 'directory',
    why: `${directory.length} columns with their last updates, and no items`,
    items: [],
    nextPages: [],
    goesOn: false,
    article: null,
    directory,
  };
}

const SHORTEST_TITLE = 8;

/** Links that lead to articles by their words and addresses: with some of them, the page is more than a directory. */
function articleLinks(page: Page, listed: ReadonlySet<string | null>): number {
  return page.links.filter(({ href, textFrom, textTo }) => {
    if (joinTexts(page, textFrom, textTo, SHORTEST_TITLE).length < SHORTEST_TITLE) return false;
    const url = resolveUrl(href, page.base);
    return url !== null && !listed.has(url) && !isColumnAddress(url);
  }).length;
}

const NAME_HEAD =
  /^(?:(?:公开|信息|网站|所属|[一二三四末]级|最末级|子)?(?:栏目|频道)(?:名称|名)?|(?:公开|信息)?目录名称|栏目\s?[/／]\s?频道)$/;
const UPDATED_HEAD =
  /^(?:栏目)?(?:最[后近新])?(?:一次)?(?:信息)?更新(?:时间|日期)$|^最[后近新](?:一次)?(?:信息)?(?:发布|更新)(?:时间|日期)?$|^最新信息(?:发布)?(?:时间|日期)$/;
/** A table with one of these lists items, whatever else it shows of them. */
const ITEM_HEAD = /标题|题名|文件名|信息名称|文号|索引号|公开事项|内容概述/;
const LONGEST_HEAD = 12;

function fromTables(page: Page): DirectoryEntry[] {
  const entries: DirectoryEntry[] = [];
  let columns: TableColumns | null = null;
  for (let box = 0; box < page.boxes.length; box++) {
    const { name, hidden } = boxAt(page, box);
    if (name === 'table') columns = null;
    if (name !== 'tr' || hidden) continue;
    const cells = childBoxes(page, box).filter((child) => /^t[dh]$/.test(boxAt(page, child).name));
    const heads = headsOf(page, cells);
    if (heads) columns = heads;
    else if (columns) entries.push(...entryOfRow(page, cells, columns));
  }
  return entries;
}

interface TableColumns {
  count: number;
  /** Cells that name the column, from the first level down. */
  names: number[];
  updated: number;
}

function headsOf(page: Page, cells: number[]): TableColumns | null {
  const heads = cells.map((cell) => textOf(page, cell, LONGEST_HEAD + 1).replace(/\s/g, ''));
  const names = heads.flatMap((head, at) => (NAME_HEAD.test(head) ? [at] : []));
  const updated = heads.findIndex((head) => UPDATED_HEAD.test(head));
  if (names.length === 0 || updated < 0 || heads.some((head) => ITEM_HEAD.test(head))) return null;
  return { count: heads.length, names, updated };
}

/** A cell that spans several rows is missing from the later ones, and stands at the left: cells count from the right. */
function entryOfRow(page: Page, cells: number[], { count, names, updated }: TableColumns): DirectoryEntry[] {
  const missing = count - cells.length;
  const at = (index: number) => cells[index - missing];
  const dateCell = at(updated);
  if (missing < 0 || dateCell === undefined) return [];
  const held = names.map(at).filter((cell): cell is number => cell !== undefined);
  const cell = held.filter((one) => textOf(page, one, 4) !== '').at(-1);
  if (cell === undefined) return [];
  const url = linkIn(page, cell) ?? linkIn(page, cells.at(-1) as number);
  return entryOf(url, textOf(page, cell, 60), textOf(page, dateCell, 60));
}

function linkIn(page: Page, box: number): string | null {
  const { linkFrom, linkTo } = boxAt(page, box);
  return linkTo > linkFrom ? resolveUrl(page.links[linkFrom]?.href ?? '', page.base) : null;
}

const HEADS_BETWEEN = 5;
const MOST_CLIMBS = 6;

/** Rows under the same heads that are no table's: each link up to the next one is a line, where it leads to a column. */
function fromHeads(page: Page): DirectoryEntry[] {
  const headAt = (index: number) => fold(page.texts[index]?.text.slice(0, LONGEST_HEAD + 2) ?? '').replace(/\s/g, '');
  for (let index = 0; index < page.texts.length; index++) {
    if (!NAME_HEAD.test(headAt(index))) continue;
    const heads = Array.from({ length: 2 * HEADS_BETWEEN }, (_, at) => headAt(index - HEADS_BETWEEN + at));
    const updated = heads.findIndex((head, at) => at > HEADS_BETWEEN && UPDATED_HEAD.test(head));
    if (updated < 0 || heads.slice(0, updated).some((head) => ITEM_HEAD.test(head))) continue;
    const entries = linesBelow(page, index, index + updated - HEADS_BETWEEN);
    if (entries.length >= FEWEST_ENTRIES) return entries;
  }
  return [];
}

function linesBelow(page: Page, head: number, lastHead: number): DirectoryEntry[] {
  let box = page.texts[head]?.box ?? 0;
  for (let climbs = 0; climbs < MOST_CLIMBS && boxAt(page, box).parent >= 0; climbs++) {
    const { linkFrom, linkTo } = boxAt(page, box);
    if (linkTo - linkFrom >= FEWEST_ENTRIES) break;
    box = boxAt(page, box).parent;
  }
  const { linkFrom, linkTo, textTo } = boxAt(page, box);
  const entries: DirectoryEntry[] = [];
  for (let number = linkFrom; number < linkTo; number++) {
    const link = page.links[number];
    if (!link || link.textFrom <= lastHead) continue;
    const next = Math.min(number + 1 < linkTo ? (page.links[number + 1]?.textFrom ?? textTo) : textTo, link.textTo + HEADS_BETWEEN);
    const url = resolveUrl(link.href, page.base);
    if (url === null || !isColumnAddress(url)) continue;
    const dated = page.texts.slice(link.textTo, next).find(({ text }) => findFullDates(text.slice(0, 60)).length > 0);
    entries.push(...entryOf(url, joinTexts(page, link.textFrom, link.textTo, 60), dated?.text.slice(0, 60) ?? ''));
  }
  return entries;
}

const LABELLED = /(?:最[后近新])?更新(?:时间|日期|于|至)?\s*[:：]?\s*[(（[]?\s*(?=(?:19|20)\d\d)/;
const LONGEST_COLUMN_NAME = 30;
const PIECES_BEHIND = 3;

/** Links with a labelled 更新时间 right behind each: a directory where every one of them leads to a column. */
function fromLabels(page: Page): DirectoryEntry[] {
  const entries: DirectoryEntry[] = [];
  for (const [number, { href, textFrom, textTo }] of page.links.entries()) {
    if (!mentionsUpdate(page, textTo)) continue;
    const next = page.links[number + 1]?.textFrom ?? page.texts.length;
    const behind = joinTexts(page, textTo, Math.min(next, textTo + PIECES_BEHIND), 60);
    const label = LABELLED.exec(behind);
    if (!label || label.index > 3) continue;
    const name = joinTexts(page, textFrom, textTo, LONGEST_COLUMN_NAME + 1);
    const url = resolveUrl(href, page.base);
    if (name.length > LONGEST_COLUMN_NAME || url === null || !isColumnAddress(url)) return [];
    entries.push(...entryOf(url, name, behind));
  }
  return entries.length >= FEWEST_ENTRIES ? entries : [];
}

function mentionsUpdate(page: Page, from: number): boolean {
  return page.texts.slice(from, from + PIECES_BEHIND).some(({ text }) => text.length < 200 && text.includes('更新'));
}

function entryOf(url: string | null, name: string, dated: string): DirectoryEntry[] {
  const [date] = findFullDates(dated);
  const plain = fold(name).replace(/^[·•■◆▪>\s]+|[:：\s]+$/g, '');
  if (!date || plain.length < 2) return [];
  return [{ name: plain, url, updated: { day: date.day, by: 'directory', text: fold(dated), implied: [] } }];
}
