/** Letters from a real database: every figure in them is counted again by SQL; printed pages where LibreOffice is there. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunColumn, Verdict } from '../src/model.js';
import { circularPaper, ledgerPaper, noticePaper, paperUnits, selfReportPaper, sinceWhen, type Paper } from '../src/papers.js';
import { openStore, type Store } from '../src/store/store.js';
import { sampleRecord } from './report/sampleRecord.js';
import { today } from './report/runPieces.js';
import { connect } from './store/direct.js';
import { concluded, databaseFile, entry, startedRun } from './store/samples.js';

const WORKS = '裕安区交通运输局';

/** The sample run as a database holds it: what is not new was opened before, what came back was closed between. */
async function fill(store: Store, doubtful = false): Promise<void> {
  const { columns } = sampleRecord();
  const bare = (verdict: Verdict, day: string): Verdict => ({ ...verdict, day, findings: [], dismissed: [] });
  const record = async (day: string, changesOf: (column: RunColumn) => RunColumn['changes'], isLast = false) => {
    const run = await startedRun(store, day);
    for (const [position, column] of columns.entries()) {
      const site = { key: column.siteKey, name: column.siteName };
      const verdict = isLast ? column.verdict : bare(column.verdict, day);
      await store.recordColumn(entry(run, { position, site, column: column.column }), () => ({ verdict, changes: changesOf(column) }));
    }
    if (isLast && doubtful) {
      await store.concludeRun(run.id, { at: `${day}T03:00:00.000Z`, doubtful: { zh: '本次只读到2个栏目', en: 'x' } }, () => []);
    } else await concluded(store, run);
  };
  await record('2026-03-10', ({ changes }) => changes.filter(({ event }) => event !== 'opened').map((change) => ({ ...change, event: 'opened', reopened: 0 })));
  await record('2026-03-12', ({ changes }) => changes.filter(({ event }) => event === 'reopened').map((change) => ({ ...change, event: 'resolved' })));
  const told = (await store.findingRecords()).filter(({ state, finding }) => state === 'open' && finding.level === 'overdue');
  await store.giveNotice(told.map(({ finding }) => finding.key), '2026-03-12', '2026-03-16');
  await record(today, ({ changes }) => changes, true);
}

let file = '';
let store: Store;
beforeAll(async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'shixian-papers-'));
  file = path.join(home, 'db.sqlite');
  store = await openStore(file);
  await fill(store);
  return async () => {
    await store.close();
    await rm(home, { recursive: true, force: true });
  };
});

async function documentOf({ bytes }: Paper): Promise<string> {
  return (await (await JSZip.loadAsync(bytes)).file('word/document.xml')!.async('string'));
}

/** One line a paragraph. */
async function textOf(paper: Paper): Promise<string> {
  const xml = await documentOf(paper);
  return xml.replaceAll('</w:p>', '\n').replace(/<[^>]+>/g, '').replaceAll('&amp;', '&').replaceAll('&quot;', '"');
}

const HELD = `('overdue', 'missing', 'late', 'blank')`;

