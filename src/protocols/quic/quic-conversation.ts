import type { Conversation, ProtocolTools, Side } from '../../model/protocol.ts';
import { HandshakeMessages } from '../tls-messages.ts';
import { TlsSession } from '../tls-session.ts';
import { CryptoStream } from './crypto-stream.ts';
import { type InitialKeys, initialKeys, openInitial } from './initial-keys.ts';
import { type QuicPacket, quicVersion, readPackets } from './quic-packet.ts';

/** Datagrams in which both hellos must be; threat: deciphering without end. */
const patience = 96;

type SideState = { readonly stream: CryptoStream; readonly messages: HandshakeMessages };

/** Opens the Initial packets of both sides, whose keys are no secret, and reads the hellos in them. */
export class QuicConversation implements Conversation {
  readonly #tools: ProtocolTools;
  readonly #session: TlsSession;
  readonly #sides: Readonly<Record<Side, SideState>>;
  #keys: InitialKeys | null = null;
  #read = 0;

  constructor(tools: ProtocolTools) {
    this.#tools = tools;
    this.#session = new TlsSession(tools, 'q');
    const side = (): SideState => ({ stream: new CryptoStream(), messages: new HandshakeMessages() });
    this.#sides = { client: side(), server: side() };
  }

  read(side: Side, datagram: Uint8Array): number | 'settled' {
    this.#read += 1;
    for (const packet of readPackets(datagram)) if (packet.isInitial) this.#initial(side, packet);
    if (!this.#session.isServerDone && this.#read < patience) return datagram.length;
    this.#session.tell();
    return 'settled';
  }

  end(): void {
    this.#session.tell();
  }

  #initial(side: Side, packet: QuicPacket): void {
    const frames = this.#open(side, packet);
    if (frames === null) return;
    const { stream, messages } = this.#sides[side];
    for (const message of messages.push(stream.push(frames))) this.#session.message(side, message);
  }

  /** With the keys there are, else with those of this packet's connection id: the first of a client, or the one it has after a Retry. */
  #open(side: Side, packet: QuicPacket): Uint8Array | null {
    const { host } = this.#tools;
    const version = quicVersion(packet.version);
    const known = this.#keys === null ? null : openInitial(host, this.#keys[side], packet);
    if (known !== null || side === 'server' || version === null) return known;
    const keys = initialKeys(host, version, packet.destination);
    const frames = openInitial(host, keys.client, packet);
    if (frames !== null) this.#keys = keys;
    return frames;
  }
}
