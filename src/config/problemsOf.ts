import type { ConfigProblem } from './configError.js';
import { pathWithoutSecret, withoutSecret } from './messageMistakes.js';
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
      const got = isNumber ? source.slice(offset, end) : mistake.got;
      return { ...mistake, offset, got: withoutSecret(mistake.path, mistake.at, got) };
    })
    .filter(({ offset, got }) => got !== '' || !brokenReferences.has(offset));

  // Of a broken text the whole line is shown, whatever stands in it.
  const ofText = yaml.mistakes.map((mistake) => ({ ...mistake, got: withoutSecret(mistake.path, 'key', mistake.got) }));
  const all = [...ofText, ...placed].map(({ offset, path, expected, got }) => {
    const { line, column } = yaml.position(offset);
    return { file, line, column, path: showPath(pathWithoutSecret(path)), expected: withHint(expected, lines[line - 1] ?? '', got), got };
  });
  const told = new Map(all.toReversed().map((problem) => [sentenceOf(problem), problem]));
  return [...told.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function sentenceOf({ line, column, expected, got }: ConfigProblem): string {
  return [line, column, expected.zh, got].join('|');
}
