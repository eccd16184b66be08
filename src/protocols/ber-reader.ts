import { DecodeError } from '../foundation/decode-error.ts';

export type BerValue = {
  /** Class, form and number as in the first octet; numbers above 30 are refused. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** Where the next value begins. */
  readonly next: number;
};

/** The value at `at` in definite form (X.690, 8.1); `truncated` where it does not fit into `bytes`. */
export function readBer(bytes: Uint8Array, at: number): BerValue {
  const tag = bytes[at];
  const short = bytes[at + 1];
  if (tag === undefined || short === undefined) throw new DecodeError('truncated', 'a value is cut off', at);
  if ((tag & 0x1f) === 0x1f || short === 0x80 || short > 0x84)
    throw new DecodeError('unsupported', 'a long tag or an indefinite length', at);
  const start = at + 2 + (short > 0x80 ? short - 0x80 : 0);
  let length = short > 0x80 ? 0 : short;
  for (let index = at + 2; index < start; index += 1) length = length * 256 + (bytes[index] ?? 0);
  if (start + length > bytes.length) throw new DecodeError('truncated', `a value of ${length} bytes is cut off`, at);
  return { tag, content: bytes.subarray(start, start + length), next: start + length };
}

/** The values inside a constructed one, `most` at the most. */
export function readBerAll(content: Uint8Array, most: number): readonly BerValue[] {
  const found: BerValue[] = [];
  for (let at = 0; at < content.length && found.length < most; ) {
    const value = readBer(content, at);
    found.push(value);
    at = value.next;
  }
  return found;
}

/** A small number of at most four octets; -1 for what is none. */
export function berNumber({ tag, content }: BerValue): number {
  if (tag !== 2 || content.length === 0 || content.length > 4) return -1;
  return content.reduce((sum, byte) => sum * 256 + byte, 0);
}
