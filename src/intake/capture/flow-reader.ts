import type { Host } from '../../model/host.ts';
import type { FirstBytes, FlowFacts, Protocol, Side, Tell } from '../../model/protocol.ts';
import { Dialogue } from './dialogue.ts';
import type { Flow } from './flow.ts';
import type { MemoryPool } from './memory-pool.ts';
import type { Naming } from './naming.ts';

/** First bytes of each side that a protocol is told by. */
const firstBytes = 2048;
/** Payloads and bytes after which a flow that nobody knows is left alone. */
const mostTries = 12;
const mostPrelude = 8192;
const nothing = new Uint8Array(0);

export type FlowReaderTools = {
  readonly host: Host;
  readonly naming: Naming;
  readonly pool: MemoryPool;
  readonly facts: (flow: Flow) => FlowFacts;
  /** Takes what a flow's conversation tells. */
  readonly tell: (flow: Flow) => Tell;
  /** What another flow said this one would be, if any did. */
  readonly expected: (flow: Flow) => string | undefined;
};

/** Payload of a flow in order: names the flow, then lets its protocol read. */
export class FlowReader {
  readonly #tools: FlowReaderTools;

  constructor(tools: FlowReaderTools) {
    this.#tools = tools;
  }

  /** `bytes` is a view that is valid during the call only. */
  read(flow: Flow, side: Side, bytes: Uint8Array): void {
    if (flow.isLeft) return;
    if (flow.dialogue === null) {
      if (!this.#name(flow, side, bytes)) return;
    }
    this.#hand(flow, side, bytes);
  }

  gap(flow: Flow, side: Side): void {
    if (flow.dialogue === null) this.#leave(flow);
    else {
      flow.dialogue.gap(side);
      if (flow.dialogue.settled !== null) this.#leave(flow);
    }
  }

  end(flow: Flow): void {
    flow.dialogue?.end();
    this.#leave(flow);
  }

  #hand(flow: Flow, side: Side, bytes: Uint8Array): void {
    const { dialogue } = flow;
    if (dialogue === null) return;
    if (flow.transport === 6) dialogue.push(side, bytes);
    else dialogue.datagram(side, bytes);
    if (dialogue.settled !== null) this.#leave(flow);
  }

  /** True once the flow has a dialogue and has heard what went before. */
  #name(flow: Flow, side: Side, bytes: Uint8Array): boolean {
    const facts = this.#tools.facts(flow);
    const protocol = this.#expectedProtocol(flow) ?? this.#tools.naming.name({ ...facts, ...firstOf(flow, side, bytes) });
    if (protocol === null) {
      this.#remember(flow, side, bytes);
      return false;
    }
    flow.application = protocol;
    flow.encrypted = protocol.encrypted;
    const { prelude } = flow;
    flow.prelude = [];
    flow.dialogue = this.#open(flow, facts, protocol);
    if (flow.dialogue === null) {
      this.#leave(flow);
      return false;
    }
    for (const earlier of prelude) this.#hand(flow, earlier.side, earlier.bytes);
    return !flow.isLeft;
  }

  #open(flow: Flow, facts: FlowFacts, protocol: Protocol): Dialogue | null {
    const { host, naming, pool } = this.#tools;
    if (!protocol.converse) return null;
    const tell = this.#tools.tell(flow);
    return new Dialogue(protocol.converse(facts, { host, tell }), protocol.window, pool, (id) => {
      const next = naming.byId(id);
      if (next?.encrypted !== null && next?.encrypted !== undefined) flow.encrypted = next.encrypted;
      return next?.converse?.(facts, { host, tell }) ?? null;
    });
  }

  #expectedProtocol(flow: Flow): Protocol | null {
    const id = flow.prelude.length === 0 ? this.#tools.expected(flow) : undefined;
    return (id === undefined ? undefined : this.#tools.naming.byId(id)) ?? null;
  }

  #remember(flow: Flow, side: Side, bytes: Uint8Array): void {
    flow.prelude.push({ side, bytes: bytes.slice() });
    const total = flow.prelude.reduce((sum, piece) => sum + piece.bytes.length, 0);
    if (flow.prelude.length >= mostTries || total > mostPrelude) this.#leave(flow);
  }

  #leave(flow: Flow): void {
    flow.isLeft = true;
    flow.dialogue = null;
    flow.prelude = [];
    flow.clientSide?.release();
    flow.serverSide?.release();
    flow.clientSide = null;
    flow.serverSide = null;
  }
}

/** What a flow has sent so far; of datagrams the first of each side. */
function firstOf(flow: Flow, side: Side, bytes: Uint8Array): Pick<FirstBytes, 'fromClient' | 'fromServer'> {
  const of = (wanted: Side): Uint8Array => {
    const own = flow.prelude.filter((piece) => piece.side === wanted).map((piece) => piece.bytes);
    if (side === wanted) own.push(bytes);
    if (own.length < 2 || flow.transport !== 6) return (own.at(-1) ?? nothing).subarray(0, firstBytes);
    return joined(own, firstBytes);
  };
  return { fromClient: of('client'), fromServer: of('server') };
}

function joined(pieces: readonly Uint8Array[], most: number): Uint8Array {
  const whole = new Uint8Array(
    Math.min(
      most,
      pieces.reduce((sum, piece) => sum + piece.length, 0),
    ),
  );
  let at = 0;
  for (const piece of pieces) {
    if (at >= whole.length) break;
    whole.set(piece.subarray(0, whole.length - at), at);
    at += piece.length;
  }
  return whole;
}
