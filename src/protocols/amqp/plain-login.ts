import { latin1 } from '../../foundation/byte-reader.ts';

const longest = 512;

/** SASL PLAIN in a frame: the mechanism's name, its length before it in either version, then NUL user NUL password behind a length (RFC 4616, 2). */
export function plainLogin(frame: Uint8Array): { readonly user: string; readonly password: string } | null {
  const text = latin1(frame);
  const at = text.indexOf('PLAIN');
  if (at < 0) return null;
  const rest = text.slice(at + 5, at + 5 + longest);
  const first = rest.indexOf('\0', rest.startsWith('\0\0\0') ? 4 : 1);
  const second = rest.indexOf('\0', first + 1);
  if (first < 0 || second < 0) return null;
  const length = lengthBefore(rest, first);
  const password = rest.slice(second + 1, length === null ? undefined : first + length);
  return { user: rest.slice(first + 1, second), password };
}

/** Of the response, which begins at its first NUL: four bytes in 0-9-1, one (`vbin8`, 0xa0) in 1.0. */
function lengthBefore(rest: string, at: number): number | null {
  if (at >= 2 && rest.charCodeAt(at - 2) === 0xa0) return rest.charCodeAt(at - 1);
  if (at < 4) return null;
  return rest.charCodeAt(at - 2) * 256 + rest.charCodeAt(at - 1);
}
