import type { TlsExhibit } from '../model/network-exhibits.ts';

/** RFC 9325, 3.1.1 and 3.1.2 (and RFC 8996): never to be negotiated. */
const oldVersions = new Set(['SSL2', 'SSL3', 'TLS1.0', 'TLS1.1', 'DTLS1.0']);
/** Every suite of these has forward secrecy, and none is weak (RFC 8446, B.4). */
const modernVersions = new Set(['TLS1.3', 'DTLS1.3']);

/** RFC 9325, 4.1: no encryption, no authentication, export grade, below 112 bits, RC4; 3DES by RFC 8429's reasons and BSI TR-02102-2, MD5 by RFC 9155. */
const weakParts = /(?:^|_)(?:NULL|anon|EXPORT(?:40|1024)?|RC2|RC4|DES|DES40|3DES|IDEA|MD5)(?:_|$)/i;
/** Key exchanges with a key of their own for each session (RFC 9325, 7.3). */
const ephemeral = /^TLS_(?:ECDHE|DHE|ECCPWD|SRP|CECPQ1)_/;

/**
 * What is weak about a session that came about, in words; null where nothing is; `unclear` where the version or the suite is not one whose
 * strength is known. A hello that no server answered is no session.
 */
export function tlsWeakness({ version, cipher }: Pick<TlsExhibit, 'version' | 'cipher'>): { readonly weak: string } | 'unclear' | null {
  if (version === null) return null;
  if (oldVersions.has(version)) return { weak: `${version} is out of use` };
  if (modernVersions.has(version)) return null;
  if (!/^D?TLS1\.2$/.test(version) || cipher === null || !cipher.startsWith('TLS_')) return 'unclear';
  if (weakParts.test(cipher)) return { weak: 'a weak suite' };
  return ephemeral.test(cipher) ? null : { weak: 'no forward secrecy' };
}
