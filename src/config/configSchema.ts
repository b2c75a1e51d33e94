import { z } from 'zod';
import { mapShapes } from './mapShapes.js';
import { configShape } from './shape.js';

/**
 * The JSON Schema (draft 7, which editors know best) of a written configuration, with Chinese titles and descriptions.
 *
 * It is made from the shape that validates, so both agree on keys, words and types. What a schema cannot say (that a
 * day exists, that a cadence may come from a parent, that no two columns are one) only `parseConfig` finds.
 */
export function configSchema(): object {
  return z.toJSONSchema(configShape, {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === configShape) jsonSchema.patternProperties = { '^x-': {} };
      if (zodSchema === mapShapes.column) jsonSchema.anyOf = [{ required: ['url'] }, { required: ['columns'] }];
    },
  });
}
