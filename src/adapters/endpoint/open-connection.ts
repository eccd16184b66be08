import { isIP } from 'node:net';
import { normaliseAddress } from './address-rules.ts';
import { Connection } from './connection.ts';
import type { GuardedConnect } from './guarded-connect.ts';
import type { Door, Target } from './target.ts';

export type Opening = { readonly connect: GuardedConnect; readonly target: Target; readonly door: Door; readonly purpose: string };

/** A plain connection through the guard. Throws `ConnectError`. */
export async function openConnection({ connect, target, door, purpose }: Opening): Promise<Connection> {
  const where = { address: target.address, port: door.port };
  const socket = await connect.tcp(where, purpose);
  return new Connection(socket, (why) => connect.pace('tcp', where, why));
}

/** The same under TLS, within `ms` milliseconds. Throws `ConnectError`, or what the handshake throws. */
export async function openSecure(opening: Opening, ms: number): Promise<Connection> {
  const plain = await openConnection(opening);
  try {
    return await plain.secure(serverName(opening.target), ms);
  } catch (error) {
    plain.close();
    throw error;
  }
}

/** What a client names in its hello: no address (RFC 6066, 3). */
export const serverName = ({ host }: Target): string | null => (isIP(host) === 0 && normaliseAddress(host) === null ? host : null);
