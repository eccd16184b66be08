import { latin1 } from '../../../foundation/byte-reader.ts';
import type { Host, KeyFacts } from '../../../model/host.ts';
import type { PemBlock } from '../pem-blocks.ts';

const label = /^(?:(RSA|EC|DSA|OPENSSH|ENCRYPTED|ANY) )?(PRIVATE|PUBLIC) KEY$/;
const kinds: Readonly<Record<string, string>> = { RSA: 'rsa', EC: 'ec', DSA: 'dsa' };

/** The key in a PEM block; null when the block holds no key or its body is none. */
export function pemKey(block: PemBlock, host: Host): KeyFacts | null {
  const match = label.exec(block.label);
  if (match === null) return null;
  const facts = host.key(new TextEncoder().encode(block.text));
  if (facts !== null) return facts;
  // The platform refuses what needs a passphrase, short or outdated keys; the structure still tells them from an example in prose.
  const encrypted = match[1] === 'ENCRYPTED' || /ENCRYPTED/.test(block.headers);
  if (!encrypted && !spansBody(block.body) && !latin1(block.body.subarray(0, 14)).startsWith('openssh-key-v1')) return null;
  return { kind: kinds[match[1] ?? ''] ?? 'unknown', bits: null, private: match[2] === 'PRIVATE', encrypted, fingerprint: null };
}

/** Whether the body is one DER SEQUENCE that fills it (X.690, 8.1.3). */
function spansBody(body: Uint8Array): boolean {
  if (body[0] !== 0x30) return false;
  const form = body[1] ?? 0;
  if (form < 0x80) return form + 2 === body.length;
  if (form === 0x81) return (body[2] ?? 0) + 3 === body.length;
  return form === 0x82 && (((body[2] ?? 0) << 8) | (body[3] ?? 0)) + 4 === body.length;
}
