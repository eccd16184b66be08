const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A file name from an image as printable text (4-inspect, conventions): UTF-8 stands as it is, except that `!` (our separator),
 * `%`, control characters and bytes that are no UTF-8 are written `%XX`.
 */
export function decodeName(bytes: Uint8Array): string {
  const plain = tryUtf8(bytes);
  if (plain !== undefined) return plain.replace(/[!%\u0000-\u001f\u007f]/g, percent);
  let out = '';
  for (const byte of bytes)
    out += byte < 0x20 || byte >= 0x7f || byte === 0x21 || byte === 0x25 ? hexByte(byte) : String.fromCharCode(byte);
  return out;
}

/** The same escaping for a name that is already text (a folder's file, a dossier's evidence). */
export function escapeName(name: string): string {
  return name.replace(/[!%\u0000-\u001f\u007f]/g, percent);
}

function tryUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

const percent = (character: string): string => hexByte(character.charCodeAt(0));
const hexByte = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
