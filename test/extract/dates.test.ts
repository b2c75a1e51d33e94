/** Dates: every day of 1990–2035 in every form reads back as itself, and nothing that only looks like a date does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFullDates, makeDay } from '../../src/extract/dates/dates.js';
import { findForeignDates, readForeignDay } from '../../src/extract/dates/foreignDate.js';
import { latestPast, readStandaloneDate } from '../../src/extract/dates/standaloneDate.js';
import { dateInUrl, monthInUrl } from '../../src/extract/dates/urlDate.js';

const TODAY = '2035-12-31';
const two = (value: number) => String(value).padStart(2, '0');
function fullWidth(text: string): string {
  return text.replace(/[\d:./-]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}
const CHINESE = '〇一二三四五六七八九';

interface Parts {
  y: number;
  m: number;
  d: number;
}

function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  return `${tens === 0 ? '' : tens === 1 ? '十' : `${CHINESE[tens]}十`}${value % 10 === 0 ? '' : CHINESE[value % 10]}`;
}

function chineseDay({ y, m, d }: Parts, nought = '〇'): string {
  const year = [...String(y)].map((digit) => CHINESE[Number(digit)]).join('').replaceAll('〇', nought);
  return `${year}年${chineseNumber(m)}月${chineseNumber(d)}日`;
}

const iso = ({ y, m, d }: Parts) => `${y}-${two(m)}-${two(d)}`;

/** Every form of domain.md §6.1 that names a whole day. */
const WHOLE_DAY_FORMS: Record<string, (parts: Parts) => string> = {
  '2020-12-31': iso,
  '2020-1-5': ({ y, m, d }) => `${y}-${m}-${d}`,
  '2020/12/31': ({ y, m, d }) => `${y}/${two(m)}/${two(d)}`,
  '2020/1/5': ({ y, m, d }) => `${y}/${m}/${d}`,
  '2020.12.31': ({ y, m, d }) => `${y}.${two(m)}.${two(d)}`,
  '2020年1月5日': ({ y, m, d }) => `${y}年${m}月${d}日`,
  '2020 年 01 月 05 日': ({ y, m, d }) => `${y} 年 ${two(m)} 月 ${two(d)} 日`,
  '[2020-12-31]': (parts) => `[${iso(parts)}]`,
  '（2020-12-31）': (parts) => `（${iso(parts)}）`,
  '【2020-12-31】': (parts) => `【${iso(parts)}】`,
  '发布时间：2020-12-31 16:20': (parts) => `发布时间：${iso(parts)} 16:20`,
  '信息提供日期：2020-12-31': (parts) => `信息提供日期：${iso(parts)}`,
  '时间:2020-12-31': (parts) => `时间:${iso(parts)}`,
  '2020-12-31 09:00:00': (parts) => `${iso(parts)} 09:00:00`,
  '2020-12-31-09:00:00': (parts) => `${iso(parts)}-09:00:00`,
  '2020-12-31T09:00:00': (parts) => `${iso(parts)}T09:00:00`,
  '2020年12月31日 18时05分': ({ y, m, d }) => `${y}年${m}月${d}日 18时05分`,
  '2020-12-31 星期四': (parts) => `${iso(parts)} 星期四`,
  'broken over lines': ({ y, m, d }) => `${y}-\n${two(m)}-\n${two(d)}`,
  'full-width': (parts) => fullWidth(iso(parts)),
  'full-width words': ({ y, m, d }) => `${fullWidth(String(y))}年${fullWidth(String(m))}月${fullWidth(String(d))}日`,
  '二〇二〇年十二月三十一日': (parts) => chineseDay(parts),
  '二○二○年': (parts) => chineseDay(parts, '○'),
  '二О二О年': (parts) => chineseDay(parts, 'О'),
  '二零二零年': (parts) => chineseDay(parts, '零'),
};

