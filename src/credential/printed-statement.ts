import { epochSeconds } from '../foundation/epoch-seconds.ts';
import { hex } from '../foundation/hex.ts';
import { dayText, instantText } from '../foundation/instant-text.ts';
import { type Assurance, assurances } from '../model/assurance.ts';
import { certificateNumberForm } from '../model/certificate-number.ts';
import { type LabelClaims, type LabelLetter, labelLetters } from '../model/label-claims.ts';
import { type CborValue, cborMap } from './cbor-value.ts';
import { decodeCbor } from './decode-cbor.ts';
import { encodeCbor } from './encode-cbor.ts';
import { entriesOf } from './entries-of.ts';
import { Refusal } from './refusal.ts';
import { strictly } from './strictly.ts';

/** What the printed code says: the front of the label, and one digest over everything that stands behind it. */
export type PrintedClaims = {
  readonly number: string;
  readonly letter: LabelLetter;
  readonly assurance: Assurance;
  /** RFC 3339 date; null where none is stated. */
  readonly updatesUntil: string | null;
  readonly gradedOn: string;
  /** Scheme id, e.g. `iqs-2027`. */
  readonly scheme: string;
  /** The product's name, shortened to 48 bytes: "is this the product in your hand?" */
  readonly product: string;
  /** RFC 3339 instants in UTC, whole seconds. */
  readonly issuedAt: string;
  readonly validUntil: string;
  /** SHA-256 of the label's whole claims (`claimsBytes`), lower-case hex. */
  readonly claimsDigest: string;
};

/** CWT claims (RFC 8392, 4) and one of private use that holds the label's own, by number. */
const claim = { expires: 4, issued: 6, label: -65537 } as const;
const own = { number: 0, letter: 1, assurance: 2, updatesUntil: 3, gradedOn: 4, scheme: 5, product: 6, claimsDigest: 7 } as const;

const longestName = 48;
const utf8 = new TextEncoder();

/** The payload of the printed statement, in deterministic CBOR. `digest`: SHA-256 of `claimsBytes`, 32 bytes. */
export function encodePrinted(claims: LabelClaims, digest: Uint8Array): Uint8Array<ArrayBuffer> {
  const label: [number, CborValue][] = [
    [own.number, claims.number],
    [own.letter, claims.letter],
    [own.assurance, assurances.indexOf(claims.assurance.lowest)],
    ...(claims.updatesUntil === null ? [] : [[own.updatesUntil, dayOf(claims.updatesUntil)] as [number, CborValue]]),
    [own.gradedOn, dayOf(claims.gradedOn)],
    [own.scheme, claims.scheme.id],
    [own.product, shortName(claims.product.name)],
    [own.claimsDigest, digest],
  ];
  return encodeCbor(
    cborMap([
      [claim.expires, secondsOf(claims.validUntil)],
      [claim.issued, secondsOf(claims.issuedAt)],
      [claim.label, cborMap(label)],
    ]),
  );
}

/** A name as the printed code holds it: whole characters of at most 48 bytes of UTF-8, the last an ellipsis where something was left out. */
export function shortName(name: string): string {
  if (utf8.encode(name).length <= longestName) return name;
  let short = '';
  for (const letter of name) {
    if (utf8.encode(`${short}${letter}…`).length > longestName) break;
    short += letter;
  }
  return `${short.trimEnd()}…`;
}

/** Reads a payload; refuses everything that `encodePrinted` would not have written. */
export function decodePrinted(payload: Uint8Array): PrintedClaims {
  const claims = new Map(entriesOf(strictly(() => decodeCbor(payload))));
  const label = new Map(entriesOf(claims.get(claim.label)));
  const updates = label.get(own.updatesUntil);
  if (claims.size !== 3 || label.size !== (updates === undefined ? 7 : 8))
    throw new Refusal('MALFORMED', 'claims that a label does not have');
  const digest = label.get(own.claimsDigest);
  if (!(digest instanceof Uint8Array) || digest.length !== 32) throw new Refusal('MALFORMED', 'no digest');
  const issued = whole(claims.get(claim.issued), 2 ** 32);
  const expires = whole(claims.get(claim.expires), 2 ** 32);
  if (expires <= issued) throw new Refusal('MALFORMED', 'over before it begins');
  return {
    number: matching(certificateNumberForm, label.get(own.number)),
    letter: oneOf(labelLetters, label.get(own.letter)),
    assurance: assurances[whole(label.get(own.assurance), assurances.length)] as Assurance,
    updatesUntil: updates === undefined ? null : dayText(whole(updates, latestDay)),
    gradedOn: dayText(whole(label.get(own.gradedOn), latestDay)),
    scheme: matching(/^[a-z][a-z0-9-]{0,19}$/, label.get(own.scheme)),
    product: matching(/^[^\p{Cc}\p{Cs}]+$/u, label.get(own.product)),
    issuedAt: instantText(issued),
    validUntil: instantText(expires),
    claimsDigest: hex(digest),
  };
}

/** 9999-12-31 as days since 1970. */
const latestDay = 2_932_897;

function whole(value: CborValue | undefined, below: number): number {
  if (typeof value === 'number' && value >= 0 && value < below) return value;
  throw new Refusal('MALFORMED', 'a number out of its range');
}

function matching(form: RegExp, value: CborValue | undefined): string {
  if (typeof value === 'string' && form.test(value) && utf8.encode(value).length <= longestName) return value;
  throw new Refusal('MALFORMED', 'a text out of its form');
}

function oneOf<T extends string>(values: readonly T[], value: CborValue | undefined): T {
  const found = values.find((one) => one === value);
  if (found === undefined) throw new Refusal('MALFORMED', `none of ${values.join(', ')}`);
  return found;
}

function secondsOf(text: string): number {
  const seconds = epochSeconds(text);
  if (seconds === null) throw new RangeError(`no date or instant: ${text}`);
  return seconds;
}

const dayOf = (date: string): number => Math.floor(secondsOf(date) / 86_400);
