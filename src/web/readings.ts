/** The pages that only show: everybody who is let in may see them, the audit log only editors. */
import type { ColumnStatus, Words } from '../model.js';
import type { TallyLine, TallyPlace } from '../store/dashboard.js';
import { SHOWING_POLICY } from './access/guard.js';
import { notFound, type Asked, type Web } from './asked.js';
import { columnAnswer } from './columnAnswer.js';
import { message } from './layout.js';
import type { WebOptions } from './options.js';
import { findingsPage, LEVELS, STATES } from './pages/findingsPage.js';
import { downloadsPage, logPage } from './pages/otherPages.js';
import { overviewPage } from './pages/overviewPage.js';
import { progressWords, runsPage } from './pages/runsPage.js';
import { columnsPage, sitePage } from './pages/sitePage.js';
import { visitPage } from './pages/visitPage.js';
import { waiversPage } from './pages/waiversPage.js';
import { STATUSES } from './parts.js';
import { number, oneOf, text, wholeNumber } from './query.js';

/** Lines on one page of a table. */
const LINES = 50;
const RUNS_LOOKED_AT = 5;

export function addReadings(app: Web, options: WebOptions): void {
  const { store, timezone, rules, actions } = options;

  app.get('/', async (context) => {
    const scope = context.req.query('by') === 'units' ? 'units' : 'sites';
    const words = text(context, 'words');
    const after = placeOf(context.req.query('after'));
    const found = await store.tallies({ scope, limit: LINES + 1, ...(words !== undefined && { words }), ...(after && { after }) });
    const lines = found.slice(0, LINES);
    return context.html(overviewPage(context.get('asking'), {
      whole: await store.wholeTally(), last: await store.lastWholeRun(), nextRuns: actions.nextRuns(), timezone, scope, words, lines,
      after: found.length > LINES ? placeText(lines.at(-1)) : undefined,
    }));
  });

  app.get('/site/:id', async (context) => {
    const id = wholeNumber(context.req.param('id')) ?? notFound();
    const site = (await store.siteName(id)) ?? notFound();
    const after = number(context, 'after');
    const [line] = await store.tallies({ scope: 'sites', siteId: id, limit: 1 });
    const units = await store.tallies({ scope: 'units', siteId: id, limit: LINES });
    const found = await store.columnLines({ siteId: id, limit: LINES, ...(after !== undefined && { after }) });
    return context.html(sitePage(context.get('asking'), { id, name: site.name, line: line ?? null, units, found, downloads: options.downloads }));
  });

  app.get('/columns', async (context) => {
    const asked = {
      siteId: number(context, 'site'), unit: text(context, 'unit'), status: oneOf<ColumnStatus>(context, 'status', STATUSES), words: text(context, 'words'),
    };
    const after = number(context, 'after');
    const found = await store.columnLines({ ...given(asked), limit: LINES, ...(after !== undefined && { after }) });
    return context.html(columnsPage(context.get('asking'), { ...asked, found }));
  });

  app.get('/column/:id', async (context) => {
    const id = wholeNumber(context.req.param('id')) ?? notFound();
    return columnAnswer(context, options, (await store.columnDetails(id)) ?? notFound());
  });

  app.get('/column/:id/visit/:visit', async (context) => {
    const [id, visit] = [context.req.param('id'), context.req.param('visit')].map(wholeNumber);
    const details = (id === undefined ? null : await store.columnDetails(id)) ?? notFound();
    const seen = (visit === undefined ? null : await options.seen(details.id, visit)) ?? notFound();
    return context.html(visitPage(context.get('asking'), { details, seen, timezone }), 200, { 'Content-Security-Policy': SHOWING_POLICY });
  });

  app.get('/findings', async (context) => {
    const asked = given({
      siteId: number(context, 'site'), unit: text(context, 'unit'), rule: rules.find(({ id }) => id === context.req.query('rule'))?.id,
      level: oneOf(context, 'level', LEVELS), state: oneOf(context, 'state', STATES), words: text(context, 'words'),
    });
    const before = number(context, 'before');
    const found = await store.foundFindings({ ...asked, limit: LINES, ...(before !== undefined && { before }) });
    const siteName = asked.siteId === undefined ? null : (await store.siteName(asked.siteId))?.name ?? null;
    return context.html(findingsPage(context.get('asking'), { asked, siteName, rules, found }));
  });

  app.get('/waivers', (context) => waiversAnswer(context, options));

  app.get('/runs', async (context) => {
    const found = await store.runLines(LINES + 1, number(context, 'before'));
    const lines = found.slice(0, LINES);
    return context.html(runsPage(context.get('asking'), {
      lines, next: found.length > LINES ? lines.at(-1)?.number ?? null : null, jobs: actions.jobs(), timezone,
      configuredColumns: actions.configuredColumns, nextRuns: actions.nextRuns(),
    }));
  });

  app.get('/live', async (context) => {
    const lines = await store.runLines(RUNS_LOOKED_AT);
    const jobs = actions.jobs();
    const isBusy = jobs.some(({ state }) => state === 'waiting' || state === 'running');
    return context.json({ words: context.get('asking').say(progressWords(lines, jobs, actions.configuredColumns)), isBusy });
  });

  app.get('/log', async (context) => {
    if (context.get('visitor')?.role !== 'editor') return notFound();
    const found = await store.logEntries(LINES + 1, number(context, 'before'));
    const entries = found.slice(0, LINES);
    const next = found.length > LINES ? entries.at(-1)?.id ?? null : null;
    return context.html(logPage(context.get('asking'), { entries, next, timezone }));
  });

  app.get('/snapshot/:sha256', async (context) => {
    const sha256 = context.req.param('sha256');
    const body = /^[0-9a-f]{64}$/.test(sha256) ? await store.snapshot(sha256) : null;
    if (body === null) return notFound();
    // A page of somebody else: never drawn here, only its bytes to look at.
    return context.body(new Uint8Array(body), 200, {
      'Content-Type': 'text/plain', 'Content-Security-Policy': "default-src 'none'; sandbox",
      'Content-Disposition': `attachment; filename="${sha256.slice(0, 16)}.txt"`,
    });
  });

  app.get('/downloads', async (context) => {
    const hasRun = (await store.lastWholeRun()) !== null;
    return context.html(downloadsPage(context.get('asking'), { downloads: options.downloads, hasRun }));
  });

  app.get('/downloads/:id', async (context) => {
    const download = options.downloads.find(({ id }) => id === context.req.param('id')) ?? notFound();
    const siteId = number(context, 'site');
    const site = siteId === undefined ? null : (await store.siteName(siteId)) ?? notFound();
    if (download.ofUnit && site === null) return notFound();
    const file = (await download.make({ siteKey: site?.key ?? null, unit: text(context, 'unit') ?? null })) ?? notFound();
    if ('refused' in file) return context.html(message(context.get('asking'), download.name, file.refused), 409);
    const name = encodeURIComponent(file.fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
    const content = file.content instanceof ReadableStream ? file.content : new Uint8Array(file.content);
    return context.body(content, 200, {
      'Content-Type': download.contentType, 'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
    });
  });
}

/** All waivers, also after an ending was sent with mistakes: nothing was changed then. */
export async function waiversAnswer(context: Asked, { store, dayOf, now }: WebOptions, mistakes: readonly Words[] = []): Promise<Response> {
  const found = await store.waiverLines(LINES + 1, number(context, 'before'));
  const lines = found.slice(0, LINES);
  const next = found.length > LINES ? lines.at(-1)?.waiver.id ?? null : null;
  const asking = context.get('asking');
  const html = waiversPage(asking, { lines, next, today: dayOf(now()), mistakes: mistakes.map((words) => asking.say(words)) });
  return context.html(html, mistakes.length > 0 ? 422 : 200);
}

/** Without what was not asked. */
function given<Asking extends object>(asked: Asking): { [Name in keyof Asking]?: Exclude<Asking[Name], undefined> } {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as { [Name in keyof Asking]?: Exclude<Asking[Name], undefined> };
}

/** `12.3.办公室`: figures first, because a name may hold anything. */
function placeText(line: TallyLine | undefined): string | undefined {
  return line && [line.tally.problems, line.siteId, line.unit ?? ''].join('.');
}

function placeOf(written: string | undefined): TallyPlace | undefined {
  const found = /^(\d{1,9})\.(\d{1,12})\.([^]{0,500})$/.exec(written ?? '');
  return found ? { problems: Number(found[1]), siteId: Number(found[2]), unit: found[3] ?? '' } : undefined;
}
