// The NT hash (MS-NLMP 3.3.1): MD4 (RFC 1320) over the clear text as UTF-16, little endian.

const state = new Int32Array(4);
const block = new Int32Array(16);
const orders = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
  [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
] as const;
const shifts = [
  [3, 7, 11, 19],
  [3, 5, 9, 13],
  [3, 9, 11, 15],
] as const;
const additions = [0, 0x5a827999, 0x6ed9eba1] as const;

/**
 * A tester against one NT hash: 32 hexadecimal digits, alone (smbpasswd) or behind FreeBSD's `$3$$`; null when the text is neither.
 * Clear texts longer than 27 characters (more than one block) never match.
 */
export function ntHash(hash: string): ((password: Uint8Array) => boolean) | null {
  const digits = /^(?:\$3\$\$)?([0-9A-Fa-f]{32})$/.exec(hash)?.[1];
  if (digits === undefined) return null;
  const wanted = [0, 8, 16, 24].map((at) => Number.parseInt(digits.slice(at, at + 8).replace(/(..)(..)(..)(..)/, '$4$3$2$1'), 16) | 0);
  const text = new TextDecoder();
  return (password) => {
    const clear = text.decode(password);
    if (clear.length > 27) return false;
    block.fill(0);
    for (let i = 0; i < clear.length; i += 1) block[i >>> 1] = (block[i >>> 1] ?? 0) | (clear.charCodeAt(i) << (16 * (i & 1)));
    block[clear.length >>> 1] = (block[clear.length >>> 1] ?? 0) | (0x80 << (16 * (clear.length & 1)));
    block[14] = clear.length * 16;
    md4();
    return wanted.every((word, i) => word === state[i]);
  };
}

function md4(): void {
  let [a, b, c, d] = [0x67452301, -0x10325477, -0x67452302, 0x10325476];
  for (let i = 0; i < 48; i += 1) {
    const round = i >>> 4;
    const mixed = round === 0 ? (b & c) | (~b & d) : round === 1 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    const sum = (a + mixed + (block[orders[round as 0]?.[(i & 15) as 0] ?? 0] ?? 0) + (additions[round as 0] ?? 0)) | 0;
    const shift = shifts[round as 0]?.[(i & 3) as 0] ?? 0;
    a = d;
    d = c;
    c = b;
    b = (sum << shift) | (sum >>> (32 - shift));
  }
  state[0] = (0x67452301 + a) | 0;
  state[1] = (-0x10325477 + b) | 0;
  state[2] = (-0x67452302 + c) | 0;
  state[3] = (0x10325476 + d) | 0;
}
