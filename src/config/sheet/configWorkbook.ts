import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import type { Site, Words } from '../../model.js';
import { configFiles, filesOf } from '../configFiles.js';
import { openConfig } from '../openConfig.js';
import { parseConfig, withoutFragments } from '../parseConfig.js';
import { readText } from '../readText.js';
import { readYaml } from '../readYaml.js';
import { site as siteShape } from '../shape.js';
import { flattenConfig } from './flattenConfig.js';
import { importSpreadsheet } from './importSpreadsheet.js';
import { SheetError } from './sheetError.js';
import { templateWorkbook } from './templateWorkbook.js';

/**
 * A configuration, one file or a folder, as the workbook that `importSpreadsheet` makes the same configuration of. That it does is
 * tried before the workbook is handed out, so that nothing is lost in silence.
 *
 * @param file  as the user wrote it
 * @throws {ConfigError}  for whatever is wrong with the configuration
 * @throws {SheetError}  where a table cannot hold it: a name of nothing but dashes, a text longer than a cell
 */
export async function configWorkbook(file: string): Promise<Uint8Array> {
  // Every mistake at once, before anything is read for the table.
  await openConfig(file);
  const written = await writtenConfig(file);
  return workbookOf(written);
}

/** @param written  a whole configuration, free of mistakes */
export async function workbookOf(written: Readonly<Record<string, unknown>>): Promise<Uint8Array> {
  const expected = parseConfig(stringify(written, { aliasDuplicateObjects: false }), '');
  const sites = (written.sites as unknown[]).map((one) => siteShape.parse(one));
  const bytes = await templateWorkbook(flattenConfig(written, sites));
  const { config } = importSpreadsheet(bytes, '');
  if (!isDeepStrictEqual(config, expected)) throw cannotCarry(firstDifference(config?.sites ?? [], expected.sites));
  return bytes;
}

/** The main file with the sites of all files, references filled in. */
async function writtenConfig(file: string): Promise<Record<string, unknown>> {
  const files = await configFiles(file);
  const main = await valueOf(files.main);
  const sites: unknown[] = Array.isArray(main.sites) ? [...(main.sites as unknown[])] : [];
  for await (const one of filesOf(files, (why) => { throw why; })) {
    const value = await valueOf(one);
    if (Array.isArray(value.sites)) sites.push(...(value.sites as unknown[]));
    else sites.push(value);
  }
  return { ...main, sites };
}

async function valueOf(file: string): Promise<Record<string, unknown>> {
  const text = (await readText(file)).replace(/^\uFEFF/, '');
  return withoutFragments(readYaml(text).value) as Record<string, unknown>;
}

function firstDifference(found: readonly Site[], expected: readonly Site[]): string {
  for (const [at, site] of expected.entries()) {
    const other = found[at];
    if (isDeepStrictEqual(site, other)) continue;
    const column = site.columns.find((one, place) => !isDeepStrictEqual(one, other?.columns[place]));
    return [site.name, ...(column?.path ?? [])].join(' > ').slice(0, 200);
  }
  return '';
}

function cannotCarry(where: string): SheetError {
  const at: Words = where === '' ? { zh: '设置', en: 'the settings' } : { zh: `“${where}”`, en: where };
  return new SheetError({
    zh: `表格装不下这份配置，没有写：${at.zh}（名称只有横线或斜线、或文字超过单元格上限的，请先改短改名）`,
    en: `a table cannot hold this configuration, nothing was written: ${at.en} (a name of nothing but dashes, or a text longer than a cell)`,
  });
}
