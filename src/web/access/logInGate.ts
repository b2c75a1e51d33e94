/** How often a log-in may be tried: guessing a password is made slow, and nobody can use up this machine by trying. */

export interface LogInGate {
  /** Seconds until this name may be tried again from this address; 0 where it may be now. */
  waitSeconds(name: string, address: string, now: number): number;
  noteFailure(name: string, address: string, now: number): void;
  noteSuccess(name: string, address: string): void;
  /** Runs a check of a password; null where too many wait already. */
  check<T>(work: () => Promise<T>): Promise<T | null>;
}

const FREE_TRIES = 5;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** A try is forgotten after so long without another. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;
/** Beyond so many the longest quiet ones are forgotten: memory is bounded whatever is sent. */
const MOST_REMEMBERED = 5_000;
/** From one address, whatever the names. */
const FREE_TRIES_OF_ADDRESS = 30;
const CHECKS_AT_ONCE = 2;
const MOST_WAITING = 20;

interface Tried {
  failures: number;
  last: number;
}

/** Each failure past the free ones doubles the wait. Kept in memory: a restart forgets, and takes longer than a wait. */
export function createLogInGate(): LogInGate {
  const tried = new Map<string, Tried>();
  let running = 0;
  const waiting: (() => void)[] = [];

  const waitOf = (key: string, free: number, now: number): number => {
    const known = tried.get(key);
    if (!known || now - known.last > FORGOTTEN_AFTER_MS || known.failures < free) return 0;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (known.failures - free));
    return Math.max(0, Math.ceil((known.last + wait - now) / 1000));
  };
  const note = (key: string, now: number): void => {
    const known = tried.get(key);
    const isFresh = known !== undefined && now - known.last <= FORGOTTEN_AFTER_MS;
    tried.delete(key);
    tried.set(key, { failures: (isFresh ? known.failures : 0) + 1, last: now });
    if (tried.size > MOST_REMEMBERED) tried.delete(tried.keys().next().value ?? '');
  };
  return {
    waitSeconds: (name, address, now) =>
      Math.max(waitOf(pairOf(name, address), FREE_TRIES, now), waitOf(address, FREE_TRIES_OF_ADDRESS, now)),
    noteFailure(name, address, now) {
      note(pairOf(name, address), now);
      note(address, now);
    },
    noteSuccess(name, address) {
      tried.delete(pairOf(name, address));
    },
    async check(work) {
      if (running >= CHECKS_AT_ONCE) {
        if (waiting.length >= MOST_WAITING) return null;
        await new Promise<void>((go) => waiting.push(go));
      }
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        waiting.shift()?.();
      }
    },
  };
}

/** A name may be of any length: what is remembered of it is not. */
function pairOf(name: string, address: string): string {
  return `${address} ${name.slice(0, 100)}`;
}
