// Reports and network profiles by other people against what upstream says is in them. Skipped, visibly, where the folder of real evidence is missing.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { localInspectors } from '../../src/adapters/inspect/local-inspector.ts';
import { by } from '../../src/foundation/order.ts';
import type { Exhibits } from '../../src/model/exhibits.ts';
import type { PeerExhibit } from '../../src/model/network-exhibits.ts';

const corpus = '../shared/corpus';
const inspect = (await localInspectors()).inspect;

type Truth = {
  readonly path: string;
  readonly enabled?: readonly (readonly [string, string])[];
  readonly weak_hits?: readonly string[];
  readonly open_ports?: readonly (readonly [string, string])[];
  readonly services?: readonly (readonly [string, string | null, string | null])[];
  readonly ace_count?: number;
  readonly dns_names?: readonly string[];
  readonly ports?: Readonly<Record<string, number>>;
};

const truths = (prefix: string): readonly Truth[] =>
  (existsSync(join(corpus, 'truth')) ? readdirSync(join(corpus, 'truth')) : [])
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(corpus, 'truth', name), 'utf8')) as Truth);

const look = ({ path }: Truth): Exhibits => inspect({ name: basename(path), content: new Uint8Array(readFileSync(join(corpus, path))) });

const ourNames: Readonly<Record<string, string>> = {
  SSLv2: 'SSL2',
  SSLv3: 'SSL3',
  'TLSv1.0': 'TLS1.0',
  'TLSv1.1': 'TLS1.1',
  'TLSv1.2': 'TLS1.2',
  'TLSv1.3': 'TLS1.3',
};

test('sslscan: versions, accepted suites, compression and downgrade protection are those of its own tests', (t) => {
  const all = truths('tls-sslscan-test');
  if (all.length === 0) return t.skip('the folder of real evidence is not here');
  for (const truth of all) {
    const { evidence, tls, checks, problems } = look(truth);
    assert.equal(evidence[0]?.kind, 'scan', truth.path);
    assert.deepEqual(problems, []);
    const enabled = (truth.enabled ?? []).filter(([, state]) => state === 'enabled').map(([name]) => ourNames[name]);
    assert.deepEqual(tls[0]?.offered?.versions, enabled, truth.path);
    const text = readFileSync(join(corpus, truth.path), 'utf8').replaceAll(/\u001b\[[0-9;]*m/g, '');
    const accepted = new Set([...text.matchAll(/^(?:Accepted|Preferred)\s+\S+\s+\d+ bits\s+(\S+)/gm)].map((match) => match[1]));
    assert.equal(tls[0]?.offered?.ciphers.length, accepted.size, truth.path);
    assert.ok(tls[0]?.offered?.ciphers.every((suite) => suite.startsWith('TLS_')));
    const said = (line: string): boolean => truth.weak_hits?.some((hit) => hit.startsWith(line)) === true;
    const answer = (check: string): string | undefined => checks.find((one) => one.check === check)?.result;
    if (said('Compression enabled')) assert.equal(answer('compression'), 'yes');
    if (said('Server does not support TLS Fallback')) assert.equal(answer('no-downgrade-protection'), 'yes');
    if (said('RSA Key Strength:    512') || said('RSA Key Strength:    1024')) assert.equal(answer('weak-key'), 'yes');
  }
  return undefined;
});

test('Nmap: open ports and services', (t) => {
  const all = truths('tls-nmap');
  if (all.length === 0) return t.skip('the folder of real evidence is not here');
  for (const truth of all) {
    const { interfaces, problems } = look(truth);
    assert.deepEqual(problems, []);
    const open = interfaces.filter(({ state }) => state === 'open').sort(by(({ port }) => port));
    assert.deepEqual(
      open.map(({ transport, port }) => `${transport}/${port}`),
      (truth.open_ports ?? []).map(([transport, port]) => `${transport}/${port}`),
    );
    assert.deepEqual(new Set(open.map(({ protocol }) => protocol)), new Set((truth.services ?? []).map(([name]) => name)));
  }
  return undefined;
});

/** Findings as upstream's own tests count them. */
const findings: Readonly<Record<string, (exhibits: Exhibits) => number>> = {
  'hydra_hydra_report_many_finding.json:3': ({ checks }) =>
    checks.filter(({ check, result }) => check === 'known-login' && result === 'yes').length,
  'masscan_masscan_many_vuln.json:4': ({ interfaces }) => interfaces.length,
  'nikto_nikto-report-many-vuln.xml:10': ({ checks }) => checks.length,
  'openvas_many_vuln.xml:44': ({ checks }) => checks.filter(({ check }) => check === 'vulnerability').length,
};

for (const [entry, count] of Object.entries(findings)) {
  const [name = '', wanted] = entry.split(':');
  test(`${name}: ${wanted} findings`, (t) => {
    const path = join(corpus, 'tls/scans', name);
    if (!existsSync(path)) return t.skip('the folder of real evidence is not here');
    return assert.equal(count(look({ path: `tls/scans/${name}` })), Number(wanted));
  });
}

test('MUD files: every entry, name and port, and no problem', (t) => {
  const all = truths('mud-');
  if (all.length === 0) return t.skip('the folder of real evidence is not here');
  for (const truth of all) {
    const { evidence, peers, problems } = look(truth);
    assert.equal(evidence[0]?.kind, 'mud');
    assert.deepEqual(problems, []);
    assert.equal(new Set(peers.map(({ at }) => at)).size, truth.ace_count, truth.path);
    const names = new Set(peers.filter(({ kind }) => kind === 'name').map(({ peer }) => peer));
    assert.deepEqual([...names].sort(), (truth.dns_names ?? []).map((name) => name.toLowerCase()).sort());
    assert.deepEqual(portsOf(peers), truth.ports);
  }
  return undefined;
});

/** How often each port stands in a file, by `tcp/des/443`; of a range its low end. */
function portsOf(peers: readonly PeerExhibit[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { direction, transport, peerPort, devicePort } of peers) {
    if (transport !== 'tcp' && transport !== 'udp') continue;
    const sides = direction === 'from-device' ? (['des', 'sou'] as const) : (['sou', 'des'] as const);
    for (const [index, port] of [peerPort, devicePort].entries()) {
      const key = `${transport}/${sides[index]}/${port?.split('-')[0]}`;
      if (port !== null) counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  return counts;
}
