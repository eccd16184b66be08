import type { FirstBytes } from '../../model/protocol.ts';
import { peek } from '../peek.ts';
import { handshakeType } from '../tls-messages.ts';
import { recordLength, recordType } from '../tls-record.ts';
import { isSsl2ClientHello, isSsl2ServerHello } from './ssl2.ts';

type Answer = 'certain' | 'likely' | 'no';
const rank: Readonly<Record<Answer, number>> = { no: 0, likely: 1, certain: 2 };

/** What one side's first bytes are worth. */
export function recogniseTls({ fromClient, fromServer }: FirstBytes): Answer {
  const [client, server] = [side(fromClient), side(fromServer)];
  // Records both ways are no accident.
  if (client === 'likely' && server === 'likely') return 'certain';
  return rank[client] > rank[server] ? client : server;
}

function side(bytes: Uint8Array): Answer {
  if (bytes.length === 0) return 'no';
  if (isHello(bytes) || isSsl2ClientHello(bytes) || isSsl2ServerHello(bytes)) return 'certain';
  return records(bytes);
}

/** A record with a hello whose own header and version agree with the record's (RFC 8446, 4.1.2 and 5.1). */
function isHello(bytes: Uint8Array): boolean {
  const length = recordLength(bytes, 0);
  const kind = bytes[5];
  if (bytes[0] !== recordType.handshake || length === null || length < 4) return false;
  if (kind !== handshakeType.clientHello && kind !== handshakeType.serverHello) return false;
  const version = peek.be16(bytes, 9);
  const message = peek.be16(bytes, 6) * 256 + (bytes[8] ?? 0);
  const isVersion = (version >= 0x0300 && version <= 0x0304) || version >> 8 === 0x7f;
  return isVersion && message >= 38 && message <= 0x20000 && (bytes[6] ?? 1) <= 1;
}

/** Begun in mid-session: how many headers follow each other in the right place. */
function records(bytes: Uint8Array): Answer {
  const version = peek.be16(bytes, 1);
  let count = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = recordLength(bytes, at);
    if (length === null) break;
    // One version throughout; an empty record is only sent as application data (RFC 8446, 5.1).
    const isSound = length > 0 && peek.be16(bytes, at + 1) === version && isPlausible(bytes, at, length);
    if (!isSound) return 'no';
    count += 1;
    at += 5 + length;
  }
  if (count >= 3 || (count === 2 && at === bytes.length)) return 'certain';
  return count >= 1 ? 'likely' : 'no';
}

function isPlausible(bytes: Uint8Array, at: number, length: number): boolean {
  const type = bytes[at];
  if (type === recordType.changeCipherSpec) return length === 1 && (bytes[at + 5] ?? 1) === 1;
  if (type === recordType.alert) return length === 2 || length >= 18;
  return true;
}
