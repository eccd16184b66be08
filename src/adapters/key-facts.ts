import { createPrivateKey, createPublicKey, hash, type KeyObject } from 'node:crypto';
import type { KeyFacts } from '../model/host.ts';
import { derElement } from './der.ts';
import { keyBits } from './key-bits.ts';
import { openSshPrivateKey, sshPublicKey } from './openssh-key.ts';

/** No key that anybody uses is larger. */
const MOST_BYTES = 65_536;

/**
 * What is said of one key: PEM (PKCS#1, PKCS#8, SEC1, SPKI, OpenSSH), an OpenSSH public line, or DER. Null when it is no key; a
 * certificate is none. A PEM block that says it is a key and cannot be read is null too.
 */
export function keyFacts(encoded: Uint8Array): KeyFacts | null {
  if (encoded.length > MOST_BYTES) return null;
  if (encoded[0] === 0x30) return derKey(encoded);
  const text = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.length).toString('latin1');
  const label = /-----BEGIN ([A-Z0-9 ]{0,40}KEY)-----/.exec(text);
  if (label === null) return sshPublicKey(text);
  const block = text.slice(label.index);
  if (label[1] === 'OPENSSH PRIVATE KEY') return openSshPrivateKey(block);
  return pemKey(label[1] as string, block);
}

function pemKey(label: string, block: string): KeyFacts | null {
  const secret = label.endsWith('PRIVATE KEY');
  if (label === 'ENCRYPTED PRIVATE KEY' || (secret && /^Proc-Type: 4,ENCRYPTED/m.test(block))) {
    const kind = /^(RSA|EC|DSA) /.exec(label)?.[1]?.toLowerCase() ?? 'unknown';
    return { kind, bits: null, private: true, encrypted: true, fingerprint: null };
  }
  return attempt(() => (secret ? createPrivateKey(block) : createPublicKey(block)));
}

function derKey(der: Uint8Array): KeyFacts | null {
  const outer = derElement(der, 0);
  const first = outer && derElement(der, outer.start);
  if (outer === undefined || first === undefined) return null;
  const key = Buffer.from(der.subarray(0, outer.end));
  // PKCS#8, PKCS#1 and SEC1 begin with a version; SPKI and encrypted PKCS#8 with an algorithm.
  if (first.tag === 0x02) {
    for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
      const facts = attempt(() => createPrivateKey({ key, format: 'der', type }));
      if (facts !== null) return facts;
    }
    return attempt(() => createPublicKey({ key, format: 'der', type: 'pkcs1' }));
  }
  if (first.tag !== 0x30) return null;
  if (isEncrypted(der, first)) return { kind: 'unknown', bits: null, private: true, encrypted: true, fingerprint: null };
  return attempt(() => createPublicKey({ key, format: 'der', type: 'spki' }));
}

/** RFC 5958, 3: an algorithm of PKCS#5 or PKCS#12, then an OCTET STRING. */
function isEncrypted(der: Uint8Array, algorithm: { start: number; end: number }): boolean {
  const identifier = derElement(der, algorithm.start);
  const data = derElement(der, algorithm.end);
  if (identifier?.tag !== 0x06 || data?.tag !== 0x04) return false;
  return /^2a864886f70d01(05|0c)/.test(Buffer.from(der.subarray(identifier.start, identifier.end)).toString('hex'));
}

function attempt(read: () => KeyObject): KeyFacts | null {
  try {
    const key = read();
    const open = key.type === 'private' ? createPublicKey(key) : key;
    const fingerprint = hash('sha256', open.export({ type: 'spki', format: 'der' }), 'hex');
    return {
      kind: key.asymmetricKeyType ?? 'unknown',
      bits: keyBits(open),
      private: key.type === 'private',
      encrypted: false,
      fingerprint,
    };
  } catch {
    return null;
  }
}
