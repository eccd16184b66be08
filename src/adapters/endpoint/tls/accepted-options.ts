import {
  alpnOffers,
  baseShares,
  curveIds,
  curveSuites,
  modernGroupIds,
  modernSignatures,
  signatureOffers,
  signedSuites,
  suitesOf,
} from '../../../protocols/tls-scan-offers.ts';
import type { Asker, Reply } from './asker.ts';

/** Curves that an exchange of TLS 1.2 or below takes. */
export async function acceptedCurves(asker: Asker, version: number): Promise<readonly number[]> {
  const accepted: number[] = [];
  for (let rest = curveIds; rest.length > 0; rest = curveIds.filter((id) => !accepted.includes(id))) {
    const chosen = curveOf(await askCurves(asker, version, rest));
    // An ECDSA certificate needs its own curve in the list (RFC 8422, 5.1): those found are put last, which shows the others to a server without an order.
    const again = chosen === null && accepted.length > 0 ? curveOf(await askCurves(asker, version, [...rest, ...accepted])) : chosen;
    if (again === null || accepted.includes(again)) return accepted;
    accepted.push(again);
    if (!rest.includes(again)) return accepted;
  }
  return accepted;
}

const askCurves = (asker: Asker, version: number, groups: readonly number[]): Promise<Reply> =>
  asker.hello('TLS groups', { version, suites: curveSuites, groups, extensions: 'lean' });

const curveOf = (reply: Reply): number | null =>
  reply.kind === 'answer' && reply.answer.kind === 'hello' ? (reply.answer.exchange?.group ?? null) : null;

/** Groups of TLS 1.3: without a key share the server has to name the group it wants. */
export async function acceptedGroups(asker: Asker): Promise<readonly number[]> {
  const accepted: number[] = [];
  for (let rest = modernGroupIds; rest.length > 0; rest = rest.filter((id) => !accepted.includes(id))) {
    const reply = await asker.hello('TLS 1.3 groups', { version: 0x0304, suites: suitesOf(0x0304), groups: rest });
    const group = reply.kind === 'answer' && reply.answer.kind === 'hello' ? reply.answer.hello.group : null;
    if (group === null || !rest.includes(group)) return accepted;
    accepted.push(group);
  }
  return accepted;
}

/** Schemes with which a server signs its exchange in TLS 1.2. */
export async function acceptedSignatures(asker: Asker): Promise<readonly number[]> {
  const accepted: number[] = [];
  for (let rest = signatureOffers; rest.length > 0; rest = rest.filter((id) => !accepted.includes(id))) {
    const reply = await asker.hello('TLS signatures', { version: 0x0303, suites: signedSuites, signatures: rest, extensions: 'lean' });
    const scheme = reply.kind === 'answer' && reply.answer.kind === 'hello' ? (reply.answer.exchange?.signature ?? null) : null;
    // Some sign with SHA-1 whatever is offered: that is seen once.
    if (scheme === null || accepted.includes(scheme)) return accepted;
    accepted.push(scheme);
    if (!rest.includes(scheme)) return accepted;
  }
  return accepted;
}

/** TLS 1.3 hides the signature, but a server without a scheme in common says so instead of a hello. Empty where that cannot be seen. */
export async function modernSignatureSchemes(asker: Asker): Promise<readonly number[]> {
  const ask = async (signatures: readonly number[]): Promise<boolean> => {
    const offer = { version: 0x0304, suites: suitesOf(0x0304), groups: [...baseShares.keys()], shares: baseShares, signatures };
    const reply = await asker.hello('TLS 1.3 signatures', offer);
    return reply.kind === 'answer' && reply.answer.kind === 'hello' && !reply.answer.hello.isRetry && reply.answer.hello.version === 0x0304;
  };
  if (!(await ask(modernSignatures))) return [];
  const isTaken = await Promise.all(modernSignatures.map((scheme) => ask([scheme])));
  const taken = modernSignatures.filter((_, index) => isTaken[index]);
  // A server that signs with whatever it likes shows nothing.
  return taken.length === modernSignatures.length ? [] : taken;
}

/** Application protocols by a hello of TLS 1.2 or below (RFC 7301, 3.1). */
export async function acceptedAlpn(asker: Asker, version: number): Promise<readonly string[]> {
  const accepted: string[] = [];
  for (let rest = alpnOffers; rest.length > 0; rest = rest.filter((name) => !accepted.includes(name))) {
    const name = alpnOf(await asker.hello('TLS application protocols', { version, suites: suitesOf(version), alpn: rest }));
    if (name === null || !rest.includes(name)) return accepted;
    accepted.push(name);
  }
  return accepted;
}

const alpnOf = (reply: Reply): string | null => (reply.kind === 'answer' && reply.answer.kind === 'hello' ? reply.answer.hello.alpn : null);
