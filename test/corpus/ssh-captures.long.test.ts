// A second opinion on real captures: tshark must see the same offers of SSH, by their fingerprints. Skipped, visibly, where captures or tshark are missing.
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

/** `hassh` of clients and servers; SSH is named to tshark on the ports where we found it, for it only looks at 22. */
function tshark(path: string, ports: readonly number[]): readonly string[] {
  const named = ports.flatMap((port) => ['-d', `tcp.port==${port},ssh`]);
  const shown = ['ssh.kex.hassh', 'ssh.kex.hasshserver'].flatMap((field) => ['-e', field]);
  const { stdout } = spawnSync('tshark', ['-n', '-r', path, ...named, '-Y', 'ssh', '-T', 'fields', ...shown], { encoding: 'utf8' });
  return [...new Set(stdout.split(/[\s,]+/).filter((text) => text !== ''))].sort();
}

for (const name of files) {
  test(`tshark agrees on the offers of SSH in ${name}`, async (t) => {
    const path = join(captures, name);
    if (!existsSync(path)) return t.skip('the folder of real evidence is not here');
    if (spawnSync('tshark', ['--version']).error) return t.skip('tshark is not here');
    const form = captureForm(path);
    assert.ok(form);
    const { ssh } = await streamCapture(path, form, inspectCapture({ name, device: null }));
    const ports = [...new Set(ssh.flatMap(({ port }) => (port === null ? [] : [port])))];
    const found = ssh.flatMap(({ hassh, hasshServer }) => [hassh, hasshServer]).filter((text) => text !== null);
    assert.deepEqual([...new Set(found)].sort(), tshark(path, ports));
  });
}
