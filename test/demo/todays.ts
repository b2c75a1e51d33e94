import type { Day } from '../../src/model.js';

/** The days that the demo is held to: mid-month, 1 January, 29 February, a quarter's first day, after a holiday. */
export const todays: Day[] = ['2026-03-17', '2026-01-01', '2024-02-29', '2026-04-01', '2025-10-09', '2026-11-23'];
