import type { RunColumn, RunRecord, SiteLine } from '../../src/model.js';
import { cadence, date, ledger, record, runColumn, today } from './runPieces.js';

/** A run in which whatever a page, a configuration or a person can write says `text`, and every address is `url`. */
export function hostileRecord(text: string, url: string): RunRecord {
  const evidence = [{ label: { zh: text, en: text }, text, url }];
  const sketch = {
    path: [text, text],
    url,
    cadence: cadence('monthly', { source: text }),
    unit: { name: text, contact: text },
    because: text,
    latest: today,
    latestTitle: text,
    latestUrl: url,
    latestDate: date(today, { text, by: text }),
    ledger: ledger('monthly', '2026-01-01', '+-o').map((cell) => ({
      ...cell,
      filledBy: { title: text, url, date: date(today, { text }) },
    })),
  };
  const column = runColumn({
    ...sketch,
    status: 'overdue',
    findings: [
      { rule: 'cadence-overdue', level: 'overdue', text, event: 'opened', openedOn: today, evidence },
      { rule: 'missing-period', level: 'missing', text, event: 'resolved', openedOn: today, evidence },
      { rule: 'future-date', level: 'doubt', text, event: 'opened', openedOn: today, evidence },
    ],
  });
  const unreadable = runColumn({ ...sketch, status: 'unreadable', unreadable: { reason: 'blocked', detail: text } });
  const named = [withHumanWords(column, text, url), unreadable].map((entry) => ({ ...entry, siteName: text, siteKey: text }));
  const words = { zh: text, en: text };
  const ours = { zh: '空白栏目', en: 'Blank columns' };
  const line: SiteLine = {
    id: 'blank-columns', title: ours, state: 'over', figure: 6, near: 4, over: 5, unit: ours, because: words,
    columns: [text], source: ours, evidence,
  };
  const sites = [{ siteKey: text, siteName: text, day: today, lines: [line] }];
  return { ...record(named, { configName: text, id: text }), sites };
}

/** A waiver, a false alarm and a list that was handed out. */
function withHumanWords(column: RunColumn, text: string, url: string): RunColumn {
  const said = { reason: text, author: text };
  const [first] = column.changes;
  const waiver = {
    ...said, id: 1, columnKey: column.column.key, kind: 'other' as const, from: today, until: today, document: text,
    recordedAt: '2026-03-18T02:00:00.000Z', endedOn: null,
  };
  const opinion = {
    ...said, findingKey: text, opinion: 'false-alarm' as const, at: '2026-03-18T02:00:00.000Z', facts: text,
  };
  const notices = [{ batch: '2026-03-17-1', on: today, due: today, link: url, linkedOn: today }];
  const dismissed = first ? [{ finding: { ...first.finding, key: `${text}|dismissed` }, opinion }] : [];
  return {
    ...column,
    changes: column.changes.map((change) => ({ ...change, notices })),
    verdict: { ...column.verdict, waivers: [waiver], dismissed },
  };
}
