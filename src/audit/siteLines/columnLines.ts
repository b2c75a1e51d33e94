/** The three lines that count columns: 动态要闻与通知公告、政策文件, 应更新未更新, 空白. */
import type { Evidence, SiteLine, Words } from '../../model.js';
import { INDICATORS } from './indicators.js';
import { blankStanding, hasWindow, newsStanding, staleStanding, type LineColumn, type StandingOf } from './standing.js';
import { tally, type CountLevel, type Seen, type Tally } from './tally.js';

/** What a line that counts columns is. */
interface ColumnLine {
  id: SiteLine['id'];
  title: Words;
  over: number;
  /** Which columns it looks at. */
  looksAt: (entry: LineColumn) => boolean;
  standingOf: StandingOf;
  /** What the figure counts, at the beginning of a sentence. */
  counted: Words;
  /** Said where the site has no such column configured. */
  none: Words;
  source: Words;
}

const OUR_WARNING: Words = {
  zh: '预警线比指标少1个，为本工具默认值，非法定。',
  en: 'The warning one column before the line is our own and no law.',
};

const LEVEL: Words = {
  zh: '按末级还是一级栏目计数可在配置中选择（2019年指标对通知公告、政策文件写“一级栏目”，交通运输部2017年通报按最末级）。',
  en: 'Whether leaves or first-level columns are counted is a setting (2019 says 一级栏目 for notices and policy; the transport ministry counted leaves in 2017).',
};

const lines: ColumnLine[] = [
  {
    id: 'news-and-notices',
    title: { zh: '动态要闻、通知公告、政策文件不更新', en: 'News, notices and policy not updated' },
    over: 5,
    looksAt: ({ column }) => isNewsNoticeOrPolicy(column.class) && hasWindow(column),
    standingOf: newsStanding,
    counted: {
      zh: '动态要闻类2周、通知公告和政策文件类6个月未更新的栏目',
      en: 'Columns of news silent for 2 weeks, or of notices and policy for 6 months',
    },
    none: { zh: '配置中没有动态要闻、通知公告、政策文件类栏目，不作判断。', en: 'No column of news, notices or policy is configured.' },
    source: sourceOf(
      { zh: '动态、要闻类2周，通知公告、政策文件类6个月未更新，合计5个以上', en: 'news 2 weeks, notices and policy 6 months, together 5 or more' },
      { zh: '10天即提示，参照监测产品的预警做法，非法定。', en: 'The warning on the tenth day follows monitoring products and is no law.' },
    ),
  },
  {
    id: 'stale-columns',
    title: { zh: '应更新未更新栏目', en: 'Columns that ought to be updated and are not' },
    over: 10,
    looksAt: ({ column, verdict }) => column.cadence.kind !== 'static' || verdict.status === 'blank',
    standingOf: staleStanding,
    counted: {
      zh: '应更新未更新的栏目（含空白栏目）',
      en: 'Columns that ought to be updated and are not (blank ones included)',
    },
    none: { zh: '配置中没有应更新的栏目，不作判断。', en: 'No column that owes anything is configured.' },
    source: sourceOf(
      { zh: '应更新但长期未更新的栏目10个以上', en: 'columns long not updated, 10 or more' },
      {
        zh: '空白栏目计入、按类别和承诺的更新频次判断，据普查评分表解读；人事、规划计划1年据监测产品说明，均未见原文。历史性专题请用豁免排除。',
        en:
          'That blank columns count, and the frequencies, are from a commentary on the 2015 census; the year for personnel ' +
          'and planning from a monitoring product; originals not seen. Exclude columns about past campaigns by a waiver.',
      },
    ),
  },
  {
    id: 'blank-columns',
    title: { zh: '空白栏目', en: 'Blank columns' },
    over: 5,
    looksAt: () => true,
    standingOf: blankStanding,
    counted: { zh: '有页面文字证明的空白栏目', en: 'Columns whose own page proves them blank' },
    none: { zh: '配置中没有栏目。', en: 'No column is configured.' },
    source: sourceOf({ zh: '空白栏目5个以上', en: 'blank columns, 5 or more' }, { zh: '', en: '' }),
  },
];

