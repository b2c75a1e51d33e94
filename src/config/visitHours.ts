import type { VisitHours } from '../model.js';
import { readHours } from './vocabulary.js';

/** The hours that are written, one or a list; empty for any hour. */
export function visitHours(written: string | readonly string[]): VisitHours[] {
  return [written].flat().flatMap((hours) => readHours(hours) ?? []);
}