/** What the database itself says, with no code of ours between. */
async function counted(site: string | null): Promise<Record<string, number>> {
  const sql = await connect(file);
  const of = site === null ? '' : `and v.site_name = '${site}'`;
  const findings = `from finding f join site_column c on c.id = f.column_id join verdict v on v.id = c.standing_id where f.level in ${HELD} ${of}`;
  const isRead = `v.verdict ->> '$.status' <> 'unreadable'`;
  const questions = {
    columns: `select count(*) n from site_column c join verdict v on v.id = c.standing_id where 1 ${of}`,
    unreadable: `select count(*) n from site_column c join verdict v on v.id = c.standing_id where v.verdict ->> '$.status' = 'unreadable' ${of}`,
    open: `select count(*) n ${findings} and f.state = 'open' and ${isRead}`,
    overdue: `select count(*) n ${findings} and f.state = 'open' and ${isRead} and f.level = 'overdue'`,
    missing: `select count(*) n ${findings} and f.state = 'open' and ${isRead} and f.level = 'missing'`,
    blank: `select count(*) n ${findings} and f.state = 'open' and ${isRead} and f.level = 'blank'`,
    withProblems: `select count(distinct f.column_id) n ${findings} and f.state = 'open' and ${isRead}`,
    unverified: `select count(*) n ${findings} and f.state = 'open' and not ${isRead}`,
    closed: `select count(*) n ${findings} and f.state = 'resolved' and f.resolved_on >= '2026-01-01'`,
    pastDue: `select count(*) n ${findings} and f.state = 'open' and exists (select 1 from notice x where x.finding_id = f.id and x.due < '${today}')`,
    recurring: `select count(*) n ${findings} and f.state = 'open' and ${isRead} and (f.reopened > 0 or exists (select 1 from notice x where x.finding_id = f.id and x.on_day < '${today}'))`,
  };
  const answers = await Promise.all(Object.entries(questions).map(async ([name, question]) => [name, Number((await sql.all(question))[0]!.n)] as const));
  await sql.close();
  return Object.fromEntries(answers);
}

