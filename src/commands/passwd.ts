/** `shixian passwd`: who may use the dashboard. Without a name it lists them; the password is asked for, or read from standard input. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { EXIT, UsageError } from '../exitCodes.js';
import { plainText } from '../report/pageText.js';
import { openStore, type Store } from '../store/store.js';
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../web/access/passwords.js';
import { LOCAL_NAME } from '../web/access/visitor.js';
import { whoeverTypes } from './commandLine.js';
import { say, type Context } from './context.js';
import { LONGEST_NAME } from './givenText.js';
import { DEFAULT_DB, type PasswordOptions } from './options.js';

/** Whoever runs the command on the server itself, in the audit log. */

/** @param input  where the password is read; on a terminal it is asked for twice and not shown */
export async function passwdCommand(
  context: Context,
  name: string | undefined,
  options: PasswordOptions,
  input: NodeJS.ReadableStream & { isTTY?: boolean } = process.stdin,
): Promise<number> {
  const store = await openStore(options.db ?? DEFAULT_DB);
  try {
    if (name === undefined) await list(context, store);
    else if (options.remove) await remove(context, store, name);
    else await set(context, store, name, options, input);
  } finally {
    await store.close();
  }
  return EXIT.done;
}

async function list(context: Context, store: Store): Promise<void> {
  const accounts = await store.accounts();
  if (accounts.length === 0) say(context, { zh: '还没有用户。设置用户：shixian passwd 用户名', en: 'There is no account. Set one: shixian passwd NAME' });
  for (const { name, role, changedAt } of accounts) {
    const shown = plainText(name, 100);
    say(context, {
      zh: `${shown}  ${role === 'editor' ? '可修改' : '只读'}  ${changedAt.slice(0, 10)} 设置`,
      en: `${shown}  ${role}  set on ${changedAt.slice(0, 10)}`,
    });
  }
}

async function remove(context: Context, store: Store, name: string): Promise<void> {
  const shown = plainText(name, 100);
  if (!(await store.removeAccount(name, whoeverTypes(), context.now().toISOString()))) {
    throw new UsageError({ zh: `没有用户 ${shown}。`, en: `There is no account ${shown}.` });
  }
  say(context, { zh: `已删除用户 ${shown}；操作记录保留。`, en: `The account ${shown} was removed; what it did stays on record.` });
}

async function set(context: Context, store: Store, given: string, options: PasswordOptions, input: NodeJS.ReadableStream & { isTTY?: boolean }): Promise<void> {
  const name = given.normalize('NFC');
  if (plainText(name) !== name || name === '' || Array.from(name).length > LONGEST_NAME || name === LOCAL_NAME) {
    throw new UsageError({
      zh: `用户名应为 1 到 ${LONGEST_NAME} 个看得见的字，不能是“${LOCAL_NAME}”。`,
      en: `A name has 1 to ${LONGEST_NAME} visible characters and is not “${LOCAL_NAME}”.`,
    });
  }
  const password = await passwordFrom(context, input);
  const length = Array.from(password).length;
  if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
    throw new UsageError({
      zh: `密码应为 ${SHORTEST_PASSWORD} 到 ${LONGEST_PASSWORD} 个字符，实际 ${length} 个。没有改动。`,
      en: `A password has ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters, not ${length}. Nothing was changed.`,
    });
  }
  const before = await store.account(name);
  const role = options.role ?? before?.role ?? 'viewer';
  await store.saveAccount({ name, role, password: await hashPassword(password), changedAt: context.now().toISOString() }, whoeverTypes());
  say(context, {
    zh: `已设置用户 ${name}（${role === 'editor' ? '可修改' : '只读，可修改的加 --role editor'}）；此前的登录全部失效。`,
    en: `The account ${name} is set (${role}); whoever was logged in by it is logged out.`,
  });
}

async function passwordFrom(context: Context, input: NodeJS.ReadableStream & { isTTY?: boolean }): Promise<string> {
  if (!input.isTTY) return firstLine(input);
  const first = await askedHidden(context, input, { zh: '密码：', en: 'Password: ' });
  const second = await askedHidden(context, input, { zh: '再输一次：', en: 'Once more: ' });
  if (first === second) return first;
  throw new UsageError({ zh: '两次输入的密码不一样。没有改动。', en: 'The two are not the same. Nothing was changed.' });
}

/** The terminal is asked to show nothing of what is typed. */
async function askedHidden(context: Context, input: NodeJS.ReadableStream, prompt: { zh: string; en: string }): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  context.err.write(prompt[context.language]);
  const lines = createInterface({ input, output: nowhere, terminal: true });
  try {
    return await lines.question('', { signal: context.signal });
  } finally {
    lines.close();
    context.err.write('\n');
  }
}

const MOST_READ = 10_000;

async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  let read = '';
  for await (const chunk of input) {
    read += String(chunk);
    if (read.includes('\n') || read.length > MOST_READ) break;
  }
  return read.split(/\r?\n/)[0] ?? '';
}
