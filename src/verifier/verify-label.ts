import { claimsBytes } from '../credential/label-credential.ts';
import { splitCode } from '../credential/printed-code.ts';
import type { PrintedClaims } from '../credential/printed-statement.ts';
import type { Platform } from '../credential/verify/platform.ts';
import { type Ignored, type NamedIssuer, readStatusLists } from '../credential/verify/read-status-lists.ts';
import { orRefused, type Refused } from '../credential/verify/refused.ts';
import { type Standing, standingOf } from '../credential/verify/standing.ts';
import { type GenuineCode, verifyCode } from '../credential/verify/verify-code.ts';
import { type GenuineCredential, verifyCredential } from '../credential/verify/verify-credential.ts';
import type { StatusList } from '../credential/verify/verify-status-list.ts';
import { type TrustList, verifyTrustList } from '../credential/verify/verify-trust-list.ts';
import { type HeldVersion, type VersionCover, versionCover } from '../credential/verify/version-cover.ts';
import { hex } from '../foundation/hex.ts';
import type { LabelClaims } from '../model/label-claims.ts';
import type { PublicJwk } from '../model/register-entry.ts';
import { type Registered, registered } from './registered.ts';
import { restsOnGone } from './rests-on-gone.ts';

export type VerifyInput = {
  /** Text of a printed code, or a credential (JWT). */
  readonly text: string;
  /** With a credential: the code of the label in hand, which must be of the same label. */
  readonly code?: string | undefined;
  /** The signed trust list, and the scheme owner's keys that the verifier was shipped with. */
  readonly trustList: string;
  readonly roots: readonly PublicJwk[];
  /** The highest sequence of a trust list seen before. */
  readonly leastSequence?: number | undefined;
  /** Signed status lists at hand; without them whether the label still holds is unknown. */
  readonly statusLists?: readonly string[] | undefined;
  /** Receipts of the register's entries about this number. */
  readonly receipts?: readonly Uint8Array[] | undefined;
  /** RFC 3339 in UTC, whole seconds. */
  readonly now: string;
  /** The version in hand, where it is asked whether the label covers it. */
  readonly held?: HeldVersion | undefined;
};

/** The front of a label; the same of a code and of a credential. */
export type FrontClaims = Omit<PrintedClaims, 'claimsDigest'>;

export type GenuineLabel = Standing & {
  readonly outcome: 'genuine';
  readonly front: FrontClaims;
  /** Everything behind the code, from the credential or the register; null where neither is at hand. */
  readonly claims: LabelClaims | null;
  readonly issuer: NamedIssuer;
  /** A newer trust list is due. */
  readonly trustIsDue: boolean;
  /** Index of the register's entry that recorded this very statement; null: no receipt of it. */
  readonly registeredAt: number | null;
  /** Null where no version was asked about or the label's versions are not at hand. */
  readonly cover: VersionCover | null;
  /** Component statements that the letter rests on and whose issuer withdrew or suspended them since; a review of the label is due. Empty also where nothing is known. */
  readonly restsOnGone: readonly string[];
  readonly ignored: readonly Ignored[];
};

/** Everything that can be said of a label in hand (docs/spec/label-credential.md, Verifying). Throws for nothing that is handed in; `refused` says why it proves nothing. */
export function verifyLabel(input: VerifyInput, platform: Platform): Promise<GenuineLabel | Refused> {
  return orRefused(async () => {
    const { text, roots, leastSequence = 0, receipts = [], statusLists = [] } = input;
    const trust = await verifyTrustList(input.trustList, { roots, leastSequence }, platform);
    if (trust.outcome === 'refused') return trust;
    const { shown, faulty } = await registered(receipts, trust, platform);
    const digest = await sha256(isCredential(text) ? utf8.encode(text) : Uint8Array.from(splitCode(text).statement), platform);
    const found = await verifyText(input, trust, platform, shown.indexOf(digest));
    if (found.outcome === 'refused') return found;
    const { usable, unusable } = await readStatusLists(statusLists, trust, platform);
    return verdict({ input, trust, found, shown, digest, usable, ignored: [...faulty, ...unusable] }, platform);
  });
}

type Found = GenuineCode | GenuineCredential;

type Known = {
  readonly input: VerifyInput;
  readonly trust: TrustList;
  readonly found: Found;
  readonly shown: Registered;
  /** Of the statement in hand. */
  readonly digest: string;
  readonly usable: readonly StatusList[];
  readonly ignored: readonly Ignored[];
};

async function verdict({ input, trust, found, shown, digest, usable, ignored }: Known, platform: Platform): Promise<GenuineLabel> {
  const { now, held } = input;
  const front = frontOf(found);
  const { newest, added, claims: recorded } = shown.of(front.number);
  const claims = isFull(found)
    ? found.claims
    : recorded !== null && (await sha256(claimsBytes(recorded), platform)) === found.claims.claimsDigest
      ? recorded
      : null;
  const { id, name, training } = found.issuer;
  return {
    outcome: 'genuine',
    front,
    claims,
    issuer: { id, name, training },
    ...standingOf(front, found.issuer, usable, now, newest.includes(digest)),
    trustIsDue: trust.content.nextUpdate < now,
    registeredAt: shown.indexOf(digest),
    cover: claims === null || held === undefined ? null : versionCover(claims.parts, added, held),
    restsOnGone: restsOnGone(claims?.restsOn.map(({ id: one }) => one) ?? [], trust, usable, now),
    ignored,
  };
}

const utf8 = new TextEncoder();
const isFull = (found: Found): found is GenuineCredential => 'assessment' in found.claims;

/** A JWT has dots and no slash, a code's text always has slashes. */
const isCredential = (text: string): boolean => text.includes('.') && !text.includes('/');

async function verifyText(
  { text, code }: VerifyInput,
  trust: TrustList,
  platform: Platform,
  registeredAt: number | null,
): Promise<Found | Refused> {
  if (!isCredential(text)) return verifyCode(text, trust, platform, registeredAt);
  if (code === undefined) return verifyCredential(text, trust, platform, { registeredAt });
  const printed = await verifyCode(code, trust, platform, registeredAt);
  return printed.outcome === 'refused' ? printed : verifyCredential(text, trust, platform, { registeredAt, printed: printed.claims });
}

function frontOf(found: Found): FrontClaims {
  const { number, letter, updatesUntil, gradedOn, issuedAt, validUntil } = found.claims;
  const common = { number, letter, updatesUntil, gradedOn, issuedAt, validUntil };
  if (isFull(found)) {
    const { assurance, scheme, product } = found.claims;
    return { ...common, assurance: assurance.lowest, scheme: scheme.id, product: product.name };
  }
  const { assurance, scheme, product } = found.claims;
  return { ...common, assurance, scheme, product };
}

const sha256 = async (bytes: Uint8Array<ArrayBuffer>, { subtle }: Platform): Promise<string> =>
  hex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
