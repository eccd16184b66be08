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

/** Values of a field in the frames that `filter` lets through, each once. */
function theirs(path: string, filter: string, field: string): readonly string[] {
  const { stdout } = spawnSync('tshark', ['-r', path, '-Y', filter, '-T', 'fields', '-e', field, '-E', 'aggregator=|'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const all = stdout.split('\n').flatMap((line) => line.split('|'));
  return [
    ...new Set(all.map((value) => value.toLowerCase().replace(/\.$/, '')).filter((value) => value !== '' && value !== '<root>')),
  ].sort();
}

for (const name of files) {
  test(`tshark agrees on the names in ${name}`, async (t) => {
    const path = join(captures, name);
    if (!existsSync(path)) return t.skip('the folder of real evidence is not here');
    if (spawnSync('tshark', ['--version']).error) return t.skip('tshark is not here');
    const form = captureForm(path);
    assert.ok(form);
    const { names, hosts } = await streamCapture(path, form, inspectCapture({ name, device: null }));
    const told = names.filter(({ type }) => type !== 'MUD');
    const plain = new Set(told.map((entry) => entry.name.replace(/\\(.)/g, '$1')));
    const answers = new Set(told.flatMap((entry) => entry.answers));

    const asked = theirs(path, 'dns.qry.name && !icmp && !icmpv6', 'dns.qry.name');
    assert.deepEqual(
      asked.filter((value) => !plain.has(value)),
      [],
      'every name asked for is told',
    );
    // What a DNS server adds unasked (addresses of name servers) is nobody's answer; on multicast all is told.
    const unasked = '(dns.count.auth_rr > 0 || dns.count.add_rr > 1) && !mdns';
    for (const field of ['dns.a', 'dns.aaaa']) {
      const addresses = theirs(path, `${field} && !icmp && !icmpv6 && !(${unasked}) && dns.flags.response == 1`, field);
      assert.deepEqual(
        addresses.filter((value) => !answers.has(value)),
        [],
        `every address in ${field} is told`,
      );
    }
    const known = theirs(path, 'dns.resp.name || dns.qry.name', 'dns.resp.name');
    assert.deepEqual(
      [...plain].filter((value) => !asked.includes(value) && !known.includes(value) && !value.includes('<')),
      [],
      'no name is told that is not there',
    );
    const hostNames = new Set(hosts.flatMap((host) => host.names).map((value) => value.toLowerCase()));
    assert.deepEqual(
      theirs(path, 'dhcp.option.hostname && dhcp.hw.mac_addr', 'dhcp.option.hostname').filter((value) => !hostNames.has(value)),
      [],
      'every name that a host gives by DHCP is told',
    );
  });
}
