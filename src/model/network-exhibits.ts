/** What captures and scans of endpoints are decoded into (4-inspect). Addresses are text: IPv4 dotted, IPv6 as RFC 5952, MAC lower-case with colons. */

/** One capture file: how long it ran and on what, so that a probe can say whether it was enough. */
export type CaptureExhibit = {
  readonly at: string;
  readonly format: 'pcap' | 'pcapng';
  /** `ethernet` `linux-sll` `linux-sll2` `raw-ip` `ieee802.11` `radiotap` …; several joined by `+`. */
  readonly link: string;
  readonly packets: number;
  /** Bytes of packets as they were on the wire. */
  readonly bytes: number;
  /** RFC 3339 in UTC, microseconds; null where no packet was read. */
  readonly first: string | null;
  readonly last: string | null;
  /** Between the first and the last packet, three decimals. */
  readonly seconds: number;
  /** The device under test: its MAC, or its address where no MAC is seen; null where it could not be told. */
  readonly device: string | null;
  readonly deviceBy: 'declared' | 'worked-out' | null;
  /** Packets the device sent or was sent. */
  readonly devicePackets: number;
  /** Whether the device joined the network while it was watched (DHCP or BOOTP discovery, EAPOL), as it does when restarted or set up. */
  readonly joined: boolean;
  /** Seconds from the first to the last packet of the device, whole. */
  readonly deviceSeconds: number;
};

export type HostExhibit = {
  readonly at: string;
  /** IP address; null where only a MAC is seen. */
  readonly address: string | null;
  readonly mac: string | null;
  /** Of the MAC, by the IEEE registry's table. */
  readonly vendor: string | null;
  readonly names: readonly string[];
  readonly role: 'device' | 'local' | 'remote' | 'multicast';
};

export type FlowExhibit = {
  readonly at: string;
  readonly client: string;
  /** `*` where so many flows were seen that they are counted per client and port. */
  readonly server: string;
  /** `ipv4` `ipv6`, or what an Ethernet type or a link carries (`arp` `eapol` `profinet` …). */
  readonly protocol: string;
  /** `tcp` `udp` `icmp` …; null for what is no IP. */
  readonly transport: string | null;
  readonly clientPort: number | null;
  /** The server's. */
  readonly port: number | null;
  /** Id of a protocol in src/protocols; null where nobody knows. */
  readonly application: string | null;
  readonly packets: number;
  /** On the wire, link headers included. */
  readonly bytes: number;
  readonly first: string;
  readonly last: string;
  /** Whether what it carries is encrypted; null where nobody knows. */
  readonly encrypted: boolean | null;
  /** How many conversations the entry counts: 1, or more where `server` is `*`. */
  readonly count: number;
  /** Whether a TCP connection came about (data or a handshake both ways); null for other transports. */
  readonly established: boolean | null;
};

export type NameExhibit = {
  readonly at: string;
  readonly name: string;
  /** `A` `AAAA` `PTR` …, or `TYPE65` style (RFC 3597). */
  readonly type: string;
  /** Addresses and names answered; sorted. */
  readonly answers: readonly string[];
  /** Who asked; null where only an answer was seen. */
  readonly client: string | null;
};

/** What one side was ready to speak, as far as it was seen: by names of the IANA registry. */
export type TlsOffer = {
  readonly by: 'client' | 'server';
  readonly versions: readonly string[];
  readonly ciphers: readonly string[];
  readonly groups: readonly string[];
  readonly signatures: readonly string[];
  readonly alpn: readonly string[];
};

export type TlsExhibit = {
  readonly at: string;
  /** null for an endpoint that was scanned. */
  readonly client: string | null;
  readonly server: string;
  readonly port: number | null;
  readonly sni: string | null;
  /** `SSL2` `SSL3` `TLS1.0` … `DTLS1.0` …; null where no server answered. */
  readonly version: string | null;
  /** IANA name, or `0xNNNN`. */
  readonly cipher: string | null;
  readonly group: string | null;
  readonly alpn: string | null;
  /** SHA-256 of the leaf's DER, as `certificates` lists it. */
  readonly certificate: string | null;
  readonly offered: TlsOffer | null;
  /** Fingerprints of the client's hello; null where none was seen. */
  readonly ja3: string | null;
  readonly ja4: string | null;
};

/** By the names of the IANA registry and of makers (`…@openssh.com`); both directions of a connection together. */
export type SshAlgorithms = {
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  /** Empty of a session whose ciphers authenticate by themselves. */
  readonly macs: readonly string[];
};

