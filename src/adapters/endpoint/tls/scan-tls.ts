import { randomBytes } from 'node:crypto';
import type { CertificateExhibit } from '../../../model/exhibits.ts';
import type { CheckExhibit, CheckId, TlsExhibit } from '../../../model/network-exhibits.ts';
import type { ScanLists } from '../../../model/scan-report.ts';
import { writeSsl2Hello } from '../../../protocols/tls-hello-writer.ts';
import { cipherName, groupName, signatureName, ssl2CipherIds, versionName } from '../../../protocols/tls-names.ts';
import { certificateFacts } from '../../certificate-facts.ts';
import { acceptedAlpn, acceptedCurves, acceptedGroups, acceptedSignatures, modernSignatureSchemes } from './accepted-options.ts';
import { acceptedSuites, type VersionResult } from './accepted-suites.ts';
import { Asker, type AskOptions, type TlsTarget } from './asker.ts';
import { certificateChecks, type Presented, type Verdict } from './certificate-checks.ts';
import { type FullHandshake, fullHandshake } from './full-handshake.ts';
import {
  compressionCheck,
  downgradeCheck,
  groupChecks,
  highestBelow,
  type Protocols,
  renegotiationCheck,
  signsWeakly,
  versionChecks,
} from './protocol-checks.ts';

export type TlsScanResult = Pick<ScanLists, 'tls' | 'certificates' | 'checks' | 'problems'>;

const versionIds = [0x0300, 0x0301, 0x0302, 0x0303, 0x0304];
/** A day: a stolen ticket key opens no older session (RFC 8446, 4.6.1 allows seven). */
const longTicketSeconds = 86_400;

/** What is asked of every TLS endpoint; unknown all of it where none answers. */
const asked: readonly CheckId[] = [
  'old-version',
  'no-modern-version',
  'weak-cipher',
  'no-forward-secrecy',
  'weak-group',
  'weak-signature',
  'weak-key',
  'expired-certificate',
  'wrong-name',
  'insecure-renegotiation',
  'client-renegotiation',
  'compression',
  'no-downgrade-protection',
  'long-lived-ticket',
];

/**
 * Asks an endpoint by raw hellos for every version from SSL 2 up, every suite, group and signature scheme, and looks at its certificates. Costs a connection for
 * each accepted thing and one more. An endpoint that answers nothing is `unknown`, never `no`. `nowMs`: milliseconds since 1970.
 */
export async function scanTls(target: TlsTarget, options: AskOptions, nowMs = Date.now()): Promise<TlsScanResult> {
  const asker = new Asker(target, options);
  const protocols = await protocolsOf(asker);
  if (!asker.spoke) return silence(target, asker.connected);
  const { versions } = protocols;
  const old = highestBelow(versions, 0x0304);
  const modern = versions.some(({ version, offered }) => version === 0x0304 && offered === 'yes');
  const settings = { serverName: target.serverName, ms: options.timeoutMs };
  const [curves, groups, signatures, modernSignatures, alpn, compression, downgrade, oldHandshake, newHandshake] = await Promise.all([
    old === null ? [] : acceptedCurves(asker, old),
    modern ? acceptedGroups(asker) : [],
    old === 0x0303 ? acceptedSignatures(asker) : [],
    modern ? modernSignatureSchemes(asker) : [],
    old === null ? [] : acceptedAlpn(asker, old),
    compressionCheck(asker, versions),
    downgradeCheck(asker, versions),
    old === null ? null : fullHandshake(asker, { ...settings, maxVersion: 'TLSv1.2' }),
    modern ? fullHandshake(asker, { ...settings, maxVersion: 'TLSv1.3' }) : null,
  ]);
  const handshakes = [oldHandshake, newHandshake].filter((one) => one !== null);
  const presented = presentedBy(asker, handshakes, protocols.ssl2Certificate);
  const allGroups = [...new Set([...groups, ...curves])];
  const verdicts: readonly Verdict[] = [
    ...versionChecks(protocols),
    groupChecks(asker.heard, allGroups),
    renegotiationCheck(asker.heard),
    compression,
    downgrade,
    ...handshakeChecks(oldHandshake, newHandshake, old !== null),
    ...withWeakSchemes(
      certificateChecks(presented, { name: target.serverName ?? target.host, trust: target.trust }, nowMs),
      signsWeakly(asker.heard),
    ),
  ];
  const certificates = certificatesOf(presented);
  const offer = { groups: allGroups, signatures: [...new Set([...modernSignatures, ...signatures])], alpn };
  return {
    tls: [exhibitOf(target, protocols, offer, certificates[0]?.sha256 ?? null)],
    certificates,
    checks: verdicts.map((verdict) => ({ at: '', host: target.host, port: target.port, by: 'iqs', ...verdict })),
    problems: [],
  };
}

