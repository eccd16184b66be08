import type { Connection } from '../connection.ts';

const startTlsProtocols = ['smtp', 'imap', 'pop3', 'ftp', 'xmpp', 'postgres', 'ldap', 'mysql'] as const;
export type StartTlsProtocol = (typeof startTlsProtocols)[number];

/** By the port, where a service says nothing unasked, or nothing that names it. */
const usual: Readonly<Record<number, StartTlsProtocol>> = { 389: 'ldap', 3306: 'mysql', 5222: 'xmpp', 5269: 'xmpp', 5432: 'postgres' };

/** How TLS would be asked for in a service in clear; null where there is no way that we know. */
export const startTlsFor = (protocol: string | null, port: number): StartTlsProtocol | null =>
  startTlsProtocols.find((one) => one === protocol) ?? (protocol === null ? (usual[port] ?? null) : null);

/** As `interfaces[].protocol` names them. */
export const startTlsName = (protocol: StartTlsProtocol): string => (protocol === 'postgres' ? 'postgresql' : protocol);

/** Wait for something that fits, then say something. `null`: nothing is waited for. */
type Step = { readonly hear: RegExp | null; readonly say: string | null };

/** Bytes that have the bit 0x08, as a character class. */
const withBit3 = Array.from({ length: 16 }, (_, high) => `\\x${high.toString(16)}8-\\x${high.toString(16)}f`).join('');

/** Last lines of replies: a code and a blank (RFC 5321, 4.2.1; RFC 959, 4.2), a tag (RFC 9051, 7.1). Bytes as Latin-1. */
const dialogues: Readonly<Record<StartTlsProtocol, readonly Step[]>> = {
  smtp: [
    { hear: /^220 [^\n]*\n/m, say: 'EHLO iqs.invalid\r\n' },
    { hear: /^250 [^\n]*\n/m, say: 'STARTTLS\r\n' },
    { hear: /^220[ -][^\n]*\n/m, say: null },
  ],
  imap: [
    { hear: /^\* OK[^\n]*\n/m, say: 'a1 STARTTLS\r\n' },
    { hear: /^a1 OK[^\n]*\n/m, say: null },
  ],
  pop3: [
    { hear: /^\+OK[^\n]*\n/m, say: 'STLS\r\n' },
    { hear: /^\+OK[^\n]*\n/m, say: null },
  ],
  ftp: [
    { hear: /^220 [^\n]*\n/m, say: 'AUTH TLS\r\n' },
    { hear: /^234 [^\n]*\n/m, say: null },
  ],
  xmpp: [
    {
      hear: null,
      say: "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='HOST' version='1.0'>",
    },
    { hear: /<\/stream:features>|<stream:features\/>/, say: "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>" },
    { hear: /<proceed[^>]{0,200}>/, say: null },
  ],
  // SSLRequest of PostgreSQL's frontend/backend protocol: length 8, code 80877103.
  postgres: [
    { hear: null, say: '\x00\x00\x00\x08\x04\xd2\x16\x2f' },
    { hear: /^S/, say: null },
  ],
  // ExtendedRequest 1.3.6.1.4.1.1466.20037 (RFC 4511, 4.14), answered by resultCode 0.
  ldap: [
    { hear: null, say: '\x30\x1d\x02\x01\x01\x77\x18\x80\x16' + '1.3.6.1.4.1.1466.20037' },
    { hear: /\x78[\s\S]{1,5}\x0a\x01\x00/, say: null },
  ],
  // A server greeting of protocol 10 whose capabilities have SSL (0x0800), then SSLRequest: capabilities with PROTOCOL_41, SSL and SECURE_CONNECTION, 16 MiB packets, utf8, 23 zeros.
  mysql: [
    {
      hear: new RegExp(`^[^]{3}\\x00\\x0a[^\\x00]{1,64}\\x00[^]{14}[${withBit3}]`),
      say: `\x20\x00\x00\x01\x00\x8a\x00\x00\x00\x00\x00\x01\x21${'\x00'.repeat(23)}`,
    },
  ],
};

/** No greeting is longer. */
const mostHeard = 8192;

/**
 * Asks for TLS as the protocol does it; false where the server does not agree within `ms` milliseconds. What the server sends after its consent is left
 * for the handshake.
 */
export async function startTls(
  connection: Connection,
  protocol: StartTlsProtocol,
  { host, ms }: { readonly host: string; readonly ms: number },
): Promise<boolean> {
  const deadline = performance.now() + ms;
  for (const { hear, say } of dialogues[protocol]) {
    if (hear !== null) {
      const take = (bytes: Buffer): number => heardUpTo(bytes, hear);
      const { bytes, end } = await connection.read(take, deadline - performance.now());
      if (end !== 'taken' || !hear.test(bytes.toString('latin1'))) return false;
    }
    if (say !== null) await connection.send(Buffer.from(say.replace('HOST', host.replaceAll(/[^\w.:-]/g, '')), 'latin1'), 'asks for TLS');
  }
  return true;
}

/** A greeting that never fits is taken whole once it is too long, and then refused. MySQL's has its length in front. */
function heardUpTo(bytes: Buffer, hear: RegExp): number {
  const match = hear.exec(bytes.subarray(0, mostHeard).toString('latin1'));
  if (match === null) return bytes.length >= mostHeard ? bytes.length : 0;
  if (bytes[4] === 0x0a && bytes[3] === 0) {
    const whole = 4 + bytes.readUIntLE(0, 3);
    return whole <= bytes.length ? whole : 0;
  }
  return match.index + match[0].length;
}
