/** The last lines of a run on the terminal: what was judged, what stands out, where the report is. */
import type { Language, RunRecord } from '../model.js';
import { plainText } from '../report/pageText.js';
import { summarise } from '../report/summarise.js';
import { unreadableName } from '../report/words.js';

const MOST_LINES = 12;

export function summaryLines(record: RunRecord, reportFile: string, language: Language): string[] {
  const counts = summarise(record);
  const { run } = record;
  const head =
    language === 'zh'
      ? [
          `判定日 ${run.day}：判定 ${counts.judged} / 配置 ${counts.configured} 个栏目`,
          `  超期 ${counts.overdue}  缺期 ${counts.missingPeriod}  空白 ${counts.blank}  无法监测 ${counts.unreadable}  临期 ${counts.due}  正常 ${counts.fresh}  静态 ${counts.static}`,
          `  新发现 ${counts.opened}  持续 ${counts.continuing}  复发 ${counts.reopened}  已解决 ${counts.resolved}`,
        ]
      : [
          `Judged on ${run.day}: ${counts.judged} of ${counts.configured} columns`,
          `  overdue ${counts.overdue}  missing period ${counts.missingPeriod}  blank ${counts.blank}  unreadable ${counts.unreadable}  due ${counts.due}  fresh ${counts.fresh}  static ${counts.static}`,
          `  new ${counts.opened}  continuing ${counts.continuing}  reopened ${counts.reopened}  resolved ${counts.resolved}`,
        ];
  const found = record.columns.flatMap(({ siteName, column, verdict }) =>
    verdict.findings
      .filter((finding) => finding.level !== 'unreadable')
      .map((finding) => `  · ${plainText(`${siteName} ${column.path.join(' > ')}`, 60)}  ${plainText(finding.description[language], 120)}`),
  );
  const unread = record.columns.flatMap(({ siteName, column, verdict }) =>
    verdict.unreadable ? [`  ? ${plainText(`${siteName} ${column.path.join(' > ')}`, 60)}  ${unreadableName(verdict.unreadable.reason)[language]}`] : [],
  );
  const zh = language === 'zh';
  return [
    ...head,
    ...(found.length > 0 ? [zh ? '问题：' : 'Findings:', ...short(found, language)] : []),
    ...(unread.length > 0 ? [zh ? '无法监测（不计为超期，也不计为空白）：' : 'Unreadable (counted neither as overdue nor as blank):', ...short(unread, language)] : []),
    `${zh ? '报告' : 'Report'}: ${reportFile}`,
  ];
}

function short(lines: string[], language: Language): string[] {
  if (lines.length <= MOST_LINES) return lines;
  const rest = lines.length - MOST_LINES;
  return [...lines.slice(0, MOST_LINES), language === 'zh' ? `  … 另有 ${rest} 条，见报告` : `  … ${rest} more in the report`];
}
