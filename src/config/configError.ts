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
  /** At least one, in the order of the file. */
  readonly problems: ConfigProblem[];

  constructor(problems: ConfigProblem[]) {
    super(formatProblems(problems, 'zh'));
    this.problems = problems;
  }

  /** For a terminal: a line that counts, then one line per mistake, each beginning with `file:line:column`. */
  format(language: Language): string {
    return formatProblems(this.problems, language);
  }
}

function formatProblems(problems: ConfigProblem[], language: Language): string {
  const head =
    language === 'zh'
      ? `配置有 ${problems.length} 处错误，请逐条修改：`
      : `The configuration has ${problems.length} ${problems.length === 1 ? 'mistake' : 'mistakes'}:`;
  return [head, ...problems.map((problem) => `  ${formatProblem(problem, language)}`)].join('\n');
}

function formatProblem({ file, line, column, path, expected, got }: ConfigProblem, language: Language): string {
  const place = line === 0 ? file : `${file}:${line}:${column}`;
  const where = path === '' ? place : `${place} ${path}`;
  if (language === 'zh') return `${where}：应为${expected.zh}；${got === '' ? '没有填写' : `实际是 ${got}`}`;
  return `${where}: expected ${expected.en}, got ${got === '' ? 'nothing' : got}`;
}
