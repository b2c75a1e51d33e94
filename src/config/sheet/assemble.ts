/** Rows → the sites of a configuration, as they are written. */
import type { Words } from '../../model.js';
import { plainName, siteKey } from '../identity.js';
import type { OtherSetting } from './otherSettings.js';
import type { SiteChoice } from './siteOfRows.js';
import type { Said, UnderstoodRow } from './understandRow.js';

/** A column as it will be written, and the row that it comes from: none for a level that only groups. */
export interface Branch {
  written: Record<string, unknown>;
  row: UnderstoodRow | null;
  below: Branch[];
}

export interface AssembledSite {
  written: Record<string, unknown>;
  columns: Branch[];
}

export interface Assembled {
  sites: AssembledSite[];
  /** What keeps a row out, by row. */
  troubles: Map<UnderstoodRow, Words>;
  /** What was supposed, by row. */
  notes: Map<UnderstoodRow, Words>;
  siteNotes: Words[];
  /** Settings whose site or column is not among the rows that are taken. */
  homeless: OtherSetting[];
}

interface Draft {
  name: string;
  id: string;
  rows: UnderstoodRow[];
  top: Growing[];
}

interface Growing {
  name: string;
  row: UnderstoodRow | null;
  below: Growing[];
  byName: Map<string, Growing>;
}

/**
 * Puts rows into a tree by their names. A row whose column has others below it stands for the level that groups them: it is not
 * watched, and those below take over what they do not say themselves.
 *
 * @param given  the homepage from the command line
 */
export function assemble(
  rows: readonly UnderstoodRow[],
  choice: SiteChoice,
  settings: readonly OtherSetting[],
  given: { siteUrl?: string | undefined },
): Assembled {
  const troubles = new Map<UnderstoodRow, Words>();
  const notes = new Map<UnderstoodRow, Words>();
  const siteNotes: Words[] = [];
  const drafts = draftsOf(rows, choice, troubles);
  const bySite = grouped(settings, ({ site }) => site);
  const used = new Set<OtherSetting>();
  const sites = drafts.flatMap((draft): AssembledSite[] => {
    const key = siteKey(draft.name, draft.id);
    const own = bySite.get(key) ?? [];
    const columns = grouped(own, ({ column }) => column);
    const grow = (one: Growing, above: readonly string[], hasTerm: boolean): Branch[] => {
      const path = [...above, plainName(one.name)];
      const says = hasTerm || one.row?.said.term !== undefined;
      const below = one.below.flatMap((child) => grow(child, path, says));
      if (one.below.length > 0 && below.length === 0) return [];
      if (one.below.length === 0 && one.row) {
        const trouble = leafTrouble(one.row.said, says);
        if (trouble) {
          troubles.set(one.row, trouble);
          return [];
        }
      }
      // A level may be called as a column's id is; settings are of columns.
      const ownKey = one.row?.said.id === undefined ? path.join('/') : plainName(one.row.said.id);
      const also = (below.length === 0 ? columns.get(ownKey) : undefined) ?? [];
      for (const setting of also) used.add(setting);
      const unit = one.row === null ? undefined : unitOf(one.row, choice, draft.name, notes);
      const written = { name: one.name, ...(one.row && columnOf(one.row.said, unit)), ...entries(also) };
      return [{ written, row: one.row, below }];
    };
    const grown = draft.top.flatMap((one) => grow(one, [], false));
    if (grown.length === 0) return [];
    const ofSite = own.filter(({ column }) => column === '');
    for (const setting of ofSite) used.add(setting);
    const home = homeOf(draft, given.siteUrl, ofSite.some(({ key: name }) => name === 'homepage'), siteNotes);
    const id = draft.id === '' ? {} : { id: draft.id };
    return [{ written: { name: draft.name, ...id, ...home, ...entries(ofSite) }, columns: grown }];
  });
  return { sites, troubles, notes, siteNotes, homeless: settings.filter((one) => one.site !== '' && !used.has(one)) };
}

function draftsOf(rows: readonly UnderstoodRow[], choice: SiteChoice, troubles: Map<UnderstoodRow, Words>): Draft[] {
  const drafts = new Map<string, Draft & { byName: Map<string, Growing> }>();
  for (const row of rows) {
    const { name, id } = choice.site(row);
    const key = siteKey(name, id);
    const draft = drafts.get(key) ?? { name, id, rows: [], top: [], byName: new Map<string, Growing>() };
    drafts.set(key, draft);
    draft.rows.push(row);
    const place = placeOf(draft, row.row.path);
    if (place === null) continue;
    if (place.row === null) place.row = row;
    else troubles.set(row, repeated(place.row));
  }
  return [...drafts.values()];
}

