/** `shixian audit`: judges again from what is stored, on any day, without visiting anything. */
import { applyRules, loadRuleFile, ruleSite } from '../config/ruleFile.js';
import { EXIT } from '../exitCodes.js';
import type { Run, Watchlist } from '../model.js';
import { plainText } from '../report/pageText.js';
import { createJudgingPool } from '../run/judgingPool.js';
import { rejudge, rejudgeDue } from '../run/rejudge.js';
import type { Store } from '../store/store.js';
import { chosenDay } from '../today.js';
import { mapSites, narrow, openChosen, storedConfig } from './chooseColumns.js';
import { conclude, reportFolder } from './conclude.js';
import { logger, say, sayThatFindingsStand, type Context } from './context.js';
import { hold } from './hold.js';
import { DEFAULT_DB, type RunOptions } from './options.js';
import { readOwnTroublesBeside, sayTroubles } from './ownState.js';
import { configName } from './run.js';
import { looksBack } from '../run/walk.js';
import { latestWholeRun, withStored } from './stored.js';
import { takeUp } from './takeUp.js';

/** With the configuration named, or as the last run that came to its end had the columns configured. */
export async function auditCommand(context: Context, options: RunOptions): Promise<number> {
  return withStored(options, async (store) => {
    const last = await latestWholeRun(store);
    const config = await configOf(store, last, options);
    const today = chosenDay(options.today, config.timezone, context.now());
    await reportFolder(options);

    const asked = options.rules ?? options.config;
    const named = asked === undefined ? last.configName : configName(asked);
    const { now, signal } = context;
    const isOfSomeColumns = !options.config && (await store.runHead(last.id))?.judgedSites === 0;
    const isNarrowed = options.column !== undefined || isOfSomeColumns;
    const troubles = await readOwnTroublesBeside(store, now().toISOString(), options.db ?? DEFAULT_DB);
    const judging = createJudgingPool();
    const walk = { config, configName: named, store, log: logger(context), today, isNarrowed, now, signal, troubles, judging };
    const isBack = await looksBack(walk);
    const settles = !isBack && asked === undefined;
    // A question changes no finding, and may be asked while a run is under way.
    const lock = settles ? await hold(context, store, options.db ?? DEFAULT_DB, 'run') : null;
    sayTroubles(context, troubles);
    try {
      if (settles) await takeUp(context, { ...walk, takeUp: 'never' });
      if (isBack) sayThatFindingsStand(context, today);
      // Other rules are a question, whatever their answer: what was found stays found.
      if (asked !== undefined) sayThatItIsAQuestion(context, named);
      // As the last run had it, only what may have changed by itself needs another look.
      const isAsItWas = settles && options.site === undefined && options.column === undefined;
      const run = (isAsItWas ? await rejudgeDue(walk, last) : null) ?? (await rejudge(walk, settles));
      if (run.finishedAt !== null) return await conclude(context, store, run, options);
      say(context, { zh: '重新判定被中止。', en: 'The judgement was stopped.' });
      return EXIT.unexpected;
    } finally {
      await judging.close();
      await lock?.release();
    }
  });
}

/** As configured, or as the last run had it; in both cases under the rule file, where one is named. */
async function configOf(store: Store, last: Run, options: RunOptions): Promise<Watchlist> {
  if (options.config !== undefined) return openChosen(options);
  const stored = await narrow(storedConfig(store, last), options);
  if (options.rules === undefined) return stored;
  const ruleFile = await loadRuleFile(options.rules);
  return applyRules(mapSites(stored, (site) => ruleSite(site, ruleFile)), ruleFile);
}

function sayThatItIsAQuestion(context: Context, named: string): void {
  say(context, {
    zh: `按 ${plainText(named, 80)} 假设判定：只出判定和报告，问题的发现、解决记录保持不变。`,
    en: `Judged by ${plainText(named, 80)} as a question: verdicts and a report are made; what was found and resolved stays.`,
  });
}
