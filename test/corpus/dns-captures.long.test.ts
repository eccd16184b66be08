// A second opinion on real captures: tshark must see the same names asked for, the same addresses answered and the same names of hosts. Skipped, visibly,
// where captures or tshark are missing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { captureForm, streamCapture } from '../../src/adapters/inspect/capture-stream.ts';
import { localInspectors } from '../../src/adapters/inspect/local-inspector.ts';

const captures = '../shared/corpus/pcap';
const { inspectCapture } = await localInspectors();
const files = existsSync(captures) ? readdirSync(captures).filter((name) => /\.pcap(?:ng)?(?:\.gz)?$/.test(name)) : ['no capture'];

const fields = [
  'dns.qry.name',
  'dns.resp.name',
  'dns.a',
  'dns.aaaa',
  'dns.flags.response',
  'dns.count.auth_rr',
  'dns.count.add_rr',
  'udp.port',
  'dhcp.option.hostname',
  'dhcp.hw.mac_addr',
  'eth.src',
] as const;
type Field = (typeof fields)[number];
type Frame = Readonly<Record<Field, readonly string[]>>;

/** Frames with names as tshark reads them; errors of ICMP quote another frame's. */
function tshark(path: string): readonly Frame[] {
  const wanted = '(dns || mdns || llmnr || dhcp) && !icmp && !icmpv6';
  const args = ['-n', '-r', path, '-Y', wanted, '-T', 'fields', '-E', 'aggregator=|', ...fields.flatMap((field) => ['-e', field])];
  const { stdout } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const rows = stdout.split('\n').filter((line) => line !== '');
  return rows.map((row) => {
    const columns = row.toLowerCase().split('\t');
    const of = (at: number): readonly string[] => (columns[at] ?? '').split('|').filter((value) => value !== '' && value !== '<root>');
    return Object.fromEntries(fields.map((field, at) => [field, of(at)])) as Frame;
  });
}

const every = (frames: readonly Frame[], field: Field): readonly string[] => [...new Set(frames.flatMap((frame) => frame[field]))].sort();
const count = (frame: Frame, field: Field): number => Number(frame[field][0] ?? 0);
/** What a DNS server adds unasked, as addresses of name servers, is nobody's answer; on multicast all is told. */
const hasOnlyAnswers = (frame: Frame): boolean =>
  frame['udp.port'].includes('5353') || (count(frame, 'dns.count.auth_rr') === 0 && count(frame, 'dns.count.add_rr') < 2);
/** Through a relay the host itself is not on the link. */
const isOnLink = (frame: Frame): boolean => frame['dhcp.hw.mac_addr'].some((mac) => frame['eth.src'].includes(mac));

for (const name of files) {
  test(`tshark agrees on the names in ${name}`, async (t) => {
    const path = join(captures, name);
    if (!existsSync(path)) return t.skip('the folder of real evidence is not here');
    if (spawnSync('tshark', ['--version']).error) return t.skip('tshark is not here');
    const form = captureForm(path);
    assert.ok(form);
    const { names, hosts } = await streamCapture(path, form, inspectCapture({ name, device: null }));
    const frames = tshark(path);
    const told = names.filter(({ type }) => type !== 'MUD');
    const plain = new Set(told.map((entry) => entry.name.replace(/\\(.)/g, '$1')));
    const answers = new Set(told.flatMap((entry) => entry.answers));
    const without = (wanted: readonly string[], found: ReadonlySet<string>): readonly string[] =>
      wanted.filter((value) => !found.has(value));

    const asked = every(frames, 'dns.qry.name');
    assert.deepEqual(without(asked, plain), [], 'every name asked for is told');
    const answering = frames.filter((frame) => /^(?:1|true)$/.test(frame['dns.flags.response'][0] ?? '') && hasOnlyAnswers(frame));
    for (const field of ['dns.a', 'dns.aaaa'] as const)
      assert.deepEqual(without(every(answering, field), answers), [], `every address in ${field} is told`);
    const known = new Set([...asked, ...every(frames, 'dns.resp.name')]);
    // Names of NetBIOS have their kind in brackets.
    assert.deepEqual(
      without(
        [...plain].filter((value) => !value.includes('<')),
        known,
      ),
      [],
      'no name is told that is not there',
    );
    const hostNames = new Set(hosts.flatMap((host) => host.names).map((value) => value.toLowerCase()));
    assert.deepEqual(without(every(frames.filter(isOnLink), 'dhcp.option.hostname'), hostNames), [], 'every name given by DHCP is told');
  });
}
