import { byCodeUnit } from '../../foundation/order.ts';
import type { Observed } from './observed.ts';

/**
 * By which names the device reaches an address: those it resolved to it, of these the ones it then asked for in TLS where it did. An address that
 * several names lead to is permitted under each: which of them was meant is not seen.
 */
export function namesByAddress(
  { names, tls }: Pick<Observed, 'names' | 'tls'>,
  own: ReadonlySet<string>,
): (address: string) => readonly string[] {
  const resolved = new Map<string, Set<string>>();
  for (const { name, type, answers, client } of names) {
    if ((type !== 'A' && type !== 'AAAA') || (client !== null && !own.has(client)) || /\.local$/i.test(name)) continue;
    for (const answer of answers) resolved.set(answer, (resolved.get(answer) ?? new Set()).add(host(name)));
  }
  const asked = new Map<string, Set<string>>();
  for (const { client, server, sni } of tls)
    if (sni !== null && client !== null && own.has(client)) asked.set(server, (asked.get(server) ?? new Set()).add(host(sni)));
  return (address) => {
    const all = [...(resolved.get(address) ?? [])].filter(isHostName);
    const meant = all.filter((name) => asked.get(address)?.has(name));
    return (meant.length > 0 ? meant : all).sort(byCodeUnit);
  };
}

const host = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** What inet:host lets stand in an access list (RFC 6991): a capture is hostile input, and names in it are any bytes. */
const isHostName = (name: string): boolean =>
  name.length <= 253 && name.split('.').every((label) => label.length <= 63 && /^([a-z0-9_][a-z0-9_-]*)?[a-z0-9]$/.test(label));
