import { base64url, fromBase64url } from '../foundation/base64url.ts';
import { parseCompactJson } from '../foundation/compact-json.ts';
import { Refusal } from './refusal.ts';
import { strictly } from './strictly.ts';

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A JSON Web Signature in compact form (RFC 7515, 3.1), read and not yet verified. */
export type Jws = {
  readonly kid: string;
  readonly payload: unknown;
  /** What the signature covers. */
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
};

/** Media types of what we sign (`typ`): a credential (VC-JOSE-COSE, 3.1.1) and the list of who may issue. */
export type JwsType = 'vc+jwt' | 'iqs-trust-list+jwt';

/** Header and payload as they are signed, parted by a dot. */
export const jwsSigningInput = (typ: JwsType, kid: string, payload: string): string => {
  const header = { alg: 'ES256', ...(typ === 'vc+jwt' ? { cty: 'vc' } : {}), kid, typ };
  return `${base64url(utf8.encode(JSON.stringify(header)))}.${base64url(utf8.encode(payload))}`;
};

/**
 * Reads a compact JWS of at most `longest` characters. Refused: `NOT_A_CODE` (not three parts), `TOO_LONG`, `WRONG_ALGORITHM` (anything but ES256, "none" and an embedded
 * key included), `NON_CANONICAL` (a payload or base64url spelled otherwise than we write it), `MALFORMED`.
 */
export function readJws(text: string, typ: JwsType, longest: number): Jws {
  if (text.length > longest) throw new Refusal('TOO_LONG', `more than ${longest} characters`);
  const [head, body, tail, ...more] = text.split('.');
  if (head === undefined || body === undefined || tail === undefined || more.length > 0) throw new Refusal('NOT_A_CODE', 'not three parts');
  const kid = keyIdIn(jsonOf(head), typ);
  if (!/^[\w-]*$/.test(tail)) throw new Refusal('MALFORMED', 'a signature that is not base64url');
  if (tail.length < 86) throw new Refusal('TRUNCATED', 'a signature of less than 64 bytes');
  if (tail.length > 86) throw new Refusal('TRAILING_BYTES', 'a signature of more than 64 bytes');
  const signature = strictly(() => fromBase64url(tail));
  const payload = strictly(() => parseCompactJson(textOf(body)));
  return { kid, payload, signed: utf8.encode(`${head}.${body}`), signature };
}

function textOf(part: string): string {
  const bytes = strictly(() => fromBase64url(part));
  try {
    return fromUtf8.decode(bytes);
  } catch {
    throw new Refusal('MALFORMED', 'no UTF-8');
  }
}

function jsonOf(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(textOf(part));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Refusal) throw error;
  }
  throw new Refusal('MALFORMED', 'a header that is no JSON object');
}

const known = new Set(['alg', 'cty', 'kid', 'typ']);

/** The header's members are those four and no other: no `crit`, `jwk`, `jku` or `x5u` decides anything here (RFC 8725, 3.1 and 3.11). */
function keyIdIn(header: Readonly<Record<string, unknown>>, typ: JwsType): string {
  const { alg, kid } = header;
  if (alg !== 'ES256') throw new Refusal('WRONG_ALGORITHM', 'not ES256');
  if (header['typ'] !== typ || Object.keys(header).some((name) => !known.has(name)))
    throw new Refusal('MALFORMED', `not the header of a ${typ}`);
  if (typeof kid !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(kid)) throw new Refusal('MALFORMED', 'no key id');
  return kid;
}
