/** Logging in and out. An unknown name takes as long as a wrong password and is answered in the same words. */
import type { Words } from '../model.js';
import { createLogInGate } from './access/logInGate.js';
import { hashPassword, isPassword, LONGEST_PASSWORD } from './access/passwords.js';
import { giveToken, hashOf, SESSION_HOURS } from './access/visitor.js';
import type { Asked, Web } from './asked.js';
import { askingOf } from './layout.js';
import type { WebOptions } from './options.js';
import { logInPage } from './pages/otherPages.js';

const WRONG = { zh: '用户名或密码不对。', en: 'The name or the password is wrong.' };
const BUSY = { zh: '现在登录的人太多，请过一会儿再试。', en: 'Too many are logging in just now; try again in a moment.' };

export function addLogIn(app: Web, options: WebOptions): void {
  const { store, now } = options;
  const gate = createLogInGate();
  // Compared with where there is no such name, so that the time says nothing. Nobody knows a password for it.
  let nobody: Promise<string> | undefined;

  app.get('/login', (context) => {
    const next = ownPath(context.req.query('next'));
    // Nothing to log in to: on this machine alone, or already in.
    if (context.get('visitor') !== null) return context.redirect(next, 303);
    return context.html(logInPage(context.get('asking'), { mistake: null, name: '', next }));
  });

  app.post('/login', async (context) => {
    const { name = '', password = '', next } = context.get('fields');
    const { address } = context.get('actor');
    const wait = gate.waitSeconds(name, address, now().getTime());
    if (wait > 0) {
      context.header('Retry-After', String(wait));
      return refused(context, tooMany(wait), 429);
    }
    // Noted before it is checked: of many tries sent at once only the free ones are.
    gate.noteFailure(name, address, now().getTime());
    const account = await store.account(name);
    nobody ??= hashPassword('');
    const hash = account?.password ?? (await nobody);
    const isRight = await gate.check(() => isPassword(password.slice(0, LONGEST_PASSWORD), hash));
    if (isRight === null) return refused(context, BUSY, 503);
    if (!account || !isRight) return refused(context, WRONG, 401);

    gate.noteSuccess(name, address);
    const token = giveToken(context, options);
    const at = now();
    const expiresAt = new Date(at.getTime() + SESSION_HOURS * 3_600_000).toISOString();
    await store.beginSession({ tokenHash: hashOf(token), account: name, at: at.toISOString(), expiresAt }, { who: name, address });
    return context.redirect(ownPath(next), 303);
  });

  app.post('/logout', async (context) => {
    if (context.get('visitor') !== null) await store.endSession(hashOf(context.get('token')), context.get('actor'), now().toISOString());
    giveToken(context, options);
    return context.redirect('/login?done=out', 303);
  });

  function refused(context: Asked, mistake: Words, status: 401 | 429 | 503): Response | Promise<Response> {
    const { name = '', next } = context.get('fields');
    const asking = askingOf({ ...context.get('asking'), visitor: null });
    return context.html(logInPage(asking, { mistake, name, next: ownPath(next) }), status);
  }
}

function tooMany(seconds: number): Words {
  return { zh: `试的次数太多，请 ${seconds} 秒以后再试。`, en: `Too many tries: try again in ${seconds} seconds.` };
}

/** A way to a page of our own and to nowhere else: what leads elsewhere is the overview. */
export function ownPath(given: string | undefined): string {
  if (given === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(given) || given.includes('\\')) return '/';
  // What `/a/..//b` comes to would name another server.
  const { origin, pathname, search } = new URL(given, 'http://own.invalid');
  const isOwn = origin === 'http://own.invalid' && !pathname.startsWith('//') && pathname !== '/login';
  return isOwn ? `${pathname}${search}` : '/';
}
