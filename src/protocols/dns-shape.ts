import { DecodeError } from '../foundation/decode-error.ts';
import { type DnsMessage, readDnsMessage } from './dns-message.ts';
import { peek } from './peek.ts';

/**
 * The message that `bytes` are, or null: for recognisers. The header must be one that is sent (RFC 1035, 4.1.1; opcodes up to update), with
 * counts that the bytes could hold.
 */
export function dnsShape(bytes: Uint8Array): DnsMessage | null {
  if (bytes.length < 12) return null;
  const opcode = ((bytes[2] ?? 0) >>> 3) & 15;
  const questions = peek.be16(bytes, 4);
  const records = peek.be16(bytes, 6) + peek.be16(bytes, 8) + peek.be16(bytes, 10);
  if (opcode > 5 || opcode === 3 || questions + records === 0 || questions > 64 || questions * 5 + records * 11 > bytes.length - 12)
    return null;
  try {
    return readDnsMessage(bytes);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
