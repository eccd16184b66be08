import { BlockList, isIP } from 'node:net';

/** What an address is to a scan: its own machine, a private network, elsewhere (needs permission), or never to be asked. */
export type AddressKind = 'loopback' | 'private' | 'public' | 'refused';

const blockOf = (...ranges: readonly (readonly [string, number])[]): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
  return list;
};

/** RFC 1122, 3.2.1.3: "this network", multicast, reserved with the limited broadcast; RFC 4291: unspecified, multicast. */
const refused = blockOf(['0.0.0.0', 8], ['224.0.0.0', 4], ['240.0.0.0', 4], ['::', 128], ['ff00::', 8]);
const loopback = blockOf(['127.0.0.0', 8], ['::1', 128]);
/** RFC 1918, RFC 3927, RFC 4193, RFC 4291 (2.5.6). Shared addresses (100.64.0.0/10) are a provider's, not one's own. */
const privateNetworks = blockOf(
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['fc00::', 7],
  ['fe80::', 10],
);

/**
 * The one spelling of an address: IPv4 dotted, IPv6 by RFC 5952; an IPv4 address inside IPv6 (`::ffff:`) is that IPv4 address. What C libraries
 * read as IPv4 (`0x7f.1`, `2130706433`, `0177.0.0.1`, `127.1`) becomes it. null: a name, or no address at all.
 * Threat: a spelling that the rules read as one address and the system as another.
 */
export function normaliseAddress(text: string): string | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (isIP(bare) === 6 && !bare.includes('%')) {
    const canonical = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
    const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
    return mapped ? dotted(Number.parseInt(mapped[1] ?? '', 16) * 65_536 + Number.parseInt(mapped[2] ?? '', 16)) : canonical;
  }
  return looseIpv4(bare);
}

/** One to four numbers, decimal, octal or hexadecimal; the last fills what is left (inet_aton). */
function looseIpv4(text: string): string | null {
  const parts = (text.endsWith('.') ? text.slice(0, -1) : text).split('.');
  if (parts.length > 4) return null;
  const numbers = parts.map(looseNumber);
  let value = 0;
  for (const [index, number] of numbers.entries()) {
    const isLast = index === numbers.length - 1;
    const room = isLast ? 256 ** (5 - numbers.length) : 256;
    if (number === null || number >= room) return null;
    value += isLast ? number : number * 256 ** (3 - index);
  }
  return dotted(value);
}

function looseNumber(text: string): number | null {
  if (text.length > 12) return null;
  if (/^0x[0-9a-f]+$/i.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  return /^(0|[1-9]\d*)$/.test(text) ? Number(text) : null;
}

const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');

/** Of a normalised address. An IPv6 address that carries an IPv4 one (NAT64, 6to4, IPv4-compatible) leads elsewhere: `public` at best. */
export function addressKind(address: string): AddressKind {
  const family = isIP(address);
  if (family === 0) return 'refused';
  const type = family === 6 ? 'ipv6' : 'ipv4';
  if (refused.check(address, type)) return 'refused';
  if (loopback.check(address, type)) return 'loopback';
  return privateNetworks.check(address, type) ? 'private' : 'public';
}
