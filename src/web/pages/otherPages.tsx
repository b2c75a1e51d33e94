/** Downloads, the audit log, and the log-in. */
import { PageText } from '../../report/html/pageText.js';
import { localTime } from '../../report/periodWords.js';
import { Wide } from '../../report/html/wide.js';
import { COMMAND_LINE, type LogEntry, type LoggedChange } from '../../store/auditLog.js';
import type { Words } from '../../model.js';
import { page, type Asking } from '../layout.js';
import type { Download } from '../options.js';
import { NextPage } from '../parts.js';

export function downloadsPage(asking: Asking, { downloads, hasRun }: { downloads: readonly Download[]; hasRun: boolean }): string {
  const { say } = asking;
  return page(asking, { zh: '下载', en: 'Downloads' }, (
    <>
      {!hasRun && <p class="nothing">{say({ zh: '还没有巡检过，没有可下载的内容。', en: 'There has been no run yet, so there is nothing to download.' })}</p>}
      {hasRun && downloads.map(({ id, name, purpose, ofUnit }) => (
        <section>
          <h2>{say(name)}</h2>
          <p class="note">{say(purpose)}</p>
          <p>
            {ofUnit
              ? say({ zh: '在站点页的“文书”里按单位下载。', en: 'On the page of the site, for each unit.' })
              : <a href={`/downloads/${id}`}>{say({ zh: `下载${name.zh}`, en: `Download: ${name.en}` })}</a>}
          </p>
        </section>
      ))}
    </>
  ));
}

const CHANGES: Record<LoggedChange, Words> = {
  'waiver-added': { zh: '登记豁免', en: 'waiver added' },
  'waiver-ended': { zh: '终止豁免', en: 'waiver ended' },
  opinion: { zh: '人工认定', en: 'word on a finding' },
  'run-asked': { zh: '要求巡检', en: 'run asked for' },
  'check-asked': { zh: '要求核查栏目', en: 'check of a column asked for' },
  'log-in': { zh: '登录', en: 'logged in' },
  'log-out': { zh: '退出登录', en: 'logged out' },
  account: { zh: '设置用户', en: 'account set' },
  'account-removed': { zh: '删除用户', en: 'account removed' },
  download: { zh: '下载', en: 'download' },
};

export function logPage(asking: Asking, { entries, next, timezone }: { entries: readonly LogEntry[]; next: number | null; timezone: string }): string {
  const { say } = asking;
  return page(asking, { zh: '操作记录', en: 'Audit log' }, (
    <>
      <p class="note">{say({ zh: '谁、何时、从哪里、改了什么。记录只增不改。', en: 'Who changed what, when and from where. Entries are only ever added.' })}</p>
      {entries.length === 0 ? (
        <p class="nothing">{say({ zh: '还没有记录。', en: 'There is none yet.' })}</p>
      ) : (
        <Wide label={say({ zh: '操作记录', en: 'Audit log' })}>
          <table class="listing">
            <thead>
              <tr>
                <th scope="col">{say({ zh: '时间', en: 'Time' })}</th>
                <th scope="col">{say({ zh: '用户', en: 'Who' })}</th>
                <th scope="col">{say({ zh: '来自', en: 'From' })}</th>
                <th scope="col">{say({ zh: '操作', en: 'What' })}</th>
                <th scope="col">{say({ zh: '对象', en: 'On' })}</th>
                <th scope="col">{say({ zh: '之前', en: 'Before' })}</th>
                <th scope="col">{say({ zh: '之后', en: 'After' })}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ at, who, address, what, subject, before, after }) => (
                <tr>
                  <td class="day"><time dateTime={at}>{localTime(at, timezone)}</time></td>
                  <th scope="row"><PageText text={who} limit={60} /></th>
                  <td>{address === COMMAND_LINE ? say({ zh: '命令行', en: 'command line' }) : address}</td>
                  <td>{say(CHANGES[what])}</td>
                  <td><PageText text={subject} limit={160} /></td>
                  <td class="soft"><PageText text={asText(before)} limit={300} /></td>
                  <td class="soft"><PageText text={asText(after)} limit={300} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {next !== null && <NextPage path="/log" query={{ before: String(next) }} say={say} />}
    </>
  ));
}

function asText(value: unknown): string {
  return value === null ? '—' : JSON.stringify(value);
}

/** @param mistake  what was wrong with the try before; null at first */
export function logInPage(asking: Asking, { mistake, name, next }: { mistake: Words | null; name: string; next: string }): string {
  const { say, formWord } = asking;
  return page(asking, { zh: '登录', en: 'Log in' }, (
    <form class="change" method="post" action="/login">
      <input type="hidden" name="word" value={formWord} />
      <input type="hidden" name="next" value={next} />
      {mistake !== null && <p class="doubtful" role="alert">{say(mistake)}</p>}
      <label for="name">{say({ zh: '用户名', en: 'Name' })}</label>
      <input id="name" name="name" value={name} autocomplete="username" maxLength={100} required />
      <label for="password">{say({ zh: '密码', en: 'Password' })}</label>
      <input id="password" name="password" type="password" autocomplete="current-password" maxLength={200} required />
      <button type="submit">{say({ zh: '登录', en: 'Log in' })}</button>
      <p class="note">{say({ zh: '忘记密码的，请管理员在服务器上运行 shixian passwd 用户名 重新设置。', en: 'Forgotten? Whoever runs the server sets it anew with `shixian passwd NAME`.' })}</p>
    </form>
  ));
}
