/** What can be had from the dashboard: the list of findings, and the sheets and letters of an office. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { UsageError } from '../../exitCodes.js';
import { circularPaper, DOCX, ledgerPaper, noticePaper, selfReportPaper, XLSX, type Paper } from '../../papers.js';
import type { Store } from '../../store/store.js';
import type { Download } from '../../web/options.js';

/** @param out  the folder of reports */
export function downloadsOf(store: Store, out: string): Download[] {
  /** Of the last run over everything: a column that was checked since is no run to report on. */
  const ofLastRun = async (draw: (wish: { run: string }) => Promise<Paper>): ReturnType<Download['make']> => {
    const last = await store.lastWholeRun();
    if (last === null) return null;
    try {
      const { name, bytes } = await draw({ run: last.run.id });
      return { fileName: name, content: bytes };
    } catch (error) {
      if (error instanceof UsageError) return { refused: error.words };
      throw error;
    }
  };
  return [
    {
      id: 'ledger', name: { zh: '整改台账', en: 'ledger' }, contentType: XLSX, ofUnit: false,
      purpose: {
        zh: 'Excel 表，问题逐条列出，各单位另有分表，没能读到的栏目单列；单位填好整改链接后可以读回。',
        en: 'An Excel workbook (Chinese): every finding, a sheet for each unit, what could not be read apart.',
      },
      make: () => ofLastRun((wish) => ledgerPaper(store, wish)),
    },
    {
      id: 'circular', name: { zh: '通报', en: 'circular' }, contentType: DOCX, ofUnit: false,
      purpose: { zh: 'Word 文档，全部单位的情况和排名。', en: 'A Word document (Chinese): how all units stand.' },
      make: () => ofLastRun((wish) => circularPaper(store, wish)),
    },
    {
      id: 'notice', name: { zh: '整改通知书', en: 'notice' }, contentType: DOCX, ofUnit: true,
      purpose: { zh: 'Word 文档，发给一个单位，只列计入该单位的问题。', en: 'A Word document (Chinese) to one unit.' },
      make: ({ siteKey, unit }) => ofLastRun((wish) => noticePaper(store, { siteKey: siteKey ?? '', ...(unit !== null && { unit }) }, wish)),
    },
    {
      id: 'self-report', name: { zh: '自查报告', en: 'self-report' }, contentType: DOCX, ofUnit: true,
      purpose: { zh: 'Word 文档，一个单位自己的情况，数字都取自数据库。', en: 'A Word document (Chinese) of one unit.' },
      make: ({ siteKey, unit }) => ofLastRun((wish) => selfReportPaper(store, { siteKey: siteKey ?? '', ...(unit !== null && { unit }) }, wish)),
    },
    {
      id: 'findings', name: { zh: '问题清单', en: 'findings.csv' }, contentType: 'text/csv; charset=utf-8', ofUnit: false,
      purpose: { zh: '最近一次完整巡检的 findings.csv，可用 Excel 或 WPS 打开。', en: 'findings.csv of the last whole run.' },
      make: () => findingsOf(store, out),
    },
  ];
}

async function findingsOf(store: Store, out: string): ReturnType<Download['make']> {
  const last = await store.lastWholeRun();
  if (last === null) return null;
  const file = path.join(out, last.run.id, 'findings.csv');
  const found = await stat(file).catch(() => null);
  if (!found) {
    return {
      refused: {
        zh: `巡检 ${last.run.id} 的报告不在报告文件夹里（可能已清理）。在服务器上运行 shixian report 可以重新生成。`,
        en: `The report of run ${last.run.id} is not in its folder; \`shixian report\` writes it again.`,
      },
    };
  }
  return { fileName: `findings-${last.run.day}.csv`, content: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array> };
}
