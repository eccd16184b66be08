import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// OWASP Password Storage Cheat Sheet, scrypt: N=2^15, r=8, p=3 is one of its equal minima. better-auth's own N=2^14, r=16, p=1 does 2.5 times less work than
// any of them. 32 MiB each; Node runs four at a time.
const logCost = 15;
const blockSize = 8;
const parallel = 3;
const saltBytes = 16;
const keyBytes = 32;

/** As a PHC string: `$scrypt$ln=15,r=8,p=3$<salt>$<key>`, base64 without padding. The password is taken as NFKC, so that keyboards that compose differently agree. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password, salt, logCost, blockSize, parallel, keyBytes);
  return `$scrypt$ln=${logCost},r=${blockSize},p=${parallel}$${unpadded(salt)}$${unpadded(key)}`;
}

/** With the cost the hash was made with, so that a later raise keeps old hashes good. Anything that is no such hash fits no password. */
export async function verifyPassword({ hash, password }: { readonly hash: string; readonly password: string }): Promise<boolean> {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/.exec(hash);
  if (match === null) return false;
  const [cost, size, threads] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (cost < 14 || cost > 20 || size > 16 || size < 1 || threads < 1) return false;
  const expected = Buffer.from(match[5] ?? '', 'base64');
  return timingSafeEqual(await derive(password, Buffer.from(match[4] ?? '', 'base64'), cost, size, threads, expected.length), expected);
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

const derive = (password: string, salt: Buffer, cost: number, r: number, p: number, length: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** cost;
    scrypt(password.normalize('NFKC'), salt, length, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