function everyDay(): Parts[] {
  const days: Parts[] = [];
  for (let y = 1990; y <= 2035; y++) {
    for (let m = 1; m <= 12; m++) for (let d = 1; d <= 31; d++) if (makeDay(y, m, d)) days.push({ y, m, d });
  }
  return days;
}

describe('every day of 1990–2035 reads back as itself', () => {
  const days = everyDay();

  test('there are 16801 of them', () => expect(days).toHaveLength(16_801));

  for (const [form, write] of Object.entries(WHOLE_DAY_FORMS)) {
    test(`as a cell: ${form}`, () => {
      const misread = days.filter((parts) => {
        const date = readStandaloneDate(write(parts), TODAY);
        return date?.form !== 'day' || date.day !== iso(parts);
      });
      expect(misread).toEqual([]);
    });
    test(`inside a sentence: ${form}`, () => {
      const misread = days.filter((parts) => {
        const found = findFullDates(`关于印发办法的通知，${write(parts)}，请遵照执行`);
        return found.length !== 1 || found[0]?.day !== iso(parts);
      });
      expect(misread).toEqual([]);
    });
  }

  test('as two-digit years, back to 2000', () => {
    const misread = days.filter(({ y }) => y >= 2000).filter((parts) => {
      const date = readStandaloneDate(`${two(parts.y - 2000)}-${two(parts.m)}-${two(parts.d)}`, TODAY);
      return date?.form !== 'day' || date.day !== iso(parts) || date.implied[0] !== 'century';
    });
    expect(misread).toEqual([]);
  });

  for (const write of [
    ({ y, m, d }: Parts) => `/t${y}${two(m)}${two(d)}_123456.html`,
    ({ y, m, d }: Parts) => `/art/${y}/${m}/${d}/art_12_3456.html`,
    ({ y, m, d }: Parts) => `/${y}-${two(m)}/${two(d)}/content_1.htm`,
    ({ y, m, d }: Parts) => `/${y}${two(m)}${two(d)}/0123456789abcdef/c.html`,
    ({ y, m, d }: Parts) => `/safe/${y}/${two(m)}${two(d)}/123.html`,
    ({ y, m, d }: Parts) => `/web/${y}${two(m)}${two(d)}093000123/index.shtml`,
    ({ y, m, d }: Parts) => `/${y}-${two(m)}-${two(d)}/123.html`,
  ]) {
    test(`in an address: ${write({ y: 2020, m: 12, d: 31 })}`, () =>
      expect(days.filter((parts) => dateInUrl(`https://qinghe.example${write(parts)}`) !== iso(parts))).toEqual([]));
  }
});

describe('what a form leaves out is said', () => {
  for (const [text, expected] of [
    ['12-31', { form: 'month-day', month: 12, dayOfMonth: 31 }],
    ['[01/05]', { form: 'month-day', month: 1, dayOfMonth: 5 }],
    ['1月5日', { form: 'month-day', month: 1, dayOfMonth: 5 }],
    ['2020-12', { form: 'year-month', year: 2020, month: 12 }],
    ['2020年12月', { form: 'year-month', year: 2020, month: 12 }],
    ['今天', { form: 'day', day: '2026-03-01', implied: ['relative'] }],
    // An hour that touches the day has two digits.
    ['2025-12-316:20', { form: 'day', day: '2025-12-03', implied: [] }],
    ['2025-12-3116:20', { form: 'day', day: '2025-12-31', implied: [] }],
    ['昨天 09:30', { form: 'day', day: '2026-02-28', implied: ['relative'] }],
    ['23小时前', { form: 'day', day: '2026-03-01', implied: ['relative'] }],
    ['3天前', { form: 'day', day: '2026-02-26', implied: ['relative'] }],
  ] as const) {
    test(text, () => expect(readStandaloneDate(text, '2026-03-01')).toEqual(expected));
  }

  test('a year inferred for a month and day is the latest that is not in the future', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1999-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        (date, month, dayOfMonth) => {
          const today = date.toISOString().slice(0, 10);
          const day = latestPast(month, dayOfMonth, today) as string;
          expect(day <= today).toBe(true);
          expect(day.slice(5)).toBe(`${two(month)}-${two(dayOfMonth)}`);
          expect(`${Number(day.slice(0, 4)) + 1}${day.slice(4)}` > today).toBe(true);
        },
      ),
    );
  });

  test('29 February is that of the last leap year', () => expect(latestPast(2, 29, '2026-01-05')).toBe('2024-02-29'));
});

