import type { Cadence, Column, CrawlSettings, Grace, ListSelector, Settings, Site, Unit } from '../model.js';
import { deadlinesOf, pairingOf, requiredOf, type Switches } from './chosenDeadlines.js';
import { leavesNamed } from './columnNames.js';
import type { WrittenDeadlines, WrittenPairs } from './deadlineShape.js';
import { columnKey, plainName, siteKey } from './identity.js';
import { messagesFrom } from './messageShape.js';
import type { Presets } from './presets.js';
import { DEFAULT_RULES, probeFrom, rulesFrom } from './ruleSettings.js';
import { scheduleFrom } from './scheduleShape.js';
import type { WrittenColumn, WrittenConfig, WrittenSite } from './shape.js';
import { heartbeatFrom } from './upkeepShape.js';
import { visitHours } from './visitHours.js';
import {
  cadenceWords, classWords, itemPagesWords, periodByWords, readGrace, readSilence, tlsWords,
} from './vocabulary.js';

/** What a column hands on to the columns below it. Each part goes by itself, so a child may replace just one. */
interface Inheritance {
  kind?: Cadence['kind'];
  grace?: Grace;
  /** Null is a value here: "never". */
  silenceDays?: number | null;
  source?: string;
  class?: Column['class'];
  unit?: Unit;
  since?: string;
  deadlines?: WrittenDeadlines;
  periodBy?: Column['periodBy'];
  selector?: ListSelector;
  render?: Column['render'];
  itemPages?: Column['itemPages'];
}

const NO_GRACE: Grace = { days: 0, unit: 'calendar' };

/** The settings that a written configuration means; of its sites nothing. */
export function settingsOf(written: WrittenConfig): Settings {
  return {
    timezone: written.timezone,
    rules: rulesFrom(written.rules, DEFAULT_RULES),
    probe: probeFrom(written.probe),
    ...(written.calendar !== undefined && { calendarFiles: [written.calendar].flat() }),
    crawl: crawlFrom(written.crawl),
    schedule: scheduleFrom(written.schedule),
    ...(written.retention && { retention: { ...written.retention } }),
    ...(written.heartbeat && { heartbeat: heartbeatFrom(written.heartbeat) }),
    ...(written.messages && { messages: messagesFrom(written.messages) }),
    ...(written.rulesFrom !== undefined && { rulesFrom: written.rulesFrom }),
  };
}

function crawlFrom({ maxRequestsPerHost, maxMinutes, hours, ...others }: WrittenConfig['crawl']): CrawlSettings {
  return {
    ...others,
    allowHosts: [...others.allowHosts],
    ...(maxRequestsPerHost !== undefined && { maxRequestsPerHost }),
    ...(maxMinutes !== undefined && { maxMinutes }),
    ...(hours !== undefined && { hours: visitHours(hours) }),
  };
}

/** What deadlines are chosen from. */
export interface Choice {
  presets: Presets;
  switches: Switches;
}

/**
 * The site that a written one means: words become kinds, parents' settings reach their leaves, and only leaves remain.
 *
 * Cadence kind, grace, silence, source, class, unit, since, deadlines, periodBy, selector, render and itemPages are inherited, each by
 * itself; a site hands on its unit. `required`, `pairs`, `notes` and `id` belong to one column. The url of a column that has further columns is
 * left out: the list of a parent mixes its children, and a fresh child would hide a stale one.
 *
 * @param written  accepted by its shape and free of structure mistakes
 */
export function fillInSite(written: WrittenSite, choice: Choice): Site {
  const key = siteKey(written.name, written.id ?? '');
  const unit = written.unit === undefined ? {} : { unit: readUnit(written.unit) };
  const siteOf = { key, name: plainName(written.name), choice };
  const leaves = written.columns.flatMap((column) => leavesOf(column, siteOf, [], unit));
  return {
    key,
    name: plainName(written.name),
    url: written.url,
    ...unit,
    columns: withPairs(leaves, choice.presets),
    ...(written.directory !== undefined && { directory: written.directory }),
    robots: written.robots,
    ...(written.tls !== undefined && { tls: tlsWords[written.tls] }),
    homepage: written.homepage,
    ...(written.hours !== undefined && { hours: visitHours(written.hours) }),
    ...(written.group !== undefined && { group: plainName(written.group) }),
    ...(written.tags && { tags: written.tags.map(plainName) }),
  };
}

/** A column that is filled in but for its pairs, which name other columns. */
interface Leaf {
  column: Column;
  path: readonly string[];
  id: string;
  pairs: WrittenPairs;
}

