import { DecodeError } from '../foundation/decode-error.ts';
import {
  digestShape,
  flagShape,
  instantShape,
  listShape,
  nullableShape,
  oneOfShape,
  readShape,
  recordShape,
  type Shape,
  textShape,
} from '../foundation/shape.ts';
import { certificateNumberForm } from '../model/certificate-number.ts';
import { labelClaimsShape } from '../model/label-claims-shape.ts';
import type { RegisterEntry, RegisterEvent } from '../model/register-entry.ts';

const longest = 1000;
const text = textShape(longest);
const number = textShape(24, certificateNumberForm);
const kid = textShape(43, /^[A-Za-z0-9_-]{43}$/);

const component = recordShape({ name: text, maker: text, criteria: listShape(text, longest), conditions: listShape(text, longest) });
const jwk = recordShape({ kty: oneOfShape(['EC']), crv: oneOfShape(['P-256']), x: kid, y: kid });

type FieldsOf<Event> = { readonly [Field in Exclude<keyof Event, 'event'>]: Shape<unknown> };

/** The fields of each event: the compiler asks for every one that the model has. */
const fields: { readonly [Name in RegisterEvent['event']]: FieldsOf<Extract<RegisterEvent, { readonly event: Name }>> } = {
  issued: { number, issuer: text, claims: labelClaimsShape, credential: digestShape, printed: digestShape, kid },
  'component-issued': { number, issuer: text, component, credential: digestShape, kid, validUntil: instantShape },
  suspended: { number, reason: text },
  reinstated: { number, reason: text },
  reduced: { number, reason: text, claims: labelClaimsShape, credential: digestShape, printed: digestShape, kid },
  withdrawn: { number, reason: text },
  expired: { number },
  'version-added': {
    number,
    part: text,
    version: text,
    hardware: nullableShape(text),
    digests: listShape(digestShape, longest),
    security: flagShape,
  },
  'scheme-published': { scheme: text, vintage: text, digest: digestShape },
  'key-added': { issuer: text, kid, jwk },
  'key-retired': { kid },
  'key-compromised': { kid, reason: text },
};

const shapes: ReadonlyMap<string, Shape<unknown>> = new Map(
  Object.entries(fields).map(([event, shape]) => [event, recordShape({ event: oneOfShape([event]), at: instantShape, ...shape })]),
);

/** Every field there, of its shape, and no other (docs/spec/register.md, entry); `malformed` otherwise. The number that is issued or reduced is the one that the claims name. */
export function checkEntry(value: unknown): RegisterEntry {
  const event = (value as { readonly event?: unknown } | null)?.event;
  const shape = typeof event === 'string' ? shapes.get(event) : undefined;
  if (shape === undefined) throw new DecodeError('malformed', 'not an event of the register');
  const entry = readShape(shape as Shape<RegisterEntry>, value, 'entry');
  if ((entry.event === 'issued' || entry.event === 'reduced') && entry.claims.number !== entry.number)
    throw new DecodeError('malformed', 'the claims are about another number');
  return entry;
}
