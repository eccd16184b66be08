const readProperty = 12;
const readPropertyMultiple = 14;
const longestText = 128;

type Tag = {
  readonly number: number;
  readonly isContext: boolean;
  readonly isOpening: boolean;
  readonly isClosing: boolean;
  readonly value: Uint8Array;
  readonly next: number;
};

/** Character strings that a ComplexACK of ReadProperty(Multiple) answers with (15.5.2, 15.7.2), by number of the property. */
export function readProperties(apdu: Uint8Array, each: (property: number, text: string) => void): void {
  // Clause 20.1.5: type 3, not segmented; the invoke id, then the service.
  const service = apdu[2] ?? 0;
  if ((apdu[0] ?? 0) !== 0x30 || (service !== readProperty && service !== readPropertyMultiple)) return;
  const propertyTag = service === readProperty ? 1 : 2;
  let property = -1;
  let depth = 0;
  for (let tag = tagAt(apdu, 3); tag !== null; tag = tagAt(apdu, tag.next)) {
    if (tag.isContext && tag.number === propertyTag && !tag.isOpening && depth <= 1) property = numberOf(tag.value);
    if (tag.isOpening) depth += 1;
    else if (tag.isClosing) depth -= 1;
    // Application tag 7: a character string; its first byte names the character set, 0 for UTF-8 (20.2.9).
    if (!tag.isContext && tag.number === 7 && tag.value[0] === 0 && property >= 0) {
      const text = utf8.decode(tag.value.subarray(1, 1 + longestText)).trim();
      if (text !== '') each(property, text);
    }
  }
}

const utf8 = new TextDecoder('utf-8');
const numberOf = (bytes: Uint8Array): number => (bytes.length > 4 ? -1 : bytes.reduce((value, byte) => value * 256 + byte, 0));

/** A tag of the application encoding (20.2.1); null at the end or where it does not fit. */
function tagAt(bytes: Uint8Array, at: number): Tag | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const isContext = (first & 8) !== 0;
  let next = at + 1;
  let number = first >> 4;
  if (number === 15) {
    number = bytes[next] ?? 0;
    next += 1;
  }
  const kind = first & 7;
  const nothing = bytes.subarray(next, next);
  if (isContext && kind >= 6) return { number, isContext, isOpening: kind === 6, isClosing: kind === 7, value: nothing, next };
  let length = kind;
  if (kind === 5) {
    length = bytes[next] ?? 0;
    next += 1;
    if (length === 254) {
      length = ((bytes[next] ?? 0) << 8) | (bytes[next + 1] ?? 0);
      next += 2;
    } else if (length === 255) return null;
  }
  // An application tag 1 keeps its truth value where others keep a length.
  if (!isContext && number === 1) length = 0;
  if (next + length > bytes.length) return null;
  return { number, isContext, isOpening: false, isClosing: false, value: bytes.subarray(next, next + length), next: next + length };
}
