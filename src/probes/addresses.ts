const longestAddress = 45;

/** An IPv4 or IPv6 address as its 4 or 16 bytes (RFC 4291, 2.2, dotted tail too); null where the text is none. */
export function addressBytes(text: string): readonly number[] | null {
  if (text.length > longestAddress) return null;
  if (!text.includes(':')) return dotted(text);
  const halves = text.toLowerCase().split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(groupsOf);
  if (head === null || tail === null || head === undefined) return null;
  if (tail === undefined) return head.length === 16 ? head : null;
  const missing = 16 - head.length - tail.length;
  return missing < 2 ? null : [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

function dotted(text: string): readonly number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return parts.map(Number);
}

/** The bytes of groups between colons; the last may be dotted. */
function groupsOf(text: string): readonly number[] | null {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    const tail = index === groups.length - 1 && group.includes('.') ? dotted(group) : null;
    if (tail !== null) bytes.push(...tail);
    else if (/^[0-9a-f]{1,4}$/.test(group)) bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255);
    else return null;
  }
  return bytes;
}

/** A network: the bytes it begins with, and how many bits of them count. */
export type AddressRange = { readonly bytes: readonly number[]; readonly bits: number };

/** An address alone, or with a prefix length (RFC 4632, 3.1); null where the text is neither. */
export function addressRange(text: string): AddressRange | null {
  const [base = '', prefix] = text.split('/', 2);
  const bytes = addressBytes(base);
  if (bytes === null) return null;
  const bits = prefix === undefined ? bytes.length * 8 : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  return bits < 0 || bits > bytes.length * 8 ? null : { bytes, bits };
}

export function rangeHolds({ bytes, bits }: AddressRange, address: readonly number[]): boolean {
  if (address.length !== bytes.length) return false;
  for (let index = 0; index * 8 < bits; index += 1) {
    const mask = (0xff00 >> Math.min(8, bits - index * 8)) & 255;
    if (((address[index] ?? 0) & mask) !== ((bytes[index] ?? 0) & mask)) return false;
  }
  return true;
}

/** Whether an address lies in a range; false where either is none. */
export function isWithin(address: string, range: string): boolean {
  const [bytes, network] = [addressBytes(address), addressRange(range)];
  return bytes !== null && network !== null && rangeHolds(network, bytes);
}

export const isAddress = (text: string): boolean => addressBytes(text) !== null;

/** Networks of a shorter prefix than this hold so much of the internet that they name nobody. */
const shortestPrefix = { ipv4: 8, ipv6: 16 };

/** Wide, and no way out: groups (RFC 5771, RFC 4291), unique local and link-local addresses (RFC 4193, RFC 4291). */
const insideRanges = ['224.0.0.0/4', 'ff00::/8', 'fc00::/7', 'fe80::/10'];

export function isMostOfAll(range: string): boolean {
  const [base = '', prefix] = range.split('/', 2);
  if (prefix === undefined || insideRanges.some((inside) => isWithin(base, inside) && Number(prefix) >= Number(inside.split('/')[1])))
    return false;
  return Number(prefix) < (base.includes(':') ? shortestPrefix.ipv6 : shortestPrefix.ipv4);
}
