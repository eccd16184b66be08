import type { ContainerStatus } from './format.ts';
import type { CertificateFacts, KeyFacts } from './host.ts';
import type {
  BehaviourExhibit,
  CaptureExhibit,
  CheckExhibit,
  CredentialExhibit,
  FlowExhibit,
  HostExhibit,
  InterfaceExhibit,
  NameExhibit,
  PeerExhibit,
  SshExhibit,
  SweepExhibit,
  TlsExhibit,
} from './network-exhibits.ts';

/** The contract of `iqs inspect --json` (docs/spec/inspect.md). `at` is where a thing was found. null is absent knowledge. */

export type EvidenceKind =
  | 'firmware'
  | 'capture'
  | 'app'
  | 'sbom'
  | 'document'
  | 'scan'
  | 'rootfs'
  | 'elf'
  | 'key'
  | 'mud'
  | 'record'
  | 'unknown';

export type EvidenceExhibit = { readonly name: string; readonly sha256: string; readonly bytes: number; readonly kind: EvidenceKind };

export type ContainerExhibit = {
  readonly at: string;
  readonly format: string;
  /** In the enclosing file, in bytes. */
  readonly offset: number;
  readonly bytes: number;
  /** SHA-256 over the sorted lines (path, type, mode, size, digest); null for a container that holds no tree. */
  readonly tree: string | null;
  readonly status: ContainerStatus;
  /** Regular files. */
  readonly files: number;
  readonly detail: string;
};

export type OpaqueExhibit = {
  readonly at: string;
  readonly offset: number;
  readonly bytes: number;
  /** Bits a byte, two decimals. */
  readonly entropy: number;
  readonly guess: 'encrypted' | 'compressed' | 'padding' | 'unknown';
};

export type SystemExhibit = {
  readonly at: string;
  readonly family: string;
  readonly distribution: string | null;
  readonly version: string | null;
  readonly kernel: string | null;
  readonly architecture: string | null;
  readonly endianness: 'little' | 'big' | null;
  readonly bits: number | null;
};

export type PasswordExhibit = {
  /** `none`: the empty password opens it. `locked`: no password can. */
  readonly state: 'none' | 'locked' | 'set';
  /** `des` `md5` `sha256` `sha512` `bcrypt` `yescrypt` `plain` `unrecognised` …; null unless set. */
  readonly scheme: string | null;
  readonly hash: string | null;
  /** The clear text, when it is a known one. */
  readonly known: string | null;
  /** How many known logins were tried; 0 where the scheme cannot be tried. */
  readonly tried: number;
};

export type AccountExhibit = {
  readonly at: string;
  readonly user: string;
  readonly uid: number | null;
  readonly shell: string | null;
  readonly password: PasswordExhibit;
};

export type ServiceExhibit = {
  readonly at: string;
  readonly name: string;
  readonly command: string;
  /** `telnet` `ssh` `http` `ftp` `tftp` `dns` `upnp` …; null where unknown. */
  readonly protocol: string | null;
  readonly port: number | null;
  readonly starts: 'boot' | 'conditional' | 'on-demand' | 'disabled';
};

export type ComponentExhibit = {
  readonly name: string;
  /** Upstream's. */
  readonly version: string | null;
  /** The packager's suffix. */
  readonly release: string | null;
  readonly purl: string | null;
  readonly cpe: string | null;
  readonly at: string;
  readonly method: 'package-database' | 'signature' | 'kernel' | 'sbom' | 'library-name' | 'banner';
};

export type KeyExhibit = KeyFacts & { readonly at: string; readonly known: boolean | null };

export type CertificateExhibit = CertificateFacts & { readonly at: string };

export type SecretExhibit = { readonly at: string; readonly kind: string; readonly redacted: string };

export type UpdateExhibit = {
  readonly at: string;
  readonly kind: string;
  readonly signed: boolean | null;
  readonly algorithm: string | null;
  readonly detail: string;
};

export type ProblemExhibit = { readonly code: string; readonly at: string; readonly detail: string };

/** Exhibit kinds are a closed world: the compiler names every place that must know a new one. */
export type ExhibitLists = {
  readonly containers: readonly ContainerExhibit[];
  readonly opaque: readonly OpaqueExhibit[];
  readonly systems: readonly SystemExhibit[];
  readonly accounts: readonly AccountExhibit[];
  readonly services: readonly ServiceExhibit[];
  readonly components: readonly ComponentExhibit[];
  readonly keys: readonly KeyExhibit[];
  readonly certificates: readonly CertificateExhibit[];
  readonly secrets: readonly SecretExhibit[];
  readonly updates: readonly UpdateExhibit[];
  readonly captures: readonly CaptureExhibit[];
  readonly hosts: readonly HostExhibit[];
  readonly flows: readonly FlowExhibit[];
  readonly names: readonly NameExhibit[];
  readonly tls: readonly TlsExhibit[];
  readonly ssh: readonly SshExhibit[];
  readonly credentials: readonly CredentialExhibit[];
  readonly behaviours: readonly BehaviourExhibit[];
  readonly interfaces: readonly InterfaceExhibit[];
  readonly sweeps: readonly SweepExhibit[];
  readonly checks: readonly CheckExhibit[];
  readonly peers: readonly PeerExhibit[];
  readonly problems: readonly ProblemExhibit[];
};

/** Nothing of any kind: what a piece of evidence starts from. */
export const noExhibits: ExhibitLists = Object.freeze({
  containers: [],
  opaque: [],
  systems: [],
  accounts: [],
  services: [],
  components: [],
  keys: [],
  certificates: [],
  secrets: [],
  updates: [],
  captures: [],
  hosts: [],
  flows: [],
  names: [],
  tls: [],
  ssh: [],
  credentials: [],
  behaviours: [],
  interfaces: [],
  sweeps: [],
  checks: [],
  peers: [],
  problems: [],
});

/** Bytes of the evidence as handed in; identified + opaque + unread = bytes. */
export type Coverage = {
  readonly bytes: number;
  readonly identified: number;
  readonly opaque: number;
  readonly unread: number;
};

export type Limitation = { readonly limit: string; readonly allowed: number; readonly spent: number };

/** A line of a tree, as `iqs inspect --files` lists it and as the tree's digest covers it. */
export type FileExhibit = {
  readonly at: string;
  readonly type: string;
  /** Four octal digits. */
  readonly mode: string | null;
  readonly size: number;
  /** SHA-256 of a regular file's content; null for the rest and where it could not be read. */
  readonly sha256: string | null;
  readonly target: string | null;
};

export type Exhibits = ExhibitLists & {
  readonly engine: string;
  readonly evidence: readonly EvidenceExhibit[];
  readonly coverage: Coverage;
  readonly limits: readonly Limitation[];
  /** Only when asked for; null otherwise. */
  readonly files: readonly FileExhibit[] | null;
};
