import type { Endpoint, ThirdParty } from '../model/dossier.ts';
import type { PeerExhibit } from '../model/network-exhibits.ts';
import type { Subject } from '../model/probe.ts';
import type { AddressRange } from './addresses.ts';
import { addressBytes, addressRange, isAddress, isMostOfAll, rangeHolds } from './addresses.ts';

/** A chain of aliases longer than this is no honest answer (RFC 1034, 3.6.2 asks for none longer than needed). */
const longestChain = 16;
/** Names of one address; a server of many names has been told by fewer. */
const mostNames = 256;

/** The names by which each address was found, of all captures together: a resolver may have answered long before a conversation. */
export type NamesByAddress = ReadonlyMap<string, ReadonlySet<string>>;

/** By the answers of name servers, aliases followed back to the name that was asked, and by the name a TLS client asks for. */
export function namesByAddress(subjects: readonly Subject[]): NamesByAddress {
  const askedFor = new Map<string, Set<string>>();
  const add = (answer: string, name: string): void => {
    const key = bareName(answer);
    const known = askedFor.get(key) ?? new Set();
    askedFor.set(key, known.add(bareName(name)));
  };
  for (const { exhibits } of subjects) {
    for (const { name, type, answers } of exhibits.names) if (type !== 'PTR') for (const answer of answers) add(answer, name);
    for (const { server, sni } of exhibits.tls) if (sni !== null) add(server, sni);
  }
  return new Map([...askedFor.keys()].filter(isAddress).map((address) => [address, reachable(address, askedFor)]));
}

function reachable(address: string, askedFor: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const names = new Set<string>();
  let edge: readonly string[] = [address];
  for (let step = 0; step < longestChain && names.size < mostNames; step += 1) {
    edge = [...new Set(edge.flatMap((each) => [...(askedFor.get(each) ?? [])]))].filter((name) => !names.has(name));
    for (const name of edge) names.add(name);
  }
  return names;
}

/** Names are compared without case and without the dot of the root (RFC 4343). */
export const bareName = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** Names and ranges that a dossier or a profile gives, made ready for many questions; those that take in most of the internet are left out. */
export class DeclaredPeers {
  readonly #names = new Set<string>();
  readonly #below = new Set<string>();
  readonly #ranges: AddressRange[] = [];

  constructor(declared: readonly string[]) {
    for (const each of declared) {
      const range = addressRange(each);
      const below = each.startsWith('*.') ? bareName(each.slice(2)) : null;
      if (range !== null) {
        if (!isMostOfAll(each)) this.#ranges.push(range);
      } else if (below === null) this.#names.add(bareName(each));
      // `*.com` would name everybody, and so nobody.
      else if (below.includes('.')) this.#below.add(below);
    }
  }

  /** Whether an address is one of them, by itself or by a name under which it was found. */
  covers(address: string, names: NamesByAddress): boolean {
    const bytes = addressBytes(address);
    if (bytes !== null && this.#ranges.some((range) => rangeHolds(range, bytes))) return true;
    return [...(names.get(address) ?? [])].some((name) => this.#coversName(name));
  }

  /** `*.pool.ntp.org` covers what is below, not `pool.ntp.org` itself. */
  #coversName(name: string): boolean {
    if (this.#names.has(name)) return true;
    const labels = name.split('.').slice(0, 127);
    return labels.some((_, index) => index > 0 && this.#below.has(labels.slice(index).join('.')));
  }
}

export const declaredHosts = (endpoints: readonly Endpoint[], thirdParties: readonly ThirdParty[]): readonly string[] => [
  ...endpoints.map(({ host }) => host),
  ...thirdParties.flatMap(({ hosts }) => hosts),
];

/** Peers that a network profile names; a class of hosts (RFC 8520, 4) names nobody. */
export const profileHosts = (peers: readonly PeerExhibit[]): readonly string[] =>
  peers.filter(({ kind }) => kind === 'name' || kind === 'address').map(({ peer }) => peer);
