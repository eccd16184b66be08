import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import type { Exhibits } from '../../src/model/exhibits.ts';
import { assertRefusal, command, runIqs } from './run-iqs.ts';
import { listing, sampleDossier, temporaryFolder } from './sample-dossier.ts';

const folder = temporaryFolder();
const dossier = sampleDossier(folder, 'lumen-cam');
const firmware = join(dossier, 'firmware.bin');

const inspectJson = (...args: readonly string[]): Exhibits => JSON.parse(runIqs(['inspect', '--json', ...args]).stdout);

function rootFolder(name: string): string {
  const root = join(folder, name);
  for (const path of ['', 'etc', 'bin', 'etc/init.d']) mkdirSync(join(root, path));
  writeFileSync(join(root, 'etc/passwd'), 'root::0:0:root:/:/bin/sh\n');
  writeFileSync(join(root, 'bin/busybox'), 'BusyBox v1.19.4 (2012-01-01 00:00:00 UTC)\n');
  chmodSync(join(root, 'bin/busybox'), 0o4755);
  symlinkSync('busybox', join(root, 'bin/sh'));
  writeFileSync(join(root, 'etc/init.d/rcS'), '#!/bin/sh\ntelnetd\n');
  return root;
}

test('text: what is in it, no escape and no progress without a terminal, exit 0', () => {
  const { status, stdout, stderr } = runIqs(['inspect', firmware]);
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^firmware\.bin {2}firmware, \d+ bytes, sha256 [0-9a-f]{64}\n/);
  assert.match(stdout, /^containers \(\d+\)$/m);
  assert.doesNotMatch(stdout, /[^\P{Cc}\n]/u);
});

