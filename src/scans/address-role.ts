import type { HostExhibit } from '../model/network-exhibits.ts';

const dotted = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** Whether a text is an IPv4 or IPv6 address rather than a name. */
export function isAddress(text: string): boolean {
  const parts = dotted.exec(text);
  if (parts) return parts.slice(1).every((part) => Number(part) < 256);
  return text.length <= 45 && text.includes(':') && /^[0-9a-f:.]+(%[\w.-]{1,16})?$/i.test(text) && text.split(':').length > 2;
}

/** Where an address stands (RFC 1918, 6598, 3927, 4193, 4291): a scan does not say which host is the device. */
export function roleOf(address: string): HostExhibit['role'] {
  const parts = dotted.exec(address);
  if (!parts) {
    if (/^ff/i.test(address)) return 'multicast';
    return /^(fe[89ab]|f[cd]|::1$)/i.test(address) ? 'local' : 'remote';
  }
  const [a, b] = [Number(parts[1]), Number(parts[2])];
  if (a >= 224) return 'multicast';
  const isLocal =
    a === 10 ||
    a === 127 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b < 128);
  return isLocal ? 'local' : 'remote';
}
