import type { ConfigProblem } from './configError.js';
import { showPath, valueAt } from './mistake.js';
import type { Mistake } from './mistake.js';
import type { ReadYaml } from './readYaml.js';
import { withHint } from './yamlWords.js';

/**
 * Places each mistake in the file, in the file's order, those of the text itself among them. Where a shared part is
 * referred to often, its mistakes are told once.
 */
export function problemsOf(mistakes: Mistake[], yaml: ReadYaml, source: string, file: string): ConfigProblem[] {
  const lines = source.split('\n');
  // A broken reference was read as nothing; that nothing stands there is not a second mistake.
  const brokenReferences = new Set(yaml.mistakes.map(({ offset }) => offset));
  const placed = mistakes
    .map((mistake) => {
      const { offset, end } = yaml.place(mistake.path, mistake.at);
      // A number is shown as written: 0564 is a telephone code to its author, not 564.
      const isNumber = mistake.at === 'value' && typeof valueAt(yaml.value, mistake.path) === 'number';
      return { ...mistake, offset, got: isNumber ? source.slice(offset, end) : mistake.got };
    })
    .filter(({ offset, got }) => got !== '' || !brokenReferences.has(offset));

  const all = [...yaml.mistakes, ...placed].map(({ offset, path, expected, got }) => {
    const { line, column } = yaml.position(offset);
    return { file, line, column, path: showPath(path), expected: withHint(expected, lines[line - 1] ?? '', got), got };
  });
  const told = new Map(all.toReversed().map((problem) => [sentenceOf(problem), problem]));
  return [...told.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function sentenceOf({ line, column, expected, got }: ConfigProblem): string {
  return [line, column, expected.zh, got].join('|');
}
