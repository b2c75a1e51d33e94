import type { Language, Words } from '../model.js';

/** 配置错误: one mistake in a configuration, with everything its author needs to find and mend it. */
export interface ConfigProblem {
  file: string;
  /** Counted from 1; 0 where the mistake is the file itself (it does not exist, it is a folder). */
  line: number;
  /** Counted from 1 in UTF-16 units; 0 where `line` is. */
  column: number;
  /** `sites[0].columns[1].cadence`; empty for the document as a whole and for errors of the YAML text. */
  path: string;
  /** Continues the sentence "expected …" / “应为…”. */
  expected: Words;
  /** The value as written, shortened; empty where nothing was written. */
  got: string;
}

/** Everything that is wrong with one configuration, at once. The command line turns it into exit code 3. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** At least one, in the order of the files and in each of them. */
  readonly problems: ConfigProblem[];
  /** How many further ones are only counted: of a folder of files not all are kept. */
  readonly more: number;

  constructor(problems: ConfigProblem[], more = 0) {
    super(formatProblems(problems, more, 'zh'));
    this.problems = problems;
    this.more = more;
  }

  /** For a terminal: a line that counts, then one line per mistake, each beginning with `file:line:column`. */
  format(language: Language): string {
    return formatProblems(this.problems, this.more, language);
  }
}

function formatProblems(problems: ConfigProblem[], more: number, language: Language): string {
  const count = problems.length + more;
  const head = {
    zh: `配置有 ${count} 处错误，请逐条修改：`,
    en: `The configuration has ${count} ${count === 1 ? 'mistake' : 'mistakes'}:`,
  };
  const rest = { zh: `  … 另有 ${more} 处，改完这些再检查`, en: `  … and ${more} more: check again when these are mended` };
  const lines = problems.map((problem) => `  ${formatProblem(problem, language)}`);
  return [head[language], ...lines, ...(more > 0 ? [rest[language]] : [])].join('\n');
}

function formatProblem({ file, line, column, path, expected, got }: ConfigProblem, language: Language): string {
  const place = line === 0 ? file : `${file}:${line}:${column}`;
  const where = path === '' ? place : `${place} ${path}`;
  if (language === 'zh') return `${where}：应为${expected.zh}；${got === '' ? '没有填写' : `实际是 ${got}`}`;
  return `${where}: expected ${expected.en}, got ${got === '' ? 'nothing' : got}`;
}
