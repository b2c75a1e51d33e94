import { isTooDeep } from './readYaml.js';

/**
 * What a text says as JSON; undefined where it is none, or where the YAML reader would find something wrong with it: one
 * key twice in a map, of which JSON's own reader quietly drops the first, or too deep a nesting.
 */
export function jsonValue(text: string): unknown {
  const value = parsed(text);
  if (value === undefined || isTooDeep(value) || keysWritten(text) !== keysIn(value)) return undefined;
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In sound JSON a string that a colon follows is a key, and nothing else is. */
function keysWritten(text: string): number {
  let keys = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)/g)) if (colon !== '') keys += 1;
  return keys;
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, inner) => sum + keysIn(inner), own);
}
