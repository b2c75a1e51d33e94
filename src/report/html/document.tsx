/**
 * What every page of a report is wrapped in: an HTML document that opens offline, needs no script and prints on A4.
 *
 * Everything goes through Preact, which escapes it, and page text through `PageText`, which shows what would be
 * invisible. The Content-Security-Policy forbids scripts and everything that is not in the file itself, should one of
 * the two ever be forgotten.
 */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language, Run } from '../../model.js';
import { plainText } from '../pageText.js';
import { localTime } from '../periodWords.js';
import { speaker, type Say } from '../words.js';
import { stylesheet } from './stylesheet.js';

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export interface PageParts {
  run: Run;
  /** What the page is about, for the tab of the browser. */
  name: string;
  /** The ways to other pages of the report, and the headline. */
  head: VNode[];
  /** The chapters as HTML, from our own components. */
  chapters: string;
}

/** What kind of paper a report is. */
export function reportTitle(say: Say): string {
  return say({ zh: '政务公开栏目时效巡检报告', en: 'Freshness of disclosure columns' });
}

/** A whole HTML document. */
export function htmlDocument({ run, name, head, chapters }: PageParts, language: Language): string {
  const say = speaker(language);
  return [
    '<!doctype html>',
    `<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`,
    renderToString(<Head title={`${reportTitle(say)} ${plainText(name, 80)} ${run.day}`} />),
    '<body>',
    ...head.map((part) => renderToString(part)),
    `<main>\n${chapters}\n</main>`,
    renderToString(<Colophon run={run} say={say} />),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Rendered chapter by chapter: each is independent of the others, and none needs the whole tree in memory. */
export function renderChapters(chapters: VNode[]): string {
  return chapters.map((chapter) => renderToString(chapter)).join('\n');
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

function Colophon({ run, say }: { run: Run; say: Say }): VNode {
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
