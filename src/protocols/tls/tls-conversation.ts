import type { Conversation, ProtocolTools, Side } from '../../model/protocol.ts';
import { HandshakeMessages } from '../tls-messages.ts';
import { readAlert, readRecord, recordType, type TlsRecord } from '../tls-record.ts';
import { TlsSession } from '../tls-session.ts';
import { isSsl2ClientHello, isSsl2ServerHello, readSsl2ClientHello, readSsl2Record } from './ssl2.ts';
import { Ssl2Session } from './ssl2-session.ts';

/** Records that are waited for a hello of the other side, which a capture may have out of order, or not at all. */
const patience = 8;

type SideState = {
  readonly messages: HandshakeMessages;
  /** Nothing was read of it yet. */
  isFresh: boolean;
  /** Its handshake is enciphered from here, or cannot be followed. */
  isClosed: boolean;
};

/** Follows a TLS connection to the end of what its handshake says in clear. */
export class TlsConversation implements Conversation {
  readonly #tools: ProtocolTools;
  readonly #session: TlsSession;
  readonly #sides: Readonly<Record<Side, SideState>>;
  #ssl2: Ssl2Session | null = null;
  #waited = 0;

  constructor(tools: ProtocolTools) {
    this.#tools = tools;
    this.#session = new TlsSession(tools, 't');
    const side = (): SideState => ({ messages: new HandshakeMessages(), isFresh: true, isClosed: false });
    this.#sides = { client: side(), server: side() };
  }

  read(side: Side, bytes: Uint8Array): number | 'settled' {
    const state = this.#sides[side];
    let at = 0;
    if (state.isFresh || this.#ssl2 !== null) {
      const taken = this.#readSsl2(side, bytes);
      if (taken === null || taken === 'settled') return taken ?? 0;
      at = taken;
      if (this.#ssl2 !== null) return at;
    }
    for (let record = readRecord(bytes, at); record !== null; record = readRecord(bytes, at)) {
      at = record.end;
      if (this.#take(side, record)) {
        this.#session.tell();
        return 'settled';
      }
    }
    return at;
  }

  gap(side: Side): void {
    this.#sides[side].isClosed = true;
    this.#sides[side].isFresh = false;
  }

  end(): void {
    this.#ssl2?.tell();
    this.#session.tell();
  }

  /** Bytes that SSL 2 took, 0 where it is none; null where too few bytes are there to tell. */
  #readSsl2(side: Side, bytes: Uint8Array): number | 'settled' | null {
    const state = this.#sides[side];
    if (this.#ssl2 !== null) return this.#ssl2.read(side, bytes);
    const isSsl2 = (bytes[0] ?? 0) >= 0x80;
    if (!isSsl2) return 0;
    const record = readSsl2Record(bytes);
    if (record === null) return null;
    state.isFresh = false;
    if (isSsl2ServerHello(bytes) || (isSsl2ClientHello(bytes) && bytes[3] === 0)) {
      this.#ssl2 = new Ssl2Session(this.#tools);
      return this.#ssl2.read(side, bytes);
    }
    this.#session.clientHello(readSsl2ClientHello(record.body));
    return record.end;
  }

  /** True when nothing more is of interest. */
  #take(side: Side, { type, body }: TlsRecord): boolean {
    const session = this.#session;
    const state = this.#sides[side];
    const isFirst = state.isFresh;
    state.isFresh = false;
    if (type === recordType.handshake) this.#handshake(side, body, isFirst);
    else if (type === recordType.changeCipherSpec) {
      // TLS 1.3 sends one for the sake of middleboxes, before or after a retry too (RFC 8446, D.4): nothing is enciphered by it.
      if (isFirst || (session.server !== null && !session.server.isRetry)) state.isClosed = true;
      if (session.isServer(side)) session.serverEnciphers();
    } else if (type === recordType.applicationData) {
      state.isClosed = true;
      // Early data comes before the server's hello (RFC 8446, 2.3); anything else shows that the handshake is over.
      if (side === 'server' || session.client === null) return this.#isOver(true);
    } else if (type === recordType.alert && !state.isClosed && readAlert(body)?.fatal === true) return true;
    return this.#isOver(false);
  }

  #handshake(side: Side, body: Uint8Array, isFirst: boolean): void {
    const state = this.#sides[side];
    // A capture begun in mid-session: what looks like a message may be enciphered.
    if (isFirst && body[0] !== 1 && body[0] !== 2) state.isClosed = true;
    if (state.isClosed) return;
    for (const message of state.messages.push(body)) this.#session.message(side, message);
  }

  #isOver(isTraffic: boolean): boolean {
    const session = this.#session;
    const { client, server } = this.#sides;
    if (client.isClosed && server.isClosed) return session.server === null || !session.server.isRetry || isTraffic;
    if (session.client === null && session.server === null) return isTraffic;
    if (session.isServerDone && session.client !== null && !session.awaitsClient) return true;
    if (!session.isServerDone && !isTraffic) return false;
    this.#waited += 1;
    return this.#waited > patience;
  }
}
