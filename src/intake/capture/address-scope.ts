/** Four 32-bit words of ::ffff:0:0/96. */
export const isIp4 = (words: Uint32Array): boolean => words[0] === 0 && words[1] === 0 && words[2] === 0xffff;

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
