import { ByteReader } from '../foundation/byte-reader.ts';
import { cipherFacts } from './tls-cipher-facts.ts';

/** What a ServerKeyExchange says of its strength. */
export type KeyExchange = {
  /** A named curve; null for finite fields, and for curves that are spelt out. */
  readonly group: number | null;
  /** Of a Diffie-Hellman prime, or of the temporary RSA key of an export suite; null for curves. */
  readonly bits: number | null;
  /** Scheme of the signature; TLS 1.2 only. */
  readonly signature: number | null;
};

const nothing: KeyExchange = { group: null, bits: null, signature: null };

/** RFC 5246, 7.4.3, RFC 8422, 5.4; null for exchanges that show no strength (plain PSK, SRP). Throws `DecodeError`. */
export function readKeyExchange(body: Uint8Array, suite: number, version: number): KeyExchange | null {
  const { keyExchange, authentication } = cipherFacts(suite);
  const reader = new ByteReader(body, 'big');
  // PSK variants begin with a hint and are not signed (RFC 4279, 3; RFC 5489, 2).
  const isPsk = authentication === 'PSK' || keyExchange === 'PSK';
  const start = isPsk ? 2 + reader.u16(0) : 0;
  const isSigned = !isPsk && authentication !== 'anon' && version === 0x0303;
  if (keyExchange === 'ECDHE' || keyExchange === 'ECDH') return readCurve(reader, start, isSigned);
  if (keyExchange === 'DHE' || keyExchange === 'DH') return readField(reader, start, { numbers: 3, isSigned });
  if (keyExchange === 'RSA' && !isPsk) return readField(reader, start, { numbers: 2, isSigned });
  return null;
}

function readCurve(reader: ByteReader, start: number, isSigned: boolean): KeyExchange {
  if (reader.u8(start) !== 3) return nothing;
  const after = start + 4 + reader.u8(start + 3);
  return { group: reader.u16(start + 1), bits: null, signature: isSigned ? reader.u16(after) : null };
}

/** p, g and the public value of Diffie-Hellman; modulus and exponent of a temporary RSA key. */
function readField(
  reader: ByteReader,
  start: number,
  { numbers, isSigned }: { readonly numbers: number; readonly isSigned: boolean },
): KeyExchange {
  let at = start;
  for (let index = 0; index < numbers; index++) at += 2 + reader.u16(at);
  return { group: null, bits: bitLength(reader.slice(start + 2, reader.u16(start))), signature: isSigned ? reader.u16(at) : null };
}

function bitLength(number: Uint8Array): number {
  const first = number.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (number.length - first) * 8 - Math.clz32(number[first] ?? 0) + 24;
}
