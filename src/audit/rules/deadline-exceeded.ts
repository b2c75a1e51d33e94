/** 逾期公开: an item published after the deadline that its own 成文日期, or a fixed day of the year, sets. */
import type { Day, Deadline, Evidence, Finding, Grace, KnownItem, RuleInfo, Words } from '../../model.js';
import { uncoveredWords } from '../calendar.js';
import { daysBetween } from '../days.js';
import { dueAfter, type DueDay } from '../dueDay.js';
import { inOrder, type ColumnFacts } from '../facts.js';
import { groupedBy } from '../groupedBy.js';
import { itemWindowStart } from '../itemWindow.js';
import { dayCount } from '../periodWords.js';
import { publishedOn, writtenOn } from '../published.js';
import { lateRequiredItems, type LateRequired } from '../requiredItems.js';
import { dateShown, deadlineSource, factsOf } from './evidence.js';
import { findingsPerItem, type Case } from './perItem.js';

export const deadlineExceeded: RuleInfo = {
  id: 'deadline-exceeded',
  title: { zh: '逾期公开', en: 'Published after its deadline' },
  reason: {
    zh:
      '信息的发布日期晚于按成文日期（或固定日期）计算的最后期限。只判断两个日期都写明的信息，起算日不计；发布日期取列表、内容页、本工具首次见到中最早的一个。' +
      '成文与发布相差一年以上的多为旧文件整理，转发、转载的成文日期不是本单位的，都不判断；自然日期限的最后一天是休息日的，到下一个工作日为止也不判断；工作日历未覆盖的不判断。',
    en:
      'Published after the last day that its 成文 date, or a fixed day of the year, allows. Only items that show both dates are ' +
      'judged; the first day does not count; of the row, its own page and our first sight the earliest day stands. Papers ' +
      'more than a year old and those passed on from others are left alone, as is what the working calendar does not cover.',
  },
  source: {
    zh:
      '《政府信息公开条例》第二十六条：自形成或者变更之日起20个工作日内公开，法律、法规另有规定的从其规定；各预置期限的文件和条款见' +
      ' config/presets/deadlines.yaml 。测评用语“文件发布时间与成文时间间隔不超过20个工作日”（汶上县）' +
      ' http://wenshang.gov.cn/art/2025/2/10/art_76330_2781666.html （据转引）。',
    en:
      'Regulation on Disclosure of Government Information, art. 26: within 20 working days of being formed or changed, unless ' +
      'other law says otherwise. The document and article of each preset stand in config/presets/deadlines.yaml.',
  },
  basis: 'law',
  sure: 'law',
};

/** Papers older than this when they were published were collected or moved, and not published late. */
const OLDEST_PAPER_DAYS = 366;
/** Somebody else wrote these. */
const PASSED_ON = /转发|转载/;

/** One finding an item, for the deadline that it missed first. */
export function deadlineExceededFindings(facts: ColumnFacts): Finding[] {
  const judged = judgedItems(facts);
  const uncovered = uncoveredItems(facts, judged);
  const cases = [
    ...judged.flatMap((one) => (one.missed === null ? [] : [{ on: one.published, found: caseOf(facts, one, one.missed, uncovered) }])),
    ...lateRequiredItems(facts).map((one) => ({ on: one.published, found: lateReport(one) })),
  ];
  const orderOf = ({ on, found }: (typeof cases)[number]) => [on, found.item.url ?? found.item.title, found.of ?? ''].join('|');
  const inTime = [...groupedBy(cases, orderOf)].sort(([a], [b]) => inOrder(a, b)).map(([, same]) => same[0] as (typeof cases)[number]);
  return findingsPerItem(facts, deadlineExceeded, inTime.map(({ found }) => found));
}

interface Judged {
  item: KnownItem;
  written: Day;
  published: Day;
  /** The deadline that it missed first; null where it missed none. */
  missed: Missed | null;
  /** Whether a deadline of its could not be reckoned. */
  isUncovered: boolean;
}

interface Missed {
  deadline: Deadline;
  due: DueDay;
}

