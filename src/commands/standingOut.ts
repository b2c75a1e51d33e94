/**
 * What stands out in a run, for the terminal: findings, the national inspection's lines and unreadable columns. Sites
 * are added as they pass, and no more lines are kept than are shown.
 */
import type { Language, RunColumn, SiteVerdict, Words } from '../model.js';
import { plainText } from '../report/pageText.js';
import { siteLineStates, unreadableName } from '../report/words.js';
import type { RunSite } from '../store/runReader.js';

export interface StandingOut {
  addSite(site: RunSite): void;
  /** A title and its lines for each of the three that holds any. What came from pages is harmless for a terminal. */
  sections(): string[];
}

export function standingOut(language: Language): StandingOut {
  const found = firstLines();
  const lines = firstLines();
  const unread = firstLines();
  return {
    addSite({ columns, verdict }) {
      for (const column of columns) {
        found.add(findingLines(column, language));
        unread.add(unreadableLines(column, language));
      }
      if (verdict !== null) lines.add(linesNear(verdict, language));
    },
    sections: () => [
      ...section(FINDINGS, found, language),
      ...section(LINES, lines, language),
      ...section(UNREADABLE, unread, language),
    ],
  };
}

const FINDINGS = { zh: '问题：', en: 'Findings:' };
const LINES = { zh: '国办检查线：', en: "The national inspection's lines:" };
const UNREADABLE = {
  zh: '无法监测（不计为超期，也不计为空白）：',
  en: 'Unreadable (counted neither as overdue nor as blank):',
};

function findingLines(column: RunColumn, language: Language): string[] {
  return column.verdict.findings
    .filter(({ level }) => level !== 'unreadable')
    .map(({ description }) => `  · ${nameOf(column)}  ${plainText(description[language], 120)}`);
}

function unreadableLines(column: RunColumn, language: Language): string[] {
  const { unreadable } = column.verdict;
  return unreadable ? [`  ? ${nameOf(column)}  ${unreadableName(unreadable.reason)[language]}`] : [];
}

/** One line for a site with lines that it comes near or is over. */
function linesNear({ siteName, lines }: SiteVerdict, language: Language): string[] {
  const told = lines
    .filter(({ state }) => state === 'near' || state === 'over')
    .map(({ title, state, figure, over, unit }) =>
      `${title[language]} ${figure ?? '—'}/${over} ${unit[language]} ${siteLineStates[state][language]}`);
  return told.length === 0 ? [] : [`  ! ${plainText(siteName, 40)}  ${told.join(language === 'zh' ? '；' : '; ')}`];
}

function nameOf({ siteName, column }: RunColumn): string {
  return plainText(`${siteName} ${column.path.join(' > ')}`, 60);
}

const MOST_LINES = 12;

interface FirstLines {
  add(lines: string[]): void;
  /** At most `MOST_LINES`. */
  shown(): string[];
  /** How many were added besides. */
  left(): number;
}

function firstLines(): FirstLines {
  const shown: string[] = [];
  let total = 0;
  return {
    add(lines) {
      total += lines.length;
      shown.push(...lines.slice(0, MOST_LINES - shown.length));
    },
    shown: () => shown,
    left: () => total - shown.length,
  };
}

function section(title: Words, lines: FirstLines, language: Language): string[] {
  if (lines.shown().length === 0) return [];
  const left = lines.left();
  const more = { zh: `  … 另有 ${left} 条，见报告`, en: `  … ${left} more in the report` };
  return [title[language], ...lines.shown(), ...(left > 0 ? [more[language]] : [])];
}
