/** The last lines of a run on the terminal: what was judged, what stands out, where the report is. */
import path from 'node:path';
import type { Language, Run, Words } from '../model.js';
import { calendarLimit } from '../report/calendarLimit.js';
import { setAsideWords } from '../report/setAside.js';
import type { Summary } from '../report/summarise.js';
import type { WrittenReport } from '../writeReport.js';

/** Lines without a line end. What came from pages or the configuration is made harmless for a terminal. */
export function summaryLines({ folder, run, figures }: WrittenReport, sections: string[], language: Language): string[] {
  const limit = calendarLimit(figures.stops);
  const setAside = setAsideWords(figures.setAside);
  return [
    ...(run.doubtful ? [doubtfulLine(run.doubtful)[language]] : []),
    ...countLines(run, figures.summary).map((line) => line[language]),
    ...(setAside === null ? [] : [`  ${setAside[language]}`]),
    ...(limit === null ? [] : [limit[language]]),
    ...sections,
    `${language === 'zh' ? '报告' : 'Report'}: ${path.join(folder, 'index.html')}`,
  ];
}

function doubtfulLine(why: Words): Words {
  return {
    zh: `本次巡检存疑，未新增或销号任何问题：${why.zh}。请检查本机网络后重新巡检。`,
    en: `This run is doubtful, nothing was opened or resolved from it: ${why.en}. Check the network and run again.`,
  };
}

function countLines(run: Run, counts: Summary): Words[] {
  const { overdue, missingPeriod, blank, unreadable, due, fresh } = counts;
  const { opened, continuing, reopened, resolved, unverified } = counts;
  return [
    {
      zh: `判定日 ${run.day}：判定 ${counts.judged} / 配置 ${counts.configured} 个栏目`,
      en: `Judged on ${run.day}: ${counts.judged} of ${counts.configured} columns`,
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
