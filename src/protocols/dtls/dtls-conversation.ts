import { hex } from '../../foundation/hex.ts';
import type { Conversation, ProtocolTools, Side } from '../../model/protocol.ts';
import { peek } from '../peek.ts';
import { handshakeType } from '../tls-messages.ts';
import { readAlert, recordType } from '../tls-record.ts';
import { TlsSession } from '../tls-session.ts';
import { type DtlsRecord, readDtlsRecords } from './dtls-records.ts';
import { type DtlsMessage, HandshakeFragments } from './handshake-fragments.ts';

/** Handshakes of one pair of ports that are followed. */
const mostSessions = 64;
/** Of a handshake message: type, length, number, offset and length of the fragment (RFC 6347, 4.2.2). */
const header = 12;

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
    if (epoch !== 0) return;
    if (type === recordType.handshake) {
      this.#beginAnew(body);
      for (const message of this.#sides[side].push(body)) this.#message(side, message);
    } else if (type === recordType.changeCipherSpec && this.#session.isServer(side)) {
      this.#flight.isResumed = true;
      this.#session.serverEnciphers();
    } else if (type === recordType.alert && readAlert(body)?.fatal === true) this.#session.tell();
    const session = this.#session;
    if (session.isServerDone && this.#isFlightWhole() && !session.awaitsClient) session.tell();
  }

  #message(side: Side, message: DtlsMessage): void {
    if (this.#session.isTold) return;
    this.#session.message(side, message);
    if (message.type === handshakeType.serverHello) this.#flight.first = message.sequence;
    if (message.type === handshakeType.serverHelloDone) this.#flight.last = message.sequence;
    if (this.#session.isServer(side) || message.type !== handshakeType.clientHello) this.#flight.seen.add(message.sequence);
  }

  /** A hello with a random of its own begins a session; a repeated one, or one with a cookie, has the random of the first (RFC 6347, 4.2.1). */
  #beginAnew(record: Uint8Array): void {
    const startsAt = peek.be16(record, 6) * 256 + (record[8] ?? 0);
    if (record[0] !== handshakeType.clientHello || startsAt !== 0 || record.length < header + 34) return;
    const random = hex(record.subarray(header + 2, header + 34));
    if (random === this.#random) return;
    const isFirst = this.#random === '' && !this.#session.isTold;
    this.#random = random;
    if (isFirst || (!this.#session.isTold && this.#session.server === null)) return;
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
