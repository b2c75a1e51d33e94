/** 信息消失: an item that several visits saw and later ones did not, although they would have. */
import type { Day, Finding, RuleInfo } from '../../model.js';
import type { ColumnFacts } from '../facts.js';
import { groupedBy } from '../groupedBy.js';
import { vanishedItems, type Vanished } from '../vanished.js';
import { datedItem, factsOf, pageSeen } from './evidence.js';

export const itemVanished: RuleInfo = {
  id: 'item-vanished',
  title: { zh: '信息消失', en: 'An item has vanished' },
  reason: {
    zh:
      '以前巡检多次见到的信息，最近两天以上的巡检读到了它应在的位置却没有再见到，也没有换网址或标题相同的信息。可能是依法撤下、更正或迁移，' +
      '请说明或核实。本工具保留当时的页面快照。',
    en:
      'Visits saw the item on more than one day; the visits on two later days or more read the place where it should stand ' +
      'and did not see it, nor one of its title or address. It may have been withdrawn by law, put right or moved: please ' +
      'say so. The pages seen then are kept.',
  },
  source: {
    zh: '本工具的判读原则，非法定：只说明见到过又不再见到，不认定违规。',
    en: 'Our own principle, no law: it says what was seen and is seen no more, and calls nobody wrong.',
  },
  basis: 'own-view',
  sure: 'own',
};

/** One finding for all items that were last seen on the same day. */
export function itemVanishedFindings(facts: ColumnFacts): Finding[] {
  const vanished = [...groupedBy(vanishedItems(facts), ({ item }) => item.lastSeen)];
  return vanished.map(([lastSeen, found]) => finding(facts, lastSeen, found));
}

function finding(facts: ColumnFacts, lastSeen: Day, found: readonly Vanished[]): Finding {
  const { column } = facts;
  const [{ item: first, missedLast }] = found as [Vanished];
  return {
    key: `${itemVanished.id}|${column.key}|${lastSeen}`,
    rule: itemVanished.id,
    level: 'doubt',
    columnKey: column.key,
    period: null,
    facts: factsOf(found.map(({ item }) => item.url ?? item.title)),
    description: {
      zh: `${found.length}条信息在${lastSeen}以前见到、此后不再见到（如“${first.title}”），疑似被撤下，请说明或核实。`,
      en: `${found.length} item(s) were seen until ${lastSeen} and are seen no more (“${first.title}”). Please say why, or check.`,
    },
    basis: { zh: '本工具判读原则，非法定', en: 'Our own principle, no law' },
    evidence: [
      ...pageSeen(facts),
      { label: { zh: '最近一次未见到它的巡检', en: 'Last visit that did not see it' }, text: missedLast },
      ...found.slice(0, SHOWN).map(({ item }) =>
        datedItem({ zh: `${item.firstSeen}至${item.lastSeen}见到`, en: `Seen from ${item.firstSeen} to ${item.lastSeen}` }, item),
      ),
    ],
  };
}

const SHOWN = 10;
