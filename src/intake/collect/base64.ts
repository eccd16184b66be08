const values = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((digit, value) => [digit, value]));

/** Base64 (RFC 4648, 4) with white space between; null when anything else stands in it or the length is no base64's. */
export function base64(text: string): Uint8Array | null {
  const digits = text.replace(/[\s\0]+/g, '');
  const bare = digits.replace(/={1,2}$/, '');
  if (digits.length % 4 === 1 || bare.length % 4 === 1) return null;
  const out = new Uint8Array(Math.floor((bare.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of bare) {
    const value = values.get(digit);
    if (value === undefined) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out[at++] = (held >> bits) & 0xff;
  }
  return out;
}
