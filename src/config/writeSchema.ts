import { realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { configSchema } from './configSchema.js';

/** The text of the published schema, as it stands in config/shixian.schema.json. */
export function schemaText(): string {
  return `${JSON.stringify(configSchema(), null, 2)}\n`;
}

// Run directly, from the top of the project: node dist/src/config/writeSchema.js [file]
const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  await writeFile(process.argv[2] ?? 'config/shixian.schema.json', schemaText());
}
