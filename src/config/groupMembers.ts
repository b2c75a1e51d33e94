/** The mistakes of groups that only all sites together show: a site of a group that is none, a group that names no site. */
import type { ScheduleSettings, Site, SiteGroup } from '../model.js';
import { expectations } from './expectations.js';
import { showValue, type Mistake } from './mistake.js';

export interface GroupMembers {
  /** Notes a site; false where it names a group that is none. */
  see(site: Site): boolean;
  /** Once all sites were seen: what the groups name that none of them has. In the main file. */
  mistakes(): Mistake[];
}

const CHOICES = ['sites', 'units', 'tags'] as const;

export function createGroupMembers({ groups = [] }: ScheduleSettings): GroupMembers {
  const missing = groups.map((group) => ({ sites: new Set(group.sites), units: new Set(group.units), tags: new Set(group.tags) }));
  const named = new Set<string>();
  return {
    see({ name, key, unit, tags = [], group }) {
      for (const left of missing) {
        left.sites.delete(name);
        left.sites.delete(key);
        if (unit) left.units.delete(unit.name);
        for (const tag of tags) left.tags.delete(tag);
      }
      if (group === undefined) return true;
      named.add(group);
      return groups.some((one) => one.name === group);
    },
    mistakes: () => groups.flatMap((group, at) => [
      ...CHOICES.flatMap((choice) => (group[choice] ?? []).flatMap((word, index): Mistake[] =>
        missing[at]?.[choice].has(word) === true
          ? [{ path: ['schedule', 'groups', at, choice, index], at: 'value', expected: expectations.groupMember, got: showValue(word) }]
          : [])),
      ...(isEmpty(group, named)
        ? [{ path: ['schedule', 'groups', at, 'name'], at: 'value' as const, expected: expectations.groupOfSites, got: showValue(group.name) }]
        : []),
    ]),
  };
}

/** At the end of a period a group that chooses nothing means all sites. */
function isEmpty(group: SiteGroup, named: ReadonlySet<string>): boolean {
  return group.on?.kind !== 'before-end' && CHOICES.every((choice) => group[choice] === undefined) && !named.has(group.name);
}
