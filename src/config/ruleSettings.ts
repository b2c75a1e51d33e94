import type { ProbeSettings, RuleSettings } from '../model.js';

/**
 * What is judged where a configuration says nothing of it. Only the share of a run's sanity and the marks of honesty are
 * numbers of our own, and no law; the level at which columns are counted is the 2017 reading of the transport ministry.
 */
export const DEFAULT_RULES: RuleSettings = {
  lines: { countLevel: 'leaf' },
  honesty: { backdatedDays: 3, bulkItems: 10, assessments: [] },
  rectification: { days: 10, unit: 'working' },
  sanityShare: 0.5,
};

/** No probes unless they are asked for. */
export const DEFAULT_PROBE: ProbeSettings = { schedule: null, timeoutMs: 15_000, control: [] };