export type SshExhibit = {
  readonly at: string;
  /** null for an endpoint that was scanned. */
  readonly client: string | null;
  readonly server: string;
  readonly port: number | null;
  /** The protocol's version that both speak, e.g. `2.0` `1.5`; null where one side was not heard. */
  readonly version: string | null;
  /** What each side is ready for; null where it was not seen. */
  readonly clientOffer: SshAlgorithms | null;
  readonly serverOffer: SshAlgorithms | null;
  /** What both came to by RFC 4253, 7.1; null where they did not, or one offer was not seen. */
  readonly agreed: SshAlgorithms | null;
  /** Fingerprints of the offers (HASSH); null where none was seen. */
  readonly hassh: string | null;
  readonly hasshServer: string | null;
};

export type CredentialExhibit = {
  readonly at: string;
  readonly protocol: string;
  readonly client: string;
  readonly server: string;
  readonly user: string | null;
  /** Two characters at most and the length, e.g. `ab…9`; null where no password was seen. */
  readonly redacted: string | null;
  /** Whether the pair is a published login. */
  readonly known: boolean;
};

export const behaviourKinds = [
  'telnet-scan',
  'port-scan',
  'address-scan',
  'arp-scan',
  'flood',
  'login-attempts',
  'default-login-attempts',
  'beacon',
  'cleartext-update',
  'tracker',
  'identifier-in-clear',
] as const;
export type BehaviourKind = (typeof behaviourKinds)[number];

export type BehaviourExhibit = {
  readonly at: string;
  readonly kind: BehaviourKind;
  /** The address that does it. */
  readonly subject: string;
  readonly packets: number;
  readonly detail: string;
};

/** Where something can be reached, by a scan. */
export type InterfaceExhibit = {
  readonly at: string;
  readonly host: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  readonly state: 'open' | 'closed' | 'filtered';
  readonly protocol: string | null;
  readonly product: string | null;
  readonly version: string | null;
  readonly detail: string;
};

/** Ports of a host that a scanner tried, whatever came of it. */
export type SweepExhibit = {
  readonly at: string;
  readonly host: string;
  readonly transport: 'tcp' | 'udp';
  /** Ascending ranges, e.g. `1-1024,8080`. */
  readonly ports: string;
  readonly by: string;
};

export const checkIds = [
  'known-login',
  'anonymous-access',
  'unlimited-guessing',
  'cleartext-login',
  'password-login',
  'default-page',
  'missing-security-headers',
  'insecure-cookie',
  'no-https-redirect',
  'old-version',
  'no-modern-version',
  'weak-cipher',
  'no-forward-secrecy',
  'weak-group',
  'expired-certificate',
  'wrong-name',
  'untrusted-chain',
  'self-signed',
  'weak-signature',
  'weak-key',
  'revoked-certificate',
  'no-revocation-answer',
  'not-logged-certificate',
  'insecure-renegotiation',
  'client-renegotiation',
  'compression',
  'no-downgrade-protection',
  'long-lived-ticket',
  'weak-algorithm',
  'public-community',
  'upnp-exposed',
  'vulnerability',
] as const;
/** Asked of an endpoint, always so that `yes` speaks against it. */
export type CheckId = (typeof checkIds)[number];

export type CheckExhibit = {
  readonly at: string;
  readonly host: string;
  readonly port: number | null;
  readonly check: CheckId;
  readonly result: 'yes' | 'no' | 'unknown';
  /** The tool that says so: `iqs`, `nmap`, `testssl.sh` …: its origin is kept. */
  readonly by: string;
  readonly detail: string;
};

/** One thing that a network profile (RFC 8520) lets the device do. */
export type PeerExhibit = {
  readonly at: string;
  /** As the device sees it. */
  readonly direction: 'from-device' | 'to-device';
  readonly kind:
    | 'name'
    | 'address'
    | 'controller'
    | 'my-controller'
    | 'same-manufacturer'
    | 'manufacturer'
    | 'model'
    | 'local-networks'
    | 'any';
  /** The name, the address with its prefix length, or the class; empty where the kind says it all. */
  readonly peer: string;
  /** `tcp` `udp` `icmp` …; null: any. */
  readonly transport: string | null;
  /** `low-high` or one port; null: any. */
  readonly peerPort: string | null;
  readonly devicePort: string | null;
  /** Who may open a TCP connection; null: either. */
  readonly initiated: 'from-device' | 'to-device' | null;
};