describe('what only looks like a date reads as nothing', () => {
  const NO_DATES = [
    '003110926/201510-00216', '2026-02-00018', '皖政〔2020〕12号', '国办发〔2017〕47号', '青政办[2025]3号', '0599-2026031',
    '12345-20260312', '2021-2025年', '2021—2025年', '2025年度', '2025年12月', '11010502042638号', '20260312345', '2026-13-01',
    '2025-02-29', '2026-00-10', '2026年2月30日', '3.15元', '12.50元/斤', '￥2026.03', '29-98号', '1-12', 'ISBN 978-7-2026-03-1',
    'V2026.3.1.4', '2010-2026', '第2026031期', '400-2026-0312',
  ];
  for (const text of NO_DATES) {
    test(text, () => {
      expect(findFullDates(`关于${text}的说明`)).toEqual([]);
      expect(findFullDates(text)).toEqual([]);
      if (text !== '2025年12月' && text !== '1-12') expect(readStandaloneDate(text, TODAY)).toBeNull();
    });
  }

  const digits = (least: number, most: number) => fc.stringMatching(new RegExp(`^\\d{${least},${most}}$`));
  const no = fc.integer({ min: 1990, max: 2035 });
  const monthNumber = fc.integer({ min: 1, max: 12 });
  for (const [name, numbers] of [
    ['document numbers', fc.tuple(no, fc.nat(999)).map(([year, number]) => `青政办〔${year}〕${number}号`)],
    [
      'index numbers',
      fc.tuple(digits(9, 9), no, monthNumber, digits(5, 5)).map(([unit, y, m, n]) => `${unit}/${y}${two(m)}-${n}`),
    ],
    ['index numbers with signs', fc.tuple(no, monthNumber, digits(5, 5)).map(([y, m, n]) => `${y}-${two(m)}-${n}`)],
    ['telephone numbers', fc.tuple(digits(3, 4), digits(7, 8)).map(([area, number]) => `0${area.slice(1)}-${number}`)],
    ['mobile numbers', digits(10, 10).map((rest) => `1${rest}`)],
    ['prices', fc.tuple(fc.nat(99_999), fc.nat(99)).map(([yuan, fen]) => `${yuan}.${two(fen)}元`)],
    ['years from to', fc.tuple(no, no).map(([from, to]) => `${from}-${to}年`)],
  ] as const) {
    test(`no ${name}`, () => {
      fc.assert(
        fc.property(numbers, (text) => {
          expect(findFullDates(`见${text}一栏`)).toEqual([]);
          expect(readStandaloneDate(text, TODAY)).toBeNull();
        }),
      );
    });
  }

  test('an address with numbers that are no days', () => {
    const addresses = [
      '/public/6596221/20261345.html', '/col/col2026/index.html', '/art/2026/art_0123.html', '/c100497/jump.html',
    ];
    for (const url of addresses) {
      expect(dateInUrl(`https://qinghe.example${url}`)).toBeNull();
    }
    expect(monthInUrl('https://qinghe.example/202613/1.html')).toBeNull();
  });
});

