import { DecodeError } from '../foundation/decode-error.ts';
import { noteBytes } from './signed-note.ts';

const ed25519Length = 64;
const timeLength = 8;

/** What a witness says of a checkpoint (C2SP tlog-cosignature, type 0x04): when, in seconds since 1970, and its Ed25519 signature. */
export type Cosignature = { readonly time: number; readonly signature: Uint8Array };

/** The bytes that a witness signs: a header, the time, and the checkpoint's text. */
export const cosignedMessage = (time: number, text: string): Uint8Array => noteBytes(`cosignature/v1\ntime ${time}\n${text}`);

/** What stands behind the key id in the signature line. */
export function encodeCosignature({ time, signature }: Cosignature): Uint8Array {
  const bytes = new Uint8Array(timeLength + signature.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  bytes.set(signature, timeLength);
  return bytes;
}

/** Any other length is `malformed`, a time beyond 2^53 `limit`. */
export function decodeCosignature(bytes: Uint8Array): Cosignature {
  if (bytes.length !== timeLength + ed25519Length) throw new DecodeError('malformed', `a cosignature of ${bytes.length} bytes`);
  const time = new DataView(bytes.buffer, bytes.byteOffset, timeLength).getBigUint64(0);
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) throw new DecodeError('limit', 'a time that no clock shows');
  return { time: Number(time), signature: bytes.subarray(timeLength) };
}
