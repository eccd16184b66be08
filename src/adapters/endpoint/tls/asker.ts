import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { cipherFacts } from '../../../protocols/tls-cipher-facts.ts';
import { type HelloOffer, writeClientHello } from '../../../protocols/tls-hello-writer.ts';
import { readTlsAnswer, type TlsAnswer } from '../../../protocols/tls-scan-answer.ts';
import { curveIds, signatureOffers } from '../../../protocols/tls-scan-offers.ts';
import { Connection } from '../connection.ts';
import { ExchangePool } from './exchange-pool.ts';
import { type StartTlsProtocol, startTls } from './start-tls.ts';

export type TlsTarget = {
  /** As the dossier spells it. */
  readonly host: string;
  readonly port: number;
  /** null: an address, of which no hello speaks. */
  readonly serverName: string | null;
  readonly trust: 'public' | 'private';
  readonly startTls?: StartTlsProtocol;
};

export type AskOptions = {
  /** For one answer. */
  readonly timeoutMs: number;
  /** `Infinity` where the connection itself keeps a rate. */
  readonly connectionsPerSecond: number;
  /** Connections at once; 8 where not said. */
  readonly parallel?: number;
  /** The only way to the network, so that no guard of addresses and no log is gone round. Rejects where there is no connection. */
  readonly connect: (purpose: string) => Promise<Duplex>;
};

/** `refused`: an alert, nonsense or a close; `silent`: nothing came, which tells nothing. */
export type Reply = { readonly kind: 'answer'; readonly answer: TlsAnswer } | { readonly kind: 'closed' } | { readonly kind: 'silent' };

export type Heard = { readonly offer: HelloOffer; readonly hello: Extract<TlsAnswer, { kind: 'hello' }> };

/** After so many silent connections no more are tried: a tarpit shall not hold the scan for hours. */
const mostSilent = 10;

const silent: Reply = { kind: 'silent' };

/** Sends hellos to one endpoint and keeps what it answered. */
export class Asker {
  readonly heard: Heard[] = [];
  readonly #target: TlsTarget;
  readonly #options: AskOptions;
  readonly #pool: ExchangePool;
  #silences = 0;
  #spoke = false;
  #connected = false;

  constructor(target: TlsTarget, options: AskOptions) {
    this.#target = target;
    this.#options = options;
    this.#pool = new ExchangePool(options.parallel ?? 8, options.connectionsPerSecond);
  }

  /** Whether anything that TLS says was heard. */
  get spoke(): boolean {
    return this.#spoke;
  }

  /** What a connection came about to: null where none did. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Offers of a version, completed by what every hello has. */
  async hello(purpose: string, offer: Pick<HelloOffer, 'version' | 'suites'> & Partial<HelloOffer>): Promise<Reply> {
    const whole: HelloOffer = {
      groups: curveIds,
      signatures: signatureOffers,
      serverName: this.#target.serverName,
      alpn: [],
      compression: [],
      extensions: offer.version === 0x0300 ? 'none' : 'full',
      shares: new Map(),
      ...offer,
    };
    const reply = await this.raw(purpose, writeClientHello(whole, randomBytes(64)));
    if (reply.kind === 'answer' && reply.answer.kind === 'hello') this.heard.push({ offer: whole, hello: reply.answer });
    return reply;
  }

  /** Sends bytes of a hello. A connection that failed or was closed without a word is tried once more, alone. */
  async raw(purpose: string, bytes: Uint8Array): Promise<Reply> {
    const first = await this.#pool.run(() => this.#exchange(purpose, bytes));
    if (first.kind === 'answer' || (first.kind === 'silent' && !this.#spoke)) return first;
    if (first.kind === 'silent') this.#pool.narrow();
    return this.#pool.run(() => this.#exchange(purpose, bytes));
  }

  /** A connection on which TLS may begin, for what needs a whole handshake; null where there is none. */
  async open<T>(purpose: string, use: (connection: Connection) => Promise<T>): Promise<T | null> {
    return this.#pool.run(async () => {
      if (this.#silences >= mostSilent) return null;
      const connection = await this.#connect(purpose);
      if (connection === null) return null;
      try {
        return await use(connection);
      } finally {
        connection.close();
      }
    });
  }

  async #connect(purpose: string): Promise<Connection | null> {
    const { startTls: protocol, host } = this.#target;
    try {
      const connection = new Connection(await this.#options.connect(purpose), () => Promise.resolve());
      if (protocol === undefined || (await startTls(connection, protocol, { host, ms: this.#options.timeoutMs }))) return connection;
      connection.close();
      return null;
    } catch {
      return null;
    }
  }

  async #exchange(purpose: string, bytes: Uint8Array): Promise<Reply> {
    // Looked at when its turn comes: what waited in the queue is not tried either.
    if (this.#silences >= mostSilent) return silent;
    const connection = await this.#connect(purpose);
    if (connection === null) return this.#silence();
    this.#connected = true;
    try {
      await connection.send(bytes, purpose);
      const { bytes: got, end } = await connection.read((all) => (isEnough(readTlsAnswer(all)) ? all.length : 0), this.#options.timeoutMs);
      const answer = readTlsAnswer(got);
      if (answer !== null) {
        this.#spoke ||= answer.kind !== 'other';
        return { kind: 'answer', answer };
      }
      return end === 'silent' ? this.#silence() : { kind: 'closed' };
    } finally {
      connection.close();
    }
  }

  #silence(): Reply {
    this.#silences += 1;
    return silent;
  }
}

/** Whether nothing that is still to come would be looked at: the rest of a flight costs the server more than us. */
function isEnough(answer: TlsAnswer | null): boolean {
  if (answer === null) return false;
  if (answer.kind !== 'hello') return true;
  const { hello, exchange, done, certificates } = answer;
  if (hello.isRetry || hello.version === 0x0304 || done || exchange !== null) return true;
  const { keyExchange, weaknesses } = cipherFacts(hello.cipher);
  // Keys of the certificate itself: no exchange follows, save that export suites may have a key of their own (RFC 2246, D.1).
  const isStatic = keyExchange === 'RSA' && !weaknesses.includes('export');
  return isStatic && certificates.length > 0 && !hello.extensions.has(5);
}
