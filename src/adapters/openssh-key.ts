import { createPublicKey, hash, type JsonWebKeyInput } from 'node:crypto';
import type { KeyFacts } from '../model/host.ts';
import { derEncode } from './der.ts';
import { keyBits } from './key-bits.ts';

const MAGIC = Buffer.from('openssh-key-v1\0', 'latin1');
const CURVES: Readonly<Record<string, string>> = { nistp256: 'P-256', nistp384: 'P-384', nistp521: 'P-521' };
/** DER of the object identifier id-dsa (RFC 3279, 2.3.2). */
const ID_DSA = Uint8Array.from([0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01]);

/** The envelope of OpenSSH's PROTOCOL.key. The private part is not read: kind and fingerprint come from the public blob before it. */
export function openSshPrivateKey(pem: string): KeyFacts | null {
  const base64 = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]*)/.exec(pem)?.[1];
  if (base64 === undefined) return null;
  const bytes = Buffer.from(base64, 'base64');
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const [cipher, kdf, options, rest] = fields(bytes.subarray(MAGIC.length), 3);
  if (cipher === undefined || kdf === undefined || options === undefined || rest === undefined || rest.length < 4) return null;
  const [blob] = fields(rest.subarray(4), 1);
  const facts = blob === undefined ? null : publicFacts(blob);
  if (facts === null) return null;
  const encrypted = cipher.toString('latin1') !== 'none';
  return { ...facts, private: true, encrypted, fingerprint: encrypted ? null : facts.fingerprint };
}

/** A line of `authorized_keys` or of a `.pub` file; null when it is none. */
export function sshPublicKey(text: string): KeyFacts | null {
  const match = /(?:^|\s)(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}) (AAAA[A-Za-z0-9+/]+={0,2})/.exec(text);
  return match === null ? null : publicFacts(Buffer.from(match[1] as string, 'base64'));
}

/** `count` strings with their lengths in front (RFC 4251, 5), then what is left; shorter when the bytes end before. */
function fields(bytes: Buffer, count: number): Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  while (found.length < count) {
    if (at + 4 > bytes.length) return found;
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return found;
    found.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return [...found, bytes.subarray(at)];
}

/** RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709, 4. Null when the blob is of none of these kinds or does not hold a key. */
function publicFacts(blob: Buffer): KeyFacts | null {
  const kind = fields(blob, 1)[0]?.toString('latin1') ?? '';
  const [, a, b, c, d] = fields(blob, kind === 'ssh-dss' ? 5 : kind === 'ssh-ed25519' ? 2 : 3);
  if (a === undefined) return null;
  if (kind === 'ssh-ed25519') return jwkFacts({ kty: 'OKP', crv: 'Ed25519', x: a.toString('base64url') });
  if (b === undefined) return null;
  if (kind === 'ssh-rsa') return jwkFacts({ kty: 'RSA', n: unsigned(b).toString('base64url'), e: unsigned(a).toString('base64url') });
  if (kind === 'ssh-dss') return c === undefined || d === undefined ? null : dsaFacts(a, b, c, d);
  const crv = kind.startsWith('ecdsa-sha2-') ? CURVES[kind.slice('ecdsa-sha2-'.length)] : undefined;
  const half = (b.length - 1) / 2;
  if (crv === undefined || b[0] !== 4 || !Number.isInteger(half)) return null;
  return jwkFacts({ kty: 'EC', crv, x: b.subarray(1, 1 + half).toString('base64url'), y: b.subarray(1 + half).toString('base64url') });
}

function unsigned(number: Buffer): Buffer {
  let at = 0;
  while (at < number.length - 1 && number[at] === 0) at++;
  return number.subarray(at);
}

function jwkFacts(key: JsonWebKeyInput['key']): KeyFacts | null {
  try {
    const open = createPublicKey({ key, format: 'jwk' });
    const fingerprint = hash('sha256', open.export({ type: 'spki', format: 'der' }), 'hex');
    return { kind: open.asymmetricKeyType ?? 'unknown', bits: keyBits(open), private: false, encrypted: false, fingerprint };
  } catch {
    return null;
  }
}

/** RFC 3279, 2.3.2: the SubjectPublicKeyInfo that the numbers p, q, g and y make. */
function dsaFacts(p: Buffer, q: Buffer, g: Buffer, y: Buffer): KeyFacts {
  const integer = (number: Buffer): Uint8Array => derEncode(0x02, number);
  const parameters = derEncode(0x30, Buffer.concat([integer(p), integer(q), integer(g)]));
  const algorithm = derEncode(0x30, Buffer.concat([ID_DSA, parameters]));
  const spki = derEncode(0x30, Buffer.concat([algorithm, derEncode(0x03, Buffer.concat([Uint8Array.of(0), integer(y)]))]));
  const top = unsigned(p);
  const bits = top.length === 0 ? 0 : top.length * 8 - Math.clz32(top[0] as number) + 24;
  return { kind: 'dsa', bits, private: false, encrypted: false, fingerprint: hash('sha256', spki, 'hex') };
}
