/** The one column that a person means: by its key or its name, among those stored and those configured. */
import { existsSync } from 'node:fs';
import { loadConfig } from '../config/loadConfig.js';
import { UsageError } from '../exitCodes.js';
import type { Config } from '../model.js';
import { plainText } from '../report/pageText.js';
import type { ColumnName } from '../store/columns.js';
import type { Store } from '../store/store.js';
import type { ConfiguredColumn } from '../store/waivers.js';
import { DEFAULT_CONFIG, type RunOptions } from './options.js';

export interface NamedColumn extends ColumnName {
  /** Absent where it is only stored. */
  configured?: ConfiguredColumn;
}

/**
 * `--column` is the column's key, or its whole path, or its name, or a part of its path: the first of these that fits any
 * column decides. `--site` narrows it to sites of that key or with that in their name.
 *
 * @throws UsageError where no column fits, or several do
 */
export async function oneColumn(store: Store, options: RunOptions): Promise<NamedColumn> {
  const { site, column } = options;
  if (column === undefined || column === '') {
    throw new UsageError({ zh: '请用 --column 写明是哪个栏目。', en: 'Say with --column which column.' });
  }
  const columns = await knownColumns(store, options);
  const ofSite = columns.filter(({ siteKey, siteName }) => site === undefined || siteKey === site || siteName.includes(site));
  const fitting = WAYS.map((fits) => ofSite.filter((candidate) => fits(candidate, column))).find(({ length }) => length > 0);
  const [only, ...others] = fitting ?? [];
  if (only && others.length === 0) return only;

  const asked = [site && `--site ${site}`, `--column ${column}`].filter(Boolean).join(' ');
  if (only) throw several(asked, [only, ...others]);
  throw none(asked, ofSite.length > 0 ? ofSite : columns);
}

const WAYS: ((column: ColumnName, asked: string) => boolean)[] = [
  ({ key }, asked) => key === asked,
  ({ path }, asked) => path.join(' > ') === asked,
  ({ path }, asked) => path.at(-1) === asked,
  ({ path }, asked) => path.join(' > ').includes(asked),
];

/** Of a configuration that is named, or lies where one is looked for; and whatever was ever visited. */
async function knownColumns(store: Store, { config }: RunOptions): Promise<NamedColumn[]> {
  const hasConfig = config !== undefined || existsSync(DEFAULT_CONFIG);
  const configured = hasConfig ? configuredColumns(await loadConfig(config ?? DEFAULT_CONFIG)) : [];
  const keys = new Set(configured.map(({ key }) => key));
  return [...configured, ...(await store.columns()).filter(({ key }) => !keys.has(key))];
}

function configuredColumns({ sites }: Config): NamedColumn[] {
  return sites.flatMap((site) => site.columns.map((column) => ({
    key: column.key, siteKey: site.key, siteName: site.name, path: column.path, configured: { site, column },
  })));
}

function several(asked: string, columns: readonly NamedColumn[]): UsageError {
  const shown = plainText(asked, 120);
  return new UsageError({
    zh: `有 ${columns.length} 个栏目符合 ${shown}，请用其中一个的编号：\n${lines(columns)}`,
    en: `${columns.length} columns fit ${shown}. Name one of them by its key:\n${lines(columns)}`,
  });
}

function none(asked: string, columns: readonly NamedColumn[]): UsageError {
  const shown = plainText(asked, 120);
  return new UsageError({
    zh: `没有栏目符合 ${shown}。现有栏目：\n${lines(columns)}\n新栏目请用 --config 指定它所在的配置文件。`,
    en: `No column fits ${shown}. These are known:\n${lines(columns)}\nFor a new one name its configuration with --config.`,
  });
}

const MOST_LINES = 10;

function lines(columns: readonly NamedColumn[]): string {
  const shown = columns.slice(0, MOST_LINES).map((column) => `  ${plainText(column.key, 120)}    ${columnName(column)}`);
  return [...shown, ...(columns.length > MOST_LINES ? [`  … (${columns.length})`] : [])].join('\n');
}

/** `某局 重大建设项目 > 项目进度`, fit to be put before a person. */
export function columnName({ siteName, path }: ColumnName): string {
  return plainText(`${siteName} ${path.join(' > ')}`, 80);
}
