/** Which sites belong to a group. */
import type { ScheduleSettings, Site, SiteGroup } from '../model.js';
import { REST } from './plan.js';
import { comesBesides } from './planOf.js';

/**
 * Whether a site belongs to a group: it names the group itself, or the group names it, its unit or one of its tags. A
 * group at the end of a period that chooses nothing means all sites.
 */
export function isMember(site: Membership, group: SiteGroup): boolean {
  return site.group === group.name || isChosen(site, group);
}

/** What of a site decides it. */
export type Membership = Pick<Site, 'key' | 'name' | 'unit' | 'group' | 'tags'>;

function isChosen({ key, name, unit, tags = [] }: Membership, group: SiteGroup): boolean {
  const { sites = [], units = [], tags: wanted = [] } = group;
  if (comesBesides(group) && sites.length + units.length + wanted.length === 0) return true;
  return sites.includes(name) || sites.includes(key) || (unit !== undefined && units.includes(unit.name)) || tags.some((tag) => wanted.includes(tag));
}

/**
 * The sites that a run of a group is about.
 *
 * @param name  of a group; `REST` for those that belong to none, but to groups that come besides; null for all
 * @returns null where there is no such group
 */
export function membersOf(name: string | null, { groups = [] }: Pick<ScheduleSettings, 'groups'>): ((site: Membership) => boolean) | null {
  if (name === null) return () => true;
  const group = groups.find((one) => one.name === name);
  if (group) return (site) => isMember(site, group);
  if (!isRest(name)) return null;
  const own = groups.filter((one) => !comesBesides(one));
  return (site) => !own.some((one) => isMember(site, one));
}

/** The words for the sites of no group; no group may be called so. */
export function isRest(name: string): boolean {
  return name === REST || name === REST_ZH;
}

export const REST_ZH = '其余';
