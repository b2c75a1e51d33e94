/**
 * The dashboard as people use it, in a real Chromium: find an overdue column, look at its evidence, waive it, have it
 * checked again, take the 台账 home; with the mouse at 1440 px and 375 px, and with the keyboard alone.
 */
import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../src/crawl/systemBrowser.js';
import { folders } from '../doors/program.js';
import { launch, look, openOffice, openWindow, refused, repaired } from './office.js';

const browserPath = await findBrowser();
const folder = folders();
let browser: Browser;

beforeAll(async () => {
  if (browserPath !== null) browser = await launch(browserPath);
}, 60_000);
afterAll(async () => browser?.close());

describe.skipIf(browserPath === null).each([
  ['at 1440 px', 'wide', { viewport: { width: 1440, height: 900 } }],
  ['at 375 px, by night', 'narrow', { viewport: { width: 375, height: 700 }, colorScheme: 'dark' as const }],
])('%s', (_, size, options) => {
  test('from an empty database to a repaired column', { timeout: 120_000 }, async () => {
    const office = await openOffice(await folder());
    const { page, wrong } = await openWindow(browser, office, options);
    try {
      await page.goto('/');
      await expectText(page, '还没有巡检过');
      await look(page, `${size}-empty`);
      await page.goto('/findings');
      await expectText(page, '没有符合条件的问题');

      await page.getByRole('link', { name: '巡检', exact: true }).click();
      await page.getByRole('button', { name: '现在巡检' }).click();
      await expectText(page, '已排队');
      await idle(page);
      await page.goto('/runs');
      await look(page, `${size}-runs`);

      // Find what is overdue, and look at what it rests on.
      await page.getByRole('link', { name: '时限' }).click();
      await look(page, `${size}-overview`);
      await page.getByRole('link', { name: '问题', exact: true }).click();
      await page.getByLabel('级别').selectOption('overdue');
      await page.getByRole('button', { name: '筛选' }).click();
      expect(page.url()).toContain('level=overdue');
      await look(page, `${size}-findings`);
      await page.getByRole('row', { name: /项目进度/ }).getByRole('link', { name: /项目进度/ }).first().click();
      await expectText(page, '2026-01-20');
      await look(page, `${size}-column`);
      const column = page.url();

      // The page as it was, in its frame.
      await page.getByRole('link', { name: '查看网页' }).first().click();
      await page.frameLocator('iframe').getByText('2026-01-20').first().waitFor();
      await look(page, `${size}-visit`);
      await page.goto(column);

      // Waive it; the next check takes that up.
      await page.getByText('登记豁免').first().click();
      await page.getByLabel('豁免起始日').fill('2026-02-01');
      await page.getByLabel('豁免截止日').fill('2026-06-30');
      await page.getByLabel('豁免理由').fill('栏目改版，五月底前恢复');
      await look(page, `${size}-waiving`);
      await page.getByRole('button', { name: '提交豁免' }).click();
      await expectText(page, '已登记豁免');
      await check(page, column);
      await expectText(page, '生效中');
      await expectStatus(page, '豁免');

      // End the waiver; what is missing is missing again, until the page shows it.
      await page.goto('/waivers');
      await page.getByText('终止豁免').first().click();
      await page.getByLabel('从哪天起不再豁免').fill('2026-03-17');
      await page.getByLabel('终止理由').fill('已恢复');
      await page.getByRole('button', { name: '确认终止' }).click();
      await expectText(page, '已终止豁免');
      office.pages['/progress/'] = repaired;
      await check(page, column);
      await expectStatus(page, '正常');
      await expectText(page, '已解决的问题');
      await look(page, `${size}-repaired`);

      await page.goto('/downloads');
      await look(page, `${size}-downloads`);
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /整改台账/ }).click()]);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load((await readFile(await file.path())).buffer as ArrayBuffer);
      expect(book.worksheets.map(({ name }) => name)).toContain('无法监测');

      // Nothing can be read: nobody is accused, and it says so.
      for (const at of Object.keys(office.pages)) office.pages[at] = refused;
      await page.goto('/runs');
      await page.getByRole('button', { name: '现在巡检' }).click();
      await idle(page);
      await page.goto('/');
      await expectText(page, '都没能读到');
      await look(page, `${size}-unreadable`);
      await page.goto('/nowhere');
      await expectText(page, '没有这个页面');
      await look(page, `${size}-nowhere`);
      expect(wrong).toEqual([]);
    } finally {
      await page.context().close();
      await office.close();
    }
  });
});

test.skipIf(browserPath === null)('with the keyboard alone a finding is found and called a false alarm', { timeout: 120_000 }, async () => {
  const office = await openOffice(await folder());
  const { page, wrong } = await openWindow(browser, office, { viewport: { width: 1440, height: 900 } });
  try {
    await page.goto('/runs');
    await go(page, '现在巡检');
    await idle(page);
    await page.goto('/findings?level=overdue');
    await go(page, /项目进度/);
    await press(page, '人工认定');
    await tabTo(page, '属实');
    await page.keyboard.press('ArrowRight');
    await tabTo(page, '认定理由');
    await page.keyboard.type('二月的进度登在纸质公告栏');
    await go(page, '提交认定');
    await expectText(page, '已记下人工认定');
    await expectText(page, '二月的进度登在纸质公告栏');
    expect(wrong).toEqual([]);
  } finally {
    await page.context().close();
    await office.close();
  }
});

async function expectText(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.locator('main').innerText(), { timeout: 10_000 }).toContain(text);
}

async function expectStatus(page: Page, status: string): Promise<void> {
  await expect.poll(() => page.locator('dl.facts dd').first().innerText(), { timeout: 10_000 }).toContain(status);
}

/** Until no run waits or is under way. */
async function idle(page: Page): Promise<void> {
  await expect.poll(async () => ((await (await page.request.get('/live')).json()) as { isBusy: boolean }).isBusy, { timeout: 30_000 }).toBe(false);
}

async function check(page: Page, column: string): Promise<void> {
  await page.goto(column);
  await page.getByRole('button', { name: '立即核查本栏目' }).click();
  await idle(page);
  await page.goto(column);
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

/** To another page, or to this one anew. */
async function go(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** Tab, as often as it takes; that it is seen where one is, is part of it. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as (HTMLElement & { labels?: NodeListOf<HTMLElement> }) | null;
      // A table that may be moved holds the names of all that is in it.
      if (element === null || element === document.body || element.role === 'group') return null;
      const { outlineStyle, boxShadow } = getComputedStyle(element);
      const label = element.labels?.[0]?.innerText ?? '';
      return { text: `${element.innerText} ${label}`, isSeen: outlineStyle !== 'none' || boxShadow !== 'none' };
    });
    const isIt = focused !== null && (typeof name === 'string' ? focused.text.includes(name) : name.test(focused.text));
    if (!isIt) continue;
    expect(focused.isSeen, `the focus on ${String(name)} is not seen`).toBe(true);
    return;
  }
  throw new Error(`${String(name)} was not reached with the tab key`);
}
