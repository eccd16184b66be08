import { hex } from '../../foundation/hex.ts';
import type { Host } from '../../model/host.ts';

/**
 * A tester against one line of an htdigest file, `user:realm:digest` with the digest in hexadecimal: MD5 over user, realm and clear text
 * with colons between (HA1 of RFC 7616, 3.4.2); null when the text is not of that form.
 */
export function httpDigest(line: string, host: Host): ((password: Uint8Array) => boolean) | null {
  const [, prefix, digest] = /^([^:\s]{1,64}:[^:]{0,128}:)([0-9A-Fa-f]{32})$/.exec(line) ?? [];
  if (prefix === undefined || digest === undefined) return null;
  const before = new TextEncoder().encode(prefix);
  const wanted = digest.toLowerCase();
  return (password) => {
    const message = new Uint8Array(before.length + password.length);
    message.set(before);
    message.set(password, before.length);
    return hex(host.hash('md5', message)) === wanted;
  };
}