async function protocolsOf(asker: Asker): Promise<Protocols> {
  const [ssl2, ...versions] = await Promise.all([
    asker.raw('SSL 2.0', writeSsl2Hello(ssl2CipherIds, randomBytes(16))),
    ...versionIds.map((version) => acceptedSuites(asker, version)),
  ]);
  const kinds = ssl2.kind === 'answer' && ssl2.answer.kind === 'ssl2' ? ssl2.answer.kinds : [];
  const ssl2Certificate = ssl2.kind === 'answer' && ssl2.answer.kind === 'ssl2' ? ssl2.answer.certificate : null;
  return { ssl2: ssl2.kind === 'silent' && !asker.spoke ? null : kinds, ssl2Certificate, versions };
}

/** Chains by their leaf, as raw hellos and whole handshakes saw them. */
function presentedBy(asker: Asker, handshakes: readonly FullHandshake[], ssl2Certificate: Uint8Array | null): Presented {
  const chains = new Map<string, readonly Uint8Array[]>();
  const seen = [
    ...asker.heard.map(({ hello }) => hello.certificates),
    ...handshakes.map(({ certificates }) => certificates),
    ...(ssl2Certificate === null ? [] : [[ssl2Certificate]]),
  ];
  for (const chain of seen) {
    const [leaf] = chain;
    if (leaf === undefined) continue;
    const key = Buffer.from(leaf).toString('latin1');
    if ((chains.get(key)?.length ?? 0) < chain.length) chains.set(key, chain);
  }
  return {
    chains: [...chains.values()],
    staple: asker.heard.map(({ hello }) => hello.staple).find((one) => one !== null) ?? null,
    sentTimestamps: asker.heard.some(({ hello }) => (hello.hello.extensions.get(18)?.length ?? 0) > 0),
  };
}

function handshakeChecks(old: FullHandshake | null, modern: FullHandshake | null, hasOld: boolean): readonly Verdict[] {
  const seconds = [old, modern].flatMap((one) => (one?.ticketSeconds === null || one === null ? [] : [one.ticketSeconds]));
  const longest = Math.max(0, ...seconds);
  const renegotiates = old?.renegotiates ?? null;
  return [
    {
      check: 'client-renegotiation',
      result: !hasOld ? 'no' : renegotiates === null ? 'unknown' : renegotiates ? 'yes' : 'no',
      detail: !hasOld
        ? 'no version with renegotiation is taken'
        : renegotiates === null
          ? 'no whole handshake came about'
          : renegotiates
            ? 'a client may begin a new handshake'
            : 'refused',
    },
    {
      check: 'long-lived-ticket',
      result: old === null && modern === null ? 'unknown' : longest > longTicketSeconds ? 'yes' : 'no',
      detail: seconds.length === 0 ? 'no ticket was given' : `tickets are good for ${longest} s`,
    },
  ];
}

/** A weak scheme of the handshake counts with the certificates' signatures: one question. */
function withWeakSchemes(verdicts: readonly Verdict[], schemes: readonly number[]): readonly Verdict[] {
  if (schemes.length === 0) return verdicts;
  const said = `signs its exchange with ${schemes.map(signatureName).join(' ')}`;
  return verdicts.map((one) =>
    one.check === 'weak-signature' ? { ...one, result: 'yes', detail: one.result === 'yes' ? `${one.detail}; ${said}` : said } : one,
  );
}

function certificatesOf({ chains }: Presented): readonly CertificateExhibit[] {
  const all = chains.flat().flatMap((der) => certificateFacts(der) ?? []);
  return [...new Map(all.map((facts) => [facts.sha256, { at: '', ...facts }])).values()];
}

type Options = { readonly groups: readonly number[]; readonly signatures: readonly number[]; readonly alpn: readonly string[] };

function exhibitOf(
  target: TlsTarget,
  { ssl2, versions }: Protocols,
  { groups, signatures, alpn }: Options,
  certificate: string | null,
): TlsExhibit {
  const taken = versions.filter(({ offered }) => offered === 'yes').toReversed();
  const best: VersionResult | undefined = taken[0];
  const suites = [...new Set([...taken.flatMap((one) => one.suites), ...(ssl2 ?? [])])];
  return {
    at: '',
    client: null,
    server: target.host,
    port: target.port,
    sni: target.serverName,
    version: best !== undefined ? versionName(best.version) : ssl2 !== null && ssl2.length > 0 ? 'SSL2' : null,
    cipher: suites[0] === undefined ? null : cipherName(suites[0]),
    group: groups[0] === undefined ? null : groupName(groups[0]),
    alpn: alpn[0] ?? null,
    certificate,
    offered: {
      by: 'server',
      versions: [...(ssl2 !== null && ssl2.length > 0 ? ['SSL2'] : []), ...taken.toReversed().map(({ version }) => versionName(version))],
      ciphers: suites.map(cipherName),
      groups: groups.map(groupName),
      signatures: signatures.map(signatureName),
      alpn,
    },
    ja3: null,
    ja4: null,
  };
}

function silence(target: TlsTarget, connected: boolean): TlsScanResult {
  const detail = connected ? 'nothing that TLS says came back' : 'no connection came about';
  const checks = asked.map(
    (check): CheckExhibit => ({ at: '', host: target.host, port: target.port, check, result: 'unknown', by: 'iqs', detail }),
  );
  return { tls: [], certificates: [], checks, problems: [{ code: 'unread', at: '', detail: `${target.host}:${target.port}: ${detail}` }] };
}
