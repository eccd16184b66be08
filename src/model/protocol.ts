import type { Host } from './host.ts';
import type { BehaviourKind, NameExhibit, SshExhibit, TlsExhibit } from './network-exhibits.ts';
import type { Reference } from './reference.ts';

export type Side = 'client' | 'server';

/** Who speaks with whom. The client is who opened the conversation. */
export type FlowFacts = {
  readonly transport: 'tcp' | 'udp';
  readonly client: string;
  readonly server: string;
  readonly clientPort: number;
  readonly serverPort: number;
};

/** What a flow is named by: the first payload bytes of each side, at most 2048 (of a datagram, the first of each side, whole); empty while nothing was sent. */
export type FirstBytes = FlowFacts & { readonly fromClient: Uint8Array; readonly fromServer: Uint8Array };

/** What a conversation tells the capture; the place and the addresses are added there. Text may be hostile: it is made printable and cut there. */
export type Tell = {
  readonly name: (entry: Pick<NameExhibit, 'name' | 'type' | 'answers'>) => void;
  readonly tls: (session: Omit<TlsExhibit, 'at' | 'client' | 'server' | 'port'>) => void;
  readonly ssh: (session: Omit<SshExhibit, 'at' | 'client' | 'server' | 'port'>) => void;
  /** Lists a certificate and gives the SHA-256 of its DER; null when the bytes are no certificate. */
  readonly certificate: (der: Uint8Array) => string | null;
  /** A login seen in clear. The password is redacted and compared with published ones by the receiver; null where there is none to see. */
  readonly credential: (login: { readonly user: string | null; readonly password: string | null }) => void;
  /** Software that names itself, e.g. by a banner: who runs it; `mac` where that has no address yet. */
  readonly component: (found: {
    readonly side: Side;
    readonly name: string;
    readonly version: string | null;
    readonly mac?: string | null;
  }) => void;
  readonly behaviour: (found: { readonly kind: BehaviourKind; readonly detail: string }) => void;
  /** A name that a host gives itself or is given: by address, MAC, or both. */
  readonly host: (found: { readonly address: string | null; readonly mac: string | null; readonly name: string | null }) => void;
  /** Where a further conversation is going to be, and of which protocol: FTP data, TFTP, RTP. */
  readonly expect: (coming: {
    readonly address: string;
    readonly port: number;
    readonly transport: 'tcp' | 'udp';
    readonly application: string;
  }) => void;
  /** What the flow carries is encrypted from here on, or is not. */
  readonly encrypted: (is: boolean) => void;
};

/**
 * Reads a conversation, side by side. Bytes come in order, from the first that was not consumed: `read` says how many it took, fewer where
 * the rest of a message is still to come, or `settled` when it wants no more of this flow, or `{ becomes }` when another protocol takes over from
 * here (STARTTLS, CONNECT): the id of that protocol, and how many bytes were taken before. Of a datagram everything is taken, whatever is said.
 * Throws `DecodeError` where the bytes are not the protocol's: the flow is then left alone.
 */
export type Conversation = {
  readonly read: (side: Side, bytes: Uint8Array) => number | 'settled' | { readonly becomes: string; readonly taken: number };
  /** Bytes were not captured: what follows does not join what came before. Absent: nothing more is read of the flow. */
  readonly gap?: (side: Side) => void;
  /** The flow is over or the capture ends: tell what was not told yet. */
  readonly end?: () => void;
};

export type ProtocolTools = { readonly host: Host; readonly tell: Tell };

/** An application protocol: the plug-in contract of src/protocols (open world; the folder is the registration). */
export type Protocol = {
  /** As `flows[].application` says it; the folder's name too. */
  readonly id: string;
  readonly title: string;
  readonly references: readonly Reference[];
  /** What this decoder cannot do; an empty list is the claim of full support. */
  readonly limitations: readonly string[];
  readonly transports: readonly ('tcp' | 'udp')[];
  /** Server ports it is registered or known for. */
  readonly ports: readonly number[];
  /** Whether what it carries is encrypted; null: the conversation says. */
  readonly encrypted: boolean | null;
  /**
   * Whether a flow is of this protocol, by its first bytes: cheap, never throws, reads nothing beyond the bytes. `certain`: on any port;
   * `likely`: believed on one of `ports` only.
   */
  readonly recognise: (first: FirstBytes) => 'certain' | 'likely' | 'no';
  /** Absent: named, not read. */
  readonly converse?: (flow: FlowFacts, tools: ProtocolTools) => Conversation;
  /** Unconsumed bytes kept for a side before the flow is left alone; 65536 where not said, at most 2^20. */
  readonly window?: number;
};
