import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Host } from '../model/host.ts';

/** Longest text that is opened: no datagram and no record is longer. */
const longest = 65_535;
const tagBytes = 16;
const bitsOf = (key: Uint8Array): 128 | 192 | 256 | null =>
  key.length === 16 ? 128 : key.length === 24 ? 192 : key.length === 32 ? 256 : null;

/** See `Host`. Null also for a key or a nonce of a wrong size: what is hostile never throws here. */
export const aes: Host['aes'] = Object.freeze({
  block: (key: Uint8Array, block: Uint8Array): Uint8Array | null => {
    const bits = bitsOf(key);
    if (bits === null || block.length !== 16) return null;
    return new Uint8Array(createCipheriv(`aes-${bits}-ecb`, key, null).setAutoPadding(false).update(block));
  },
  openEcb: (key: Uint8Array, sealed: Uint8Array): Uint8Array | null => {
    const bits = bitsOf(key);
    if (bits === null || sealed.length === 0 || sealed.length % 16 !== 0 || sealed.length > longest) return null;
    const decipher = createDecipheriv(`aes-${bits}-ecb`, key, null);
    try {
      return new Uint8Array(Buffer.concat([decipher.update(sealed), decipher.final()]));
    } catch {
      return null;
    }
  },
  openGcm: (key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array | null => {
    const bits = bitsOf(key);
    if (bits === null || nonce.length !== 12 || sealed.length < tagBytes || sealed.length > longest) return null;
    const text = sealed.subarray(0, sealed.length - tagBytes);
    const decipher = createDecipheriv(`aes-${bits}-gcm`, key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(associated).setAuthTag(sealed.subarray(text.length));
    const opened = decipher.update(text);
    try {
      decipher.final();
      return new Uint8Array(opened);
    } catch {
      return null;
    }
  },
});
