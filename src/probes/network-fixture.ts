import type { Endpoint, EvidenceItem } from '../model/dossier.ts';
import type { Exhibits } from '../model/exhibits.ts';
import type { Answer } from '../model/finding.ts';
import type {
  BehaviourExhibit,
  CaptureExhibit,
  CheckExhibit,
  CheckId,
  CredentialExhibit,
  FlowExhibit,
  HostExhibit,
  InterfaceExhibit,
  NameExhibit,
  PeerExhibit,
  SshAlgorithms,
  SshExhibit,
  TlsExhibit,
} from '../model/network-exhibits.ts';
import type { Probe, ProbeInput, Subject } from '../model/probe.ts';
import { inputOf, subjectOf } from './subject-fixture.ts';

/** The device, another host of its network, its cloud and a stranger. */
export const lamp = '192.168.1.10';
export const phone = '192.168.1.20';
export const cloud = '203.0.113.5';
export const stranger = '198.51.100.9';
const mac = '02:00:00:00:00:10';

export const host = (address: string, role: HostExhibit['role'], fields: Partial<HostExhibit> = {}): HostExhibit => ({
  at: 'a.pcap',
  address,
  mac: null,
  vendor: null,
  names: [],
  role,
  ...fields,
});

const hosts: readonly HostExhibit[] = [
  host(lamp, 'device', { mac }),
  host(phone, 'local'),
  host(cloud, 'remote'),
  host(stranger, 'remote'),
  host('224.0.0.251', 'multicast'),
];

const recorded: CaptureExhibit = {
  at: 'a.pcap',
  format: 'pcap',
  link: 'ethernet',
  packets: 5000,
  bytes: 500_000,
  first: '2026-11-01T00:00:00.000000Z',
  last: '2026-11-02T01:00:00.000000Z',
  seconds: 90_000,
  device: mac,
  deviceBy: 'declared',
  devicePackets: 4000,
  joined: true,
  deviceSeconds: 90_000,
};

const watched: Partial<EvidenceItem> = { file: 'a.pcap', is: 'capture', phases: ['set-up', 'idle', 'use', 'update'] };

/** A capture that is long enough for every question, and what is in it. */
export const capture = (lists: Partial<Exhibits> = {}, item: Partial<EvidenceItem> = {}): Subject =>
  subjectOf({ ...watched, ...item }, { captures: [recorded], hosts, ...lists });

/** A capture that falls short in something. */
export const captureOf = (fields: Partial<CaptureExhibit>, lists: Partial<Exhibits> = {}, item: Partial<EvidenceItem> = {}): Subject =>
  capture({ captures: [{ ...recorded, ...fields }], ...lists }, item);

export const flow = (fields: Partial<FlowExhibit>): FlowExhibit => ({
  at: 'a.pcap!/packet 7',
  client: lamp,
  server: cloud,
  protocol: 'ipv4',
  transport: 'tcp',
  clientPort: 40_000,
  port: 443,
  application: 'tls',
  packets: 9,
  bytes: 900,
  first: '2026-11-01T00:00:01.000000Z',
  last: '2026-11-01T00:00:02.000000Z',
  encrypted: true,
  count: 1,
  established: true,
  ...fields,
});

export const behaviour = (kind: BehaviourExhibit['kind'], subject = lamp): BehaviourExhibit => ({
  at: 'a.pcap!/packet 9',
  kind,
  subject,
  packets: 3,
  detail: 'port 23',
});

export const nameAnswer = (name: string, ...answers: readonly string[]): NameExhibit => ({
  at: 'a.pcap!/packet 2',
  name,
  type: 'A',
  answers,
  client: lamp,
});

export const credential = (fields: Partial<CredentialExhibit> = {}): CredentialExhibit => ({
  at: 'a.pcap!/packet 12',
  protocol: 'http',
  client: lamp,
  server: cloud,
  user: 'lamp',
  redacted: '…6',
  known: false,
  ...fields,
});

export const session = (fields: Partial<TlsExhibit> = {}): TlsExhibit => ({
  at: 'a.pcap!/packet 5',
  client: lamp,
  server: cloud,
  port: 443,
  sni: 'cloud.example',
  version: 'TLS1.2',
  cipher: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  group: 'x25519',
  alpn: null,
  certificate: null,
  offered: null,
  ja3: null,
  ja4: null,
  ...fields,
});

export const sshSession = (agreed: Partial<SshAlgorithms>, fields: Partial<SshExhibit> = {}): SshExhibit => ({
  at: 'a.pcap!/packet 6',
  client: lamp,
  server: cloud,
  port: 22,
  version: '2.0',
  clientOffer: null,
  serverOffer: null,
  agreed: { kex: ['curve25519-sha256'], hostKeys: ['ssh-ed25519'], ciphers: ['aes256-gcm@openssh.com'], macs: [], ...agreed },
  hassh: null,
  hasshServer: null,
  ...fields,
});

export const peer = (fields: Partial<PeerExhibit> = {}): PeerExhibit => ({
  at: 'lamp.mud.json#/0',
  direction: 'from-device',
  kind: 'name',
  peer: 'cloud.example',
  transport: 'tcp',
  peerPort: '443',
  devicePort: null,
  initiated: null,
  ...fields,
});

export const profile = (peers: readonly PeerExhibit[], lists: Partial<Exhibits> = {}, item: Partial<EvidenceItem> = {}): Subject =>
  subjectOf({ file: 'lamp.mud.json', is: 'network-profile', ...item }, { peers, ...lists });

/** Where the part of `inputOf` is reached. */
export const endpoint = (fields: Partial<Endpoint> = {}): Endpoint => ({
  host: 'cloud.example',
  port: 443,
  transport: 'tcp',
  part: 'device',
  trust: 'public',
  permission: null,
  ...fields,
});

export const door = (fields: Partial<InterfaceExhibit> = {}): InterfaceExhibit => ({
  at: 'scan.json#/0',
  host: 'cloud.example',
  port: 443,
  transport: 'tcp',
  state: 'open',
  protocol: 'https',
  product: null,
  version: null,
  detail: '',
  ...fields,
});

export const check = (id: CheckId, result: CheckExhibit['result'], fields: Partial<CheckExhibit> = {}): CheckExhibit => ({
  at: 'scan.json#/1',
  host: 'cloud.example',
  port: 443,
  check: id,
  result,
  by: 'iqs',
  detail: '',
  ...fields,
});

export const scan = (lists: Partial<Exhibits> = {}, item: Partial<EvidenceItem> = {}): Subject =>
  subjectOf({ file: 'scan.json', is: 'scan', ...item }, { interfaces: [door()], ...lists });

/** The reason or the outcome of each answer. */
export const told = (probe: Probe, input: ProbeInput): readonly string[] =>
  probe.ask(input).map(({ reason, outcome }: Answer) => reason ?? outcome);

/** What an answer over these captures comes to. */
export const toldBy = (probe: Probe, ...subjects: readonly Subject[]): readonly string[] => told(probe, inputOf(subjects));

/** What an answer over one scan comes to, with one endpoint declared unless others are given. */
export const toldOfScan = (probe: Probe, lists: Partial<Exhibits>, endpoints: readonly Endpoint[] = [endpoint()]): readonly string[] =>
  told(probe, inputOf([scan(lists)], { endpoints }));

/** Every note of an answer, for what a reader is told to do. */
export const notesOf = (probe: Probe, input: ProbeInput): readonly (string | null)[] =>
  probe.ask(input).flatMap(({ places }) => places.map(({ note }) => note));
