import { realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { configSchema, siteFileSchema } from './configSchema.js';

/** The texts of the published schemas, by the names of their files in config/. */
export function schemaTexts(): Record<string, string> {
  const text = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`;
  return { 'shixian.schema.json': text(configSchema()), 'site.schema.json': text(siteFileSchema()) };
}

// Run directly, from the top of the project: node dist/src/config/writeSchema.js [folder]
const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(schemaTexts())) await writeFile(path.join(process.argv[2] ?? 'config', name), text);
}
