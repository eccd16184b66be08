/** The name in its first-level encoding (RFC 1001, 14.1): two letters from `A` to `P` a character, padded; null where it is none. */
export function netbiosName(encoded: Uint8Array): string | null {
  if (encoded.length !== 32) return null;
  let name = '';
  // The sixteenth character says what kind of service it is.
  for (let at = 0; at < 30; at += 2) {
    const high = (encoded[at] ?? 0) - 0x41;
    const low = (encoded[at + 1] ?? 0) - 0x41;
    if (high < 0 || high > 15 || low < 0 || low > 15) return null;
    name += String.fromCharCode(high * 16 + low);
  }
  return name.replace(/[ \0]+$/, '') || null;
}
