/** The pages under `evidence/`: one for each column of which something is said, with its page as it was. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Language, Run, RunColumn, RunRecord } from '../model.js';
import { findingRows } from '../report/findingRows.js';
import { groupBy } from '../report/groupBy.js';
import { evidenceDocument } from '../report/html/evidenceDocument.js';
import type { EvidenceReader } from '../store/evidence.js';
import { evidencePageName } from './partNames.js';
import { seenPages } from './seenPages.js';

/** What one report holds at most; columns beyond it have their evidence in the report's own pages and no page of their own. */
export const EVIDENCE_LIMITS = { columns: 500, bytes: 100_000_000 };

export interface EvidencePages {
  /** Writes the pages of some columns, and remembers which there are. @param record  with at most one site */
  addSite(record: RunRecord): Promise<void>;
  /** The page of a column, seen from the report's folder; null where it has none. */
  nameOf(column: RunColumn): string | null;
}

/** @param folder  is there already, and holds no folder `evidence` */
export function createEvidencePages(
  folder: string,
  run: Run,
  store: Partial<EvidenceReader>,
  language: Language,
  limits = EVIDENCE_LIMITS,
): EvidencePages {
  const names = new Map<string, string>();
  let bytes = 0;
  return {
    async addSite(record) {
      if (!store.shownPages) return;
      const rowsOf = groupBy(findingRows(record).filter(({ event }) => event !== 'resolved'), ({ column }) => column);
      for (const column of record.columns) {
        const rows = rowsOf.get(column) ?? [];
        if (rows.length === 0 && column.verdict.unreadable === null) continue;
        if (names.size >= limits.columns || bytes >= limits.bytes) return;
        const seen = seenPages(await store.shownPages(run.id, column.column.key));
        const ways = [{ href: '../index.html', name: { zh: '‹ 报告', en: '‹ Report' } }];
        const page = evidenceDocument({ run, column, rows, seen, ways }, language);
        const name = evidencePageName(column.column.key);
        if (names.size === 0) await mkdir(path.join(folder, 'evidence'));
        await writeFile(path.join(folder, name), page);
        bytes += page.length;
        names.set(column.column.key, name);
      }
    },
    nameOf: ({ column }) => names.get(column.key) ?? null,
  };
}
