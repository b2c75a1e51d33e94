import type { ProbeSettings, RuleSettings } from '../model.js';
import type { WrittenProbe, WrittenRules } from './ruleShape.js';
import { countLevelWords, readGrace } from './vocabulary.js';

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

/** The settings that `written` means: what it leaves unsaid stays as in `before`. */
export function rulesFrom(written: WrittenRules | undefined, before: RuleSettings): RuleSettings {
  const { lines, honesty, rectification, sanityShare } = written ?? {};
  return {
    lines: { countLevel: lines?.countLevel === undefined ? before.lines.countLevel : countLevelWords[lines.countLevel] },
    honesty: {
      backdatedDays: honesty?.backdatedDays ?? before.honesty.backdatedDays,
      bulkItems: honesty?.bulkItems ?? before.honesty.bulkItems,
      assessments: [...(honesty?.assessments ?? before.honesty.assessments)].sort(),
    },
    rectification: rectification === undefined ? before.rectification : readGrace(rectification),
    sanityShare: sanityShare ?? before.sanityShare,
  };
}

export function probeFrom(written: WrittenProbe | undefined): ProbeSettings {
  if (written === undefined) return DEFAULT_PROBE;
  return { schedule: written.schedule ?? null, timeoutMs: written.timeoutMs, control: [...written.control] };
}