/** One way of writing days in each of the languages, with the twelve names of the months as that language inflects them. */
const LANGUAGES: Record<string, [months: string, write: (parts: Parts, month: string) => string]> = {
  English: ['January February March April May June July August September October November December', ({ y, d }, m) => `${m} ${d}, ${y}`],
  'English, shortened': ['Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec', ({ y, d }, m) => `${two(d)}-${m}-${y}`],
  German: ['Januar Februar März April Mai Juni Juli August September Oktober November Dezember', ({ y, d }, m) => `${d}. ${m} ${y}`],
  French: ['janvier février mars avril mai juin juillet août septembre octobre novembre décembre', ({ y, d }, m) => `le ${d} ${m} ${y}`],
  Spanish: ['enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre', ({ y, d }, m) => `${d} de ${m} de ${y}`],
  Italian: ['gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre', ({ y, d }, m) => `${d} ${m} ${y}`],
  Portuguese: ['janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro', ({ y, d }, m) => `${d} de ${m} de ${y}`],
  Dutch: ['januari februari maart april mei juni juli augustus september oktober november december', ({ y, d }, m) => `${d} ${m} ${y}`],
  Polish: ['stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia', ({ y, d }, m) => `${d} ${m} ${y}`],
  Russian: ['января февраля марта апреля мая июня июля августа сентября октября ноября декабря', ({ y, d }, m) => `${d} ${m} ${y} г.`],
  Czech: ['ledna února března dubna května června července srpna září října listopadu prosince', ({ y, d }, m) => `${d}. ${m} ${y}`],
  Hungarian: ['január február március április május június július augusztus szeptember október november december', ({ y, d }, m) => `${y}. ${m} ${d}.`],
  Turkish: ['Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık', ({ y, d }, m) => `${two(d)} ${m} ${y}`],
  Finnish: [
    'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
    ({ y, d }, m) => `${d}. ${m} ${y}`,
  ],
  Korean: ['1 2 3 4 5 6 7 8 9 10 11 12', ({ y, d }, m) => `${y}년 ${m}월 ${d}일`],
  'numbers with dots': ['1 2 3 4 5 6 7 8 9 10 11 12', ({ y, d }, m) => `${d}. ${m}. ${y}`],
};

describe('every day of 1990–2035 reads back as itself in other languages', () => {
  for (const [language, [months, write]] of Object.entries(LANGUAGES)) {
    test(language, () => {
      const names = months.split(' ');
      const misread = everyDay().filter((parts) => {
        const found = findForeignDates(`Ida Holm | ${write(parts, names[parts.m - 1] as string)} | 14:05`);
        return found.length !== 1 || found[0]?.day !== iso(parts);
      });
      expect(misread).toEqual([]);
    });
  }
});

describe('which number is the month', () => {
  for (const [text, order, day] of [
    ['03/04/2019', 'day-first', '2019-04-03'],
    ['03/04/2019', 'month-first', '2019-03-04'],
    ['13/04/2019', 'month-first', '2019-04-13'],
    ['04/13/2019', 'day-first', '2019-04-13'],
    ['Sun, 03/04/2018', 'day-first', '2018-03-04'], // the weekday proves it
    ['Tue, 03/04/2018', 'month-first', '2018-04-03'],
    ['03/04/2019 10:15 am', 'day-first', '2019-03-04'],
    ['03.04.2019', 'month-first', '2019-04-03'],
  ] as const)
    test(`${text}, ${order}`, () => expect(readForeignDay(text, order)).toBe(day));
});

describe('what only looks like a day of another language reads as nothing', () => {
  for (const text of [
    'Version 2.10.2014.1', '192.168.20.19', '10.0.20.2019', 'Market 12, 2015', 'Marsch 3 2019', '3:2 12 2019', '12,50 2019',
    'score 21-17 2019', '+49 30 12 05 2019', '31. Februar 2019', '30.02.2019', '00/01/2019', '1/32/2019',
  ])
    test(text, () => expect(findForeignDates(text)).toEqual([]));

  test('addresses of machines and prices', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, byte, (...bytes) => {
        expect(findForeignDates(`host ${bytes.join('.')}`)).toEqual([]);
      }),
    );
  });
});
