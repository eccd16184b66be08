import type { Codec, Decompressed } from '../../model/host.ts';
import { OutputBuffer } from './output-buffer.ts';

type End = Decompressed['end'];

/** A length that goes on: zero bytes count 255 each, the first other one ends it. -1 where the input ends first. */
function longLength(input: Input, base: number): number {
  let length = base;
  while (true) {
    const byte = input.bytes[input.at++];
    if (byte === undefined) return -1;
    if (byte !== 0) return length + byte;
    length += 255;
  }
}

type Input = { readonly bytes: Uint8Array; at: number };
type Match = { readonly distance: number; readonly length: number };

/**
 * A bare LZO1X block (Linux, Documentation/staging/lzo.rst): sequences until the end marker. The first version of the bit stream only:
 * LZO-RLE (first byte 17, then a version) is read as what it is not and comes out `malformed`.
 */
export const lzo1x: Codec = (bytes, maxOut) => {
  const output = new OutputBuffer(maxOut, bytes.length * 3);
  const input: Input = { bytes, at: 0 };
  const end = decode(input, output);
  return { output: output.take(), consumed: Math.min(input.at, bytes.length), end };
};

function decode(input: Input, output: OutputBuffer): End {
  const { bytes } = input;
  // How many literals the last instruction brought: 0 to 3, or 4 for a long run. It changes what a small byte means.
  let state = 0;
  const first = bytes[0];
  if (first === undefined) return 'truncated';
  if (first > 17) {
    input.at = 1;
    const count = first - 17;
    const end = literals(input, output, count);
    if (end !== undefined) return end;
    state = Math.min(count, 4);
  }
  while (true) {
    const instruction = bytes[input.at++];
    if (instruction === undefined) return 'truncated';
    if (instruction < 16 && state === 0) {
      const count = instruction === 0 ? longLength(input, 18) : instruction + 3;
      const end = count < 0 ? 'truncated' : literals(input, output, count);
      if (end !== undefined) return end;
      state = 4;
      continue;
    }
    const found = match(input, instruction, state);
    if (found === undefined) return 'truncated';
    if (found.distance === 0) return found.length === 3 ? 'complete' : 'malformed';
    if (found.distance > output.length) return 'malformed';
    if (!output.repeat(found.distance, found.length)) return 'limit';
    // In every kind of match they are the low two bits of the last byte but one.
    state = (bytes[input.at - 2] as number) & 3;
    const end = literals(input, output, state);
    if (end !== undefined) return end;
  }
}

function literals(input: Input, output: OutputBuffer, count: number): End | undefined {
  const there = Math.min(count, input.bytes.length - input.at);
  const fits = output.copy(input.bytes, input.at, there);
  input.at += there;
  if (!fits) return 'limit';
  return there < count ? 'truncated' : undefined;
}

/** A distance of 0 is the end marker. undefined where the input ends first. */
function match(input: Input, instruction: number, state: number): Match | undefined {
  const { bytes } = input;
  if (instruction >= 64) {
    const high = bytes[input.at++];
    if (high === undefined) return undefined;
    return { distance: (high << 3) + ((instruction >>> 2) & 7) + 1, length: (instruction >>> 5) + 1 };
  }
  if (instruction < 16) {
    const high = bytes[input.at++];
    if (high === undefined) return undefined;
    const near = (high << 2) + (instruction >>> 2) + 1;
    return state === 4 ? { distance: near + 2048, length: 3 } : { distance: near, length: 2 };
  }
  const mask = instruction >= 32 ? 31 : 7;
  const length = (instruction & mask) === 0 ? longLength(input, mask + 2) : (instruction & mask) + 2;
  const low = bytes[input.at++];
  const high = bytes[input.at++];
  if (length < 0 || low === undefined || high === undefined) return undefined;
  const offset = (low >>> 2) | (high << 6);
  if (instruction >= 32) return { distance: offset + 1, length };
  const far = offset + ((instruction & 8) << 11);
  return { distance: far === 0 ? 0 : far + 16384, length };
}
