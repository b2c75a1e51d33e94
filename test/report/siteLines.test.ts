import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { standingOut } from '../../src/commands/standingOut.js';
import type { RunRecord, SiteLine } from '../../src/model.js';
import { renderHtml } from '../../src/report/renderHtml.js';
import { renderJson } from '../../src/report/renderJson.js';
import { sampleRecord } from './sampleRecord.js';

function lineOf(state: SiteLine['state'], more: Partial<SiteLine> = {}): SiteLine {
  return {
    id: 'blank-columns', title: { zh: '空白栏目', en: 'Blank columns' }, state, figure: 4, near: 4, over: 5, unit: { zh: '个', en: 'columns' },
    because: { zh: '空白栏目4个', en: '4 are blank' }, columns: ['某局/a'], source: { zh: '国办秘函〔2019〕19号', en: '国办秘函〔2019〕19号' },
    evidence: [{ label: { zh: '要闻', en: '要闻' }, text: '暂无<script>', url: 'https://site.example.invalid/a/' }], ...more,
  };
}

function recordWith(...lines: SiteLine[]): RunRecord {
  return { ...sampleRecord(), sites: [{ siteKey: '某局', siteName: '某局', day: '2026-03-18', lines }] };
}

const words = (record: RunRecord, language: 'zh' | 'en' = 'zh') => {
  const page = load(renderHtml(record, language));
  return { page, rows: page('#site-lines tbody tr').map((_, row) => page(row).text().replace(/\s+/g, ' ')).get() };
};

describe('the part 国办检查线', () => {
  test('is not drawn for a run that judged no site, nor named in the contents', () => {
    const { page } = words(sampleRecord());
    expect(page('#site-lines, [href="#site-lines"]')).toHaveLength(0);
  });

  for (const [state, zh, shade] of [
    ['clear', '未到线', 'fresh'], ['near', '接近', 'due'], ['over', '到线', 'overdue'], ['unknown', '无法判定', 'unreadable'],
  ] as const)
    test(`${state} is a word and a shade`, () => {
      const { page, rows } = words(recordWith(lineOf(state)));
      expect(rows[0]).toContain(`空白栏目${zh}4 个45空白栏目4个`);
      expect(page('#site-lines .badge').attr('class')).toBe(`badge ${shade}`);
      expect(page('[href="#site-lines"]')).toHaveLength(1);
    });

  test('shows figure, evidence and source, and a dash where there is no figure', () => {
    const { page, rows } = words(recordWith(lineOf('unknown', { figure: null })), 'en');
    expect(rows[0]).toContain('Blank columnsNot known—454 are blank');
    expect(page('#site-lines .evidence a').attr('href')).toBe('https://site.example.invalid/a/');
    expect(page('#site-lines').text()).toContain('国办秘函〔2019〕19号');
    expect(page('script')).toHaveLength(0);
  });
});

test('findings.json ends with the sites', () => {
  const { sites } = JSON.parse(renderJson(recordWith(lineOf('near')))) as { sites: { lines: object[] }[] };
  expect(sites).toHaveLength(1);
  expect(sites[0]?.lines[0]).toMatchObject({ id: 'blank-columns', state: 'near', figure: 4, near: 4, over: 5, columns: ['某局/a'] });
});

test('the terminal has a line for each site that is near or over', () => {
  const told = (...lines: SiteLine[]) => {
    const found = standingOut('zh');
    const { sites: [verdict = null] } = recordWith(...lines);
    found.addSite({ siteKey: '某局', siteName: '某局', columns: [], verdict });
    return found.sections().filter((line) => line.startsWith('  !'));
  };
  expect(told(lineOf('clear'), lineOf('unknown'))).toEqual([]);
  expect(told(lineOf('near'), lineOf('over', { figure: 6 }))).toEqual(['  ! 某局  空白栏目 4/5 个 接近；空白栏目 6/5 个 到线']);
});
