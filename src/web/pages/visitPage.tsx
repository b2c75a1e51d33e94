/** 证据: the pages that a visit read, shown as the report shows them. */
import { markedWords, PagesSeen, type SeenPages } from '../../report/html/evidenceDocument.js';
import { ColumnPath } from '../../report/html/pageText.js';
import type { ColumnDetails } from '../../store/columnDetails.js';
import { page, type Asking } from '../layout.js';

export interface VisitShown {
  details: ColumnDetails;
  seen: SeenPages;
  /** The moments of the visit are told in it. */
  timezone: string;
}

/** To be sent with `SHOWING_POLICY`. */
export function visitPage(asking: Asking, { details, seen, timezone }: VisitShown): string {
  const { say } = asking;
  const marked = markedWords({ latest: details.verdict?.latest ?? null }, details.findings.map(({ finding }) => finding));
  return page(asking, { zh: `${seen.day} 的访问`, en: `The visit of ${seen.day}` }, (
    <>
      <p class="ways">
        <a href={`/column/${details.id}#visits`}><ColumnPath path={details.path} /></a>
      </p>
      <PagesSeen seen={seen} marked={marked} timezone={timezone} say={say} />
    </>
  ), false);
}
