/** What is needed of DER (X.690) to write a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7), whose digest identifies a key wherever it stands. */

const oids = {
  rsa: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01],
  dsa: [0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01],
  ec: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01],
  ed25519: [0x2b, 0x65, 0x70],
  nistp256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07],
  nistp384: [0x2b, 0x81, 0x04, 0x00, 0x22],
  nistp521: [0x2b, 0x81, 0x04, 0x00, 0x23],
} as const;

export type Curve = 'nistp256' | 'nistp384' | 'nistp521';

export const rsaSpki = (modulus: Uint8Array, exponent: Uint8Array): Uint8Array =>
  sequence(sequence(oid('rsa'), tlv(0x05, [])), bitString(sequence(integer(modulus), integer(exponent))));

export const dsaSpki = (p: Uint8Array, q: Uint8Array, g: Uint8Array, y: Uint8Array): Uint8Array =>
  sequence(sequence(oid('dsa'), sequence(integer(p), integer(q), integer(g))), bitString(integer(y)));

export const ecSpki = (curve: Curve, point: Uint8Array): Uint8Array => sequence(sequence(oid('ec'), oid(curve)), bitString(point));

export const ed25519Spki = (key: Uint8Array): Uint8Array => sequence(sequence(oid('ed25519')), bitString(key));

const oid = (name: keyof typeof oids): Uint8Array => tlv(0x06, oids[name]);
const integer = (mpint: Uint8Array): Uint8Array => tlv(0x02, mpint);
const bitString = (content: Uint8Array): Uint8Array => tlv(0x03, [0, ...content]);
const sequence = (...parts: readonly Uint8Array[]): Uint8Array =>
  tlv(
    0x30,
    parts.flatMap((part) => [...part]),
  );

function tlv(tag: number, content: ArrayLike<number> & Iterable<number>): Uint8Array {
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Uint8Array.from([tag, ...length, ...content]);
}
