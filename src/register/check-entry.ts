import { DecodeError } from '../foundation/decode-error.ts';
import { assurances } from '../model/assurance.ts';
import { partKinds, productTypes } from '../model/dossier.ts';
import { labelLetters } from '../model/label-claims.ts';
import type { RegisterEntry, RegisterEvent } from '../model/register-entry.ts';
import { isCalendarDate } from './calendar-date.ts';
import { numberPattern } from './label-number.ts';
import { checkShape, count, flag, list, matching, oneOf, orNull, passing, record, type Shape, text } from './shape.ts';

const digest = matching(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal');
const number = matching(numberPattern, 'a certificate number');
const kid = matching(/^[A-Za-z0-9_-]{43}$/, 'a key thumbprint');
const coordinate = matching(/^[A-Za-z0-9_-]{43}$/, 'a coordinate of P-256');
const letter = oneOf(labelLetters);
const assurance = oneOf(assurances);

const date = passing(isCalendarDate, 'a date');

/** RFC 3339 in UTC, whole seconds, no leap second: `2027-03-01T09:30:00Z`. */
const instant = passing(
  (value) => /^.{10}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$/.test(value) && isCalendarDate(value.slice(0, 10)),
  'an instant',
);

const claims = record({
  number,
  product: record({ name: text, model: orNull(text), maker: text, category: text, type: oneOf(productTypes) }),
  parts: list(
    record({
      id: text,
      kind: oneOf(partKinds),
      name: text,
      letter,
      assurance,
      versions: list(record({ version: text, hardware: orNull(text) })),
      digests: list(digest),
    }),
  ),
  letter,
  assurance: record({ lowest: assurance, at: count, of: count }),
  scheme: record({ id: text, vintage: text, digest }),
  assessment: digest,
  restsOn: list(record({ id: text, until: date })),
  gradedOn: date,
  updatesUntil: orNull(date),
  issuedAt: instant,
  validUntil: instant,
});

const component = record({ name: text, maker: text, criteria: list(text), conditions: list(text) });
const jwk = record({ kty: oneOf(['EC']), crv: oneOf(['P-256']), x: coordinate, y: coordinate });

type FieldsOf<Event> = { readonly [Field in Exclude<keyof Event, 'event'>]: Shape };

/** The fields of each event: the compiler asks for every one that the model has. */
const fields: { readonly [Name in RegisterEvent['event']]: FieldsOf<Extract<RegisterEvent, { readonly event: Name }>> } = {
  issued: { number, issuer: text, claims, credential: digest, printed: digest, kid },
  'component-issued': { number, issuer: text, component, credential: digest, kid, validUntil: instant },
  suspended: { number, reason: text },
  reinstated: { number, reason: text },
  reduced: { number, reason: text, letter, credential: digest, printed: digest, kid },
  withdrawn: { number, reason: text },
  expired: { number },
  'version-added': { number, part: text, version: text, hardware: orNull(text), digests: list(digest), security: flag },
  'scheme-published': { scheme: text, vintage: text, digest },
  'key-added': { issuer: text, kid, jwk },
  'key-retired': { kid },
  'key-compromised': { kid, reason: text },
};

const shapes: ReadonlyMap<string, Shape> = new Map(
  Object.entries(fields).map(([event, shape]) => [event, record({ event: oneOf([event]), at: instant, ...shape })]),
);

/** Every field there, of its shape, and no other (docs/spec/register.md, entry); `malformed` otherwise. The number that is issued is the one that the claims name. */
export function checkEntry(value: unknown): RegisterEntry {
  const event = (value as { readonly event?: unknown } | null)?.event;
  const shape = typeof event === 'string' ? shapes.get(event) : undefined;
  if (shape === undefined) throw new DecodeError('malformed', 'not an event of the register');
  checkShape(shape, value, 'entry');
  const entry = value as RegisterEntry;
  if (entry.event === 'issued' && entry.claims.number !== entry.number)
    throw new DecodeError('malformed', 'the claims are about another number');
  return entry;
}
