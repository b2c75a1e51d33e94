/** Reads secrets where the configuration says that they are, when they are needed and not before. */
import { readFile } from 'node:fs/promises';
import { SecretError, type Reveal } from './delivery.js';

/** @param environment  the variables that `env:NAME` may name */
export function revealer(environment: Readonly<Record<string, string | undefined>>): Reveal {
  return async (secret) => {
    switch (secret.from) {
      case 'text':
        return secret.text;
      case 'env':
        return filled(environment[secret.name], `env:${secret.name}`);
      case 'file': {
        const read = await readFile(secret.file, 'utf8').catch((error: unknown) => {
          const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
          throw new SecretError(`file:${secret.file} (${code})`);
        });
        return filled(read.replace(/^\uFEFF/, ''), `file:${secret.file}`);
      }
    }
  };
}

function filled(value: string | undefined, name: string): string {
  const trimmed = value?.trim() ?? '';
  if (trimmed === '') throw new SecretError(`${name} (empty or not set)`);
  return trimmed;
}
