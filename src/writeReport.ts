/** Puts the report of one run into a folder of its own: index.html, findings.json, findings.csv. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rules } from './audit/rules/index.js';
import type { Language, RunRecord } from './model.js';
import { renderCsv } from './report/renderCsv.js';
import { renderHtml } from './report/renderHtml.js';
import { renderJson } from './report/renderJson.js';
import type { Store } from './store/store.js';

/** The stored run with the rules that judged it; null where there is no such run. */
export async function recordOf(store: Store, runId: string): Promise<RunRecord | null> {
  const stored = await store.readRun(runId);
  return stored && { ...stored, rules };
}

/**
 * Writes the three files and gives back the folder, `<out>/<run id>`. Each file appears whole or not at all, so that a
 * reader never opens half a report.
 */
export async function writeReport(record: RunRecord, out: string, language: Language): Promise<string> {
  const folder = path.join(out, record.run.id);
  await mkdir(folder, { recursive: true });
  const files = {
    'index.html': renderHtml(record, language),
    'findings.json': renderJson(record),
    'findings.csv': renderCsv(record, language),
  };
  for (const [name, text] of Object.entries(files)) {
    const temporary = path.join(folder, `.${name}.part`);
    await writeFile(temporary, text);
    await rename(temporary, path.join(folder, name));
  }
  return folder;
}
