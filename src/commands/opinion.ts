/** `shixian opinion`: 人工认定. Shows what people said of findings; keeps a new word on one. None is ever removed. */
import { EXIT, UsageError } from '../exitCodes.js';
import type { FindingRecord, Opinion } from '../model.js';
import { plainText } from '../report/pageText.js';
import { whoeverTypes } from './commandLine.js';
import { say, type Context } from './context.js';
import { withDesk, type Desk } from './desk.js';
import { givenText, LONGEST_NAME, LONGEST_REASON } from './givenText.js';
import { nearestTexts } from './nearestTexts.js';
import type { OpinionOptions } from './options.js';
import { opinionNames, showOpinions } from './showOpinions.js';

/** @param words  nothing, or a finding's key and the word on it */
export async function opinionCommand(
  context: Context,
  [key, word]: (string | undefined)[],
  options: OpinionOptions,
): Promise<number> {
  await withDesk(context, options, async (desk) => {
    if (key !== undefined) return addOpinion(desk, key, word, options);
    if (options.reason !== undefined || options.author !== undefined) throw misused();
    await showOpinions(desk);
  });
  return EXIT.done;
}

async function addOpinion(
  { context, store, at }: Desk,
  key: string,
  word: string | undefined,
  options: OpinionOptions,
): Promise<void> {
  const opinion = WORDS.find((name) => name === word || opinionNames[name].zh === word);
  if (opinion === undefined && word !== undefined) throw unknownWord(word);
  const found = requireFinding(await store.findingRecords(), key);
  if (opinion === undefined) throw misused();
  const author = givenText('--author', options.author, LONGEST_NAME);
  const reason = givenText('--reason', options.reason, LONGEST_REASON);

  const { finding, state } = found;
  const said = await store.opineLogged({ findingKey: finding.key, opinion, reason, author }, whoeverTypes(), at);
  if (!said) throw new Error(`finding ${finding.key} was there a moment ago`);
  const name = opinionNames[opinion];
  say(context, {
    zh: `已认定为${name.zh}：${plainText(finding.description.zh, 300)}`,
    en: `Noted as ${name.en}: ${plainText(finding.description.en, 300)}`,
  });
  if (state === 'resolved') {
    say(context, {
      zh: '该问题目前已解决；认定留存，同样的事实再次出现时适用。',
      en: 'The finding is resolved at present; the word is kept and applies should the same facts return.',
    });
  }
  say(context, {
    zh: '事实变化之前一直有效，下次 shixian run 或 shixian audit 的报告里可以看到。要改变认定，再认定一次即可，以最近一次为准。',
    en:
      'It holds until the facts change, and shows in the report of the next `shixian run` or `shixian audit`. To take ' +
      'it back give another word: the newest counts.',
  });
}

const WORDS: Opinion['opinion'][] = ['confirmed', 'false-alarm'];

/** @throws UsageError where there is none of that key, or nothing can be said of it */
function requireFinding(records: readonly FindingRecord[], key: string): FindingRecord {
  // A report shows the key without what is invisible in it.
  const shownKey = plainText(key, LONGEST_KEY);
  const found = records.find(({ finding }) => finding.key === key)
    ?? records.find(({ finding }) => plainText(finding.key, LONGEST_KEY) === shownKey);
  if (!found) throw unknownKey(key, records.map(({ finding }) => finding.key));
  if (found.finding.level === 'unreadable') {
    throw new UsageError({
      zh: '“无法监测”说的是本工具没能读到，不是对单位的判断，无从认定属实或误报。请按报告里的处理建议排除原因，读到之后再看。',
      en:
        'That a column could not be read is no judgement of its publisher, so it is neither true nor a false alarm. ' +
        'Follow the remedy in the report until it can be read.',
    });
  }
  // Findings of versions before there were facts have none until a run sees them again.
  if (typeof found.finding.facts !== 'string') {
    throw new UsageError({
      zh: '该问题由旧版本记录，还没有保存所依据的事实。请先运行一次 shixian run，再认定。',
      en: 'An older version recorded this finding, without the facts that it rests on. Run `shixian run` once first.',
    });
  }
  return found;
}

const LONGEST_KEY = 2000;

function unknownKey(key: string, keys: readonly string[]): UsageError {
  const nearest = nearestTexts(key, keys, 5).map((known) => `\n  "${plainText(known, 200)}"`).join('');
  const shown = plainText(key, 120);
  return new UsageError({
    zh:
      `没有编号为 ${shown} 的问题。编号见 findings.csv 的“问题编号”一列，或报告里该问题“证据”下的“编号”；` +
      `编号里有竖线，命令行里请加引号。${nearest && `最接近的：${nearest}`}`,
    en:
      `There is no finding ${shown}. Its key stands in the column "Finding key" of findings.csv and under "Evidence" in ` +
      `the report; it holds a |, so put it in quotes.${nearest && ` Nearest:${nearest}`}`,
  });
}

function unknownWord(word: string): UsageError {
  const shown = plainText(word, 40);
  return new UsageError({
    zh: `认定应为 confirmed（属实）或 false-alarm（误报），实际是“${shown}”。`,
    en: `The word on a finding is confirmed or false-alarm, not “${shown}”.`,
  });
}

function misused(): UsageError {
  return new UsageError({
    zh: '可以写：\n  shixian opinion  （查看）\n  shixian opinion "问题编号" 属实|误报 --reason 理由 --author 认定人',
    en:
      'Write one of:\n  shixian opinion  (shows them)\n' +
      '  shixian opinion "KEY" confirmed|false-alarm --reason TEXT --author NAME',
  });
}
