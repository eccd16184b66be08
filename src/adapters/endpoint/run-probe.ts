import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { oneLine } from '../../foundation/one-line.ts';
import { by } from '../../foundation/order.ts';
import { portRangesText } from '../../foundation/port-ranges.ts';
import type { HostExhibit } from '../../model/network-exhibits.ts';
import type { ScanLists } from '../../model/scan-report.ts';
import { engineVersion } from '../engine-version.ts';
import { type GuardedConnect, guardedConnect } from './guarded-connect.ts';
import { type Identified, identifyService } from './identify-service.ts';
import type { LoginPair } from './known-logins.ts';
import { type DoorFindings, type ProbeOptions, probeDoor } from './probe-door.ts';
import { namedTargets, placed, type ScanDocument } from './scan-document.ts';
import type { Patience } from './service.ts';
import type { Door, Target } from './target.ts';

export type RunOptions = Pick<ProbeOptions, 'logins' | 'guessing' | 'pauseMs' | 'tls' | 'onProgress'> & {
  /** Connections and messages a second. */
  readonly rate: number;
  readonly patience: Patience;
};

export const usualPatience: Patience = { answerMs: 5000, quietMs: 700, watchMs: 4000 };

/** Ports looked at side by side while they are only being identified. */
const sideBySide = 16;

/** Probes confirmed targets, and nothing else: whoever calls this has had them confirmed. */
export async function runProbe(targets: readonly Target[], options: RunOptions): Promise<ScanDocument> {
  const started = now();
  const connect = guardedConnect(targets, { rate: options.rate, connectMs: Math.min(3000, options.patience.answerMs) });
  const found: DoorFindings[] = [];
  const all = targets.flatMap((target) => target.doors.map((door) => ({ target, door })));
  const identified = await identifyAll(all, connect, options);
  for (const [index, { target, door }] of all.entries()) {
    options.onProgress(`${target.host} ${door.transport} ${door.port}`);
    found.push(await probeDoor(target, door, identified[index] ?? null, { ...options, connect, nobody }));
  }
  const lists: ScanLists = {
    hosts: targets.map(hostOf),
    interfaces: found.flatMap(({ interfaces }) => interfaces).map((face) => ({ ...face, detail: oneLine(face.detail, 300) })),
    sweeps: targets.flatMap(sweepsOf),
    tls: found.flatMap(({ tls }) => tls),
    ssh: found.flatMap(({ ssh }) => ssh),
    certificates: distinct(found.flatMap(({ certificates }) => certificates)),
    checks: found.flatMap(({ checks }) => checks).map((check) => ({ ...check, detail: oneLine(check.detail, 600) })),
    problems: found.flatMap(({ problems }) => problems),
  };
  return {
    iqs: 'scan/1',
    engine: engineVersion,
    started,
    finished: now(),
    targets: namedTargets(targets),
    logins: options.logins.length,
    guessing: options.guessing,
    log: connect.log(),
    ...placed(sorted(lists)),
  };
}

/** In the order given; null for UDP, where only the right question is answered. */
async function identifyAll(
  doors: readonly { readonly target: Target; readonly door: Door }[],
  connect: GuardedConnect,
  { patience, onProgress }: RunOptions,
): Promise<readonly (Identified | null)[]> {
  const identified: (Identified | null)[] = doors.map(() => null);
  const waiting = doors.map(({ target, door }, index) => ({ target, door, index })).filter(({ door }) => door.transport === 'tcp');
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      onProgress(`${next.target.host} tcp ${next.door.port}`);
      identified[next.index] = await identifyService({ target: next.target, door: next.door, connect, patience });
    }
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, waiting.length) }, work));
  return identified;
}

const nobody = (): LoginPair => ({ user: `iqs-${randomBytes(4).toString('hex')}`, password: randomBytes(8).toString('hex') });

const now = (): string => new Date().toISOString();

/** TCP only: silence of a UDP port says nothing. */
function sweepsOf({ host, doors }: Target): ScanLists['sweeps'] {
  const ports = portRangesText(doors.filter(({ transport }) => transport === 'tcp').map(({ port }) => port));
  return ports === '' ? [] : [{ at: '', host, transport: 'tcp', ports, by: 'iqs' }];
}

const hostOf = ({ host, address, partKind }: Target): HostExhibit => ({
  at: '',
  address,
  mac: null,
  vendor: null,
  names: isIP(host) === 0 && host !== address ? [host] : [],
  role: partKind === 'service' || partKind === 'app' ? 'remote' : 'device',
});

const distinct = (certificates: ScanLists['certificates']): ScanLists['certificates'] => [
  ...new Map(certificates.map((one) => [one.sha256, one])).values(),
];

const sorted = (lists: ScanLists): ScanLists => ({
  ...lists,
  interfaces: [...lists.interfaces].sort(
    by(
      ({ host }) => host,
      ({ transport }) => transport,
      ({ port }) => port,
    ),
  ),
  checks: [...lists.checks].sort(
    by(
      ({ host }) => host,
      ({ port }) => port,
      ({ check }) => check,
    ),
  ),
});
