/** What becomes of an attempt to deliver, and what is handed in to make one. */
import type { Secret } from '../model.js';

/**
 * `soon`: the network or the server failed, another attempt may cure it. `later`: we were asked to come back (too many
 * messages, greylisting). `refused`: a person has to put something right first.
 */
export type Delivery =
  | { outcome: 'delivered' }
  | {
      outcome: 'failed';
      again: 'soon' | 'later' | 'refused';
      /** It ended without an answer after everything was sent. */
      mayHaveArrived: boolean;
      /** Whether it was about one recipient alone; else whoever uses the same server need not try now. */
      isOwn: boolean;
      /** For a person; it holds no secret. */
      why: string;
    };

/** What came back of a POST, or why nothing did. */
export type PostAnswer =
  | { outcome: 'answered'; status: number; text: string }
  | { outcome: 'failed'; reason: string; detail: string };

/** Posts JSON over the checked way that every address takes. */
export type Post = (url: string, body: string, headers: Record<string, string>) => Promise<PostAnswer>;

/** Gives what a secret stands for. @throws SecretError */
export type Reveal = (secret: Secret) => Promise<string>;

/** A secret that is named and not there. Its message names the name and never the secret. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}

export function failed(again: 'soon' | 'later' | 'refused', why: string, more: { mayHaveArrived?: boolean; isOwn?: boolean } = {}): Delivery {
  return { outcome: 'failed', again, why, mayHaveArrived: more.mayHaveArrived ?? false, isOwn: more.isOwn ?? false };
}

/** `why` without the secrets that a server or a package might have repeated in it. */
export function withoutSecrets(delivery: Delivery, secrets: readonly string[]): Delivery {
  if (delivery.outcome === 'delivered') return delivery;
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]);
  const why = forms.filter((form) => form.length > 3).reduce((text, form) => text.replaceAll(form, '***'), delivery.why);
  return { ...delivery, why: why.slice(0, 300) };
}
