/** The last lines of a run on the terminal: what was judged, what stands out, where the report is. */
import type { Language, RunColumn, RunRecord, Words } from '../model.js';
import { calendarLimit } from '../report/calendarLimit.js';
import { plainText } from '../report/pageText.js';
import { setAsideWords } from '../report/setAside.js';
import { summarise } from '../report/summarise.js';
import { siteLineStates, unreadableName } from '../report/words.js';

/** Lines without a line end. What came from pages or the configuration is made harmless for a terminal. */
export function summaryLines(record: RunRecord, reportFile: string, language: Language): string[] {
  const limit = calendarLimit(record);
  const setAside = setAsideWords(record);
  const { doubtful } = record.run;
  const found = record.columns.flatMap((done) =>
    done.verdict.findings
      .filter(({ level }) => level !== 'unreadable')
      .map(({ description }) => `  · ${nameOf(done)}  ${plainText(description[language], 120)}`),
  );
  const unread = record.columns.flatMap((done) => {
    const { unreadable } = done.verdict;
    return unreadable ? [`  ? ${nameOf(done)}  ${unreadableName(unreadable.reason)[language]}`] : [];
  });
  return [
    ...(doubtful ? [doubtfulLine(doubtful)[language]] : []),
    ...countLines(record).map((line) => line[language]),
    ...(setAside === null ? [] : [`  ${setAside[language]}`]),
    ...(limit === null ? [] : [limit[language]]),
    ...section(FINDINGS, found, language),
    ...section(LINES, linesNear(record, language), language),
    ...section(UNREADABLE, unread, language),
    `${language === 'zh' ? '报告' : 'Report'}: ${reportFile}`,
  ];
}

function doubtfulLine(why: Words): Words {
  return {
    zh: `本次巡检存疑，未新增或销号任何问题：${why.zh}。请检查本机网络后重新巡检。`,
    en: `This run is doubtful, nothing was opened or resolved from it: ${why.en}. Check the network and run again.`,
  };
}

const LINES = { zh: '国办检查线：', en: "The national inspection's lines:" };

/** One line for each site with lines that it comes near or is over. */
function linesNear({ sites }: RunRecord, language: Language): string[] {
  return sites.flatMap(({ siteName, lines }) => {
    const told = lines
      .filter(({ state }) => state === 'near' || state === 'over')
      .map(({ title, state, figure, over, unit }) =>
        `${title[language]} ${figure ?? '—'}/${over} ${unit[language]} ${siteLineStates[state][language]}`);
    return told.length === 0 ? [] : [`  ! ${plainText(siteName, 40)}  ${told.join(language === 'zh' ? '；' : '; ')}`];
  });
}

const FINDINGS = { zh: '问题：', en: 'Findings:' };
const UNREADABLE = {
  zh: '无法监测（不计为超期，也不计为空白）：',
  en: 'Unreadable (counted neither as overdue nor as blank):',
};

function countLines(record: RunRecord): Words[] {
  const counts = summarise(record);
  const { overdue, missingPeriod, blank, unreadable, due, fresh } = counts;
  const { opened, continuing, reopened, resolved, unverified } = counts;
  return [
    {
      zh: `判定日 ${record.run.day}：判定 ${counts.judged} / 配置 ${counts.configured} 个栏目`,
      en: `Judged on ${record.run.day}: ${counts.judged} of ${counts.configured} columns`,
    },
    {
      zh:
        `  超期 ${overdue}  缺期 ${missingPeriod}  空白 ${blank}  无法监测 ${unreadable}` +
        `  临期 ${due}  正常 ${fresh}  静态 ${counts.static}  豁免 ${counts.waived}`,
      en:
        `  overdue ${overdue}  missing period ${missingPeriod}  blank ${blank}  unreadable ${unreadable}` +
        `  due ${due}  fresh ${fresh}  static ${counts.static}  waived ${counts.waived}`,
    },
    {
      zh: `  新发现 ${opened}  持续 ${continuing}  复发 ${reopened}  已解决 ${resolved}  未能核实 ${unverified}`,
      en:
        `  new ${opened}  continuing ${continuing}  reopened ${reopened}  resolved ${resolved}` +
        `  unverified ${unverified}`,
    },
  ];
}

const MOST_LINES = 12;

function section(title: Words, lines: string[], language: Language): string[] {
  if (lines.length === 0) return [];
  if (lines.length <= MOST_LINES) return [title[language], ...lines];
  const rest = lines.length - MOST_LINES;
  const more = { zh: `  … 另有 ${rest} 条，见报告`, en: `  … ${rest} more in the report` };
  return [title[language], ...lines.slice(0, MOST_LINES), more[language]];
}

function nameOf({ siteName, column }: RunColumn): string {
  return plainText(`${siteName} ${column.path.join(' > ')}`, 60);
}
