import { DecodeError } from '../../foundation/decode-error.ts';

/**
 * AES-128 in ECB mode, backwards (FIPS 197, 5.3), PKCS#7 padding taken off. It is here for one thing: broadcasts enciphered with a key that is the
 * same in every device and published, which hides nothing. `malformed` where the length or the padding is wrong. Not constant in time, nor need be.
 */
export function decryptAes128Ecb(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0 || bytes.length % 16 !== 0) throw new DecodeError('malformed', 'not whole blocks');
  const round = expand(key);
  const out = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 16) out.set(decryptBlock(round, bytes.subarray(at, at + 16)), at);
  const padding = out[out.length - 1] ?? 0;
  if (padding < 1 || padding > 16) throw new DecodeError('malformed', 'wrong padding');
  return out.subarray(0, out.length - padding);
}

const double = (value: number): number => ((value << 1) ^ (value & 0x80 ? 0x11b : 0)) & 0xff;

function times(value: number, factor: number): number {
  let product = 0;
  for (let power = value, bits = factor; bits > 0; power = double(power), bits >>= 1) if (bits & 1) product ^= power;
  return product;
}

const forward = new Uint8Array(256);
const backward = new Uint8Array(256);
fillBoxes();

/** The substitution box: inverses in GF(2^8), found by walking the powers of 3 and of its inverse, then the affine map (FIPS 197, 5.1.1). */
function fillBoxes(): void {
  let power = 1;
  let inverse = 1;
  do {
    power ^= double(power);
    inverse = times(inverse, 0xf6);
    const spread = inverse | (inverse << 8);
    const value = (inverse ^ (spread >> 4) ^ (spread >> 5) ^ (spread >> 6) ^ (spread >> 7) ^ 0x63) & 0xff;
    forward[power] = value;
    backward[value] = power;
  } while (power !== 1);
  forward[0] = 0x63;
  backward[0x63] = 0;
}

function expand(key: Uint8Array): Uint8Array {
  const words = new Uint8Array(176);
  words.set(key.subarray(0, 16));
  let constant = 1;
  for (let at = 16; at < 176; at += 4) {
    let last = [...words.subarray(at - 4, at)];
    if (at % 16 === 0) {
      last = [last[1], last[2], last[3], last[0]].map((byte) => forward[byte ?? 0] ?? 0);
      last[0] = (last[0] ?? 0) ^ constant;
      constant = double(constant);
    }
    for (let index = 0; index < 4; index += 1) words[at + index] = (words[at - 16 + index] ?? 0) ^ (last[index] ?? 0);
  }
  return words;
}

function decryptBlock(round: Uint8Array, block: Uint8Array): Uint8Array {
  let state = added(block, round, 160);
  for (let at = 144; at >= 0; at -= 16) {
    const moved = new Uint8Array(16);
    for (let index = 0; index < 16; index += 1) moved[(index + 4 * (index % 4)) % 16] = backward[state[index] ?? 0] ?? 0;
    state = added(moved, round, at);
    if (at > 0) state = mixed(state);
  }
  return state;
}

function added(state: Uint8Array, round: Uint8Array, at: number): Uint8Array {
  return state.map((byte, index) => byte ^ (round[at + index] ?? 0));
}

function mixed(state: Uint8Array): Uint8Array {
  const factors = [14, 11, 13, 9];
  return state.map((_, index) => {
    const column = index - (index % 4);
    return factors.reduce((sum, factor, step) => sum ^ times(state[column + ((index + step) % 4)] ?? 0, factor), 0);
  });
}
