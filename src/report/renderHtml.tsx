/** `index.html` of a run that fits on one page: the run for people, with all of its chapters in one file. */
import type { Language, RunRecord } from '../model.js';
import { figuresOf } from './figures.js';
import type { HrefOf } from './html/ledgerTable.js';
import {
  COLUMN_CHAPTERS, columnChapters, contentsOf, FINDING_CHAPTERS, findingChapters, WHOLE_CHAPTERS, wholeChapters,
} from './html/chapters.js';
import { htmlDocument, renderChapters, reportTitle } from './html/document.js';
import { Headline } from './html/headline.js';
import { RulesPart } from './html/rulesPart.js';
import { speaker } from './words.js';

const nowhere: HrefOf = () => null;

/**
 * A whole HTML document. The same record and language always give the same text.
 *
 * @param evidenceOf  the page that shows a column's page as it was, seen from this one
 */
export function renderHtml(record: RunRecord, language: Language, evidenceOf: HrefOf = nowhere): string {
  const { run } = record;
  const say = speaker(language);
  const figures = figuresOf(record);
  const contents = contentsOf([...FINDING_CHAPTERS, ...WHOLE_CHAPTERS, ...COLUMN_CHAPTERS, 'rules'], figures);
  const headline = (
    <Headline run={run} figures={figures} title={reportTitle(say)} name={run.configName} contents={contents} say={say} />
  );
  const chapters = renderChapters([
    ...findingChapters(record, figures, { say, evidenceOf }),
    ...wholeChapters(record, say),
    ...columnChapters(record, { say, evidenceOf }),
    <RulesPart rules={record.rules} say={say} />,
  ]);
  return htmlDocument({ run, name: run.configName, head: [headline], chapters }, language);
}
