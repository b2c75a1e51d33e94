/** Who asks: by the token in the cookie, and what a form must bear to be from one of our own pages. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Role } from '../../store/accounts.js';
import type { WebOptions } from '../options.js';

export interface Visitor {
  /** The account's name; what is written as author. */
  name: string;
  role: Role;
  /** The user of this machine, where no account was made yet. */
  isLocal: boolean;
}

/** Not a name that an account may have. */
export const LOCAL_NAME = '本机';
export const SESSION_HOURS = 12;
const COOKIE = 'shixian';
/** 256 bits. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The token that the browser holds; null where it holds none. */
export function tokenOf(context: Context): string | null {
  const token = getCookie(context, COOKIE);
  return token !== undefined && TOKEN.test(token) ? token : null;
}

/** Gives the browser a new token. A session is begun with a new one, so that none that was planted before counts. */
export function giveToken(context: Context, { access }: WebOptions): string {
  const token = randomBytes(32).toString('base64url');
  const isSecure = access.origin?.startsWith('https:') ?? false;
  setCookie(context, COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/', secure: isSecure });
  return token;
}

/** What is stored of a token. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The word that every form bears: nobody knows it who does not know the cookie, which no other site can read. */
export function formWord(token: string): string {
  return createHmac('sha256', token).update('form').digest('base64url');
}

export function isFormWord(token: string, given: string): boolean {
  const [own, other] = [Buffer.from(formWord(token)), Buffer.from(given)];
  return own.length === other.length && timingSafeEqual(own, other);
}

/** Null: a log-in is wanted. */
export async function visitorOf({ store, access, now }: WebOptions, token: string | null): Promise<Visitor | null> {
  if (token !== null) {
    const account = await store.sessionAccount(hashOf(token), now().toISOString());
    if (account) return { ...account, isLocal: false };
  }
  // Behind an address of its own a server is reached by others as well, whatever it listens on.
  const isOpen = access.isLoopback && access.origin === null && !(await store.hasAccounts());
  return isOpen ? { name: LOCAL_NAME, role: 'editor', isLocal: true } : null;
}
