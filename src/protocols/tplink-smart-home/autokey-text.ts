/** What the autokey cipher of TP-Link's smart plugs hides: each byte was combined with the one before it, the first with 171. No secret is in it. */
export function autokeyText(bytes: Uint8Array): string {
  let key = 171;
  const clear = bytes.map((byte) => {
    const plain = byte ^ key;
    key = byte;
    return plain;
  });
  return text.decode(clear);
}

const text = new TextDecoder('utf-8');