describe('every figure is that of the database', () => {
  test('自查报告 of a site', async () => {
    const text = await textOf(await selfReportPaper(store, { siteKey: WORKS }, { office: WORKS, documentNumber: '裕交公开〔2026〕7号' }));
    const n = await counted(WORKS);
    const read = n.columns! - n.unreadable!;
    expect(text).toContain(`纳入自查的栏目共${n.columns}个，读取到${read}个，未能读取${n.unreadable}个。`);
    expect(text).toContain(`未发现问题的${read - n.withProblems!}个，存在问题的${n.withProblems}个`);
    expect(text).toContain(`共发现问题${n.open}条，其中更新不及时${n.overdue}条、缺少应公开的信息${n.missing}条、空白栏目（有栏目无内容）${n.blank}条。`);
    expect(text).toContain(`（一）更新不及时（${n.overdue}条）`);
    expect(text).toContain(`经复核已整改销号${n.closed}条，仍存在${n.open}条，其中超过整改时限${n.pastDue}条；反馈后仍未整改或反复出现${n.recurring}条。`);
    expect(n).toMatchObject({ pastDue: 1, recurring: 2 });
    const headings = text.split('\n').filter((line) => /^[一二三四五]、/.test(line));
    expect(headings).toEqual(['一、自查依据', '二、总体情况', '三、存在问题', '四、整改情况', '五、下一步工作']);
    for (const words of ['裕交公开〔2026〕7号', '【依据文件名称及文号：待填】', '【下一步措施：请结合实际补充】', '“裕安区政务公开任务分解表第12项”', '责任单位：建设管理股', '2026年3月18日'])
      expect(text).toContain(words);
  });

  test('自查报告 of a site of which columns could not be read: they are named, counted apart and are no problems', async () => {
    const text = await textOf(await selfReportPaper(store, { siteKey: '示范县水利局' }));
    const n = await counted('示范县水利局');
    expect(n).toMatchObject({ unreadable: 2, open: 0, unverified: 1, closed: 1 });
    expect(text).toContain(`未能读取${n.unreadable}个`);
    expect(text).toContain(`以下 ${n.unreadable} 个栏目本次未能读取，不能据此判断是否按时公开，不计为问题`.replaceAll(' ', ''));
    expect(text).toContain('在读取到的栏目中未发现问题。');
    expect(text).toContain(`另有此前发现的问题${n.unverified}条，因栏目本次未能读取，暂未核查，不计入以上数字。`);
    expect(text).toContain(`经复核已整改销号${n.closed}条，仍存在0条。`);
    expect(text).not.toContain('其中超过整改时限');
  });

  test('通报: the whole and each row of the table; the good ones first, places by what could be read', async () => {
    const paper = await circularPaper(store);
    const text = await textOf(paper);
    const n = await counted(null);
    expect(text).toContain(`共巡检栏目${n.columns}个，读取到${n.columns! - n.unreadable!}个，未能读取${n.unreadable}个。发现问题${n.open}条，涉及${n.withProblems}个栏目`);
    expect(text).toContain(`以来经复核销号${n.closed}条。`);
    expect(text).toContain(`反馈后仍未整改或反复出现的${n.recurring}条，超过整改时限的${n.pastDue}条`);

    const sql = await connect(file);
    const unit = `coalesce(v."column" ->> '$.unit.name', v.site_name)`;
    const rows = (await sql.all(`
      select v.site_name site, ${unit} unit, count(*) columns, sum(v.verdict ->> '$.status' <> 'unreadable') readable,
        sum(v.verdict ->> '$.status' <> 'unreadable' and (select count(*) from finding f where f.column_id = c.id and f.state = 'open' and f.level in ${HELD}) > 0) troubled,
        sum(case when v.verdict ->> '$.status' <> 'unreadable' then (select count(*) from finding f where f.column_id = c.id and f.state = 'open' and f.level in ${HELD}) else 0 end) problems,
        sum((select count(*) from finding f where f.column_id = c.id and f.state = 'resolved' and f.level in ${HELD} and f.resolved_on >= '2026-01-01')) closed
      from site_column c join verdict v on v.id = c.standing_id group by 1, 2`)) as { site: string; unit: string; columns: number; readable: number; troubled: number; problems: number; closed: number }[];
    await sql.close();
    const table = [...(await documentOf(paper)).matchAll(/<w:tr>.*?<\/w:tr>|<w:tr .*?<\/w:tr>/g)].map(([row]) =>
      [...row.matchAll(/<w:tc>.*?<\/w:tc>/g)].map(([cell]) => cell.replace(/<[^>]+>/g, '')));
    const ranked = rows.filter(({ readable }) => readable > 0);
    expect(table.length - 1).toBe(ranked.length);
    for (const row of ranked) {
      const shown = table.find(([, name]) => name === `${row.site === row.unit ? '' : row.site}${row.unit}`);
      expect(shown?.slice(2, 6), row.unit).toEqual([row.columns, row.readable, row.troubled, row.problems].map(String));
      expect(shown?.at(-1)).toBe(String(row.closed));
    }
    const places = table.slice(1).map(([place]) => Number(place));
    const shares = table.slice(1).map((row) => Number.parseFloat(row[6]!));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(text.indexOf('较好的单位')).toBeLessThan(text.indexOf('存在的主要问题'));
    // Of two columns of this site nothing is said by rank.
    expect(text).toContain('不计为问题，也不计入排名');
  });

  test('整改通知书 names each problem with its ground and day, and asks for nothing that could not be read', async () => {
    const text = await textOf(await noticePaper(store, { siteKey: WORKS, unit: '建设管理股' }));
    expect(text).toContain('裕安区交通运输局建设管理股：');
    const sql = await connect(file);
    const found = await sql.all(`
      select f.finding ->> '$.description.zh' said from finding f join site_column c on c.id = f.column_id join verdict v on v.id = c.standing_id
      where v."column" ->> '$.unit.name' = '建设管理股' and f.state = 'open' and f.level in ${HELD}`);
    await sql.close();
    expect(text).toContain(`发现问题${found.length}条`);
    for (const { said } of found) expect(text).toContain(String(said));
    expect(text).toContain('整改时限：2026年3月16日');
    expect(text).toContain('【落款：待填】');
    expect(text).toContain('【发文字号：待填】');
    await expect(noticePaper(store, { siteKey: '示范县水利局' })).rejects.toThrow('没有应整改的问题');
    await expect(noticePaper(store, { siteKey: '没有' })).rejects.toThrow('没有符合');
    expect((await paperUnits(store)).map(({ unit }) => unit)).toContain('水旱灾害防御中心');
  });

  test('a doubtful run accuses and ranks nobody, and is said at the top of what it may be used for', async () => {
    const doubted = await openStore(await databaseFile());
    await fill(doubted, true);
    await expect(noticePaper(doubted, { siteKey: WORKS })).rejects.toThrow('结果存疑');
    await expect(circularPaper(doubted)).rejects.toThrow('结果存疑');
    expect((await textOf(await selfReportPaper(doubted, { siteKey: WORKS }))).slice(0, 60)).toContain('注意：本次巡检结果存疑（本次只读到2个栏目）');
    await doubted.close();
  });

  for (const [day, since] of [['2026-01-31', '2025-01-01'], ['2026-02-01', '2026-01-01'], ['2026-12-31', '2026-01-01']] as const)
    test(`closed problems are told since ${since} on ${day}`, () => expect(sinceWhen(day)).toBe(since));
});

