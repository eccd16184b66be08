import { BlockList, isIP } from 'node:net';
import { addressKind, normaliseAddress } from '../endpoint/address-rules.ts';

/** Ranges that are nobody's public server, or carry an IPv4 address that may be a private one: RFC 6598, 6890, 5737, 6052, 3056, 4291 (2.5.5.1), 4380. */
const indirect = new BlockList();
for (const [network, prefix] of [
  ['100.64.0.0', 10],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
] as const)
  indirect.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['fec0::', 10],
] as const)
  indirect.addSubnet(network, prefix, 'ipv6');

/** Whether an address, as a resolver gave it, is a public one. Threat: a webhook that has the server ask its own network (SSRF), a cloud's metadata included. */
export function isPublicAddress(text: string): boolean {
  const address = normaliseAddress(text);
  if (address === null || addressKind(address) !== 'public') return false;
  return !indirect.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