/** Each pair's column is known by its key from here on. */
function withPairs(leaves: readonly Leaf[], presets: Presets): Column[] {
  return leaves.map(({ column, pairs }) => ({
    ...column,
    pairs: pairs.map((pair) => {
      const [other] = leavesNamed(pair.with, leaves);
      if (other === undefined) throw new Error(`a pair with ${pair.with} passed the checks`);
      return pairingOf(pair, other.column.key, presets);
    }),
  }));
}

function leavesOf(
  written: WrittenColumn,
  site: { key: string; name: string; choice: Choice },
  above: string[],
  inherited: Inheritance,
): Leaf[] {
  const path = [...above, plainName(written.name)];
  const own: Inheritance = { ...inherited, ...said(written) };
  if (written.columns) return written.columns.flatMap((column) => leavesOf(column, site, path, own));

  if (written.url === undefined || own.kind === undefined) {
    throw new Error(`column ${path.join('/')} passed the checks without an address or a cadence`);
  }
  const { presets, switches } = site.choice;
  const chosen = { path, class: own.class ?? 'other', siteName: site.name };
  const column: Column = {
    key: columnKey(site.key, path, written.id ?? ''),
    path,
    url: written.url,
    cadence: cadenceFrom(own, own.kind),
    class: chosen.class,
    ...(own.unit && { unit: own.unit }),
    ...(own.since !== undefined && { since: own.since }),
    required: requiredOf(written.required, chosen, presets, switches),
    deadlines: deadlinesOf(own.deadlines, chosen, presets, switches),
    pairs: [],
    periodBy: own.periodBy ?? 'title',
    ...(written.notes !== undefined && { notes: written.notes.trim() }),
    ...(own.selector && { selector: own.selector }),
    render: own.render ?? 'auto',
    ...(own.itemPages && { itemPages: own.itemPages }),
  };
  return [{ column, path, id: written.id ?? '', pairs: written.pairs ?? [] }];
}

/** What this column itself says, with nothing in place of what it leaves unsaid. */
function said(written: WrittenColumn): Inheritance {
  const cadence = typeof written.cadence === 'string' ? { kind: written.cadence } : (written.cadence ?? {});
  const grace = written.grace ?? ('grace' in cadence ? cadence.grace : undefined);
  const silence = 'silence' in cadence ? cadence.silence : undefined;
  const source = 'source' in cadence ? cadence.source : undefined;
  return {
    ...(cadence.kind !== undefined && { kind: cadenceWords[cadence.kind] }),
    ...(grace !== undefined && { grace: readGrace(grace) }),
    ...(silence !== undefined && { silenceDays: readSilence(silence) }),
    ...(source !== undefined && { source: source.trim() }),
    ...(written.class !== undefined && { class: classWords[written.class] }),
    ...(written.unit !== undefined && { unit: readUnit(written.unit) }),
    ...(written.since !== undefined && { since: written.since }),
    ...(written.deadlines !== undefined && { deadlines: written.deadlines }),
    ...(written.periodBy !== undefined && { periodBy: periodByWords[written.periodBy] }),
    ...(written.selector !== undefined && { selector: readSelector(written.selector) }),
    ...(written.render !== undefined && { render: written.render }),
    ...(written.itemPages !== undefined && { itemPages: itemPagesWords[written.itemPages] }),
  };
}

function cadenceFrom(own: Inheritance, kind: Cadence['kind']): Cadence {
  return {
    kind,
    grace: own.grace ?? NO_GRACE,
    // A silence that a parent set for its realtime columns says nothing of a child that is judged by period.
    ...(kind === 'realtime' && own.silenceDays !== undefined && { silenceDays: own.silenceDays }),
    ...(own.source !== undefined && { source: own.source }),
  };
}

function readUnit(written: NonNullable<WrittenColumn['unit']>): Unit {
  if (typeof written === 'string') return { name: plainName(written) };
  const name = plainName(written.name);
  return {
    name,
    ...(written.person !== undefined && { person: plainName(written.person) }),
    ...(written.contact !== undefined && { contact: plainName(written.contact) }),
  };
}

function readSelector(written: NonNullable<WrittenColumn['selector']>): ListSelector {
  if (typeof written === 'string') return { rows: written };
  return {
    rows: written.rows,
    ...(written.title !== undefined && { title: written.title }),
    ...(written.date !== undefined && { date: written.date }),
  };
}
