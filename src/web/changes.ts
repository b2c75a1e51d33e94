/** What people change: waivers, words on findings, and what is asked to be visited. Each stands in the audit log. */
import type { Opinion } from '../model.js';
import { notFound, type Asked, type Web } from './asked.js';
import { checkEnding, checkWaiver, writtenMistakes } from './forms.js';
import type { Queued, WebOptions } from './options.js';
import { columnAnswer } from './columnAnswer.js';
import { wholeNumber } from './query.js';
import { waiversAnswer } from './readings.js';

const OPINIONS: Opinion['opinion'][] = ['confirmed', 'false-alarm'];

export function addChanges(app: Web, options: WebOptions): void {
  const { store, limits, now, dayOf, actions } = options;

  app.post('/column/:id/waive', async (context) => {
    const details = await columnOf(context);
    const author = context.get('actor').who;
    const checked = checkWaiver(context.get('fields'), { columnKey: details.key, author, today: dayOf(now()), limits });
    if ('mistakes' in checked) return columnAnswer(context, options, details, checked.mistakes);
    await store.waiveLogged(checked.good, context.get('actor'), now().toISOString());
    return context.redirect(`/column/${details.id}?done=waived`, 303);
  });

  app.post('/column/:id/opinion', async (context) => {
    const details = await columnOf(context);
    const { finding: key, opinion, reason } = context.get('fields');
    const record = details.findings.find(({ finding }) => finding.key === key);
    const word = OPINIONS.find((one) => one === opinion) ?? null;
    const mistakes = [
      ...(word === null ? [{ zh: '请选择属实或误报。', en: 'Choose confirmed or false alarm.' }] : []),
      // Of what could not be read nothing can be said.
      ...(record === undefined || record.finding.level === 'unreadable' || typeof record.finding.facts !== 'string'
        ? [{ zh: '这个问题不能认定。', en: 'Nothing can be said of this finding.' }]
        : []),
      ...writtenMistakes(reason, limits.reason, { zh: '认定理由', en: 'the reason' }),
    ];
    if (mistakes.length > 0 || word === null || !record) return columnAnswer(context, options, details, mistakes);
    const given = { findingKey: record.finding.key, opinion: word, reason: reason ?? '', author: context.get('actor').who };
    await store.opineLogged(given, context.get('actor'), now().toISOString());
    return context.redirect(`/column/${details.id}?done=opinion`, 303);
  });

  app.post('/waiver/:id/end', async (context) => {
    const id = wholeNumber(context.req.param('id'));
    const [line] = id === undefined ? [] : await store.waiverLines(1, id + 1);
    if (line?.waiver.id !== id || !line) return notFound();
    const checked = checkEnding(context.get('fields'), { waiver: line.waiver, author: context.get('actor').who, limits });
    if ('mistakes' in checked) return waiversAnswer(context, options, checked.mistakes);
    const ended = await store.endWaiverLogged(line.waiver.id, checked.good, context.get('actor'), now().toISOString());
    if (!ended) return waiversAnswer(context, options, [{ zh: `豁免 #${id} 已经终止，没有改动。`, en: `Waiver #${id} was taken back already; nothing was changed.` }]);
    return context.redirect('/waivers?done=ended', 303);
  });

  app.post('/column/:id/check', async (context) => {
    const details = await columnOf(context);
    const actor = context.get('actor');
    const name = details.path.join(' › ');
    const queued = actions.check({ siteKey: details.siteKey, columnKey: details.key, name }, actor.who);
    await noteAsked(context, queued, 'check-asked', details.key);
    return context.redirect(`/column/${details.id}?done=${queued}`, 303);
  });

  app.post('/run', async (context) => {
    const queued = actions.run(context.get('actor').who);
    await noteAsked(context, queued, 'run-asked', '');
    return context.redirect(`/runs?done=${queued}`, 303);
  });

  async function noteAsked(context: Asked, queued: Queued, what: 'check-asked' | 'run-asked', subject: string): Promise<void> {
    if (queued !== 'queued') return;
    await store.log({ at: now().toISOString(), what, subject, before: null, after: null }, context.get('actor'));
  }

  async function columnOf(context: Asked) {
    const id = wholeNumber(context.req.param('id'));
    return (id === undefined ? null : await store.columnDetails(id)) ?? notFound();
  }
}
