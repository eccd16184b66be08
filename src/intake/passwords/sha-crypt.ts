// crypt(3) over SHA-256 (`$5$`) and SHA-512 (`$6$`): Drepper, "Unix crypt using SHA-256 and SHA-512".
// The platform's hash does the work: our own SHA-256 in this language was measured at its speed, SHA-512 (no 64-bit integers) is far slower.
import type { HashName, Host } from '../../model/host.ts';
import { decodeCrypt64 } from './crypt64.ts';

// biome-ignore format: by groups of one line of the specification
const order256 = [
  0, 10, 20, 21, 1, 11, 12, 22, 2, 3, 13, 23, 24, 4, 14, 15, 25, 5, 6, 16, 26, 27, 7, 17, 18, 28, 8, 9, 19, 29, -1, 31, 30,
];
// biome-ignore format: by groups of one line of the specification
const order512 = [
  0, 21, 42, 22, 43, 1, 44, 2, 23, 3, 24, 45, 25, 46, 4, 47, 5, 26, 6, 27, 48, 28, 49, 7, 50, 8, 29, 9, 30, 51, 31, 52, 10,
  53, 11, 32, 12, 33, 54, 34, 55, 13, 56, 14, 35, 15, 36, 57, 37, 58, 16, 59, 17, 38, 18, 39, 60, 40, 61, 19, 62, 20, 41, -1, -1, 63,
];

export type ShaCryptHash = {
  readonly algorithm: HashName;
  readonly salt: Uint8Array;
  /** Between 1,000 and 999,999,999, as the specification clamps it; 5,000 when the text names none. */
  readonly rounds: number;
  readonly digest: Uint8Array;
};

/** Reads `$5$` or `$6$`, with or without `rounds=`; null when the text is neither. A salt longer than 16 characters is cut. */
export function parseShaCrypt(hash: string): ShaCryptHash | null {
  const parts = /^\$([56])\$(?:rounds=(\d{1,9})\$)?([^$:]*)\$([./0-9A-Za-z]+)$/.exec(hash);
  if (parts === null) return null;
  const is256 = parts[1] === '5';
  const text = parts[4] ?? '';
  if (text.length !== (is256 ? 43 : 86)) return null;
  return {
    algorithm: is256 ? 'sha256' : 'sha512',
    salt: new TextEncoder().encode(parts[3]).subarray(0, 16),
    rounds: parts[2] === undefined ? 5000 : Math.max(1000, Number(parts[2])),
    digest: is256 ? decodeCrypt64(text, order256, 32) : decodeCrypt64(text, order512, 64),
  };
}

/** A tester of clear texts (as bytes) against one SHA-crypt hash. Costs `rounds` digests a text. */
export function shaCrypt(target: ShaCryptHash, host: Host): (password: Uint8Array) => boolean {
  const digest = (...parts: readonly Uint8Array[]): Uint8Array => host.hash(target.algorithm, joined(parts));
  const { salt, rounds } = target;
  return (key) => {
    const b = digest(key, salt, key);
    const a = [key, salt, repeated(b, key.length)];
    for (let bits = key.length; bits > 0; bits >>>= 1) a.push(bits & 1 ? b : key);
    let result = digest(...a);
    const p = repeated(digest(...Array.from({ length: key.length }, () => key)), key.length);
    const s = repeated(digest(...Array.from({ length: 16 + (result[0] ?? 0) }, () => salt)), salt.length);
    const layouts = roundLayouts(p, s, b.length);
    for (let i = 0; i < rounds; i += 1) {
      const { message, at } = layouts[(i & 1) | (i % 3 === 0 ? 0 : 2) | (i % 7 === 0 ? 0 : 4)] as Layout;
      message.set(result, at);
      result = host.hash(target.algorithm, message);
    }
    return result.length === target.digest.length && result.every((byte, i) => byte === target.digest[i]);
  };
}

/** The message of one of the eight kinds of rounds, with the place where the digest goes. */
type Layout = { readonly message: Uint8Array; readonly at: number };

function roundLayouts(p: Uint8Array, s: Uint8Array, size: number): readonly Layout[] {
  const hole = new Uint8Array(size);
  return Array.from({ length: 8 }, (_, kind) => {
    const middle = [...(kind & 2 ? [s] : []), ...(kind & 4 ? [p] : [])];
    const at = kind & 1 ? p.length + middle.reduce((sum, part) => sum + part.length, 0) : 0;
    return { message: joined(kind & 1 ? [p, ...middle, hole] : [hole, ...middle, p]), at };
  });
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function repeated(bytes: Uint8Array, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => bytes[i % bytes.length] ?? 0);
}
