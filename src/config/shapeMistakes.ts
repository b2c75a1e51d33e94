import { z } from 'zod';
import type { Words } from '../model.js';
import { expectations } from './expectations.js';
import type { Expectation } from './expectations.js';
import { showValue, valueAt } from './mistake.js';
import type { Mistake, Path } from './mistake.js';
import { nearestKey } from './nearestKey.js';
import { mapShapes } from './mapShapes.js';

type Issue = z.core.$ZodIssue;

/** What zod found, as mistakes with words: one per unknown key, and of a choice of shapes the one that was meant. */
export function shapeMistakes(issues: readonly Issue[], value: unknown): Mistake[] {
  return issues.flatMap((issue) => mistakesOf(issue, [], value));
}

function mistakesOf(issue: Issue, above: Path, value: unknown): Mistake[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];

  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      at: 'key',
      expected: knownKey(key, issue.message),
      got: JSON.stringify(key),
    }));
  }

  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((branch) => !branch.some(saysAnotherShape));
    if (meant) return meant.flatMap((inner) => mistakesOf(inner, path, value));
  }

  return [{ path, at: 'value', expected: expectationOf(issue.message), got: showValue(valueAt(value, path)) }];
}

/** A branch that fails at its root on the kind of value was not what the author meant. */
function saysAnotherShape(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function expectationOf(message: string): Words {
  return message in expectations ? expectations[message as Expectation] : { zh: message, en: message };
}

function knownKey(key: string, shape: string): Words {
  const known = keysOf(shape);
  const nearest = nearestKey(key, known);
  const names = Object.keys(known).join(', ');
  if (nearest === undefined) return { zh: `以下键之一：${names}`, en: `one of the keys ${names}` };
  return {
    zh: `以下键之一：${names}（是不是想写 ${nearest}？）`,
    en: `one of the keys ${names} (did you mean ${nearest}?)`,
  };
}

/** The keys of the map that an expectation explains, each with its title. */
function keysOf(expectation: string): Record<string, string> {
  const shapes: Record<string, z.ZodObject> = mapShapes;
  const shape: Record<string, z.core.$ZodType> = shapes[expectation]?.shape ?? {};
  const entries = Object.entries(shape);
  return Object.fromEntries(entries.map(([key, schema]) => [key, titleOf(schema)]));
}

function titleOf(schema: z.core.$ZodType): string {
  const title = z.globalRegistry.get(schema)?.title;
  if (title !== undefined) return title;
  return schema instanceof z.ZodOptional ? titleOf(schema.unwrap()) : '';
}
