/** 豁免: all of them, the newest first. */
import type { Day } from '../../model.js';
import { ColumnPath, PageText } from '../../report/html/pageText.js';
import { waiverKindNames } from '../../report/waiverWords.js';
import { Wide } from '../../report/html/wide.js';
import type { WaiverLine } from '../../store/waivers.js';
import { page, type Asking } from '../layout.js';
import { NextPage } from '../parts.js';
import { EndForm, stateOfWaiver } from './waiverForm.js';

export function waiversPage(asking: Asking, { lines, next, today, mistakes }: {
  lines: readonly WaiverLine[]; next: number | null; today: Day; mistakes: readonly string[];
}): string {
  const { say, visitor, formWord } = asking;
  const isEditor = visitor?.role === 'editor';
  return page(asking, { zh: '豁免', en: 'Waivers' }, (
    <>
      {mistakes.length > 0 && <div class="doubtful" role="alert">{mistakes.map((mistake) => <p>{mistake}</p>)}</div>}
      <p class="note">
        {say({
          zh: '要登记豁免，请打开栏目页，在“登记豁免”里填写。豁免不会删除，终止后记录仍保留。',
          en: 'To add one open the page of its column. None is ever removed: what is taken back stays on record.',
        })}
      </p>
      {lines.length === 0 ? (
        <p class="nothing">{say({ zh: '没有豁免。', en: 'There is none.' })}</p>
      ) : (
        <Wide label={say({ zh: '豁免列表', en: 'List of waivers' })}>
          <table class="listing">
            <thead>
              <tr>
                <th scope="col">{say({ zh: '编号', en: 'No.' })}</th>
                <th scope="col">{say({ zh: '栏目', en: 'Column' })}</th>
                <th scope="col">{say({ zh: '类别', en: 'Kind' })}</th>
                <th scope="col">{say({ zh: '期间', en: 'Span' })}</th>
                <th scope="col">{say({ zh: '理由', en: 'Why' })}</th>
                <th scope="col">{say({ zh: '经手人', en: 'Author' })}</th>
                <th scope="col">{say({ zh: '状态', en: 'State' })}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ waiver, columnId, siteName, path }) => (
                <tr>
                  <td>#{waiver.id}</td>
                  <th scope="row">
                    <a href={`/column/${columnId}#waivers`}><PageText text={siteName} limit={40} /> › <ColumnPath path={path} /></a>
                  </th>
                  <td>{say(waiverKindNames[waiver.kind])}</td>
                  <td class="day">{waiver.from}–{waiver.until}</td>
                  <td>
                    <PageText text={waiver.reason} limit={200} />
                    {waiver.document !== null && <span class="soft"> <PageText text={waiver.document} limit={60} /></span>}
                  </td>
                  <td><PageText text={waiver.author} limit={60} /></td>
                  <td>
                    {stateOfWaiver(waiver, today, say)}
                    {isEditor && waiver.endedOn === null && waiver.until >= today && <EndForm waiver={waiver} today={today} formWord={formWord} say={say} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {next !== null && <NextPage path="/waivers" query={{ before: String(next) }} say={say} />}
    </>
  ));
}
