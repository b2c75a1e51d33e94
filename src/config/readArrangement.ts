import type { Arrangement } from './arrangement.js';
import { parseArrangement } from './parseArrangement.js';
import { parseNotice } from './parseNotice.js';

/**
 * Reads a year's arrangement from whichever of the three forms a text has: our JSON, holiday-cn's JSON, or the words of
 * the State Council's notice.
 *
 * @param fileName  only for the messages
 * @throws {ConfigError}  with everything that is wrong
 */
export function readArrangement(text: string, fileName: string): Arrangement {
  const isJson = /^[\s\uFEFF]*[[{]/.test(text);
  return isJson ? parseArrangement(text, fileName) : parseNotice(text, fileName);
}
