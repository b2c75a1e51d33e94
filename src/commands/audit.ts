/** `shixian audit`: judges again from what is stored, on any day, without visiting anything. */
import path from 'node:path';
import { loadConfig } from '../config/loadConfig.js';
import { applyRuleFile, loadRuleFile } from '../config/ruleFile.js';
import { EXIT } from '../exitCodes.js';
import type { Config, Run } from '../model.js';
import { plainText } from '../report/pageText.js';
import { looksBack, rejudge } from '../run.js';
import type { Store } from '../store/store.js';
import { chosenDay } from '../today.js';
import { narrow, storedConfig } from './chooseColumns.js';
import { conclude, reportFolder } from './conclude.js';
import { logger, say, sayThatFindingsStand, type Context } from './context.js';
import type { RunOptions } from './options.js';
import { latestWholeRun, withStored } from './stored.js';


/** With the configuration named, or as the last run that came to its end had the columns configured. */
export async function auditCommand(context: Context, options: RunOptions): Promise<number> {
  return withStored(options, async (store) => {
    const last = await latestWholeRun(store);
    const config = narrow(await configOf(store, last, options), options);
    const today = chosenDay(options.today, config.timezone, context.now());
    await reportFolder(options);

    const asked = options.rules ?? options.config;
    const configName = asked === undefined ? last.configName : path.basename(asked);
    const { now, signal } = context;
    const isOfSomeColumns = !options.config && (await store.readRun(last.id))?.sites.length === 0;
    const isNarrowed = options.column !== undefined || isOfSomeColumns;
    const walk = { config, configName, store, log: logger(context), today, isNarrowed, now, signal };
    const isBack = await looksBack(walk);
    if (isBack) sayThatFindingsStand(context, today);
    // Other rules are a question, whatever their answer: what was found stays found.
    if (asked !== undefined) sayThatItIsAQuestion(context, configName);
    const run = await rejudge(walk, !isBack && asked === undefined);
    if (run.finishedAt !== null) return conclude(context, store, run, options);
    say(context, { zh: '重新判定被中止。', en: 'The judgement was stopped.' });
    return EXIT.unexpected;
  });
}

/** As configured, or as the last run had it; in both cases under the rule file, where one is named. */
async function configOf(store: Store, last: Run, { config, rules }: RunOptions): Promise<Config> {
  if (config !== undefined) return loadConfig(config, rules);
  const stored = await storedConfig(store, last);
  return rules === undefined ? stored : applyRuleFile(stored, await loadRuleFile(rules));
}

function sayThatItIsAQuestion(context: Context, configName: string): void {
  say(context, {
    zh: `按 ${plainText(configName, 80)} 假设判定：只出判定和报告，问题的发现、解决记录保持不变。`,
    en: `Judged by ${plainText(configName, 80)} as a question: verdicts and a report are made; what was found and resolved stays.`,
  });
}
