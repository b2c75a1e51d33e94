/** What people said of findings, as the terminal shows it: the newest word on each, and whether it still applies. */
import type { FindingRecord, Opinion, Words } from '../model.js';
import { plainText } from '../report/pageText.js';
import { dayIn } from '../today.js';
import { say } from './context.js';
import type { Desk } from './desk.js';
import { columnNames } from './showWaivers.js';

/** Findings in the order in which they were first spoken of; under each its words, the newest first. */
export async function showOpinions({ context, store, timezone }: Desk): Promise<void> {
  const said = new Map<string, Opinion[]>();
  for (const opinion of await store.listOpinions()) {
    said.set(opinion.findingKey, [opinion, ...(said.get(opinion.findingKey) ?? [])]);
  }
  if (said.size === 0) return say(context, { zh: '没有人工认定。', en: 'Nobody gave a word on a finding.' });

  const records = new Map((await store.findingRecords()).map((record) => [record.finding.key, record]));
  const nameOf = columnNames(await store.columns());
  for (const [key, [newest, ...earlier]] of said) {
    const record = records.get(key);
    if (!record || !newest) throw new Error(`the finding of the opinion on ${key} is not stored`);
    const { finding } = record;
    const state = stateWords(record, newest);
    const name = opinionNames[newest.opinion];
    say(context, {
      zh: `${name.zh}（${state.zh}）  ${nameOf(finding.columnKey)}  ${plainText(finding.description.zh, 200)}`,
      en: `${name.en} (${state.en})  ${nameOf(finding.columnKey)}  ${plainText(finding.description.en, 200)}`,
    });
    say(context, { zh: `    编号：${plainText(key, 300)}`, en: `    Key: ${plainText(key, 300)}` });
    say(context, wordLine(newest, timezone));
    for (const opinion of earlier) {
      const [line, before] = [wordLine(opinion, timezone), opinionNames[opinion.opinion]];
      say(context, { zh: `${line.zh}（此前：${before.zh}）`, en: `${line.en} (before: ${before.en})` });
    }
  }
}

export const opinionNames: Record<Opinion['opinion'], Words> = {
  confirmed: { zh: '属实', en: 'confirmed' },
  'false-alarm': { zh: '误报', en: 'false alarm' },
};

function stateWords({ finding, state }: FindingRecord, { facts }: Opinion): Words {
  if (finding.facts !== facts) return { zh: '事实已变化，不再适用', en: 'the facts changed: applies no longer' };
  if (state === 'resolved') return { zh: '问题已解决', en: 'the finding is resolved' };
  return { zh: '有效', en: 'holds' };
}

function wordLine({ author, at, reason }: Opinion, timezone: string): Words {
  const line = `    ${plainText(author, 60)} ${dayIn(timezone, new Date(at))}`;
  return { zh: `${line}：${plainText(reason)}`, en: `${line}: ${plainText(reason)}` };
}
