/** What no single value of `messages` shows, and what of it may never be shown. */
import { expectations, type Expectation } from './expectations.js';
import { channelKindWords } from './messageWords.js';
import type { Mistake, Path } from './mistake.js';

type Written = Record<string, unknown>;

/** Looks at the document as it was written; what has the wrong shape is passed over, as the shape's own check says so. */
export function messageMistakes(value: unknown): Mistake[] {
  const messages = isMap(value) ? value.messages : undefined;
  if (!isMap(messages) || !Array.isArray(messages.channels)) return [];
  const names = new Set<unknown>();
  const mistakes = messages.channels.flatMap((channel: unknown, at): Mistake[] => {
    if (!isMap(channel)) return [];
    const path = ['messages', 'channels', at];
    const isTwin = typeof channel.name === 'string' && names.has(channel.name);
    names.add(channel.name);
    return [...(isTwin ? [mistake('channelTwice', [...path, 'name'], 'value', JSON.stringify(channel.name))] : []), ...wayMistakes(channel, path)];
  });
  const needsServer = messages.channels.some((channel: unknown) => isMap(channel) && kindOf(channel) === 'mail');
  return needsServer && !('mail' in messages) ? [...mistakes, mistake('mailServerNeeded', ['messages', 'mail'], 'value', '')] : mistakes;
}

function wayMistakes(channel: Written, path: Path): Mistake[] {
  const kind = kindOf(channel);
  if (kind === undefined) return [];
  const needed = kind === 'mail' ? 'to' : 'url';
  const strange = kind === 'mail' ? ['url', 'secret'] : kind === 'wecom' ? ['to', 'secret'] : ['to'];
  return [
    ...(needed in channel ? [] : [mistake(needed === 'to' ? 'channelTo' : 'channelUrl', [...path, needed], 'value', '')]),
    ...strange.filter((key) => key in channel).map((key) => mistake('channelKey', [...path, key], 'key', JSON.stringify(key))),
  ];
}

function kindOf({ kind }: Written): string | undefined {
  return typeof kind === 'string' && Object.hasOwn(channelKindWords, kind) ? channelKindWords[kind as keyof typeof channelKindWords] : undefined;
}

/** Keys under `messages` whose values tell nobody anything. */
const SHOWN = new Set([
  'name', 'kind', 'to', 'units', 'sites', 'levels', 'after', 'hours', 'workingDays', 'language', 'unreadableAfter',
  'allClear', 'host', 'port', 'security', 'from', 'address', 'ca', 'reportUrl',
]);

/** Anything that looks as if a secret stood in it: a broken line, a key that was run together with its value. */
const SECRET_LIKE = /(?:password|secret|密码|密钥)["' ]*[:：=]|[?&](?:key|access_token)=|\/hook\//i;

/** What a mistake may show of what was written: never a secret. */
export function withoutSecret(path: Path, at: Mistake['at'], got: string): string {
  if (got === '') return got;
  if (SECRET_LIKE.test(got)) return HIDDEN;
  const key = path.findLast((step) => typeof step === 'string');
  if (path[0] !== 'messages' || path.length === 1 || at === 'key' || SHOWN.has(String(key))) return got;
  return HIDDEN;
}

/** The same of the way to it, which names the key that was run together. */
export function pathWithoutSecret(path: Path): Path {
  return path.map((step) => (typeof step === 'string' && SECRET_LIKE.test(step) ? HIDDEN : step));
}

const HIDDEN = '***';

function mistake(expectation: Expectation, path: Path, at: 'key' | 'value', got: string): Mistake {
  return { path, at, expected: expectations[expectation], got };
}

function isMap(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
