import { cipherFacts } from '../../../protocols/tls-cipher-facts.ts';
import { cipherName, groupName, versionName } from '../../../protocols/tls-names.ts';
import { suitesOf } from '../../../protocols/tls-scan-offers.ts';
import type { VersionResult } from './accepted-suites.ts';
import { isAlert } from './accepted-suites.ts';
import type { Asker, Heard } from './asker.ts';
import type { Verdict } from './certificate-checks.ts';

export type Protocols = {
  /** SSL 2.0 by its cipher kinds; null where it was not told. */
  readonly ssl2: readonly number[] | null;
  /** DER, as SSL 2.0 sent it. */
  readonly ssl2Certificate: Uint8Array | null;
  readonly versions: readonly VersionResult[];
};

const fallbackSignal = 0x5600;
const inappropriateFallback = 86;
const renegotiationInfo = 0xff01;

const isOffered = ({ offered }: VersionResult): boolean => offered === 'yes';

/** What versions and suites an endpoint takes comes to. */
export function versionChecks({ ssl2, versions }: Protocols): readonly Verdict[] {
  const old = [
    ...(ssl2 !== null && ssl2.length > 0 ? ['SSL2'] : []),
    ...versions.filter((one) => isOffered(one) && one.version < 0x0303).map(({ version }) => versionName(version)),
  ];
  const untold = versions.filter(({ offered, whole }) => offered === 'unknown' || !whole).map(({ version }) => versionName(version));
  const suites = [...new Set([...(ssl2 ?? []), ...versions.flatMap((one) => one.suites)])];
  const weak = suites.filter((id) => cipherFacts(id).weaknesses.length > 0 || (cipherFacts(id).bits ?? 128) < 112);
  const isModern = versions.some((one) => isOffered(one) && one.version >= 0x0303);
  return [
    verdict('old-version', old, untold, 'TLS 1.2 and 1.3 only'),
    {
      check: 'no-modern-version',
      result: isModern ? 'no' : untold.length > 0 ? 'unknown' : 'yes',
      detail: isModern ? 'TLS 1.2 or 1.3 is taken' : 'neither TLS 1.2 nor 1.3 is taken',
    },
    verdict('weak-cipher', weak.map(cipherName), untold, `none of ${suites.length} suites`),
    {
      check: 'no-forward-secrecy',
      result: suites.some((id) => cipherFacts(id).forwardSecrecy) ? 'no' : untold.length > 0 || suites.length === 0 ? 'unknown' : 'yes',
      detail: `${suites.filter((id) => cipherFacts(id).forwardSecrecy).length} of ${suites.length} suites keep recorded sessions closed`,
    },
  ];
}

/** Strength of what keys were exchanged in: finite fields by their size, curves by their name (RFC 7919, 8422; NIST SP 800-57: 112 bits). */
export function groupChecks(heard: readonly Heard[], groups: readonly number[]): Verdict {
  const fields = heard.flatMap(({ hello }) =>
    hello.exchange?.bits !== undefined && hello.exchange.bits !== null ? [hello.exchange.bits] : [],
  );
  const weak = [
    ...[...new Set(fields)].filter((bits) => bits < 2048).map((bits) => `a field of ${bits} bits`),
    ...groups.filter((id) => Number(/\d{3}/.exec(groupName(id))?.[0] ?? 256) < 224 && /^(?:sect|secp)/.test(groupName(id))).map(groupName),
  ];
  return verdict('weak-group', weak, [], 'fields of at least 2048 bits, curves of at least 224');
}

/** Signatures with SHA-1 or MD5 although better ones were offered (RFC 9155). */
export const signsWeakly = (heard: readonly Heard[]): readonly number[] => [
  ...new Set(
    heard.flatMap(({ offer, hello }) => {
      const scheme = hello.exchange?.signature ?? null;
      const isWeak = scheme !== null && (scheme >> 8 === 1 || scheme >> 8 === 2);
      return isWeak && offer.signatures.includes(0x0401) && offer.signatures.includes(0x0403) ? [scheme] : [];
    }),
  ),
];

