// The MD5-based crypt(3) of FreeBSD (`$1$`) and Apache's variant of it (`$apr1$`): the same steps under another magic.
import { decodeCrypt64 } from './crypt64.ts';
import { md5Block } from './md5-block.ts';

/** Which bytes of the digest each group of four characters holds, most significant first. */
const order = [0, 6, 12, 1, 7, 13, 2, 8, 14, 3, 9, 15, 4, 10, 5, -1, -1, 11];
const rounds = 1000;
/** Longer clear texts are not tried: no published login comes near it. */
const longest = 128;

const digest = new Int32Array(4);
const start = Int32Array.of(0x67452301, -0x10325477, -0x67452302, 0x10325476);

/**
 * A tester of clear texts (as bytes) against one `$1$salt$22 characters` or `$apr1$…` hash; null when the text is neither.
 * A salt has at most eight characters and may be empty.
 */
export function md5Crypt(hash: string): ((password: Uint8Array) => boolean) | null {
  const parts = /^(\$1\$|\$apr1\$)([^$:]{0,8})\$([./0-9A-Za-z]{22})$/.exec(hash);
  if (parts === null) return null;
  const magic = new TextEncoder().encode(parts[1]);
  const salt = new TextEncoder().encode(parts[2]);
  const wanted = wordsOf(decodeCrypt64(parts[3] ?? '', order, 16));
  return (password) => {
    if (password.length > longest) return false;
    prepare(password, magic, salt);
    const layouts = roundLayouts(password, salt);
    for (let i = 0; i < rounds; i += 1) round(layouts[(i & 1) | (i % 3 === 0 ? 0 : 2) | (i % 7 === 0 ? 0 : 4)] as Layout);
    return digest[0] === wanted[0] && digest[1] === wanted[1] && digest[2] === wanted[2] && digest[3] === wanted[3];
  };
}

/** The message of one of the eight kinds of rounds: everything in place but the digest, which goes to `word` shifted by `shift` bits. */
type Layout = {
  readonly words: Int32Array;
  readonly word: number;
  readonly shift: number;
  readonly before: number;
  readonly after: number;
};

/** Leaves the digest the rounds begin with in `digest`. */
function prepare(password: Uint8Array, magic: Uint8Array, salt: Uint8Array): void {
  hashWords(padded([password, salt, password]));
  const inner = bytesOf(digest);
  const parts = [password, magic, salt];
  for (let left = password.length; left > 0; left -= 16) parts.push(inner.subarray(0, Math.min(16, left)));
  // The well-known oddity: for each bit of the length a NUL where it is set, else the first character.
  for (let bits = password.length; bits > 0; bits >>>= 1) parts.push(bits & 1 ? new Uint8Array(1) : password.subarray(0, 1));
  hashWords(padded(parts));
}

function roundLayouts(password: Uint8Array, salt: Uint8Array): readonly Layout[] {
  const hole = new Uint8Array(16);
  return Array.from({ length: 8 }, (_, kind) => {
    const middle = [...(kind & 2 ? [salt] : []), ...(kind & 4 ? [password] : [])];
    const words = padded(kind & 1 ? [password, ...middle, hole] : [hole, ...middle, password]);
    const at = kind & 1 ? [password, ...middle].reduce((sum, part) => sum + part.length, 0) : 0;
    const word = at >>> 2;
    return { words, word, shift: (at & 3) * 8, before: words[word] ?? 0, after: words[word + 4] ?? 0 };
  });
}

function round({ words, word, shift, before, after }: Layout): void {
  const a = digest[0] as number;
  const b = digest[1] as number;
  const c = digest[2] as number;
  const d = digest[3] as number;
  if (shift === 0) {
    words[word] = a;
    words[word + 1] = b;
    words[word + 2] = c;
    words[word + 3] = d;
  } else {
    const back = 32 - shift;
    words[word] = before | (a << shift);
    words[word + 1] = (a >>> back) | (b << shift);
    words[word + 2] = (b >>> back) | (c << shift);
    words[word + 3] = (c >>> back) | (d << shift);
    words[word + 4] = after | (d >>> back);
  }
  hashWords(words);
}

/** MD5 of an already padded message, into `digest`. */
function hashWords(words: Int32Array): void {
  digest.set(start);
  for (let o = 0; o < words.length; o += 16) md5Block(digest, words, o);
}

/** The parts one after another with MD5's padding (RFC 1321, 3.1 and 3.2), as little-endian words. */
function padded(parts: readonly Uint8Array[]): Int32Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const words = new Int32Array(((length + 72) >>> 6) << 4);
  let at = 0;
  for (const part of parts)
    for (const byte of part) {
      words[at >>> 2] = (words[at >>> 2] ?? 0) | (byte << ((at & 3) * 8));
      at += 1;
    }
  words[at >>> 2] = (words[at >>> 2] ?? 0) | (0x80 << ((at & 3) * 8));
  words[words.length - 2] = length * 8;
  return words;
}

const bytesOf = (words: Int32Array): Uint8Array => Uint8Array.from({ length: 16 }, (_, i) => (words[i >>> 2] ?? 0) >>> ((i & 3) * 8));

function wordsOf(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(4);
  bytes.forEach((byte, i) => {
    words[i >>> 2] = (words[i >>> 2] ?? 0) | (byte << ((i & 3) * 8));
  });
  return words;
}
