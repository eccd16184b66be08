import { BlockList, isIP } from 'node:net';
import type { Config } from '../../adapters/config/config.ts';

/**
 * Who asks: the address of the connection, or, behind as many proxies as are configured, the one that the outermost of them saw. Each proxy adds one entry at the end of
 * the header; everything before those is the client's own invention.
 */
export function clientAddress({ hops, header, networks }: Config['proxy']): (headers: Headers, connection: string) => string {
  const proxies = new BlockList();
  for (const network of networks) {
    const [address = '', bits = '0'] = network.split('/');
    proxies.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return (headers, connection) => {
    const direct = plain(connection);
    const family = isIP(direct);
    // Threat: who reaches the port past the proxy names whom he likes.
    if (hops === 0 || family === 0 || !proxies.check(direct, family === 6 ? 'ipv6' : 'ipv4')) return direct;
    const told = (headers.get(header) ?? '').split(',').map((entry) => plain(entry.trim()));
    const address = told.at(-hops);
    return address !== undefined && isIP(address) !== 0 ? address : direct;
  };
}

/** Without brackets, port and the clothes of an IPv4 address in IPv6. */
const plain = (address: string): string =>
  address
    .replace(/^\[([0-9a-fA-F:.]+)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '');

/** Whoever has an IPv6 address has 2^64 of them: the network counts. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  const whole =
    tail === undefined ? groups : [...groups, ...Array.from({ length: 8 - groups.length - behind.length }, () => '0'), ...behind];
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
