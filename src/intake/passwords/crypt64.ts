const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * The digest (`bytes` long) that crypt(3)'s own base 64 writes as `text`: characters of `./0-9A-Za-z`, least significant first, four to
 * three bytes. `order` names the byte each place holds, three places a group, most significant first; -1 for a place that holds none.
 */
export function decodeCrypt64(text: string, order: readonly number[], bytes: number): Uint8Array {
  const digest = new Uint8Array(bytes);
  for (let group = 0; group * 3 < order.length; group += 1) {
    let value = 0;
    for (let i = 3; i >= 0; i -= 1) value = value * 64 + Math.max(0, alphabet.indexOf(text.charAt(group * 4 + i) || '.'));
    for (let place = 0; place < 3; place += 1) {
      const to = order[group * 3 + place] ?? -1;
      if (to >= 0) digest[to] = (value >>> (16 - 8 * place)) & 0xff;
    }
  }
  return digest;
}