/** The lines that count columns, in the order of the indicators. */
export function columnLines(columns: readonly LineColumn[], level: CountLevel): SiteLine[] {
  return lines.map((line) => lineOf(line, tally(columns.filter(line.looksAt), line.standingOf, level), level));
}

function lineOf(line: ColumnLine, found: Tally, level: CountLevel): SiteLine {
  const { id, title, over, source } = line;
  const figure = found.late.length;
  const isReadable = found.all > 0 && (found.unread < found.all || figure > 0);
  return {
    id,
    title,
    state: stateOf(found, over),
    figure: isReadable ? figure : null,
    near: over - 1,
    over,
    unit: { zh: '个', en: 'columns' },
    because: found.all === 0 ? line.none : becauseOf(line, found, level),
    columns: found.late.flat().map(({ entry }) => entry.column.key),
    source,
    evidence: [
      ...found.late.flat().map((seen) => evidenceOf(seen, { zh: '', en: '' })),
      ...found.soon.flat().map((seen) => evidenceOf(seen, { zh: '临近：', en: 'Soon: ' })),
    ],
  };
}

/**
 * `over` as soon as what was read reaches the line, whatever was not; else `near` one before it, or where those past
 * their own warning mark would reach it. `unknown` where what could not be read might reach it, and where nothing was.
 */
function stateOf({ late, soon, unread, all }: Tally, over: number): SiteLine['state'] {
  const figure = late.length;
  if (figure >= over) return 'over';
  if (figure >= over - 1 || (soon.length > 0 && figure + soon.length >= over)) return 'near';
  return all === 0 || unread === all || figure + unread >= over ? 'unknown' : 'clear';
}

function becauseOf({ counted, over }: ColumnLine, { late, soon, unread, excused, all }: Tally, level: CountLevel): Words {
  const left: [number, string, string][] = [
    [unread, '无法监测', 'could not be read'],
    [excused.waived, '豁免', 'are waived'],
    [excused.dismissed, '经人工认定为误报', 'were called false alarms by a person'],
    [excused['own-default'], '仅超过本工具默认的6个月', 'are silent only past our own default of 6 months'],
  ];
  const named = left.filter(([number]) => number > 0);
  const [zhLevel, enLevel] = level === 'leaf' ? ['末级栏目', 'leaves'] : ['一级栏目', 'first-level columns'];
  const zhLeft = named.length === 0 ? '' : `未计入：${named.map(([number, zh]) => `${zh}${number}个`).join('，')}。`;
  const enLeft = named.length === 0 ? '' : ` Not counted: ${named.map(([number, , en]) => `${number} ${en}`).join(', ')}.`;
  const zhSoon = soon.length === 0 ? '' : `，另有${soon.length}个临近`;
  const enSoon = soon.length === 0 ? '' : `, and ${soon.length} more soon`;
  return {
    zh: `${counted.zh}${late.length}个${zhSoon}，指标为${over}个（按${zhLevel}计，配置中共${all}个）。${zhLeft}`,
    en: `${counted.en}: ${late.length}${enSoon}; the line is ${over} (counted by ${enLevel}, ${all} configured).${enLeft}`,
  };
}

function evidenceOf({ entry, seen }: Seen, lead: Words): Evidence {
  const path = entry.column.path.join(' > ');
  const { latest } = entry.verdict;
  const text = latest === null ? entry.column.url : `${latest.date.day} “${latest.date.text}” [${latest.date.by}] ${latest.title}`;
  const label = { zh: `${lead.zh}${path}（${seen.zh}）`, en: `${lead.en}${path} (${seen.en})` };
  return { label, text, url: entry.column.url };
}

function sourceOf(rule: Words, more: Words): Words {
  return {
    zh: `${INDICATORS.zh}：${rule.zh}，单项否决。${more.zh}${OUR_WARNING.zh}${LEVEL.zh}`,
    en: `${INDICATORS.en}: ${rule.en} fail the site. ${more.en === '' ? '' : `${more.en} `}${OUR_WARNING.en} ${LEVEL.en}`,
  };
}

function isNewsNoticeOrPolicy(columnClass: string): boolean {
  return columnClass === 'news' || columnClass === 'notice' || columnClass === 'policy';
}
