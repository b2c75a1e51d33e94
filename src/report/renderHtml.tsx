/**
 * `index.html`: the run for people, as one file that opens offline, needs no script and prints on A4.
 *
 * Everything goes through Preact, which escapes it, and page text through `PageText`, which shows what would be
 * invisible. The Content-Security-Policy forbids scripts and everything that is not in the file itself, should one of
 * the two ever be forgotten.
 */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language, RunRecord } from '../model.js';
import { findingRows, partFindings } from './findingRows.js';
import { AllColumns } from './html/allColumns.js';
import { DismissedPart } from './html/dismissedPart.js';
import { Doubts, Resolved, StandingFindings } from './html/findingsParts.js';
import { Headline } from './html/headline.js';
import { LedgerPicture } from './html/ledgerPicture.js';
import { RulesPart } from './html/rulesPart.js';
import { SiteLines } from './html/siteLines.js';
import { stylesheet } from './html/stylesheet.js';
import { UnitsPart } from './html/unitsPart.js';
import { UnreadablePart } from './html/unreadablePart.js';
import { WaiversPart } from './html/waiversPart.js';
import { plainText } from './pageText.js';
import { localTime } from './periodWords.js';
import { summarise } from './summarise.js';
import { speaker, type Say } from './words.js';

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** A whole HTML document. The same record and language always give the same text. */
export function renderHtml(record: RunRecord, language: Language): string {
  const say = speaker(language);
  const parts = partFindings(findingRows(record));
  const chapters = [
    <StandingFindings rows={parts.publisher} summary={summarise(record)} say={say} />,
    <Resolved rows={parts.resolved} day={record.run.day} say={say} />,
    <Doubts rows={parts.doubts} say={say} />,
    <DismissedPart record={record} say={say} />,
    <WaiversPart record={record} say={say} />,
    <UnreadablePart record={record} rows={parts.unreadable} say={say} />,
    <SiteLines record={record} say={say} />,
    <UnitsPart record={record} say={say} />,
    <LedgerPicture record={record} language={language} />,
    <AllColumns record={record} say={say} />,
    <RulesPart rules={record.rules} say={say} />,
  ];
  // Rendered chapter by chapter: each is independent of the others, and none needs the whole tree in memory.
  const body = chapters.map((chapter) => renderToString(chapter)).join('\n');
  const title = say({ zh: '政务公开栏目时效巡检报告', en: 'Freshness of disclosure columns' });
  return [
    '<!doctype html>',
    `<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`,
    renderToString(<Head title={`${title} ${plainText(record.run.configName, 80)} ${record.run.day}`} />),
    '<body>',
    renderToString(<Headline record={record} summary={summarise(record)} title={title} say={say} />),
    `<main>\n${body}\n</main>`,
    renderToString(<Colophon record={record} say={say} />),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function Head({ title }: { title: string }): VNode {
  return (
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={CONTENT_SECURITY_POLICY} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="referrer" content="no-referrer" />
      <meta name="robots" content="noindex" />
      <title>{title}</title>
      <style dangerouslySetInnerHTML={{ __html: stylesheet }} />
    </head>
  );
}

function Colophon({ record, say }: { record: RunRecord; say: Say }): VNode {
  const { run } = record;
  return (
    <footer class="colophon">
      <p>
        {say({
          zh: '本报告由“时限”自动生成，只反映巡检时所见的网页。所列问题均附依据与证据，可逐条核对；对结果有异议的，以人工复核为准。',
          en:
            'Drawn up by Shixian from the pages as they were when visited. Every finding names its rule and its ' +
            'evidence and can be checked; where it is disputed, a person’s check decides.',
        })}
      </p>
      <p>
        {say({ zh: '批次', en: 'Run' })} {plainText(run.id, 80)} · {say({ zh: '开始', en: 'started' })}{' '}
        {localTime(run.startedAt, run.timezone)} ({run.timezone})
      </p>
    </footer>
  );
}
