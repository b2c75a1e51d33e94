/** What is known of a request once it was let in: what the parts of the app work with. */
import type { Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Actor } from '../store/auditLog.js';
import type { Visitor } from './access/visitor.js';
import type { Fields } from './forms.js';
import type { Asking } from './layout.js';

export interface Known {
  Variables: {
    /** What the browser holds, or was given just now. */
    token: string;
    /** Null where nobody is logged in. */
    visitor: Visitor | null;
    /** Of a form that was sent; for POST alone. */
    fields: Fields;
    asking: Asking;
    actor: Actor;
  };
}
export type Web = Hono<Known>;
export type Asked = Context<Known>;

/** Answered as a page that there is not. */
export function notFound(): never {
  throw new HTTPException(404);
}