function placeOf(draft: { top: Growing[]; byName: Map<string, Growing> }, path: readonly string[]): Growing | null {
  let level = { below: draft.top, byName: draft.byName };
  let place: Growing | null = null;
  for (const name of path) {
    const known = level.byName.get(plainName(name));
    place = known ?? { name, row: null, below: [], byName: new Map<string, Growing>() };
    if (known === undefined) {
      level.below.push(place);
      level.byName.set(plainName(name), place);
    }
    level = place;
  }
  return place;
}

function repeated({ row }: UnderstoodRow): Words {
  return { zh: `与 ${row.sheet} 第 ${row.number} 行是同一个栏目`, en: `the same column as row ${row.number} of ${row.sheet}` };
}

function leafTrouble({ url }: Said, hasTerm: boolean): Words | null {
  if (url === undefined) return { zh: '没有网址', en: 'no address (网址)' };
  return hasTerm ? null : { zh: '没有公开时限', en: 'no time limit (公开时限)' };
}

function columnOf({ url, term, grace, silence, source, class: kind, since, notes, id }: Said, unit: object | string | undefined): Record<string, unknown> {
  const more = { ...(grace !== undefined && { grace }), ...(silence !== undefined && { silence }), ...(source !== undefined && { source }) };
  const hasMore = Object.keys(more).length > 0;
  const cadence = hasMore ? { ...(term && { kind: term.cadence }), ...more } : term?.cadence;
  const within = term?.withinOfEvent;
  return {
    ...(id !== undefined && { id }),
    ...(url !== undefined && { url }),
    ...(cadence !== undefined && { cadence }),
    ...(kind !== undefined && { class: kind }),
    ...(unit !== undefined && { unit }),
    ...(since !== undefined && { since }),
    ...(within !== undefined && { deadlines: [{ title: `信息形成后${within.replace(' ', '个')}内公开`, days: within }] }),
    ...(notes !== undefined && { notes }),
  };
}

/** A person without a unit answers for the site's own. */
function unitOf(row: UnderstoodRow, choice: SiteChoice, site: string, notes: Map<UnderstoodRow, Words>): object | string | undefined {
  const { person, contact } = row.said;
  const named = choice.unit(row);
  if (person === undefined && contact === undefined) return named;
  if (named === undefined) notes.set(row, { zh: `没有责任单位，记为网站名称“${site}”`, en: `no unit: the site's name ${site} is taken` });
  return { name: named ?? site, ...(person !== undefined && { person }), ...(contact !== undefined && { contact }) };
}

/** Without a homepage of its own the site's host is asked, and its homepage is held to nothing. */
function homeOf({ name, rows }: Draft, given: string | undefined, isJudgedElsewhere: boolean, notes: Words[]): Record<string, unknown> {
  const said = rows.find((row) => row.said.siteUrl !== undefined)?.said.siteUrl ?? given;
  if (said !== undefined) return { url: said };
  const first = rows.find((row) => row.said.url !== undefined)?.said.url ?? 'http://localhost/';
  const { origin } = new URL(first);
  notes.push({
    zh: `网站“${name}”没有写首页网址，取为 ${origin}/，不检查首页更新。要检查的请加“网站首页”列，或加 --url 网址`,
    en: `no homepage is given for ${name}: ${origin}/ is taken and not looked at for updates. For that add a column 网站首页, or --url ADDRESS`,
  });
  return { url: `${origin}/`, ...(!isJudgedElsewhere && { homepage: false }) };
}

/** By what the name means; without those that name nothing. */
function grouped(settings: readonly OtherSetting[], name: (setting: OtherSetting) => string): Map<string, OtherSetting[]> {
  const found = new Map<string, OtherSetting[]>();
  for (const setting of settings) {
    const key = plainName(name(setting));
    if (key === '') continue;
    const before = found.get(key);
    if (before) before.push(setting);
    else found.set(key, [setting]);
  }
  return found;
}

function entries(settings: readonly OtherSetting[]): Record<string, unknown> {
  return Object.fromEntries(settings.map(({ key, value }) => [key, value]));
}
