import { connect, type TLSSocket } from 'node:tls';
import type { Asker } from './asker.ts';
import { ticketLifetime } from './ticket-lifetime.ts';

/** What only a whole handshake shows, made by the platform's library as far as it can speak with the endpoint. */
export type FullHandshake = {
  /** DER, leaf first: TLS 1.3 hides it from a hello. */
  readonly certificates: readonly Uint8Array[];
  /** Whether the server lets the client begin a new handshake inside (RFC 5746); null where that was not tried. */
  readonly renegotiates: boolean | null;
  /** Of a session ticket, in seconds; null where none came. */
  readonly ticketSeconds: number | null;
};

/** A handshake at most of `maxVersion`; null where none came about in time. Sends no application data. */
export async function fullHandshake(
  asker: Asker,
  { serverName, maxVersion, ms }: { readonly serverName: string | null; readonly maxVersion: 'TLSv1.2' | 'TLSv1.3'; readonly ms: number },
): Promise<FullHandshake | null> {
  return asker.open(`TLS handshake of ${maxVersion}`, async (connection) => {
    const socket = connect({
      socket: connection.stream,
      ...(serverName === null ? {} : { servername: serverName }),
      // Who trusts the chain is looked into by ourselves, certificate by certificate.
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      maxVersion,
      ciphers: 'ALL:@SECLEVEL=0',
    });
    socket.on('error', () => undefined);
    try {
      if (!(await happens(socket, 'secureConnect', ms))) return null;
      const session = maxVersion === 'TLSv1.3' ? await firstSession(socket, Math.min(ms, 500)) : (socket.getSession() ?? null);
      return {
        certificates: chainOf(socket),
        ticketSeconds: session === null ? null : ticketLifetime(session),
        renegotiates: maxVersion === 'TLSv1.2' ? await renegotiates(socket, Math.min(ms, 3000)) : null,
      };
    } finally {
      socket.destroy();
    }
  });
}

function happens(socket: TLSSocket, event: 'secureConnect', ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    const settle = (value: boolean) => (): void => {
      clearTimeout(timer);
      resolve(value);
    };
    socket.once(event, settle(true)).once('error', settle(false)).once('close', settle(false));
  });
}

/** Tickets of TLS 1.3 come after the handshake. */
function firstSession(socket: TLSSocket, ms: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ms);
    socket.once('session', (session) => {
      clearTimeout(timer);
      resolve(session);
    });
  });
}

/** Silence says no: some servers drop the request, as they may. */
function renegotiates(socket: TLSSocket, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    const settle = (value: boolean): void => {
      clearTimeout(timer);
      resolve(value);
    };
    socket.once('error', () => settle(false)).once('close', () => settle(false));
    try {
      if (socket.renegotiate({}, (error) => settle(error === null)) === undefined) settle(false);
    } catch {
      settle(false);
    }
  });
}

const longestChain = 16;

function chainOf(socket: TLSSocket): readonly Uint8Array[] {
  const chain: Uint8Array[] = [];
  const seen = new Set<string>();
  for (let one = socket.getPeerCertificate(true); one?.raw !== undefined && chain.length < longestChain; one = one.issuerCertificate) {
    if (seen.has(one.fingerprint256)) break;
    seen.add(one.fingerprint256);
    chain.push(new Uint8Array(one.raw));
  }
  return chain;
}
