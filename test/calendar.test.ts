/** `shixian calendar`: what it shows and what it writes, over real files. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeGbk } from './crawl/gbk.js';
import { folders, shixian, writeConfig } from './doors/program.js';

const folder = folders();
const notice2026 = await readFile(new URL('../fixtures/notices/2026.txt', import.meta.url), 'utf8');

// As it might be written, in the State Council's manner: no such notice is out when this is written.
const notice2027 = `关于2027年部分节假日安排的通知
国办发明电〔2026〕0号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天。
六、中秋节：9月15日（周三）放假1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
`;

async function saved(bytes: string | Uint8Array): Promise<{ at: string; file: string; out: string }> {
  const at = await folder();
  const file = path.join(at, 'notice.txt');
  await writeFile(file, bytes);
  return { at, file, out: path.join(at, 'calendar') };
}

test('shows every year with its source, the next without one, and when the notice comes', async () => {
  const config = await writeConfig(await folder(), 'https://site.example.invalid', { a: 'url: "https://site.example.invalid/a", cadence: 按月' });
  const { code, out } = await shixian(['calendar', '--config', config]);
  expect(code).toBe(0);
  expect(out).toContain('工作日历覆盖 2004–2026 年，到 2026-12-28');
  for (let year = 2004; year <= 2026; year += 1) expect(out).toMatch(new RegExp(`^  ${year}  程序自带`, 'm'));
  expect(out).toContain('下一个没有安排的年份：2027');
  expect(out).toContain('10月下旬至12月上旬');
  const english = await shixian(['calendar', '--config', config, '--lang', 'en']);
  expect(english.out).toContain('Next year without an arrangement: 2027');
  expect(english.out).not.toMatch(/\p{Script=Han}/u);
});

describe('import', () => {
  test('shows what it understood, writes the year, and the configuration beside it takes it up', async () => {
    const { at, file, out } = await saved(notice2027);
    const config = await writeConfig(at, 'https://site.example.invalid', { a: 'url: "https://site.example.invalid/a", cadence: 按月' });
    const done = await shixian(['calendar', 'import', file, '--config', config], '2026-11-23');
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain('2027-02-05（周五）至2027-02-11（周四）');
    expect(done.out).toContain('已写入');
    expect(JSON.parse(await readFile(path.join(out, '2027.json'), 'utf8'))).toMatchObject({
      year: 2027, source: '国办发明电〔2026〕0号', importedOn: '2026-11-23',
      work: ['2027-02-14', '2027-05-08', '2027-09-26', '2027-10-09'],
    });
    const shown = await shixian(['calendar', '--config', config]);
    expect(shown.out).toContain('2004–2027 年，到 2027-12-28');
    expect(shown.out).toContain('  2027  配置文件（国办发明电〔2026〕0号，2026-11-23 导入）');
    expect(shown.out).toContain('下一个没有安排的年份：2028');
  });

  test('a second time changes nothing, also on another day', async () => {
    const { file, out } = await saved(notice2026);
    await shixian(['calendar', 'import', file, '--out', out], '2026-11-23');
    const before = await readFile(path.join(out, '2026.json'));
    const again = await shixian(['calendar', 'import', file, '--out', out], '2026-11-24');
    expect(again.code).toBe(0);
    expect(again.out).toContain('已有相同的安排，没有改动');
    expect(await readFile(path.join(out, '2026.json'))).toEqual(before);
  });

  test('its own file, GBK, and the form of holiday-cn are read as well', async () => {
    const first = await saved(encodeGbk(notice2026.replace(/[〔〕]/g, '')));
    expect((await shixian(['calendar', 'import', first.file, '--out', first.out])).code).toBe(0);
    const own = path.join(first.out, '2026.json');
    const second = path.join(first.at, 'second');
    expect((await shixian(['calendar', 'import', own, '--out', second])).code).toBe(0);
    const { off, work } = JSON.parse(await readFile(path.join(second, '2026.json'), 'utf8')) as { off: string[]; work: string[] };

    const days = [...off.map((date) => ({ name: '', date, isOffDay: true })), ...work.map((date) => ({ name: '', date, isOffDay: false }))];
    const third = await saved(JSON.stringify({ year: 2026, papers: [], days }));
    expect((await shixian(['calendar', 'import', third.file, '--out', third.out])).code).toBe(0);
    expect(JSON.parse(await readFile(path.join(third.out, '2026.json'), 'utf8'))).toMatchObject({ off, work });
  });

  for (const [title, text, words] of [
    ['a weekday that does not fit', notice2026.replace('1月4日（周日）', '1月4日（周一）'), '2026-01-04 是周日'],
    ['a make-up day left out', notice2026.replace('、2月28日（周六）', ''), '加 --force'],
    ['an empty holiday-cn file', '{"year": 2027, "papers": [], "days": []}', '国务院还没有发布'],
    ['no notice', '今天天气很好。', '通知的标题'],
  ] as const)
    test(`${title}: exit code 3, and nothing is written`, async () => {
      const { at, file, out } = await saved(text);
      const { code, err } = await shixian(['calendar', 'import', file, '--out', out]);
      expect(code).toBe(3);
      expect(err).toContain(words);
      expect(await readdir(at)).toEqual(['notice.txt']);
    });

  test('different content, or what is no arrangement, is replaced only with --force', async () => {
    const { file, out } = await saved(notice2026);
    await mkdir(out);
    for (const before of ['{"year": 2026}', notice2026.slice(0, 5)]) {
      const target = path.join(out, '2026.json');
      await writeFile(target, before);
      const refused = await shixian(['calendar', 'import', file, '--out', out]);
      expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('内容不同') });
      expect(await readFile(target, 'utf8')).toBe(before);
      expect((await shixian(['calendar', 'import', file, '--out', out, '--force'])).code).toBe(0);
      expect(await readFile(target, 'utf8')).toContain('2026-10-10');
      expect(await readdir(out)).toEqual(['2026.json']);
    }
  });

  test('doubts are shown, and --force writes in spite of them', async () => {
    const { file, out } = await saved(notice2026.replace('、2月28日（周六）', ''));
    const forced = await shixian(['calendar', 'import', file, '--out', out, '--force']);
    expect(forced.code).toBe(0);
    expect(forced.out).toContain('请核对');
    expect(await readdir(out)).toEqual(['2026.json']);
  });

  for (const argv of [['imp', 'x'], ['import'], ['import', 'no/such.txt']])
    test(`calendar ${argv.join(' ')}: exit code 3 and a sentence`, async () => {
      const { code, err } = await shixian(['calendar', ...argv]);
      expect(code).toBe(3);
      expect(err).toMatch(/只能写 shixian calendar|读不了文件/);
    });
});