/** RFC 5746: a server that does not answer the extension lets a stranger put his words before a client's. */
export function renegotiationCheck(heard: readonly Heard[]): Verdict {
  const old = heard.filter(({ offer, hello }) => offer.version < 0x0304 && offer.extensions !== 'none' && hello.hello.version < 0x0304);
  const bare = old.filter(({ hello }) => !hello.hello.extensions.has(renegotiationInfo));
  if (old.length === 0)
    return heard.some(({ hello }) => hello.hello.version < 0x0304)
      ? { check: 'insecure-renegotiation', result: 'unknown', detail: 'only hellos of SSL 3.0, which have no extension, are answered' }
      : { check: 'insecure-renegotiation', result: 'no', detail: 'no version with renegotiation is taken' };
  return bare.length > 0
    ? { check: 'insecure-renegotiation', result: 'yes', detail: 'the renegotiation_info extension is not answered' }
    : { check: 'insecure-renegotiation', result: 'no', detail: 'the renegotiation_info extension is answered' };
}

/** DEFLATE offered beside none (CRIME); the highest version that has compression is asked. */
export async function compressionCheck(asker: Asker, versions: readonly VersionResult[]): Promise<Verdict> {
  const version = highestBelow(versions, 0x0304);
  if (version === null) return { check: 'compression', result: 'no', detail: 'no version with compression is taken' };
  const reply = await asker.hello('TLS compression', { version, suites: suitesOf(version), compression: [1] });
  if (reply.kind !== 'answer' || reply.answer.kind !== 'hello')
    return { check: 'compression', result: 'unknown', detail: 'no answer to a hello with compression' };
  const { compression } = reply.answer.hello;
  return {
    check: 'compression',
    result: compression === 0 ? 'no' : 'yes',
    detail: compression === 0 ? 'not taken' : `method ${compression} is taken`,
  };
}

/** A client that was made to fall back says so (RFC 7507); a server of TLS 1.3 marks its random (RFC 8446, 4.1.3). */
export async function downgradeCheck(asker: Asker, versions: readonly VersionResult[]): Promise<Verdict> {
  const offered = versions.filter(isOffered).map(({ version }) => version);
  const highest = Math.max(...offered);
  const lower = highestBelow(versions, highest);
  if (lower === null) return { check: 'no-downgrade-protection', result: 'no', detail: 'one version only' };
  const suites = [...(versions.find(({ version }) => version === lower)?.suites ?? []), fallbackSignal];
  const reply = await asker.hello('TLS fallback', { version: lower, suites });
  if (isAlert(reply, inappropriateFallback))
    return { check: 'no-downgrade-protection', result: 'no', detail: 'a fallback is refused (TLS_FALLBACK_SCSV)' };
  if (reply.kind !== 'answer' || reply.answer.kind !== 'hello')
    return { check: 'no-downgrade-protection', result: 'unknown', detail: 'no answer to a fallback' };
  const mark = Buffer.from(reply.answer.hello.random.subarray(24)).toString('latin1');
  if (/^DOWNGRD[\x00\x01]$/.test(mark))
    return { check: 'no-downgrade-protection', result: 'no', detail: 'the server random marks a downgrade (RFC 8446)' };
  return {
    check: 'no-downgrade-protection',
    result: 'yes',
    detail: `a fallback from ${versionName(highest)} to ${versionName(lower)} is taken without a word`,
  };
}

export function highestBelow(versions: readonly VersionResult[], limit: number): number | null {
  const below = versions.filter((one) => isOffered(one) && one.version < limit).map(({ version }) => version);
  return below.length === 0 ? null : Math.max(...below);
}

const verdict = (check: Verdict['check'], against: readonly string[], untold: readonly string[], well: string): Verdict => {
  if (against.length > 0) return { check, result: 'yes', detail: against.join(' ') };
  return untold.length > 0 ? { check, result: 'unknown', detail: `not told: ${untold.join(' ')}` } : { check, result: 'no', detail: well };
};
