// Traditional DES crypt(3) and BSDi's extended form. Tables from FIPS 46-3; the salted E-box as crypt(3) describes it.
import { desTables, loadKey, schedule } from './des-tables.ts';

/** A parsed DES hash: the salt as a mask over 24-bit E-box halves, and the 64 bits of the result before the final permutation. */
type DesTarget = { readonly salt: number; readonly rounds: number; readonly left: number; readonly right: number };

const itoa64 = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const state = new Int32Array(2);
const keyBytes = new Uint8Array(8);

/** BSDi's iteration count above which a hash is not tried. */
const mostRounds = 10_000;

/**
 * A tester of clear texts (as bytes, Latin-1 or UTF-8) against one 13-character DES hash or one 20-character `_` BSDi hash;
 * null when the text is neither or asks for more than 10,000 iterations.
 */
export function desCrypt(hash: string): ((password: Uint8Array) => boolean) | null {
  const extended = hash.startsWith('_');
  const target = extended ? parseExtended(hash) : parseTraditional(hash);
  if (target === null) return null;
  const load = extended ? loadExtended : loadTraditional;
  return (password) => {
    load(password);
    state[0] = 0;
    state[1] = 0;
    encrypt(target.salt, target.rounds);
    return state[0] === target.left && state[1] === target.right;
  };
}

function parseTraditional(hash: string): DesTarget | null {
  if (!/^[./0-9A-Za-z]{13}$/.test(hash)) return null;
  return { salt: saltMask(number64(hash, 0, 2)), rounds: 25, ...result(hash.slice(2)) };
}

function parseExtended(hash: string): DesTarget | null {
  if (!/^_[./0-9A-Za-z]{19}$/.test(hash)) return null;
  const rounds = number64(hash, 1, 4);
  if (rounds === 0 || rounds > mostRounds) return null;
  return { salt: saltMask(number64(hash, 5, 4)), rounds, ...result(hash.slice(9)) };
}

/** Characters of `./0-9A-Za-z`, least significant first. */
function number64(text: string, from: number, length: number): number {
  let value = 0;
  for (let i = length - 1; i >= 0; i -= 1) value = value * 64 + itoa64.indexOf(text.charAt(from + i));
  return value;
}

/** Salt bit i swaps bits i and i + 24 of the E-box output, counted from the first. */
function saltMask(salt: number): number {
  let mask = 0;
  for (let bit = 0; bit < 24; bit += 1) if ((salt >>> bit) & 1) mask |= 1 << (23 - bit);
  return mask;
}

/** Eleven characters, most significant first, hold 64 bits and two of padding; the final permutation is taken back here, once. */
function result(text: string): { left: number; right: number } {
  const bits = new Uint8Array(66);
  for (let i = 0; i < 11; i += 1) {
    const value = itoa64.indexOf(text.charAt(i));
    for (let bit = 0; bit < 6; bit += 1) bits[i * 6 + bit] = (value >>> (5 - bit)) & 1;
  }
  // A hash whose padding bits are set can be no output of crypt(3), but common implementations ignore them.
  let left = 0;
  let right = 0;
  const { initial } = desTables();
  for (let i = 0; i < 32; i += 1) {
    left |= (bits[(initial[i] ?? 1) - 1] ?? 0) << (31 - i);
    right |= (bits[(initial[i + 32] ?? 1) - 1] ?? 0) << (31 - i);
  }
  return { left, right };
}

/** The first eight characters, seven bits each. */
function loadTraditional(password: Uint8Array): void {
  for (let i = 0; i < 8; i += 1) keyBytes[i] = i < password.length ? (password[i] ?? 0) & 0x7f : 0;
  loadKey(keyBytes);
}

/** BSDi folds further groups of eight in: the key so far is encrypted under itself and the next characters are XORed to it. */
function loadExtended(password: Uint8Array): void {
  loadTraditional(password);
  const shifted = new Uint8Array(8);
  for (let i = 0; i < 8; i += 1) shifted[i] = (keyBytes[i] ?? 0) << 1;
  for (let from = 8; from < password.length; from += 8) {
    encryptBlock(shifted);
    for (let i = 0; i < 8; i += 1) shifted[i] = (shifted[i] ?? 0) ^ (((password[from + i] ?? 0) << 1) & 0xff);
    for (let i = 0; i < 8; i += 1) keyBytes[i] = (shifted[i] ?? 0) >>> 1;
    loadKey(keyBytes);
  }
}

/** One plain DES encryption of eight bytes in place under the loaded key. */
function encryptBlock(block: Uint8Array): void {
  const { initial } = desTables();
  const bit = (i: number): number => ((block[i >>> 3] ?? 0) >>> (7 - (i & 7))) & 1;
  let left = 0;
  let right = 0;
  for (let i = 0; i < 32; i += 1) {
    left |= bit((initial[i] ?? 1) - 1) << (31 - i);
    right |= bit((initial[i + 32] ?? 1) - 1) << (31 - i);
  }
  state[0] = left;
  state[1] = right;
  encrypt(0, 1);
  block.fill(0);
  for (let i = 0; i < 64; i += 1) {
    const value = ((state[i >>> 5] ?? 0) >>> (31 - (i & 31))) & 1;
    const to = (initial[i] ?? 1) - 1;
    block[to >>> 3] = (block[to >>> 3] ?? 0) | (value << (7 - (to & 7)));
  }
}

/** `rounds` DES encryptions of `state` one after another: between two the final and the initial permutation cancel out. */
function encrypt(salt: number, rounds: number): void {
  const { sp0, sp1, sp2, sp3 } = desTables();
  let left = state[0] ?? 0;
  let right = state[1] ?? 0;
  for (let round = 0; round < rounds; round += 1) {
    for (let k = 0; k < 32; k += 2) {
      const t = (right >>> 1) | (right << 31);
      let high = ((t >>> 8) & 0xfc0000) | ((t >>> 10) & 0x3f000) | ((t >>> 12) & 0xfc0) | ((t >>> 14) & 0x3f);
      let low = ((t << 8) & 0xfc0000) | ((t << 6) & 0x3f000) | ((t << 4) & 0xfc0) | ((right << 1) & 0x3e) | (right >>> 31);
      const swap = (high ^ low) & salt;
      high ^= swap ^ (schedule[k] as number);
      low ^= swap ^ (schedule[k + 1] as number);
      const out = (sp0[high >>> 12] as number) | (sp1[high & 0xfff] as number) | (sp2[low >>> 12] as number) | (sp3[low & 0xfff] as number);
      const next = left ^ out;
      left = right;
      right = next;
    }
    const swapped = left;
    left = right;
    right = swapped;
  }
  state[0] = left;
  state[1] = right;
}
