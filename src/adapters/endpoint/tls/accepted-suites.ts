import { versionName } from '../../../protocols/tls-names.ts';
import { isRemotePassword, modernGroupIds, suitesOf } from '../../../protocols/tls-scan-offers.ts';
import type { Asker, Reply } from './asker.ts';

export type VersionResult = {
  readonly version: number;
  readonly offered: 'yes' | 'no' | 'unknown';
  /** Accepted suites, in the order in which the server took them. */
  readonly suites: readonly number[];
  /** Whether all of them were found. */
  readonly whole: boolean;
  /** Whether that order is the server's own; null with fewer than two. */
  readonly preference: boolean | null;
};

/** More suites than this at once were too much for some servers. */
const mostAtOnce = 100;

/** handshake_failure, protocol_version, insufficient_security: the server understood and declines (RFC 8446, 6.2). */
const declines = new Set([40, 70, 71]);
const unknownIdentity = 115;

type Drain = { readonly suites: number[]; readonly last: Reply | null; readonly rest: readonly number[] };

/** Every suite of one version: the rest is offered without the one that was chosen, until nothing is. */
export async function acceptedSuites(asker: Asker, version: number): Promise<VersionResult> {
  const first = await drain(asker, version, suitesOf(version), false);
  const suites = [...first.suites];
  let last = [first.last];
  if (first.rest.length > 0 && !isDeclined(first.last, version)) {
    const parts = chunks(first.rest, mostAtOnce);
    const more = await Promise.all(parts.map((part) => drain(asker, version, part, true)));
    suites.push(...more.flatMap((one) => one.suites));
    last = more.map((one) => one.last);
  }
  const isSilent = last.some((reply) => reply?.kind === 'silent');
  return {
    version,
    offered: suites.length > 0 ? 'yes' : isSilent ? 'unknown' : 'no',
    suites,
    whole: !isSilent,
    preference: suites.length < 2 ? null : await hasPreference(asker, version, suites),
  };
}

async function drain(asker: Asker, version: number, offered: readonly number[], lean: boolean): Promise<Drain> {
  const suites: number[] = [];
  let rest = offered;
  while (rest.length > 0) {
    const reply = await asker.hello(`TLS suites of ${versionName(version)}`, offerOf(version, rest, lean));
    const chosen = chosenSuite(reply, version);
    if (chosen !== null && rest.includes(chosen)) {
      suites.push(chosen);
      rest = rest.filter((id) => id !== chosen);
    } else if (isAlert(reply, unknownIdentity) && rest.some(isRemotePassword)) {
      // A password suite was chosen, and no user named (RFC 5054, 2.5.1.2): the others are asked without them.
      rest = rest.filter((id) => !isRemotePassword(id));
    } else return { suites, last: reply, rest };
  }
  return { suites, last: null, rest };
}

type Offer = Parameters<Asker['hello']>[1];

/** TLS 1.3 without a key share: the retry request that answers it names the suite and costs the server no key. */
const offerOf = (version: number, suites: readonly number[], lean: boolean): Offer => ({
  version,
  suites,
  ...(version === 0x0304 ? { groups: modernGroupIds } : {}),
  ...(lean && version > 0x0300 ? { extensions: 'lean' as const } : {}),
});

/** The suite of an answer in just this version. */
function chosenSuite(reply: Reply, version: number): number | null {
  if (reply.kind !== 'answer' || reply.answer.kind !== 'hello') return null;
  const { hello } = reply.answer;
  return hello.version === version ? hello.cipher : null;
}

export const isAlert = (reply: Reply | null, description: number): boolean =>
  reply?.kind === 'answer' && reply.answer.kind === 'alert' && reply.answer.description === description;

/** Whether the server understood and has no more: an alert that says so, or an answer in an older version. */
function isDeclined(reply: Reply | null, version: number): boolean {
  if (reply?.kind !== 'answer') return false;
  if (reply.answer.kind === 'alert') return declines.has(reply.answer.description);
  return reply.answer.kind === 'hello' && reply.answer.hello.version !== version;
}

/** Offered the other way round, a server with an order of its own still takes what it took first. */
async function hasPreference(asker: Asker, version: number, suites: readonly number[]): Promise<boolean | null> {
  const reply = await asker.hello(`TLS order of suites of ${versionName(version)}`, offerOf(version, [...suites].reverse(), false));
  const chosen = chosenSuite(reply, version);
  return chosen === null ? null : chosen === suites[0];
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
