import type { HashName, Host } from '../../model/host.ts';

/**
 * A tester against one text of mosquitto's password file: `$6$`, base 64 of the salt, `$`, base 64 of SHA-512 over the clear text and
 * the salt; null when the text is not of that form.
 */
export function mosquittoSaltedSha(hash: string, host: Host): ((password: Uint8Array) => boolean) | null {
  const [, salt, digest] = /^\$6\$([A-Za-z0-9+/]{1,88})={0,2}\$([A-Za-z0-9+/]{86})==$/.exec(hash) ?? [];
  return salt === undefined || digest === undefined ? null : salted('sha512', decode(digest), decode(salt), host);
}

function salted(algorithm: HashName, digest: Uint8Array, salt: Uint8Array, host: Host): (password: Uint8Array) => boolean {
  return (password) => {
    const message = new Uint8Array(password.length + salt.length);
    message.set(password);
    message.set(salt, password.length);
    return host.hash(algorithm, message).every((byte, i) => byte === digest[i]);
  };
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * A tester against one `{SHA}` or salted `{SSHA}` text of an htpasswd or LDAP file (RFC 2307's way: base 64 of SHA-1, then the salt);
 * null when the text is neither or its salt is longer than 64 bytes.
 */
export function ldapSaltedSha(hash: string, host: Host): ((password: Uint8Array) => boolean) | null {
  const text = /^\{S?SHA\}([A-Za-z0-9+/]{27,112})={0,2}$/.exec(hash)?.[1];
  if (text === undefined) return null;
  const bytes = decode(text);
  const digest = bytes.subarray(0, 20);
  const salt = bytes.subarray(20);
  if (digest.length < 20 || salt.length > 64 || (hash.startsWith('{SHA}') && salt.length > 0)) return null;
  return salted('sha1', digest, salt, host);
}

function decode(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  for (let i = 0; i < bytes.length; i += 1) {
    const bit = i * 8;
    const pair =
      (alphabet.indexOf(text.charAt(Math.floor(bit / 6))) << 6) |
      Math.max(0, alphabet.indexOf(text.charAt(Math.floor(bit / 6) + 1) || 'A'));
    bytes[i] = (pair >>> (4 - (bit % 6))) & 0xff;
  }
  return bytes;
}
