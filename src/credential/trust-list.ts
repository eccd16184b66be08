import { compactJson } from '../foundation/compact-json.ts';
import {
  flagShape,
  instantShape,
  listShape,
  nullableShape,
  oneOfShape,
  readShape,
  recordShape,
  type Shaped,
  textShape,
  wholeShape,
} from '../foundation/shape.ts';
import { codePrefixForm } from './printed-code.ts';
import { Refusal } from './refusal.ts';
import { strictly } from './strictly.ts';

export const longestTrustList = 1_000_000;

const coordinate = textShape(43, /^[A-Za-z0-9_-]{43}$/);
const address = textShape(200, /^https:\/\/\S+\/$/);

const publicJwkShape = recordShape({ crv: oneOfShape(['P-256']), kty: oneOfShape(['EC']), x: coordinate, y: coordinate });

const keyShape = recordShape({
  /** RFC 7638 thumbprint. */
  kid: coordinate,
  jwk: publicJwkShape,
  /** Instants between which what it signs is issued; what was issued then stays verifiable afterwards. */
  from: instantShape,
  until: instantShape,
  /** Since when, by the register, somebody else may hold the private key, and that entry's index. */
  compromised: nullableShape(recordShape({ at: instantShape, index: wholeShape(0, Number.MAX_SAFE_INTEGER) })),
});

const issuerShape = recordShape({
  /** Its address. */
  id: address,
  name: textShape(100),
  /** The code in its certificates' numbers. */
  body: textShape(6, /^[A-Z][A-Z0-9]{1,5}$/),
  /** Where its printed codes point, e.g. `HTTPS://REGISTER.EXAMPLE/C/`. */
  codePrefix: textShape(60, codePrefixForm),
  /** Address of its status lists. */
  statusLists: address,
  /** Of a training issuer no label is valid. */
  training: flagShape,
  keys: listShape(keyShape, 100),
});

const shape = recordShape({
  iqs: oneOfShape(['trust-list/1']),
  name: textShape(100),
  /** Grows with every list: an older one is never taken after a newer. */
  sequence: wholeShape(1, Number.MAX_SAFE_INTEGER),
  issuedAt: instantShape,
  /** When a newer list is due at the latest. */
  nextUpdate: instantShape,
  issuers: listShape(issuerShape, 1000),
  /** The register's log and those who watch it, as verifier keys of signed notes (C2SP signed-note); `quorum` of the witnesses must have signed. */
  log: textShape(300),
  witnesses: listShape(textShape(300), 50),
  quorum: wholeShape(0, 50),
});

export type TrustListContent = Shaped<typeof shape>;
export type TrustedIssuer = TrustListContent['issuers'][number];
export type TrustedKey = TrustedIssuer['keys'][number];

/** Payload of a trust list as it is signed. */
export const trustListPayload = (content: TrustListContent): string => compactJson(content);

/** Reads a payload; refuses (`MALFORMED`) unknown members, doubled issuers, bodies, prefixes or keys, and keys whose id begins like another's. */
export function readTrustListPayload(payload: unknown): TrustListContent {
  const content = strictly(() => readShape(shape, payload, 'payload'));
  const keys = content.issuers.flatMap((issuer) => issuer.keys);
  const once: readonly (readonly string[])[] = [
    content.issuers.map((issuer) => issuer.id),
    content.issuers.map((issuer) => issuer.body),
    keys.map((key) => key.kid.slice(0, 10)),
  ];
  if (once.some((values) => new Set(values).size < values.length))
    throw new Refusal('MALFORMED', 'an issuer, body or key that is there twice');
  return content;
}
