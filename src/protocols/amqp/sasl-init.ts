import { ByteReader } from '../../foundation/byte-reader.ts';

export type SaslInit = { readonly mechanism: string; readonly response: Uint8Array };

const saslFrame = 1;
const initDescriptor = 0x41;

/** SASL-init of AMQP 1.0 in a whole frame (part 5, 5.3.3.2): a described list that begins with mechanism and response; null: another frame. */
export function saslInitOf(frame: Uint8Array): SaslInit | null {
  const bodyAt = 4 * (frame[4] ?? 0);
  if (frame[5] !== saslFrame || bodyAt < 8 || frame.length < bodyAt + 5) return null;
  const body = new ByteReader(frame.subarray(bodyAt), 'big');
  // A small unsigned long describes it (part 1, 1.6.10); then list8 or list32 (1.6.22).
  if (body.u8(0) !== 0 || body.u8(1) !== 0x53 || body.u8(2) !== initDescriptor) return null;
  const list = body.u8(3);
  if (list !== 0xc0 && list !== 0xd0) return null;
  const mechanism = variable(body, list === 0xc0 ? 6 : 12);
  if (mechanism === null) return null;
  const response = mechanism.end < body.bytes.length ? variable(body, mechanism.end) : null;
  return { mechanism: String.fromCharCode(...mechanism.bytes), response: response?.bytes ?? new Uint8Array(0) };
}

/** Symbol or binary, with one byte of length or with four (1.6.19 and 1.6.21); null: a value of another kind. */
function variable(body: ByteReader, at: number): { readonly bytes: Uint8Array; readonly end: number } | null {
  const kind = body.u8(at);
  if (kind !== 0xa3 && kind !== 0xa0 && kind !== 0xb3 && kind !== 0xb0) return null;
  const size = kind < 0xb0 ? 1 : 4;
  const length = size === 1 ? body.u8(at + 1) : body.u32(at + 1);
  return { bytes: body.slice(at + 1 + size, length), end: at + 1 + size + length };
}
