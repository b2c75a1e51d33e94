/** 疑似集中补录: many items of one day, in a column that is otherwise quiet or whose titles name periods long past. */
import type { Day, Evidence, Finding, RuleInfo, Words } from '../../model.js';
import { addDays } from '../days.js';
import { inOrder, type ColumnFacts, type DatedItem } from '../facts.js';
import { groupedBy } from '../groupedBy.js';
import { itemWindowStart } from '../itemWindow.js';
import { hasPeriods, periodContaining } from '../periods.js';
import { periodNamedBy } from '../titlePeriod.js';
import { datedItem, factsOf, pageSeen } from './evidence.js';

export const bulkUpload: RuleInfo = {
  id: 'bulk-upload',
  title: { zh: '疑似集中补录', en: 'Filled in bulk' },
  reason: {
    zh:
      '同一天集中发布大量信息，而该栏目平时很少更新，或这些信息的标题写明属于多个早已过去的周期。可能是检查前突击补录，也可能是集中审核、' +
      '迁移所致，请人工核实。',
    en:
      'Many items carry one day in a column that is otherwise quiet, or their titles name several periods long past. It may ' +
      'be a rush before an assessment, or a review or move of the site: a person must check.',
  },
  source: {
    zh:
      '突击更新见于通报和报道（5件法规同日发布：https://news.china.com/domesticgd/10000159/20170422/30446787_2.html ）；' +
      '条数线为本工具默认值，非法定，可在配置中修改。',
    en:
      'Bulk refreshes after a circular were reported by the press ' +
      '(https://news.china.com/domesticgd/10000159/20170422/30446787_2.html); the count is our own default, no law, and can be set.',
  },
  basis: 'own-view',
  sure: 'own',
};

/** How many times the next busiest day must be exceeded. */
const TIMES_AS_BUSY = 5;
/** How many past periods the titles must name. */
const PAST_PERIODS = 3;
/** How long before an assessment a bulk is said to stand before it. */
const WEEKS_BEFORE_DAYS = 30;

/** One finding for every such day. Where the column has items of one day only there is nothing to compare with. */
export function bulkUploadFindings(facts: ColumnFacts): Finding[] {
  const { bulkItems } = facts.yardstick.rules.honesty;
  if (!hasBulk(facts.plain, bulkItems)) return [];
  const items = facts.plain.filter(({ date }) => date.day <= facts.today);
  const days = [...groupedBy(items, ({ date }) => date.day)].sort(([a], [b]) => inOrder(a, b));
  if (days.length < 2) return [];
  const start = itemWindowStart(facts.column, facts.today);
  const counts = days.map(([, found]) => found.length).sort((a, b) => b - a);
  return days.flatMap(([day, found]) => {
    // What was moved to a new site years ago is nobody's rush.
    if (day < start || found.length < bulkItems) return [];
    const busiestOther = counts[0] === found.length ? (counts[1] ?? 0) : (counts[0] ?? 0);
    const periods = pastPeriods(facts, found);
    const isUnusual = found.length >= TIMES_AS_BUSY * busiestOther;
    return isUnusual || periods.length >= PAST_PERIODS ? [finding(facts, day, found, { busiestOther, periods })] : [];
  });
}

/** Whether so many items in a row are of one day. They are sorted by day. */
function hasBulk(items: readonly DatedItem[], bulkItems: number): boolean {
  return items.some(({ date }, at) => items[at + bulkItems - 1]?.date.day === date.day);
}

/** The periods named by the titles that were over before the items' own period began, in order. */
function pastPeriods({ column }: ColumnFacts, found: readonly DatedItem[]): string[] {
  const { kind } = column.cadence;
  if (!hasPeriods(kind)) return [];
  const named = found.flatMap(({ title, date }) => {
    const id = periodNamedBy(title, kind, date.day);
    return id !== null && id < periodContaining(kind, date.day).id ? [id] : [];
  });
  return [...new Set(named)].sort();
}

function finding(
  facts: ColumnFacts,
  day: Day,
  found: readonly DatedItem[],
  { busiestOther, periods }: { busiestOther: number; periods: string[] },
): Finding {
  const { column } = facts;
  const before = assessmentAfter(facts, day);
  return {
    key: `${bulkUpload.id}|${column.key}|${day}`,
    rule: bulkUpload.id,
    level: 'doubt',
    columnKey: column.key,
    period: null,
    facts: factsOf(day, found.length, periods),
    description: {
      zh:
        `疑似集中补录：${day}一天标注发布${found.length}条信息，该栏目其他日期一天最多${busiestOther}条` +
        `${periods.length > 0 ? `，标题涉及已过去的周期${periods.join('、')}` : ''}${before.zh}。请人工核实。`,
      en:
        `Possibly filled in bulk: ${found.length} items carry ${day}, while the column's busiest other day has ${busiestOther}` +
        `${periods.length > 0 ? `; titles name past periods ${periods.join(', ')}` : ''}${before.en}. A person must check.`,
    },
    basis: { zh: '本工具判读原则，非法定', en: 'Our own principle, no law' },
    evidence: [...pageSeen(facts), ...examples(found)],
  };
}

function assessmentAfter({ yardstick }: ColumnFacts, day: Day): Words {
  const { assessments } = yardstick.rules.honesty;
  const next = [...assessments].sort().find((assessed) => assessed >= day && assessed <= addDays(day, WEEKS_BEFORE_DAYS));
  if (next === undefined) return { zh: '', en: '' };
  return { zh: `，正值${next}检查之前`, en: `, shortly before the assessment of ${next}` };
}

const SHOWN = 10;

function examples(found: readonly DatedItem[]): Evidence[] {
  const label = (item: DatedItem) => ({
    zh: `同日信息（${item.firstSeen}首次见到）`, en: `Item of that day (first seen ${item.firstSeen})`,
  });
  return found.slice(0, SHOWN).map((item) => datedItem(label(item), item));
}
