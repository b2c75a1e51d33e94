/** One site: its figures, its units and its columns; and columns of all sites by what is asked. */
import type { VNode } from 'preact';
import type { ColumnStatus, Words } from '../../model.js';
import { PageText } from '../../report/html/pageText.js';
import { plainText } from '../../report/pageText.js';
import { statusName, type Say } from '../../report/words.js';
import type { ColumnsPage } from '../../store/columnLines.js';
import type { TallyLine } from '../../store/dashboard.js';
import { page, type Asking } from '../layout.js';
import type { Download } from '../options.js';
import { addressOf, ColumnTable, NextPage, SearchForm, STATUSES, Tiles, UnreadableNote } from '../parts.js';
import { TallyTable } from './overviewPage.js';

export interface SiteShown {
  id: number;
  name: string;
  /** Null where none of its columns is watched any more. */
  line: TallyLine | null;
  units: readonly TallyLine[];
  found: ColumnsPage;
  downloads: readonly Download[];
}

export function sitePage(asking: Asking, { id, name, line, units, found, downloads }: SiteShown): string {
  const { say } = asking;
  return page(asking, asWords(name), (
    <>
      {line === null ? (
        <p class="nothing">{say({ zh: '这个站点已不在配置里，以前的记录保留。', en: 'This site is not configured any more; its records are kept.' })}</p>
      ) : (
        <>
          <Tiles tally={line.tally} within={`site=${id}`} say={say} />
          <UnreadableNote tally={line.tally} say={say} />
        </>
      )}
      <p class="ways">
        <a href={`/findings?site=${id}&state=open`}>{say({ zh: '这个站点的问题', en: 'Findings of this site' })}</a>
      </p>
      <section>
        <h2>{say({ zh: '栏目', en: 'Columns' })}</h2>
        <ColumnTable columns={found.columns} withSite={false} say={say} />
        {found.next !== null && <NextPage path={`/site/${id}`} query={{ after: String(found.next) }} say={say} />}
      </section>
      {units.length > 1 && (
        <section>
          <h2>{say({ zh: '责任单位', en: 'Units' })}</h2>
          <TallyTable lines={units} scope="units" say={say} />
        </section>
      )}
      {line !== null && <Papers siteId={id} units={units} downloads={downloads} say={say} />}
    </>
  ));
}

/** The letters to the site and to each of its units. */
function Papers({ siteId, units, downloads, say }: { siteId: number; units: readonly TallyLine[]; downloads: readonly Download[]; say: Say }): VNode {
  const named = units.flatMap(({ unit }) => (unit === null || unit === '' ? [] : [unit]));
  return (
    <section>
      <h2>{say({ zh: '文书', en: 'Letters' })}</h2>
      <ul>
        {[null, ...named].map((unit) => (
          <li>
            {unit === null ? say({ zh: '整个站点', en: 'The whole site' }) : <PageText text={unit} limit={60} />}：
            {downloads.filter(({ ofUnit }) => ofUnit).map(({ id, name }) => (
              <> <a href={addressOf(`/downloads/${id}`, { site: String(siteId), unit: unit ?? undefined })}>{say({ zh: `下载${name.zh}`, en: `Download: ${name.en}` })}</a></>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

export interface ColumnsShown {
  siteId: number | undefined;
  unit: string | undefined;
  status: ColumnStatus | undefined;
  words: string | undefined;
  found: ColumnsPage;
}

export function columnsPage(asking: Asking, { siteId, unit, status, words, found }: ColumnsShown): string {
  const { say } = asking;
  const query = { site: siteId === undefined ? undefined : String(siteId), unit, status, words };
  return page(asking, { zh: '栏目', en: 'Columns' }, (
    <>
      <SearchForm action="/columns" label={{ zh: '栏目名称', en: 'Name of the column' }} words={words} say={say}>
        {siteId !== undefined && <input type="hidden" name="site" value={String(siteId)} />}
        {unit !== undefined && <input type="hidden" name="unit" value={unit} />}
        <label>
          {say({ zh: '状态', en: 'Status' })}{' '}
          <select name="status">
            <option value="">{say({ zh: '全部', en: 'All' })}</option>
            {STATUSES.map((one) => (
              <option value={one} selected={one === status}>{say(statusName(one))}</option>
            ))}
          </select>
        </label>{' '}
      </SearchForm>
      {found.columns.length === 0 ? (
        <p class="nothing">
          {found.next === null
            ? say({ zh: '没有符合条件的栏目。', en: 'No column fits.' })
            : say({ zh: '前一批栏目里没有符合的，请翻到下一页继续找。', en: 'None among those looked through; go on with the next page.' })}
        </p>
      ) : (
        <ColumnTable columns={found.columns} withSite={siteId === undefined} say={say} />
      )}
      {found.next !== null && <NextPage path="/columns" query={{ ...query, after: String(found.next) }} say={say} />}
    </>
  ));
}

function asWords(name: string): Words {
  const shown = plainText(name, 80);
  return { zh: shown, en: shown };
}
