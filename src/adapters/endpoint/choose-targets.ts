import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { UserError } from '../../foundation/user-error.ts';
import type { Dossier, Endpoint } from '../../model/dossier.ts';
import { addressKind, normaliseAddress } from './address-rules.ts';
import type { Door, Target } from './target.ts';

/** What the operator asks for beyond the dossier: some of its endpoints only, more ports on its hosts. */
export type Wanted = { readonly endpoints: readonly string[]; readonly ports: readonly Omit<Door, 'trust'>[] };

/** All addresses of a name, in the system's order. */
export type Resolve = (name: string) => Promise<readonly string[]>;

const systemResolve: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/**
 * The targets of a run: only what the dossier's `endpoints` name (`PROBE_NOT_IN_DOSSIER`), each name resolved once and its address pinned.
 * Refuses multicast, broadcast and unspecified addresses and what is no address (`PROBE_ADDRESS_REFUSED`), and every endpoint outside
 * loopback and private networks that has no `permission` (`PROBE_NEEDS_PERMISSION`).
 */
export async function chooseTargets(dossier: Dossier, wanted: Wanted, resolve: Resolve = systemResolve): Promise<readonly Target[]> {
  const chosen = chooseEndpoints(dossier.endpoints, wanted.endpoints);
  const byHost = Map.groupBy(chosen, ({ host }) => host.toLowerCase());
  return Promise.all(
    [...byHost.values()].map(async (endpoints) => {
      const [{ host, part } = missing()] = endpoints;
      const address = await pin(host, resolve);
      const kind = addressKind(address);
      if (kind === 'refused') throw refusal(host, `${address} is no address of one host`);
      if (kind === 'public') refuseWithoutPermission(endpoints, wanted.ports, address);
      const partKind = dossier.parts.find(({ id }) => id === part)?.kind ?? 'device';
      return { host, address, kind, partKind, doors: doorsOf(endpoints, wanted.ports) };
    }),
  );
}

const missing = (): never => {
  throw new UserError('PROBE_NOT_IN_DOSSIER', 'no endpoint', 'product.yaml: endpoints', 'name what is to be probed there');
};

const endpointName = ({ host, port }: Pick<Endpoint, 'host' | 'port'>): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

function chooseEndpoints(endpoints: readonly Endpoint[], names: readonly string[]): readonly Endpoint[] {
  if (endpoints.length === 0) return missing();
  if (names.length === 0) return endpoints;
  return names.flatMap((name) => {
    const found = endpoints.filter((one) => endpointName(one).toLowerCase() === name.toLowerCase());
    if (found.length > 0) return found;
    throw new UserError(
      'PROBE_NOT_IN_DOSSIER',
      'the dossier names no such endpoint',
      `--endpoint ${name}`,
      `use one of: ${endpoints.map(endpointName).join(', ')}`,
    );
  });
}

/** The first address decides, and is the only one that is ever asked: a name that is resolved again may lead elsewhere (DNS rebinding). */
async function pin(host: string, resolve: Resolve): Promise<string> {
  const literal = normaliseAddress(host);
  if (literal !== null) return literal;
  if (isIP(host) !== 0 || !/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?$/.test(host))
    throw refusal(host, 'neither a name nor an address of one host');
  let found: readonly string[] = [];
  try {
    found = await resolve(host);
  } catch {
    // Told below: a name without an address.
  }
  const address = found.length === 0 ? null : normaliseAddress(found[0] ?? '');
  if (address === null)
    throw new UserError('PROBE_NAME_UNKNOWN', 'the name has no address', host, 'correct it in product.yaml, or connect the network');
  return address;
}

const refusal = (host: string, why: string): UserError =>
  new UserError('PROBE_ADDRESS_REFUSED', why, host, 'give the address of the host itself in product.yaml');

/** Permission is of one endpoint; more ports of somebody else's host are more than was allowed. */
function refuseWithoutPermission(endpoints: readonly Endpoint[], ports: Wanted['ports'], address: string): void {
  const lacking = endpoints.find(({ permission }) => permission === null);
  const beyond = ports.find((door) => !endpoints.some(({ port, transport }) => port === door.port && transport === door.transport));
  if (lacking === undefined && beyond === undefined) return;
  const [{ host } = missing()] = endpoints;
  throw new UserError(
    'PROBE_NEEDS_PERMISSION',
    `${address} is neither loopback nor private, and ${lacking ? 'nobody is said to have allowed this' : `no endpoint allows ${beyond?.transport} port ${beyond?.port}`}`,
    endpointName({ host, port: lacking?.port ?? beyond?.port ?? 0 }),
    'write in product.yaml, at this endpoint, under permission: who of its owners allowed it, when and how',
  );
}

function doorsOf(endpoints: readonly Endpoint[], ports: Wanted['ports']): readonly Door[] {
  const trust = endpoints[0]?.trust ?? 'public';
  const all: readonly Door[] = [
    ...endpoints.map(({ transport, port, trust: own }) => ({ transport, port, trust: own })),
    ...ports.map((door) => ({ ...door, trust })),
  ];
  return all.filter((door, index) => all.findIndex((one) => one.port === door.port && one.transport === door.transport) === index);
}
