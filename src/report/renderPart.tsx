/**
 * The pages of a report that is too large for one: those of a site, with all chapters about its columns, and those of a
 * unit, with what was found in the columns that it answers for.
 */
import type { Language, RunColumn, RunRecord } from '../model.js';
import { figuresOf } from './figures.js';
import { unitName } from './findingRows.js';
import {
  COLUMN_CHAPTERS, columnChapters, contentsOf, FINDING_CHAPTERS, findingChapters, WHOLE_CHAPTERS, wholeChapters,
  type ChapterId,
} from './html/chapters.js';
import { htmlDocument, renderChapters, reportTitle } from './html/document.js';
import { Headline } from './html/headline.js';
import type { HrefOf } from './html/ledgerTable.js';
import { pageWays, Trail, type Way } from './html/trail.js';
import { pieces, type PageLimits } from './pageLimits.js';
import { plainText } from './pageText.js';
import type { UnitRow } from './unitTable.js';
import { speaker } from './words.js';

export interface PartPlace {
  /** The ways to the pages above. */
  ways: Way[];
  /** Where the site's or unit's own page of that number lies, counted from 1, seen from its other pages. */
  hrefOf: (page: number) => string;
  limits: PageLimits;
  /** Where a column's page is shown as it was, seen from these pages. Absent: nowhere. */
  evidenceOf?: HrefOf;
}

const nowhere: HrefOf = () => null;

/**
 * The pages of one site as whole documents, each column on one of them.
 *
 * @param record  the run with the columns and the verdict of the site alone
 */
export function sitePages(
  record: RunRecord,
  place: PartPlace & { unitHref: (row: UnitRow) => string | null },
  language: Language,
): string[] {
  const name = record.columns[0]?.siteName ?? '';
  const form = { say: speaker(language), evidenceOf: place.evidenceOf ?? nowhere };
  const chapters = (part: RunRecord) => [
    ...findingChapters(part, figuresOf(part), form),
    // Once, over all of the site's columns.
    ...(isFirst(part, record) ? wholeChapters(record, form.say, place.unitHref) : []),
    ...columnChapters(part, form),
  ];
  const ids: ChapterId[] = [...FINDING_CHAPTERS, ...WHOLE_CHAPTERS, ...COLUMN_CHAPTERS];
  return partPages(record, place, { name, chapters, ids }, language);
}

/**
 * The pages of one unit of a site.
 *
 * @param record  the run with the columns that the unit answers for
 */
export function unitPages(record: RunRecord, place: PartPlace, language: Language): string[] {
  const [first] = record.columns;
  // Of several sites units may have one name, and on paper the way to the site is not there.
  const name = first ? `${plainText(first.siteName, 40)} · ${unitName(first)}` : '';
  const form = { say: speaker(language), evidenceOf: place.evidenceOf ?? nowhere };
  const chapters = (part: RunRecord) => [
    ...findingChapters(part, figuresOf(part), form),
    ...(isFirst(part, record) ? wholeChapters(record, form.say) : []),
  ];
  return partPages(record, place, { name, chapters, ids: [...FINDING_CHAPTERS, 'units'] }, language);
}

interface PartContent {
  name: string;
  chapters: (part: RunRecord) => preact.VNode[];
  ids: readonly ChapterId[];
}

function partPages(record: RunRecord, place: PartPlace, content: PartContent, language: Language): string[] {
  const { run } = record;
  const say = speaker(language);
  const figures = figuresOf(record);
  const partOf = (columns: RunColumn[]): RunRecord => ({ ...record, columns });
  const render = (columns: RunColumn[]) => renderChapters(content.chapters(partOf(columns)));
  const found = pieces(record.columns, render, place.limits);
  return found.map(({ values, text }, index) => {
    const part = partOf(values);
    const ids = content.ids.filter((id) => isFirst(part, record) || (id !== 'site-lines' && id !== 'units'));
    const ways = [...place.ways, ...pageWays(index + 1, found.length, place.hrefOf)];
    const title = `${reportTitle(say)} · ${plainText(run.configName, 80)}`;
    const head = [
      <Trail ways={ways} say={say} />,
      <Headline
        run={run}
        figures={figures}
        title={title}
        name={content.name}
        contents={contentsOf(ids, figuresOf(part))}
        say={say}
      />,
    ];
    return htmlDocument({ run, name: content.name, head, chapters: text }, language);
  });
}

function isFirst(part: RunRecord, whole: RunRecord): boolean {
  return part.columns[0] === whole.columns[0];
}
