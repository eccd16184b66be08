import type { CheckExhibit, InterfaceExhibit } from '../../model/network-exhibits.ts';
import type { ScanLists } from '../../model/scan-report.ts';
import type { GuardedConnect } from './guarded-connect.ts';
import { measureGuessing } from './guessing.ts';
import type { Identified } from './identify-service.ts';
import { type LoginPair, tryKnownLogins } from './known-logins.ts';
import { openConnection, openSecure } from './open-connection.ts';
import { type Checked, checked, type Patience, type Seen, type Service, type ServiceProbe } from './service.ts';
import { tcpProbes, udpProbes } from './service-probes.ts';
import type { Door, Target } from './target.ts';
import { type StartTlsProtocol, startTls, startTlsFor, startTlsName } from './tls/start-tls.ts';

/** The lists of a TLS scan of one door. */
export type TlsScan = (target: Target, door: Door, connect: GuardedConnect, startTls: StartTlsProtocol | null) => Promise<TlsFindings>;
type TlsFindings = Pick<ScanLists, 'tls' | 'certificates' | 'checks' | 'problems'>;

export type ProbeOptions = {
  readonly connect: GuardedConnect;
  readonly patience: Patience;
  readonly tls: TlsScan | null;
  /** Published logins to try; none: not asked for. */
  readonly logins: readonly LoginPair[];
  readonly pauseMs: number;
  /** Wrong attempts; 0: not asked for. */
  readonly guessing: number;
  /** A login that nobody has; another one each time. */
  readonly nobody: () => LoginPair;
  readonly onProgress: (words: string) => void;
};

export type DoorFindings = Omit<ScanLists, 'hosts' | 'sweeps'>;

const nothing: DoorFindings = { interfaces: [], tls: [], ssh: [], certificates: [], checks: [], problems: [] };

/** All that is asked at one door. Never throws: a defect of ours in one probe is a problem, the rest goes on. */
export async function probeDoor(target: Target, door: Door, identified: Identified | null, options: ProbeOptions): Promise<DoorFindings> {
  const service: Service = {
    target,
    door,
    secure: identified?.secure === true,
    greeting: identified?.greeting ?? Buffer.alloc(0),
    connect: options.connect,
    patience: options.patience,
    open: (purpose) => {
      const opening = { connect: options.connect, target, door, purpose };
      return identified?.secure === true ? openSecure(opening, options.patience.answerMs) : openConnection(opening);
    },
  };
  try {
    return identified === null ? await probeUdp(service) : await probeTcp(service, identified, options);
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'not an error';
    const face = faceOf(service, { state: identified?.state ?? 'filtered', protocol: identified?.protocol ?? null }, null);
    return { ...nothing, interfaces: [face], problems: [{ code: 'internal', at: '', detail }] };
  }
}

async function probeTcp(service: Service, identified: Identified, options: ProbeOptions): Promise<DoorFindings> {
  const { target, door, secure } = service;
  const { state, protocol, greeting } = identified;
  if (state !== 'open') return { ...nothing, interfaces: [faceOf(service, { state, protocol }, null)] };
  const probe = tcpProbes.find(({ id }) => id === protocol);
  const seen = probe === undefined ? null : await probe.look(service);
  const logins = probe?.loginForms === undefined ? [] : await probeLogins(probe, service, { ...options, seen });
  const inClear = secure ? null : startTlsFor(protocol, door.port);
  const tls = await probeTls(service, inClear, options);
  // Who answered a request for TLS by its rules is what it was asked as.
  const named = protocol ?? (inClear !== null && tls.tls.length > 0 ? startTlsName(inClear) : null);
  const said = seen?.detail ?? greeting.subarray(0, 400).toString('latin1');
  return {
    interfaces: [faceOf(service, { state, protocol: named }, { product: null, version: null, checks: [], ...seen, detail: said })],
    tls: tls.tls,
    ssh: (seen?.ssh ?? []).map((offer) => ({ at: '', client: null, server: target.host, port: door.port, ...offer })),
    certificates: tls.certificates,
    checks: [...checksOf(service, [...(seen?.checks ?? []), ...logins]), ...tls.checks],
    problems: tls.problems,
  };
}

