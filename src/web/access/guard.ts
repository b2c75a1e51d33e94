/** What every request goes through before any page sees it, and what every answer bears. */
import type { MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import type { Access } from '../options.js';

/** Nothing but our own style, script, pictures and forms; no frame may hold a page of ours. */
export const POLICY = [
  "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'", "form-action 'self'",
  "base-uri 'none'", "frame-ancestors 'none'",
].join('; ');

/**
 * Of a page that shows one of somebody else's, whose frame falls under the same policy: it may be styled and may hold the
 * pictures that stand in it, and nothing is run or fetched from anywhere.
 */
export const SHOWING_POLICY = [
  "default-src 'none'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

export function guardAnswers(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
    if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', 'no-store');
  };
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * A page elsewhere may have its own name lead to this machine (DNS rebinding): then the browser takes our answers for that
 * page's own. Such requests bear the foreign name.
 */
export function isOwnHost(host: string | undefined, { isLoopback, origin }: Access): boolean {
  if (host === undefined) return false;
  if (origin !== null && host === new URL(origin).host) return true;
  if (!isLoopback) return origin === null;
  return LOOPBACK.has(host.replace(/:\d{1,5}$/, '').toLowerCase());
}

/** What changes something must come from one of our own pages, by what the browser itself says. */
export function guardOrigin({ origin }: Access): MiddlewareHandler {
  return csrf({
    origin: (given, context) => given === (origin ?? new URL(context.req.url).origin),
    secFetchSite: 'same-origin',
  });
}
