import { hex } from '../../foundation/hex.ts';
import type { Conversation, ProtocolTools, Side } from '../../model/protocol.ts';
import { readClientHello } from '../tls-handshake.ts';
import { handshakeType } from '../tls-messages.ts';
import { readAlert, recordType } from '../tls-record.ts';
import { TlsSession } from '../tls-session.ts';
import { type DtlsRecord, readDtlsRecords } from './dtls-records.ts';
import { type DtlsMessage, HandshakeFragments } from './handshake-fragments.ts';

/** Handshakes of one pair of ports that are followed. */
const mostSessions = 64;

/** Follows the handshakes between two ports: a device may start anew from the same one. */
export class DtlsConversation implements Conversation {
  readonly #tools: ProtocolTools;
  #session: TlsSession;
  #sides: Record<Side, HandshakeFragments>;
  /** Message numbers of the server's flight, from its hello to its end: all must be there. */
  #flight = { seen: new Set<number>(), first: -1, last: -1, isResumed: false };
  /** Of the last client's hello, to tell one sent again from a new one. */
  #random = '';
  #sessions = 1;

  constructor(tools: ProtocolTools) {
    this.#tools = tools;
    this.#session = new TlsSession(tools, 'd');
    this.#sides = { client: new HandshakeFragments(), server: new HandshakeFragments() };
  }

  read(side: Side, datagram: Uint8Array): number | 'settled' {
    for (const record of readDtlsRecords(datagram)?.records ?? []) this.#take(side, record);
    return this.#sessions > mostSessions ? 'settled' : datagram.length;
  }

  end(): void {
    this.#session.tell();
  }

  #take(side: Side, { type, epoch, body }: DtlsRecord): void {
    const session = this.#session;
    if (epoch !== 0) return;
    if (type === recordType.handshake) {
      for (const message of this.#sides[side].push(body)) this.#message(side, message);
    } else if (type === recordType.changeCipherSpec && session.isServer(side)) {
      this.#flight.isResumed = true;
      session.serverEnciphers();
    } else if (type === recordType.alert && readAlert(body)?.fatal === true) session.tell();
    if (session.isServerDone && this.#isFlightWhole() && !session.awaitsClient) session.tell();
  }

  #message(side: Side, message: DtlsMessage): void {
    if (message.type === handshakeType.clientHello) this.#clientHello(message);
    if (this.#session.isTold) return;
    this.#session.message(side, message);
    if (message.type === handshakeType.serverHello) this.#flight.first = message.sequence;
    if (message.type === handshakeType.serverHelloDone) this.#flight.last = message.sequence;
    if (this.#session.isServer(side) || message.type !== handshakeType.clientHello) this.#flight.seen.add(message.sequence);
  }

  /** A hello with a random of its own begins a session. */
  #clientHello({ body }: DtlsMessage): void {
    const random = hex(readClientHello(body, true).random);
    const isNew = this.#random !== '' && random !== this.#random && (this.#session.isTold || this.#session.server !== null);
    this.#random = random;
    if (!isNew) return;
    this.#session.tell();
    this.#session = new TlsSession(this.#tools, 'd');
    this.#sides = { client: new HandshakeFragments(), server: new HandshakeFragments() };
    this.#flight = { seen: new Set(), first: -1, last: -1, isResumed: false };
    this.#sessions += 1;
  }

  /** Nothing is known of what is still to come before the last message is numbered; TLS 1.3 and resumed sessions end with the hello. */
  #isFlightWhole(): boolean {
    const { seen, first, last, isResumed } = this.#flight;
    if (isResumed || last < 0) return true;
    for (let sequence = first; sequence <= last; sequence += 1) if (!seen.has(sequence)) return false;
    return true;
  }
}
