import type { TlsOffer } from '../model/network-exhibits.ts';
import type { ProtocolTools, Side } from '../model/protocol.ts';
import { cipherFacts } from './tls-cipher-facts.ts';
import { ja3Fingerprint, ja4Fingerprint } from './tls-fingerprints.ts';
import {
  type ClientHello,
  readCertificates,
  readClientHello,
  readServerHello,
  readServerKeyExchange,
  type ServerHello,
} from './tls-handshake.ts';
import { type HandshakeMessage, handshakeType } from './tls-messages.ts';
import { cipherName, groupName, isGrease, isSignal, signatureName, versionName } from './tls-names.ts';

/** A chain is told to this length; longer ones are no chain that is used. */
const mostCertificates = 16;

const tls13: ReadonlySet<string> = new Set(['TLS1.3', 'DTLS1.3']);

/** What a client says it is ready to speak. Without supported_versions the hello names the best version only. */
export function offerOf({ legacyVersion, ciphers, groups, signatures, versions, alpn }: ClientHello): TlsOffer {
  const named = (numbers: readonly number[], name: (id: number) => string): readonly string[] => [
    ...new Set(numbers.filter((number) => !isGrease(number)).map(name)),
  ];
  return {
    by: 'client',
    versions: named(versions.length === 0 ? [legacyVersion] : versions, versionName),
    ciphers: named(
      ciphers.filter((cipher) => !isSignal(cipher)),
      cipherName,
    ),
    groups: named(groups, groupName),
    signatures: named(signatures, signatureName),
    alpn,
  };
}

/** Puts one session together from its handshake messages in clear, whichever way they came: TLS, DTLS or QUIC. Told once. */
export class TlsSession {
  /** Whether `tell` was called; what comes later is not of this session. */
  isTold = false;
  readonly #tools: ProtocolTools;
  readonly #carrier: 't' | 'd' | 'q';
  #client: ClientHello | null = null;
  #hasFingerprint = true;
  #server: ServerHello | null = null;
  /** Who said the server's hello: over FTP data it may be who opened the connection. */
  #serverSide: Side | null = null;
  #leaf: string | null = null;
  #keyExchange: Uint8Array | null = null;
  #asksClient = false;
  #hasClientChain = false;
  #isDone = false;

  constructor(tools: ProtocolTools, carrier: 't' | 'd' | 'q') {
    this.#tools = tools;
    this.#carrier = carrier;
  }

  get client(): ClientHello | null {
    return this.#client;
  }

  get server(): ServerHello | null {
    return this.#server;
  }

  /** Whether `side` is known to be the server of this session. */
  isServer(side: Side): boolean {
    return this.#serverSide === side;
  }

  /** Whether the server said all that it says in clear. */
  get isServerDone(): boolean {
    if (this.#server === null || this.#server.isRetry) return false;
    return this.#isDone || tls13.has(versionName(this.#server.version));
  }

  /** Whether a client's certificate is still to come. */
  get awaitsClient(): boolean {
    return this.isServerDone && this.#asksClient && !this.#hasClientChain;
  }

  /** A hello that was not sent as a handshake message (SSL 2): it has no fingerprint. */
  clientHello(hello: ClientHello): void {
    this.#client ??= hello;
    this.#hasFingerprint = false;
  }

  message(side: Side, { type, body }: HandshakeMessage): void {
    if (type === handshakeType.clientHello) {
      // The second of a retry or a cookie exchange repeats the first.
      this.#client ??= readClientHello(body, this.#carrier === 'd');
    } else if (type === handshakeType.serverHello) {
      this.#server = readServerHello(body);
      this.#serverSide = side;
    } else if (type === handshakeType.certificate) this.#certificates(side, body);
    else if (type === handshakeType.serverKeyExchange) this.#keyExchange = body.slice();
    else if (type === handshakeType.certificateRequest) this.#asksClient = true;
    else if (type === handshakeType.serverHelloDone) this.#isDone = true;
  }

  /** The server goes on enciphered without a certificate: a session resumed, or keys shared before (RFC 5246, 7.3). */
  serverEnciphers(): void {
    this.#isDone = true;
  }

  #certificates(side: Side, body: Uint8Array): void {
    const { tell } = this.#tools;
    // Of an SSL 3 client without one an alert; of later ones an empty list.
    const chain = readCertificates(body).slice(0, mostCertificates);
    const digests = chain.map((der) => tell.certificate(der));
    if (this.#serverSide === null || this.#serverSide === side) this.#leaf ??= digests[0] ?? null;
    else this.#hasClientChain = true;
  }

  /** Tells the session as far as it was seen, with nulls for what was not; nothing where neither hello was. */
  tell(): void {
    if (this.isTold) return;
    this.isTold = true;
    const { host, tell } = this.#tools;
    const { client, server } = this;
    if (client === null && server === null) return;
    const isPrinted = client !== null && this.#hasFingerprint;
    tell.tls({
      sni: client?.sni ?? null,
      version: server === null ? null : versionName(server.version),
      cipher: server === null ? null : cipherName(server.cipher),
      group: server === null ? null : this.#group(server),
      alpn: server?.alpn ?? null,
      certificate: this.#leaf,
      offered: client === null ? null : offerOf(client),
      ja3: isPrinted ? ja3Fingerprint(client, host) : null,
      ja4: isPrinted ? ja4Fingerprint(client, this.#carrier, host) : null,
    });
    if (server !== null && cipherFacts(server.cipher).encryption === 'NULL') tell.encrypted(false);
  }

  /** By its IANA name; `dhNNNN` for Diffie-Hellman over a prime of so many bits that is no registered one, `rsaNNNN` for an export key. */
  #group(server: ServerHello): string | null {
    if (server.group !== null) return groupName(server.group);
    if (this.#keyExchange === null) return null;
    const key = readServerKeyExchange(this.#keyExchange, server.cipher, server.version);
    if (key === null) return null;
    if (key.group !== null) return groupName(key.group);
    return `${cipherFacts(server.cipher).keyExchange === 'RSA' ? 'rsa' : 'dh'}${key.bits ?? 0}`;
  }
}
