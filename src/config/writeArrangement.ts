import type { CalendarYear } from '../model.js';

/** The text of `config/calendar/<year>.json`: one month a line, so that a person can hold it against the notice. */
export function writeArrangement({ year, off, work, source, importedOn }: CalendarYear): string {
  const entries = [
    `"year": ${year}`,
    ...(source === undefined ? [] : [`"source": ${JSON.stringify(source)}`]),
    ...(importedOn === undefined ? [] : [`"importedOn": "${importedOn}"`]),
    `"off": ${daysByMonth(off)}`,
    `"work": ${daysByMonth(work)}`,
  ];
  return `{\n  ${entries.join(',\n  ')}\n}\n`;
}

function daysByMonth(days: readonly string[]): string {
  if (days.length === 0) return '[]';
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  const lines = months.map((month) => days.filter((day) => day.startsWith(month)).map((day) => `"${day}"`).join(', '));
  return `[\n    ${lines.join(',\n    ')}\n  ]`;
}