describe('公文 layout', () => {
  test('A4 with the margins, fonts and line pitch of GB/T 9704', async () => {
    const paper = await noticePaper(store, { siteKey: WORKS });
    const xml = await documentOf(paper);
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/);
    expect(xml).toContain('w:eastAsia="仿宋_GB2312"');
    expect(xml).toMatch(/w:eastAsia="方正小标宋简体".*?<w:sz w:val="44"\/>.*?政务公开栏目整改通知书/);
    expect(xml).toMatch(/w:eastAsia="黑体"[^一]*一、存在问题/);
    expect(xml).toMatch(/w:eastAsia="楷体_GB2312"[^（]*（一）/);
    expect(xml).toMatch(/<w:spacing[^>]*w:line="579" w:lineRule="exact"|<w:spacing[^>]*w:lineRule="exact"[^>]*w:line="579"/);
    expect(xml).toContain('w:firstLineChars="200"');
    const zip = await JSZip.loadAsync(paper.bytes);
    expect(await zip.file('word/fontTable.xml')!.async('string')).toContain('<w:altName w:val="仿宋,FangSong');
    expect(await zip.file('word/settings.xml')!.async('string')).toContain('w:evenAndOddHeaders');
  });
});

const run = promisify(execFile);
const PROGRAMS = ['/usr/bin/soffice', '/usr/bin/pdftotext', '/usr/bin/pdfinfo'];

describe.skipIf(!PROGRAMS.every((program) => existsSync(program)))('as LibreOffice prints them', () => {
  test('each opens, has the pages that it should, and says on them what it says', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'shixian-print-'));
    try {
      const papers = {
        'ledger.xlsx': await ledgerPaper(store), 'notice.docx': await noticePaper(store, { siteKey: WORKS }),
        'self.docx': await selfReportPaper(store, { siteKey: WORKS }), 'circular.docx': await circularPaper(store, { office: '示范县政务公开办公室' }),
      };
      for (const [name, { bytes }] of Object.entries(papers)) await writeFile(path.join(folder, name), bytes);
      const files = Object.keys(papers).map((name) => path.join(folder, name));
      await run('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files]);
      const printed = async (name: string) => {
        const pdf = path.join(folder, `${name}.pdf`);
        const { stdout: about } = await run('pdfinfo', [pdf]);
        const { stdout: text } = await run('pdftotext', ['-layout', pdf, '-']);
        return { pages: Number(/Pages:\s+(\d+)/.exec(about)?.[1]), size: /Page size:\s+(.*)/.exec(about)?.[1], text: text.replace(/\s/g, '') };
      };
      const notice = await printed('notice');
      expect(notice.size).toContain('A4');
      // Fonts that stand in are not equally wide everywhere.
      const fits = ({ pages }: { pages: number }) => expect([2, 3, 4]).toContain(pages);
      fits(notice);
      expect(notice.text).toContain('政务公开栏目整改通知书');
      expect(notice.text).toContain('—1—');
      fits(await printed('self'));
      const circular = await printed('circular');
      fits(circular);
      expect(circular.text).toContain('示范县政务公开办公室2026年3月18日');
      const ledger = await printed('ledger');
      expect(ledger.size).toMatch(/^84\d.* x 59\d/);
      expect(ledger.text).toContain('第1页，共');
      expect(ledger.text).not.toContain('cadence-overdue|');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 60_000);
});
