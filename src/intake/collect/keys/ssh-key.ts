import { ByteReader, latin1 } from '../../../foundation/byte-reader.ts';
import { hex } from '../../../foundation/hex.ts';
import type { Host, KeyFacts } from '../../../model/host.ts';
import { type Curve, dsaSpki, ecSpki, ed25519Spki, rsaSpki } from './spki.ts';

/** Numbers of a key are at most 16384 bits; what claims more is something else. */
const longestField = 2049;

/** The fields of a sequence of SSH strings (RFC 4251, 5); null when they do not fill `bytes` exactly. */
function sshStrings(bytes: Uint8Array): readonly Uint8Array[] | null {
  const reader = new ByteReader(bytes, 'big');
  const fields: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (fields.length === 8 || !reader.has(at, 4)) return null;
    const size = reader.u32(at);
    if (size > longestField || !reader.has(at + 4, size)) return null;
    fields.push(reader.slice(at + 4, size));
    at += 4 + size;
  }
  return fields;
}

/** A public key as SSH sends it (RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709, 4); null when it is none. */
export const sshPublicKey = (blob: Uint8Array, host: Host): KeyFacts | null => sshKey(blob, false, host);

/** A dropbear host key: the public key's fields with the private ones after them, nothing around. */
export const dropbearKey = (content: Uint8Array, host: Host): KeyFacts | null => sshKey(content, true, host);

function sshKey(bytes: Uint8Array, isPrivate: boolean, host: Host): KeyFacts | null {
  const fields = sshStrings(bytes);
  const [type, ...rest] = fields ?? [];
  if (type === undefined) return null;
  const found = numbers(latin1(type), rest, isPrivate);
  if (found === null) return null;
  const { kind, bits, spki } = found;
  return { kind, bits, private: isPrivate, encrypted: false, fingerprint: hex(host.hash('sha256', spki)) };
}

type Numbers = { readonly kind: string; readonly bits: number; readonly spki: Uint8Array };

function numbers(type: string, fields: readonly Uint8Array[], isPrivate: boolean): Numbers | null {
  const [a, b, c, d] = fields;
  const count = fields.length;
  // Dropbear keeps e, n, d and, since 0.33, p and q.
  if (type === 'ssh-rsa' && a && b && (isPrivate ? count === 3 || count === 5 : count === 2))
    return { kind: 'rsa', bits: bitsOf(b), spki: rsaSpki(b, a) };
  if (type === 'ssh-dss' && a && b && c && d && count === (isPrivate ? 5 : 4))
    return { kind: 'dsa', bits: bitsOf(a), spki: dsaSpki(a, b, c, d) };
  if (type === 'ssh-ed25519' && a && count === 1 && a.length === (isPrivate ? 64 : 32)) {
    return { kind: 'ed25519', bits: 256, spki: ed25519Spki(isPrivate ? a.subarray(32) : a) };
  }
  const curve = /^ecdsa-sha2-(nistp(256|384|521))$/.exec(type);
  if (!curve || !a || !b || count !== (isPrivate ? 3 : 2) || latin1(a) !== curve[1]) return null;
  return { kind: 'ec', bits: Number(curve[2]), spki: ecSpki(curve[1] as Curve, b) };
}

function bitsOf(mpint: Uint8Array): number {
  const first = mpint.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (mpint.length - first) * 8 - (Math.clz32(mpint[first] as number) - 24);
}
