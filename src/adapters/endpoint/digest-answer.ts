import { createHash, randomBytes } from 'node:crypto';

/** What a server asks for in `WWW-Authenticate` (RFC 9110, 11.6.1). */
export type Challenge =
  | { readonly scheme: 'basic'; readonly realm: string }
  | {
      readonly scheme: 'digest';
      readonly realm: string;
      readonly nonce: string;
      readonly opaque: string | null;
      readonly qop: boolean;
      readonly algorithm: 'MD5' | 'SHA-256';
    };

/** Digest before Basic, as RFC 7235 has a client take the strongest it knows; null: none of the two. Of hostile text only 4 KiB are looked at. */
export function challengeIn(header: string): Challenge | null {
  const text = header.slice(0, 4096);
  const at = /digest\s/i.exec(text)?.index;
  if (at !== undefined) {
    const values = parameters(text.slice(at + 7));
    const algorithm = /sha-256/i.test(values.get('algorithm') ?? '') ? 'SHA-256' : 'MD5';
    const nonce = values.get('nonce');
    const qop = (values.get('qop') ?? '').split(/,\s*/).includes('auth');
    if (nonce !== undefined)
      return { scheme: 'digest', realm: values.get('realm') ?? '', nonce, opaque: values.get('opaque') ?? null, qop, algorithm };
  }
  if (/basic\b/i.test(text)) return { scheme: 'basic', realm: parameters(text).get('realm') ?? '' };
  return null;
}

const parameters = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/([a-z-]{1,20})=(?:"([^"]{0,500})"|([^\s",]{1,500}))/gi)].map(([, name = '', quoted, bare]) => [
      name.toLowerCase(),
      quoted ?? bare ?? '',
    ]),
  );

export type Request = { readonly method: string; readonly uri: string; readonly user: string; readonly password: string };

/** The `Authorization` that answers it: RFC 7617, or RFC 7616 (3.4.1) with MD5 or SHA-256. */
export function digestAnswer(challenge: Challenge, { method, uri, user, password }: Request): string {
  if (challenge.scheme === 'basic') return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const { realm, nonce, opaque, qop, algorithm } = challenge;
  const hash = (text: string): string =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(text)
      .digest('hex');
  const cnonce = randomBytes(8).toString('hex');
  const [secret, asked] = [hash(`${user}:${realm}:${password}`), hash(`${method}:${uri}`)];
  const response = qop ? hash(`${secret}:${nonce}:00000001:${cnonce}:auth:${asked}`) : hash(`${secret}:${nonce}:${asked}`);
  return [
    `Digest username="${user.replace(/["\\]/g, '\\$&')}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(opaque === null ? [] : [`opaque="${opaque}"`]),
    ...(qop ? ['qop=auth', 'nc=00000001', `cnonce="${cnonce}"`] : []),
  ].join(', ');
}
