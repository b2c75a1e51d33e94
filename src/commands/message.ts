/** `shixian message`: what was told to whom, what would be, a test, and what waits sent now. */
import { EXIT, UsageError } from '../exitCodes.js';
import { composedFor, deliverTest, targetsOf, type Target } from '../notify/courier.js';
import type { Composed } from '../notify/compose.js';
import type { OutboxMessage, Secret, Words } from '../model.js';
import { loadSettings } from '../config/openConfig.js';
import { mayGoOut, meansOf, newsOfRun, type Telling } from '../run/messages.js';
import type { Store } from '../store/store.js';
import { allowing } from './chooseColumns.js';
import { say, type Context } from './context.js';
import { DEFAULT_CONFIG, DEFAULT_DB, type MessageOptions } from './options.js';
import { withStored } from './stored.js';
import { deliverNow } from './tellChanges.js';

export async function messageCommand(context: Context, [action, name]: (string | undefined)[], options: MessageOptions): Promise<number> {
  const config = await tellingOf(options);
  if (action === 'test') return testCommand(context, config, name);
  if (action !== undefined && action !== 'send') {
    throw new UsageError({
      zh: `不认识 message ${action}。可以写 shixian message、message --dry-run、message test 渠道名、message send。`,
      en: `There is no message ${action}. Write message, message --dry-run, message test CHANNEL or message send.`,
    });
  }
  return withStored(options, async (store) => {
    if (options.dryRun === true) return dryRun(context, store, config);
    if (action === undefined) return show(context, store, config);
    const attempted = await deliverNow({ context, store, db: options.db ?? DEFAULT_DB, config }, config);
    if (attempted.length === 0) say(context, { zh: '没有等待发送的消息。', en: 'No message waits.' });
    const isFailed = attempted.some(({ result }) => typeof result !== 'string' && result.outcome === 'failed');
    return isFailed ? EXIT.unexpected : EXIT.done;
  });
}

/** Only the settings are read: of thousands of sites nothing is needed. */
async function tellingOf({ config, allowHost }: MessageOptions): Promise<Telling> {
  const file = config ?? DEFAULT_CONFIG;
  const settings = allowing(await loadSettings(file), allowHost);
  if (settings.messages) return { ...settings, messages: settings.messages };
  throw new UsageError({
    zh: `配置 ${file} 里没有 messages（消息）。写法见 config/example.yaml。`,
    en: `The configuration ${file} has no messages. See config/example.yaml.`,
  });
}

async function testCommand(context: Context, config: Telling, name: string | undefined): Promise<number> {
  const targets = targetsOf(config.messages.channels).filter(({ channel }) => channel.name === name);
  if (targets.length === 0) {
    const names = config.messages.channels.map((channel) => channel.name);
    throw new UsageError({
      zh: `请写明渠道名称：shixian message test 渠道名。现有渠道：${names.join('、')}。`,
      en: `Name a channel: shixian message test CHANNEL. There are: ${names.join(', ')}.`,
    });
  }
  let code: number = EXIT.done;
  for (const target of targets) {
    const delivery = await deliverTest(target, meansOf(config, context.version, context.now));
    if (delivery.outcome === 'delivered') {
      say(context, { zh: `测试消息已送达 ${target.id}。`, en: `The test was delivered to ${target.id}.` });
    } else {
      code = EXIT.unexpected;
      say(context, { zh: `测试消息没有送到 ${target.id}：${delivery.why}`, en: `The test to ${target.id} was not delivered: ${delivery.why}` });
    }
  }
  return code;
}

const RUNS_LOOKED_AT = 100;

/** What would be told if the last run ended now; nothing is sent and nothing written. */
async function dryRun(context: Context, store: Store, config: Telling): Promise<number> {
  const run = (await store.listRuns(RUNS_LOOKED_AT)).find(({ finishedAt, brokenOffAt }) => finishedAt !== null && brokenOffAt === undefined);
  if (!run) {
    say(context, { zh: '还没有完成的巡检，没有可发的。', en: 'No run has ended yet: there is nothing to tell.' });
    return EXIT.done;
  }
  say(context, { zh: `试算：按 ${run.day} 的巡检 ${run.id}，什么也不发送。`, en: `Dry run after the run ${run.id} of ${run.day}: nothing is sent.` });
  for (const { target, message } of await newsOfRun(store, config, run, context.now())) {
    say(context, targetWords(target, config));
    if (message === null) {
      say(context, { zh: '  没有变化，不发送。', en: '  Nothing changed, nothing is sent.' });
      continue;
    }
    if (!mayGoOut(config, target.channel, context.now())) {
      say(context, { zh: '  现在不在发送时段，留到下一时段。', en: '  Not now: it waits for its hours.' });
    }
    const mayBeRepeat = (await store.waitingFor(target.id))?.message.mayBeRepeat ?? false;
    context.out.write(`${indented(shownAs(composedFor(target, { digest: message.digest, mayBeRepeat }, config.messages.language)))}\n`);
  }
  return EXIT.done;
}

function shownAs(composed: Composed): string {
  return composed.kind === 'mail' ? `Subject: ${composed.subject}\n\n${composed.text}` : JSON.stringify(composed.body, null, 2);
}

function indented(text: string): string {
  return text.trimEnd().split('\n').map((line) => `  | ${line}`).join('\n');
}

async function show(context: Context, store: Store, config: Telling): Promise<number> {
  const latest = new Map((await store.latestMessages()).map((message) => [message.target, message]));
  for (const target of targetsOf(config.messages.channels)) {
    say(context, targetWords(target, config));
    say(context, stateWords(latest.get(target.id)));
  }
  return EXIT.done;
}

function stateWords(message: OutboxMessage | undefined): Words {
  if (!message) return { zh: '  还没有发送过。', en: '  Nothing was sent yet.' };
  const { state, digest, deliveredAt, attempts, problem, nextTryAt } = message;
  switch (state) {
    case 'delivered':
      return { zh: `  最近一次 ${digest.day}，${deliveredAt} 送达。`, en: `  Last told of ${digest.day}, delivered at ${deliveredAt}.` };
    case 'sending':
      return { zh: `  ${digest.day} 的消息正在发送，或发送时程序中断。`, en: `  The message of ${digest.day} is under way, or the program ended meanwhile.` };
    case 'waiting': {
      const zh = problem === null ? '' : `，试过 ${attempts} 次：${problem}，${nextTryAt ?? '随时'} 以后再试`;
      const en = problem === null ? '' : `, tried ${attempts} times: ${problem}; again after ${nextTryAt ?? 'now'}`;
      return { zh: `  ${digest.day} 的消息等待发送${zh}。`, en: `  The message of ${digest.day} waits${en}.` };
    }
  }
}

function targetWords({ channel, recipient }: Target, { messages }: Telling): Words {
  const { way } = channel;
  const to = way.kind === 'mail' ? `${recipient ?? ''} (${messages.mail?.host ?? ''}:${messages.mail?.port ?? ''} ${messages.mail?.security ?? ''})` : masked(way.url);
  return { zh: `→ ${channel.name}  ${way.kind}  ${to}`, en: `→ ${channel.name}  ${way.kind}  ${to}` };
}

/** Such an address carries its secret: only where it leads is shown, or where it is named. */
function masked(secret: Secret): string {
  switch (secret.from) {
    case 'env':
      return `env:${secret.name}`;
    case 'file':
      return `file:${secret.file}`;
    case 'text':
      return `${URL.canParse(secret.text) ? new URL(secret.text).origin : ''}/***`;
  }
}
