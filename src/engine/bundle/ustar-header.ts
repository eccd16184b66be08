import { latin1Bytes } from '../../foundation/latin1-bytes.ts';

export const blockSize = 512;

/**
 * The one header that a regular file of this path and size has in a bundle: mode 0644, and nothing about owners, times or links. `path` is ASCII
 * of at most 100 characters, `size` below 8 GiB (POSIX.1-2017, pax, ustar Interchange Format).
 */
export function ustarHeader(path: string, size: number): Uint8Array {
  const header = new Uint8Array(blockSize);
  const put = (at: number, text: string): void => header.set(latin1Bytes(text), at);
  const octal = (at: number, value: number, digits: number): void => put(at, `${value.toString(8).padStart(digits, '0')}\0`);
  put(0, path);
  octal(100, 0o644, 7);
  octal(108, 0, 7);
  octal(116, 0, 7);
  octal(124, size, 11);
  octal(136, 0, 11);
  put(148, '        ');
  put(156, '0');
  put(257, 'ustar\x0000');
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return header;
}
