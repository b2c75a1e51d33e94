import type { Site } from '../model.js';
import { ConfigError } from './configError.js';
import { expectations } from './expectations.js';
import { fillInSite, type Choice } from './fillIn.js';
import { jsonValue } from './jsonValue.js';
import type { Path } from './mistake.js';
import { nameMistakes, nameMistakesOfSite } from './nameMistakes.js';
import { nothingWritten, toldMistakes, withoutFragments } from './parseConfig.js';
import { problemsOf } from './problemsOf.js';
import { readYaml } from './readYaml.js';
import { site as siteShape, siteListShape, type WrittenSite } from './shape.js';
import { structureMistakes, structureMistakesOfSite } from './structure.js';

/** A site as it was read from a file of its own, and where in the file it stands. */
export interface ReadSite {
  site: Site;
  /** Empty where the file is this one site. */
  path: Path;
}

/**
 * Reads a file of one site, or of a list of them under `sites`. The same is held to be a mistake as in a whole configuration.
 *
 * @param fileName  only for the messages; what ends in `.json` and is sound JSON is read as such, a hundred times faster
 * @throws {ConfigError}  with all problems, in the order of the file
 */
export function parseSites(text: string, fileName: string, choice: Choice): ReadSite[] {
  const source = text.replace(/^\uFEFF/, '');
  if (fileName.endsWith('.json')) {
    // What is wrong in it is told from the other reading, which knows the lines.
    const json = jsonValue(source);
    const found = json === undefined ? null : sound(json, choice);
    if (found) return found;
  }

  const yaml = readYaml(source);
  if (yaml.mistakes.length === 0 && yaml.value === null) throw nothingWritten(fileName, expectations.siteFile);
  if (yaml.mistakes.length === 0) {
    const found = sound(yaml.value, choice);
    if (found) return found;
  }
  const value = withoutFragments(yaml.value);
  const { parsed, structure } = check(value, choice);
  throw new ConfigError(problemsOf(toldMistakes(parsed.error, structure, yaml, value), yaml, source, fileName));
}

/** The sites that a value holds; null where anything is wrong with it. */
function sound(written: unknown, choice: Choice): ReadSite[] | null {
  const { parsed, structure } = check(withoutFragments(written), choice);
  if (!parsed.success || structure.length > 0) return null;
  if (!('sites' in parsed.data)) return [{ site: fillInSite(parsed.data, choice), path: [] }];
  return parsed.data.sites.map((one: WrittenSite, at) => ({ site: fillInSite(one, choice), path: ['sites', at] }));
}

function check(value: unknown, { presets }: Choice) {
  if (typeof value === 'object' && value !== null && 'sites' in value) {
    const structure = [...structureMistakes(value), ...nameMistakes(value, presets)];
    return { parsed: siteListShape.safeParse(value), structure };
  }
  const structure = [...structureMistakesOfSite(value), ...nameMistakesOfSite(value, presets)];
  return { parsed: siteShape.safeParse(value), structure };
}
