import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { by } from '../../foundation/order.ts';
import { addressKind, normaliseAddress } from './address-rules.ts';
import { doorName, type Target } from './target.ts';

/** How a connection fared: `refused` by the host, `silent` (no answer in time), `forbidden` by us: it was never confirmed. */
export type ConnectFault = 'refused' | 'silent' | 'unreachable' | 'forbidden';

export class ConnectError extends Error {
  readonly fault: ConnectFault;

  constructor(fault: ConnectFault, target: string) {
    super(`${target}: ${fault}`);
    this.name = 'ConnectError';
    this.fault = fault;
  }
}

/** What was sent to whom and why: one line a purpose and door. */
export type LogEntry = { readonly purpose: string; readonly target: string; readonly count: number };

export type Where = { readonly address: string; readonly port: number };

/** The only way from here to a network. */
export type GuardedConnect = {
  /** Throws `ConnectError`. */
  readonly tcp: (where: Where, purpose: string) => Promise<Socket>;
  /** A datagram socket that hears only this peer. Throws `ConnectError`. */
  readonly udp: (where: Where, purpose: string) => Promise<DatagramSocket>;
  /** To be awaited before each further message on a connection: keeps the rate, and is logged. */
  readonly pace: (transport: 'tcp' | 'udp', where: Where, purpose: string) => Promise<void>;
  readonly log: () => readonly LogEntry[];
};

export type GuardOptions = {
  /** Connections and messages a second, all targets together. */
  readonly rate: number;
  readonly connectMs: number;
};

/**
 * Opens connections to confirmed doors and to nothing else: the address must be one that was pinned, and the port one that was shown.
 * Threat: a redirect, an SSDP `LOCATION` or any other referral of a hostile endpoint that would have us probe somebody else.
 */
export function guardedConnect(confirmed: readonly Target[], { rate, connectMs }: GuardOptions): GuardedConnect {
  const doors = new Set(confirmed.flatMap(({ address, doors: own }) => own.map((door) => doorName(address, door))));
  const counts = new Map<string, { purpose: string; target: string; count: number }>();
  let next = 0;
  const pace: GuardedConnect['pace'] = async (transport, { address, port }, purpose) => {
    const target = doorName(address, { transport, port });
    // Looked at as text of one spelling: another spelling of a confirmed address is not confirmed.
    if (!doors.has(target) || normaliseAddress(address) !== address || addressKind(address) === 'refused') {
      throw new ConnectError('forbidden', target);
    }
    const key = `${target} ${purpose}`;
    const entry = counts.get(key) ?? { purpose, target, count: 0 };
    counts.set(key, { ...entry, count: entry.count + 1 });
    const now = performance.now();
    const due = Math.max(now, next);
    next = due + 1000 / rate;
    if (due > now) await new Promise((resolve) => setTimeout(resolve, due - now));
  };
  return {
    pace,
    tcp: async (where, purpose) => {
      await pace('tcp', where, purpose);
      return openTcp(where, connectMs);
    },
    udp: async (where, purpose) => {
      await pace('udp', where, purpose);
      return openUdp(where);
    },
    log: () =>
      [...counts.values()].sort(
        by(
          ({ target }) => target,
          ({ purpose }) => purpose,
        ),
      ),
  };
}

function openTcp({ address, port }: Where, connectMs: number): Promise<Socket> {
  const target = doorName(address, { transport: 'tcp', port });
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host: address, port, noDelay: true });
    const fail = (fault: ConnectFault): void => {
      socket.destroy();
      reject(new ConnectError(fault, target));
    };
    const timer = setTimeout(() => fail('silent'), connectMs);
    socket.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      fail(error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET' ? 'refused' : 'unreachable');
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      // A reset may come at any later time: without a listener it would end the program.
      socket.on('error', () => undefined);
      if (normaliseAddress(socket.remoteAddress ?? '') === address) resolve(socket);
      else fail('forbidden');
    });
  });
}

function openUdp({ address, port }: Where): Promise<DatagramSocket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    socket.once('error', () => {
      socket.close();
      reject(new ConnectError('unreachable', doorName(address, { transport: 'udp', port })));
    });
    socket.connect(port, address, () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}