/** The items that show both dates and of which a deadline speaks. */
function judgedItems(facts: ColumnFacts): Judged[] {
  const { column, today, yardstick } = facts;
  const deadlines = column.deadlines
    .filter(({ kind }) => kind === 'after-written')
    .map((deadline) => ({ deadline, isMeant: titleTest(deadline.titles) }));
  if (deadlines.length === 0) return [];
  const start = itemWindowStart(column, today);
  return facts.seen.flatMap((item): Judged[] => {
    const written = writtenOn(item);
    const published = written && publishedOn(item);
    if (written === null || published === null || published < start || published > today) return [];
    const ageDays = daysBetween(written.day, published);
    if (ageDays <= 0 || ageDays > OLDEST_PAPER_DAYS || PASSED_ON.test(item.title)) return [];
    const meant = deadlines.filter(({ isMeant }) => isMeant(item.title)).map(({ deadline }) => deadline);
    // 法律、法规另有规定的，从其规定: a special deadline stands in place of the general one.
    const special = meant.filter(({ general }) => general !== true);
    const dues = (special.length > 0 ? special : meant).map((deadline) => {
      return { deadline, due: dueAfter(yardstick.calendar, written.day, deadline) };
    });
    const missed = dues.filter((one): one is Missed => one.due !== null && published > one.due.last);
    const [first = null] = missed.sort((a, b) => inOrder(a.due.day, b.due.day) || inOrder(a.deadline.id, b.deadline.id));
    return [{ item, written: written.day, published, missed: first, isUncovered: dues.some(({ due }) => due === null) }];
  });
}

function caseOf(
  facts: ColumnFacts,
  { item, written, published }: Judged,
  { deadline, due }: Missed,
  uncovered: Evidence[],
): Case {
  const last = due.day;
  const late = lateWords(facts, last, published, deadline.unit);
  const limit = limitWords(deadline);
  return {
    item,
    // What we have not read in any text is put before a person, and not held against a unit.
    level: deadline.sure === 'unverified' ? 'doubt' : 'late',
    facts: factsOf(written, published, last),
    description: {
      zh: `“${item.title}”逾期公开：成文${written}，期限${last}（${limit.zh}），${published}发布，逾期${late.zh}。`,
      en: `“${item.title}” was published late: written ${written}, due ${last} (${limit.en}), published ${published}, ${late.en} late.`,
    },
    basis: { zh: `${deadline.title.zh}：${limit.zh}`, en: `${deadline.title.en}: ${limit.en}` },
    evidence: [
      ...dateShown({ zh: '成文日期（信息内容页）', en: '成文 date (its own page)' }, item.page?.written, item),
      ...dateShown({ zh: '发布日期（信息内容页）', en: 'Publishing date (its own page)' }, item.page?.published, item),
      ...dateShown({ zh: '发布日期（列表）', en: 'Publishing date (list)' }, item.date, item),
      { label: { zh: '首次见到', en: 'First seen' }, text: item.firstSeen },
      deadlineSource(deadline),
      ...uncovered,
    ],
  };
}

function lateReport({ item, year, published, due, required }: LateRequired): Case {
  const days = daysBetween(due.day, published);
  const name = `${year}年度“${required.name}”`;
  return {
    item,
    of: `${required.name}|${year}`,
    level: 'late',
    facts: factsOf(published, due.day),
    description: {
      zh: `${name}逾期公开：应于${due.day}前公开，${published}发布，逾期${days}天。`,
      en: `“${required.name}” of ${year} was published late: due ${due.day}, published ${published}, ${dayCount(days)} late.`,
    },
    basis: { zh: required.source ?? '本单位配置的期限', en: required.source ?? "The unit's own deadline" },
    evidence: [
      ...dateShown({ zh: '发布日期（列表）', en: 'Publishing date (list)' }, item.date, item),
      ...dateShown({ zh: '发布日期（信息内容页）', en: 'Publishing date (its own page)' }, item.page?.published, item),
      { label: { zh: '首次见到', en: 'First seen' }, text: item.firstSeen },
    ],
  };
}

/** Whether a title is one of those meant; every one is where no pattern is given. */
export function titleTest(pattern: string | undefined): (title: string) => boolean {
  if (pattern === undefined) return () => true;
  const meant = new RegExp(pattern);
  return (title) => meant.test(title);
}

/** `20个工作日`, `20 working days`. */
export function limitWords({ days, unit }: Grace): Words {
  return unit === 'working'
    ? { zh: `${days}个工作日`, en: dayCount(days, 'working day') }
    : { zh: `${days}日`, en: dayCount(days) };
}

function lateWords({ yardstick }: ColumnFacts, due: string, published: string, unit: Grace['unit']): Words {
  const working = unit === 'working' ? yardstick.calendar.workingDaysBetween(due, published) : null;
  if (working !== null && working > 0) return limitWords({ days: working, unit: 'working' });
  return { zh: `${daysBetween(due, published)}天`, en: dayCount(daysBetween(due, published)) };
}

function uncoveredItems({ yardstick }: ColumnFacts, judged: readonly Judged[]): Evidence[] {
  const uncovered = judged.filter(({ isUncovered }) => isUncovered);
  if (uncovered.length === 0) return [];
  const known = uncoveredWords(yardstick.calendar);
  const label = { zh: `${known.zh}，未作判定的信息`, en: `Items not judged, ${known.en}` };
  return [{ label, text: String(new Set(uncovered.map(({ item }) => item.url ?? item.title)).size) }];
}
