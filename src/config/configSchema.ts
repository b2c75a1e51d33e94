import { z } from 'zod';
import { mapShapes } from './mapShapes.js';
import { mainFileShape, site, siteListShape } from './shape.js';

/**
 * The JSON Schema (draft 7, which editors know best) of a written configuration, with Chinese titles and descriptions.
 *
 * That a file by itself needs sites, and one beside a folder of sites does not, is one of the things it leaves to the program.
 *
 * It is made from the shape that validates, so both agree on keys, words and types. What a schema cannot say (that a
 * day exists, that a cadence may come from a parent, that no two columns are one) only the program finds.
 */
export function configSchema(): object {
  return schemaOf(mainFileShape);
}

/** The same of a site's own file: one site, or a list of them. */
export function siteFileSchema(): object {
  const title = '时限 Shixian 网站文件';
  return schemaOf(z.union([siteListShape, oneSite]).meta({ title, description: '一个网站，或网站列表 sites。' }));
}

const oneSite = site.extend({}).meta({ id: 'siteFile', title: '网站' });

/** Where shared parts (`x-…`) and an editor's `$schema` may stand. */
const TOP_LEVEL: ReadonlySet<unknown> = new Set([mainFileShape, siteListShape, oneSite]);

function schemaOf(shape: z.ZodType): object {
  return z.toJSONSchema(shape, {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (TOP_LEVEL.has(zodSchema)) jsonSchema.patternProperties = { '^(x-|\\$schema$)': {} };
      if (zodSchema === mapShapes.column) jsonSchema.anyOf = [{ required: ['url'] }, { required: ['columns'] }];
    },
  });
}
