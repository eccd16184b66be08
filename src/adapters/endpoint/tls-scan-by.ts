import { openConnection, serverName } from './open-connection.ts';
import type { TlsScan } from './probe-door.ts';
import type { AskOptions, TlsTarget } from './tls/asker.ts';

type Scan = (target: TlsTarget, options: AskOptions) => ReturnType<TlsScan>;

/** A TLS scanner as a run uses it: every connection through the guard, which keeps the rate and the log. */
export const tlsScanBy =
  (scan: Scan, timeoutMs: number): TlsScan =>
  (target, door, connect, startTls) =>
    scan(
      {
        host: target.host,
        port: door.port,
        serverName: serverName(target),
        trust: door.trust === 'public' ? 'public' : 'private',
        ...(startTls === null ? {} : { startTls }),
      },
      {
        timeoutMs,
        connectionsPerSecond: Infinity,
        connect: async (purpose) => (await openConnection({ connect, target, door, purpose: `tls: ${purpose}` })).stream,
      },
    );
