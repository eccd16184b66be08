// A second opinion on real captures: tshark must see the same logins and the same software behind HTTP, SSDP, RTSP, SIP and MQTT. Skipped, visibly, where one is missing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { captureForm, streamCapture } from '../../src/adapters/inspect/capture-stream.ts';
import { localInspectors } from '../../src/adapters/inspect/local-inspector.ts';

const folder = '../shared/corpus/pcap';
const missing = !existsSync(folder)
  ? 'the folder of real evidence is not here'
  : spawnSync('tshark', ['--version']).error
    ? 'tshark is not here'
    : false;
const files = missing === false ? readdirSync(folder).sort() : ['no capture'];
const { inspectCapture } = await localInspectors();

const fields = ['ip.src', 'ipv6.src', 'http.authbasic', 'mqtt.username', 'http.user_agent', 'http.server', 'sip.User-Agent', 'sip.Server'];
type Row = readonly [string, string, string, string, ...string[]];

/** One row a packet: who sent it, users, software. */
function tshark(file: string): readonly Row[] {
  const args = ['-n', '-r', join(folder, file), '-Y', 'http || ssdp || mqtt || sip', '-T', 'fields', '-E', 'occurrence=f'];
  const { stdout } = spawnSync('tshark', [...args, ...fields.flatMap((field) => ['-e', field])], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t') as unknown as Row);
}

/** What says which specification is spoken or which browser is imitated, not what runs. */
const noSoftware = new Set(['upnp', 'http', 'mozilla', 'applewebkit', 'safari', 'version', 'mobile', 'dlnadoc']);

/** `name version` of a field of software, by its blanks alone; of a name of several words the last. */
function products(field: string): readonly string[] {
  return field
    .replace(/\([^()]*\)/g, ' ')
    .replaceAll('Portable SDK for UPnP devices/', 'libupnp/')
    .split(/[\s,;]+/)
    .map((word) => /^([A-Za-z][\w.-]*)\/v?(\d[\w.+-]*?)[.+-]*$/.exec(word))
    .filter((match) => match !== null)
    .map(([, name = '', version = '']) => [name.toLowerCase(), version] as const)
    .filter(([name]) => !noSoftware.has(name))
    .map((pair) => pair.join(' '));
}

const sorted = (texts: Iterable<string>): readonly string[] => [...new Set(texts)].sort();

for (const file of files) {
  test(`tshark sees the same logins and software in ${file}`, async (t) => {
    if (missing !== false) return t.skip(missing);
    const path = join(folder, file);
    const form = captureForm(path);
    assert.ok(form);
    const rows = tshark(file);
    const { credentials, components } = await streamCapture(path, form, inspectCapture({ name: file, device: null }));

    const users = credentials.filter(({ protocol }) => protocol === 'http' || protocol === 'mqtt').map(({ user }) => user ?? '');
    const theirUsers = rows.flatMap(([, , basic, mqtt]) => [basic.split(':')[0] ?? '', mqtt]).filter((user) => user !== '');
    assert.deepEqual(sorted(users), sorted(theirUsers), 'users');

    // Who runs it is in `at`; a name of several words is known by its last one.
    const ours = new Set(components.map(({ at, name, version }) => `${at.split(' ').at(-1)} ${name.split(/[ -]/).at(-1)} ${version}`));
    for (const { at, name, version } of components) ours.add(`${at.split(' ').at(-1)} ${name} ${version}`);
    const wanted = rows.flatMap(([v4, v6, , , ...software]) =>
      software.flatMap(products).map((product) => `${v4 === '' ? v6 : v4} ${product}`),
    );
    assert.deepEqual(
      sorted(wanted).filter((product) => !ours.has(product)),
      [],
      'software that only tshark sees',
    );
  });
}
