import type { FirstBytes, Protocol } from '../../model/protocol.ts';

/** Tells of what protocol a flow is. Made once per worker. */
export class Naming {
  readonly #all: Readonly<Record<'tcp' | 'udp', readonly Protocol[]>>;
  readonly #byPort: Readonly<Record<'tcp' | 'udp', ReadonlyMap<number, readonly Protocol[]>>>;
  readonly #byId: ReadonlyMap<string, Protocol>;

  constructor(protocols: readonly Protocol[]) {
    const of = (transport: 'tcp' | 'udp'): readonly Protocol[] => protocols.filter(({ transports }) => transports.includes(transport));
    this.#all = { tcp: of('tcp'), udp: of('udp') };
    this.#byPort = { tcp: portsOf(this.#all.tcp), udp: portsOf(this.#all.udp) };
    this.#byId = new Map(protocols.map((protocol) => [protocol.id, protocol]));
  }

  byId(id: string): Protocol | undefined {
    return this.#byId.get(id);
  }

  isRegistered(transport: 'tcp' | 'udp', port: number): boolean {
    return this.#byPort[transport].has(port);
  }

  /** What is certain wins on any port; what is likely is believed on its own port (src/model/protocol.ts). */
  name(first: FirstBytes): Protocol | null {
    const { transport, serverPort, clientPort } = first;
    const here = this.#byPort[transport].get(serverPort) ?? this.#byPort[transport].get(clientPort) ?? [];
    let likely: Protocol | null = null;
    for (const protocol of here) {
      const answer = protocol.recognise(first);
      if (answer === 'certain') return protocol;
      if (answer === 'likely') likely ??= protocol;
    }
    for (const protocol of this.#all[transport]) if (!here.includes(protocol) && protocol.recognise(first) === 'certain') return protocol;
    return likely;
  }
}

function portsOf(protocols: readonly Protocol[]): ReadonlyMap<number, readonly Protocol[]> {
  const map = new Map<number, Protocol[]>();
  for (const protocol of protocols) for (const port of protocol.ports) map.set(port, [...(map.get(port) ?? []), protocol]);
  return map;
}