/** TLS from the first byte, or asked for in a service in clear; where that is not granted there is nothing to say of TLS. */
async function probeTls(
  { target, door, secure, connect, patience, open }: Service,
  inClear: StartTlsProtocol | null,
  { tls }: ProbeOptions,
): Promise<TlsFindings> {
  if (tls === null || (!secure && inClear === null)) return nothing;
  if (inClear === null) return tls(target, door, connect, null);
  const connection = await open(`${inClear}: ask for TLS`).catch(() => null);
  const isGranted = connection !== null && (await startTls(connection, inClear, { host: target.host, ms: patience.answerMs }));
  connection?.close();
  if (!isGranted) return nothing;
  const found = await tls(target, door, connect, inClear);
  return found.tls.length === 0 ? nothing : found;
}

/** UDP services do not greet: the one that is usual on the port is asked, then the others until one answers. */
async function probeUdp(service: Service): Promise<DoorFindings> {
  const usual = udpProbes.filter(({ port }) => port === service.door.port);
  let first: Seen | null = null;
  for (const { probe } of usual.length > 0 ? usual : udpProbes) {
    const seen = await probe.look(service);
    if (seen.state === undefined) {
      return {
        ...nothing,
        interfaces: [faceOf(service, { state: 'open', protocol: probe.id }, seen)],
        checks: checksOf(service, seen.checks),
      };
    }
    first ??= seen;
    if (seen.state === 'closed') break;
  }
  const checks = usual.length > 0 ? checksOf(service, first?.checks ?? []) : [];
  return { ...nothing, interfaces: [faceOf(service, { state: first?.state ?? 'filtered', protocol: null }, first)], checks };
}

async function probeLogins(
  probe: ServiceProbe,
  service: Service,
  options: ProbeOptions & { readonly seen: Seen | null },
): Promise<readonly Checked[]> {
  const { logins, guessing, nobody, pauseMs, onProgress } = options;
  if (logins.length === 0 && guessing === 0) return [];
  const forms = (await probe.loginForms?.(service)) ?? [];
  if (forms.length === 0 && logins.length > 0) {
    const takesNone = options.seen?.checks.some(({ check, result }) => check === 'password-login' && result === 'no') === true;
    return [
      takesNone ? checked('known-login', 'no', 'takes no password') : checked('known-login', 'unknown', 'no place to log in was found'),
    ];
  }
  const done: Checked[] = [];
  for (const form of forms) {
    onProgress(`${service.target.host} ${form.how}`);
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (logins.length > 0) done.push(await tryKnownLogins(form, logins, { pause, nobody: nobody() }));
    const { user } = nobody();
    const now = (): number => performance.now();
    if (guessing > 0) done.push(await measureGuessing(form, guessing, { user, wrong: () => nobody().password, now }));
  }
  return done;
}

const faceOf = (
  { target, door, secure }: Service,
  { state, protocol }: { readonly state: InterfaceExhibit['state']; readonly protocol: string | null },
  seen: Seen | null,
): InterfaceExhibit => ({
  at: '',
  host: target.host,
  port: door.port,
  transport: door.transport,
  state,
  protocol: secure && protocol !== null && protocol !== 'tls' ? (secureNames[protocol] ?? `${protocol} over tls`) : protocol,
  product: seen?.product ?? null,
  version: seen?.version ?? null,
  detail: seen?.detail ?? '',
});

const secureNames: Readonly<Record<string, string>> = {
  http: 'https',
  mqtt: 'mqtts',
  ftp: 'ftps',
  rtsp: 'rtsps',
  smtp: 'smtps',
  imap: 'imaps',
  pop3: 'pop3s',
};

const checksOf = ({ target, door }: Service, checks: readonly Checked[]): readonly CheckExhibit[] =>
  checks.map((one) => ({ at: '', host: target.host, port: door.port, ...one, by: 'iqs' }));
