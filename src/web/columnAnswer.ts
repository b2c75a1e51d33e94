/** The page of a column, also after a form of it was sent with mistakes. */
import type { Words } from '../model.js';
import type { ColumnDetails } from '../store/columnDetails.js';
import type { Asked } from './asked.js';
import type { Job, WebOptions } from './options.js';
import { ITEMS_SHOWN, VISITS_SHOWN } from './pages/columnHistory.js';
import { columnPage } from './pages/columnPage.js';
import { passed } from './query.js';

/** With mistakes it is answered as 422: nothing was changed. */
export async function columnAnswer(
  context: Asked,
  options: WebOptions,
  details: ColumnDetails,
  mistakes: readonly Words[] = [],
): Promise<Response> {
  const { store, carried, dayOf, now, actions } = options;
  const { id, verdict, lastVisit } = details;
  const from = { items: passed(context, 'items'), visits: passed(context, 'visits') };
  const items = await store.columnItems(id, from.items, ITEMS_SHOWN);
  const lines = await store.columnVisits(id, from.visits, VISITS_SHOWN + 1);
  // As it stood at the last visit: what has come about since nobody has looked at.
  const day = lastVisit !== null && verdict !== null && lastVisit.day > verdict.day ? lastVisit.day : verdict?.day ?? '';
  const asking = context.get('asking');
  const html = columnPage(asking, {
    details,
    verdict: verdict && (verdict.day === day ? verdict : carried(verdict, day, day)),
    today: dayOf(now()),
    items: { ...items, from: from.items },
    visits: { lines, from: from.visits },
    job: jobOf(actions.jobs(), details),
    mistakes: mistakes.map((words) => asking.say(words)),
    options,
  });
  return context.html(html, mistakes.length > 0 ? 422 : 200);
}

function jobOf(jobs: readonly Job[], { path }: ColumnDetails): Job | null {
  const name = path.join(' › ');
  return jobs.find((job) => job.what === 'check' && job.name === name && (job.state === 'waiting' || job.state === 'running')) ?? null;
}