test('JSON: the same bytes each time, in another place and place of the world; lists in order', () => {
  const { status, stdout, stderr } = runIqs(['inspect', '--json', firmware]);
  assert.deepEqual([status, stderr], [0, '']);
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  cpSync(firmware, join(elsewhere, 'firmware.bin'));
  assert.equal(runIqs(['inspect', '--json', firmware]).stdout, stdout);
  assert.equal(
    runIqs(['inspect', '--json', 'firmware.bin'], { cwd: elsewhere, env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' } }).stdout,
    stdout,
  );
  const lists = Object.values(JSON.parse(stdout)).filter(
    (list): list is { at: string }[] => Array.isArray(list) && list[0]?.at !== undefined,
  );
  assert.ok(lists.length > 4);
  for (const list of lists) {
    const places = list.map(({ at }) => at);
    assert.deepEqual(places, [...places].sort());
  }
});

test('--files lists every file with its digest; without it there is no list', () => {
  const exhibits = inspectJson('--files', firmware);
  const root = exhibits.containers.find(({ format }) => format === 'squashfs');
  const inRoot = exhibits.files?.filter(({ at, type }) => type === 'file' && at.startsWith(`${root?.at}!/`));
  assert.equal(inRoot?.length, root?.files);
  assert.ok(exhibits.files?.some(({ at, sha256 }) => at.endsWith('!/etc/passwd') && /^[0-9a-f]{64}$/.test(sha256 ?? '')));
  assert.equal(inspectJson(firmware).files, null);
  const { stdout } = runIqs(['inspect', '--files', firmware]);
  assert.match(stdout, /^\d{4} file +\d+ [0-9a-f]{64} firmware\.bin!.*\/etc\/passwd$/m);
});

test('a folder, and the same content as a tar and as a cpio, are the same tree', (t) => {
  const root = rootFolder('root');
  const tar = join(folder, 'root.tar');
  const made = spawnSync('tar', ['-C', root, '-cf', tar, '.']);
  if (made.error) return t.skip('tar is not installed');
  const [asFolder, asTar] = [inspectJson(root), inspectJson(tar)];
  assert.equal(asFolder.containers[0]?.tree, asTar.containers[0]?.tree);
  assert.equal(asFolder.evidence[0]?.sha256, asFolder.containers[0]?.tree);
  assert.equal(asFolder.evidence[0]?.kind, 'rootfs');
  assert.deepEqual(
    asFolder.accounts.map(({ user, password }) => [user, password.state]),
    asTar.accounts.map(({ user, password }) => [user, password.state]),
  );
  assert.deepEqual(inspectJson(`${root}/`), asFolder);
  const dot = JSON.parse(runIqs(['inspect', '--json', '.'], { cwd: root }).stdout);
  assert.deepEqual(dot, asFolder);
  const cpio = join(folder, 'root.cpio');
  const packed = spawnSync('sh', ['-c', `cd '${root}' && find . | cpio -o -H newc > '${cpio}'`]);
  if (packed.status === 0) assert.equal(inspectJson(cpio).containers[0]?.tree, asFolder.containers[0]?.tree);
});

test('several pieces at once; two of one name go by their paths', () => {
  mkdirSync(join(folder, 'x'));
  mkdirSync(join(folder, 'y'));
  writeFileSync(join(folder, 'x/a.txt'), 'one\n');
  writeFileSync(join(folder, 'y/a.txt'), 'two\n');
  writeFileSync(join(folder, 'y/b.txt'), 'three\n');
  const { stdout } = runIqs(['inspect', '--json', 'x/a.txt', 'y/b.txt', 'y/a.txt'], { cwd: folder });
  assert.deepEqual(
    (JSON.parse(stdout) as Exhibits).evidence.map(({ name }) => name),
    ['x/a.txt', 'b.txt', 'y/a.txt'],
  );
});

test('what could not be read in full exits 3 and is in `problems`', () => {
  const bytes = readFileSync(firmware);
  const cut = join(folder, 'cut.bin');
  writeFileSync(cut, bytes.subarray(0, 0x120000 + 4096));
  const { status, stdout } = runIqs(['inspect', '--json', cut]);
  const exhibits = JSON.parse(stdout) as Exhibits;
  assert.equal(status, 3, JSON.stringify(exhibits.coverage));
  assert.ok(exhibits.problems.length > 0 || exhibits.coverage.unread > 0);
});

test('what is not there is refused, alone and among others', () => {
  assertRefusal(runIqs(['inspect', join(folder, 'nowhere.bin')]), 2, 'EVIDENCE_MISSING');
  assertRefusal(runIqs(['inspect', firmware, join(folder, 'nowhere.bin')]), 2, 'EVIDENCE_MISSING');
  assertRefusal(runIqs(['inspect', '/dev/null']), 2, 'EVIDENCE_UNREADABLE');
});

test('names that drive terminals never reach one raw: in an archive, in a folder, as the evidence itself', () => {
  const hostile = 'a\u001b]0;owned\u0007\u001b[2J\nroot: ok\u202egnp\u009b31m\u2028x';
  const root = rootFolder('hostile');
  writeFileSync(join(root, 'etc', hostile), 'x');
  writeFileSync(join(root, 'etc/passwd'), `${'ro\u001b[31mot\u202e'}::0:0::/:/bin/sh\n`);
  symlinkSync(hostile, join(root, 'etc', 'link'));
  const tar = join(folder, `evil${hostile}.tar`);
  const made = spawnSync('tar', ['-C', root, '-cf', tar, '.']);
  for (const path of [root, ...(made.status === 0 ? [tar] : []), join(root, 'etc', hostile)]) {
    const { stdout, stderr } = runIqs(['inspect', '--files', path]);
    assert.equal(stderr, '');
    assert.doesNotMatch(stdout, /[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u, basename(path));
    assert.doesNotMatch(stdout, /^root: ok/m);
  }
});

test('nothing is written', () => {
  const before = listing(folder);
  runIqs(['inspect', '--files', firmware], { cwd: folder });
  runIqs(['inspect', dossier], { cwd: dossier });
  assert.deepEqual(listing(folder), before);
});

test('a reader who stops early gets no stack trace', (t) => {
  if (spawnSync('bash', ['-c', 'true']).error) return t.skip('bash is not installed');
  const line = `'${process.execPath}' '${command}' inspect --json --files '${firmware}' | head -1; echo "exit \${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' });
  assert.deepEqual([stdout, stderr], ['{\nexit 0\n', '']);
});
