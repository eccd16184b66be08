import { DecodeError } from '../../foundation/decode-error.ts';
import { peek } from '../peek.ts';
import { TlsCursor } from '../tls-cursor.ts';
import type { ClientHello } from '../tls-handshake.ts';

/** An SSL 2 record with a header of two bytes (SSL 2.0, 1.1), which is what is sent in clear. */
export type Ssl2Record = { readonly type: number; readonly body: Uint8Array; readonly end: number };

export const ssl2Message = { clientHello: 1, clientMasterKey: 2, serverHello: 4 } as const;

/** Null while it is not all there. `malformed` where the header has three bytes: only enciphered records are padded. */
export function readSsl2Record(bytes: Uint8Array): Ssl2Record | null {
  const header = peek.be16(bytes, 0);
  if (header === -1) return null;
  if (header < 0x8003) throw new DecodeError('malformed', 'no SSL 2 record in clear');
  const end = 2 + header - 0x8000;
  return end > bytes.length ? null : { type: bytes[2] ?? 0, body: bytes.subarray(3, end), end };
}

/** Whether `bytes` start with an SSL 2 client hello, also one that offers later versions (RFC 5246, E.2). Every length must fit. */
export function isSsl2ClientHello(bytes: Uint8Array): boolean {
  const length = peek.be16(bytes, 0) - 0x8000;
  const version = peek.be16(bytes, 3);
  const [ciphers, session, challenge] = [peek.be16(bytes, 5), peek.be16(bytes, 7), peek.be16(bytes, 9)];
  return (
    bytes[2] === ssl2Message.clientHello &&
    (version === 2 || (version >= 0x0300 && version <= 0x0304)) &&
    ciphers > 0 &&
    ciphers % 3 === 0 &&
    (session === 0 || session === 16) &&
    challenge >= 16 &&
    challenge <= 32 &&
    length === 9 + ciphers + session + challenge
  );
}

/** Whether `bytes` start with an SSL 2 server hello (SSL 2.0, 2.6). */
export function isSsl2ServerHello(bytes: Uint8Array): boolean {
  const length = peek.be16(bytes, 0) - 0x8000;
  return (
    bytes[2] === ssl2Message.serverHello &&
    peek.be16(bytes, 5) === 2 &&
    length === 11 + peek.be16(bytes, 7) + peek.be16(bytes, 9) + peek.be16(bytes, 11)
  );
}

/** `body`: what follows the type. */
export function readSsl2ClientHello(body: Uint8Array): ClientHello {
  const cursor = new TlsCursor(body);
  const legacyVersion = cursor.u16();
  const [ciphersLength, sessionLength, challengeLength] = [cursor.u16(), cursor.u16(), cursor.u16()];
  const list = new TlsCursor(cursor.take(ciphersLength));
  const ciphers: number[] = [];
  while (list.left > 0) ciphers.push(list.u24());
  return {
    legacyVersion,
    sessionId: cursor.take(sessionLength),
    random: cursor.take(challengeLength),
    ciphers,
    compressions: [],
    extensions: null,
    sni: null,
    alpn: [],
    groups: [],
    pointFormats: [],
    signatures: [],
    versions: [],
  };
}

/** The certificate of a server hello, a view; null where it sends none, as for a session resumed. */
export function readSsl2Certificate(body: Uint8Array): Uint8Array | null {
  const cursor = new TlsCursor(body);
  cursor.take(4);
  const [certificate, ciphers, connection] = [cursor.u16(), cursor.u16(), cursor.u16()];
  const der = cursor.take(certificate);
  cursor.take(ciphers + connection);
  return der.length === 0 ? null : der;
}

/** The cipher that the client chose: its master key message starts with the kind (SSL 2.0, 2.5). */
export const readSsl2Choice = (body: Uint8Array): number => new TlsCursor(body).u24();
