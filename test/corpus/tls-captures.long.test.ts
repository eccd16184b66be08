// A second opinion on real captures: tshark must see the same server names, versions, suites, certificates and JA3. Skipped, visibly, where captures or
// tshark are missing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { captureForm, streamCapture } from '../../src/adapters/inspect/capture-stream.ts';
import { localInspectors } from '../../src/adapters/inspect/local-inspector.ts';
import { cipherName, isGrease, versionName } from '../../src/protocols/tls-names.ts';

const folder = '../shared/corpus/pcap';
const { inspectCapture } = await localInspectors();
const missing = !existsSync(folder)
  ? 'the folder of real evidence is not here'
  : spawnSync('tshark', ['--version']).error
    ? 'tshark is not here'
    : false;
const files = missing === false ? readdirSync(folder).sort() : [];
const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].filter((value) => value !== '').sort();

type Seen = { readonly names: string[]; readonly servers: string[]; readonly ja3: string[]; readonly certificates: string[] };

/** What tshark sees of `tls` or `dtls` outside tunnels, which are not looked into. Several messages in one frame come as lists. */
function theirs(path: string, kind: 'tls' | 'dtls'): Seen {
  const fields = [
    'type',
    'extensions_server_name',
    'ja3',
    'random',
    'ciphersuite',
    'version',
    'extensions.supported_version',
    'certificate',
  ];
  const args = ['-r', path, '-n', '-2', '-Y', `${kind}.handshake && !gtp`, '-T', 'fields', '-E', 'occurrence=a', '-E', 'aggregator=;'];
  const shown = fields.flatMap((field) => ['-e', `${kind}.handshake.${field}`]);
  const { stdout } = spawnSync('tshark', [...args, ...shown], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const seen: Seen = { names: [], servers: [], ja3: [], certificates: [] };
  const randoms = new Set<string>();
  for (const line of stdout.split('\n').filter((text) => text !== '')) {
    const [types = [], names = [], ja3 = [], random = [], ciphers = [], versions = [], selected = [], chain = []] = line
      .split('\t')
      .map((text) => text.split(';').filter((value) => value !== ''));
    seen.names.push(...names);
    // The second hello after a retry is of the same session; the first is what the client is known by.
    if (!randoms.has(random[0] ?? '')) seen.ja3.push(...ja3);
    for (const each of random) randoms.add(each);
    if (types.includes('2') && !types.includes('1')) {
      const chosen = selected.map(Number).find((version) => !isGrease(version)) ?? Number(versions[0]);
      seen.servers.push(`${versionName(chosen)} ${cipherName(Number(ciphers[0]))}`);
    }
    seen.certificates.push(...chain.map((der) => createHash('sha256').update(Buffer.from(der, 'hex')).digest('hex')));
  }
  return seen;
}

for (const file of files) {
  test(`TLS in ${file}`, { skip: missing }, async (t) => {
    const path = join(folder, file);
    const form = captureForm(path);
    assert.ok(form);
    const kinds = [theirs(path, 'tls'), theirs(path, 'dtls')];
    const all = (key: keyof Seen): readonly string[] => sorted(kinds.flatMap((kind) => kind[key]));
    const exhibits = await streamCapture(path, form, inspectCapture({ name: file, device: null }));
    if (all('servers').length + all('ja3').length === 0) {
      if (exhibits.tls.length === 0) return t.skip('holds no TLS');
    }
    const ours = exhibits.tls;
    assert.deepEqual(
      { names: sorted(ours.map(({ sni }) => sni ?? '')), ja3: sorted(ours.map(({ ja3 }) => ja3 ?? '')) },
      { names: all('names'), ja3: all('ja3') },
    );
    assert.deepEqual(sorted(ours.map(({ version, cipher }) => (version === null ? '' : `${version} ${cipher}`))), all('servers'));
    assert.deepEqual(sorted(exhibits.certificates.map(({ sha256 }) => sha256)), all('certificates'));
  });
}

test('real captures of TLS', { skip: missing }, () => assert.ok(files.length > 0));
