import type { Protocol, Side } from '../../model/protocol.ts';
import type { Dialogue } from './dialogue.ts';
import type { TcpSide } from './tcp-side.ts';

/** Bytes that were sent before anybody could say of what protocol they are. */
export type Prelude = { readonly side: Side; readonly bytes: Uint8Array };

/** A conversation between two hosts: mutable while the capture is read. Hosts are ids of the address table, times microseconds. */
export class Flow {
  readonly client: number;
  readonly server: number;
  readonly clientPort: number;
  readonly serverPort: number;
  /** IP protocol number. */
  readonly transport: number;
  /** Number of the first packet. */
  readonly number: number;
  readonly first: number;
  last: number;
  packets = 0;
  bytes = 0;
  /** Packets of the client's among them. */
  fromClient = 0;
  application: Protocol | null = null;
  /** What `application` would be by an expectation of another flow, or null. */
  encrypted: boolean | null = null;
  /** Null: still to be named, or given up (then `isLeft`). */
  dialogue: Dialogue | null = null;
  /** Nobody reads the payload any more: the fast path. */
  isLeft = false;
  prelude: Prelude[] = [];
  /** TCP only. */
  clientSide: TcpSide | null = null;
  serverSide: TcpSide | null = null;
  synClient = false;
  synServer = false;
  reset = false;
  finished = 0;
  /** Bytes of payload each way. */
  clientBytes = 0;
  serverBytes = 0;
  /** Most packets of the client's in one second, for floods. */
  peak = 0;
  peakStart = 0;
  peakCount = 0;

  constructor(client: number, server: number, clientPort: number, serverPort: number, transport: number, number: number, micros: number) {
    this.client = client;
    this.server = server;
    this.clientPort = clientPort;
    this.serverPort = serverPort;
    this.transport = transport;
    this.number = number;
    this.first = micros;
    this.last = micros;
    this.peakStart = micros;
  }

  /** A TCP connection came about: the server accepted it or data went both ways. */
  get isEstablished(): boolean {
    return (this.synServer && !this.isRefusedAtOnce) || (this.clientBytes > 0 && this.serverBytes > 0);
  }

  /** A scanner answers an acceptance with a reset and has sent nothing. */
  get isRefusedAtOnce(): boolean {
    return this.reset && this.clientBytes === 0 && this.serverBytes === 0;
  }
}
