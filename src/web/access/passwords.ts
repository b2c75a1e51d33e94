/** Passwords are kept as scrypt hashes, each with its own salt and the parameters it was made with. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** N, r and p of scrypt: 32 MB and a good tenth of a second on the machines that this runs on (OWASP's least, by memory). */
export interface Cost {
  N: number;
  r: number;
  p: number;
}

export const COST: Cost = { N: 32_768, r: 8, p: 3 };
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;
const KEY_BYTES = 32;

/** `scrypt$32768$8$3$<salt>$<key>`, both in base64url. */
export async function hashPassword(password: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** False also for a hash that is none of ours. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [way, N, r, p, salt, key] = hash.split('$');
  if (way !== 'scrypt' || salt === undefined || key === undefined) return false;
  const known = Buffer.from(key, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return known.length === given.length && timingSafeEqual(known, given);
}

function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const memory = { maxmem: 128 * cost.N * cost.r * 2 };
  return new Promise((resolve, reject) => {
    // The same word may be typed as composed or as single signs, depending on the keyboard.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, ...memory }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
