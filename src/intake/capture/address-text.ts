/** Four 32-bit words as text: dotted where they are an IPv4 address (::ffff:0:0/96), else as RFC 5952 writes IPv6. */
export function addressText(words: Uint32Array): string {
  const [a = 0, b = 0, c = 0, d = 0] = words;
  if (isIp4(words)) return [d >>> 24, (d >>> 16) & 255, (d >>> 8) & 255, d & 255].join('.');
  const groups = [a, b, c, d].flatMap((word) => [word >>> 16, word & 0xffff]);
  const { start, length } = longestZeros(groups);
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  if (length < 2) return hex(groups);
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

export const isIp4 = (words: Uint32Array): boolean => words[0] === 0 && words[1] === 0 && words[2] === 0xffff;

function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0;
    while (start + length < groups.length && groups[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
    if (length > 0) start += length;
  }
  return best;
}

/** `unspecified` means nobody yet, as a host says that asks for an address. */
export type AddressScope = 'local' | 'remote' | 'multicast' | 'unspecified';

/** By the special-purpose registries (RFC 6890): private, link-local, unique local and loopback are local; broadcast counts as multicast. */
export function addressScope(words: Uint32Array): AddressScope {
  const [a = 0, b = 0, c = 0, d = 0] = words;
  if (isIp4(words)) return scopeOfIp4(d);
  if (a === 0 && b === 0 && c === 0 && d === 0) return 'unspecified';
  if (a >>> 24 === 0xff) return 'multicast';
  if (a >>> 25 === 0x7e || a >>> 22 === 0x3fa || (a === 0 && b === 0 && c === 0 && d === 1)) return 'local';
  return 'remote';
}

function scopeOfIp4(d: number): AddressScope {
  const first = d >>> 24;
  const second = (d >>> 16) & 255;
  if (d === 0) return 'unspecified';
  if (first >= 224) return first < 240 || d === 0xffffffff ? 'multicast' : 'remote';
  if (first === 10 || first === 127 || (first === 172 && second >= 16 && second < 32) || (first === 192 && second === 168)) return 'local';
  if ((first === 169 && second === 254) || (first === 100 && second >= 64 && second < 128)) return 'local';
  return 'remote';
}
