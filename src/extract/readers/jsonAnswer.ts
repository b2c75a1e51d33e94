/**
 * The value that an endpoint answers with, whatever it is wrapped in: a byte order mark, a call (`show({…});`, JSONP), an
 * assignment (`var list = […];`), or a text that holds the JSON once more.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonRecord = { [key: string]: Json };

const CALL = /^(?:\/\*[^*]{0,80}\*\/)?\s*(?:typeof [\w$.]{1,80} === 'function' && )?[\w$.]{1,80}\s?\(/;
const ASSIGNMENT = /^\s*(?:(?:var|let|const)\s+)?[\w$.]{1,80}\s?=\s?(?=[[{])/;
const MOST_WRAPS = 3;

/** The value, or undefined where the text is none. A text or a number alone is no answer. */
export function parseAnswer(text: string): Json | undefined {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  const json = parsed(unwrapped(trimmed));
  return typeof json === 'object' && json !== null ? json : undefined;
}

function unwrapped(text: string): string {
  const call = CALL.exec(text.slice(0, 300))?.[0];
  const opening = call ?? ASSIGNMENT.exec(text.slice(0, 300))?.[0];
  if (opening === undefined) return text;
  const end = call === undefined ? text.length : text.lastIndexOf(')');
  return text.slice(opening.length, end).replace(/;\s*$/, '');
}

function parsed(text: string): Json | undefined {
  let json: Json = text;
  for (let wraps = 0; wraps < MOST_WRAPS && typeof json === 'string'; wraps++) {
    try {
      json = JSON.parse(json) as Json;
    } catch {
      return undefined;
    }
  }
  return json;
}

export function isRecord(json: Json | undefined): json is JsonRecord {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** A text or a number as text; anything else is no words. */
export function wordsOf(json: Json | undefined): string {
  return typeof json === 'string' || typeof json === 'number' ? String(json) : '';
}

/** A list that is kept as a text inside the answer, `{"data": "[{…}]"}`, opened; any other value as it is. */
export function opened(json: Json): Json {
  return typeof json === 'string' && /^\s*(?:\[\s*\{|\{\s*")/.test(json) ? (parsed(json) ?? json) : json;
}
